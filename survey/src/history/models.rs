//! The model of a released version: fetched once, converted every time, since the import may have learnt something.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith::model::released;
use tinsmith::model::released::Pinned;
use tinsmith_project::{change, say};

use super::versions::{Service, Version, Versions};

/// Where documents and models are kept, under the workspace's root: a folder for each version.
const FOLDER: &str = "target/history";

/// The file with the model of a version.
///
/// # Errors
/// A wheel that cannot be had or is not the one that is pinned, and documents that are no model.
pub(super) fn model(
    versions: &Versions,
    version: &Version,
    root: &Path,
    progress: &str,
) -> anyhow::Result<PathBuf> {
    let history = root.join(FOLDER);
    let folder = history.join(&version.version);
    let documents = &versions.documents;
    let shown = format!("{} {}, {progress}", versions.package, version.version);
    let text = text(versions, version, documents, (&history, &folder), &shown)?;
    let path = folder.join(&versions.model);
    change::write(&path, &text)?;
    Ok(path)
}

/// Writes the models of both versions of a service: `services/<name>/<version>/model.json`.
///
/// # Errors
/// As [`model`], and a version that is not pinned.
pub(super) fn service(versions: &Versions, service: &Service, root: &Path) -> anyhow::Result<()> {
    let history = root.join(FOLDER);
    for number in &service.versions {
        let version = versions.list.iter().find(|version| version.version == *number);
        let version = version.with_context(|| format!("versions.toml has no {number}"))?;
        let folder = history.join("services").join(&service.name).join(number);
        let shown = format!("{} of {} {number}", service.name, versions.package);
        let text = text(versions, version, &service.documents, (&history, &folder), &shown)?;
        change::write(&folder.join("model.json"), &text)?;
    }
    Ok(())
}

/// What the documents at a path of a wheel give; they are kept in `folder`.
fn text(
    versions: &Versions,
    Version { version: number, sha256 }: &Version,
    documents: &str,
    (downloads, folder): (&Path, &Path),
    shown: &str,
) -> anyhow::Result<String> {
    if !folder.exists() {
        say::step("Fetching", shown);
        let pinned = Pinned {
            name: "wheel".to_owned(),
            package: versions.package.clone(),
            version: number.clone(),
            // What a wheel of Python alone is called.
            file: format!("{}-{number}-py3-none-any.whl", versions.package),
            sha256: sha256.clone(),
        };
        released::fetch(&pinned, documents, downloads, folder)?;
    }
    say::step("Converting", shown);
    released::convert(folder).with_context(|| format!("in version {number}"))
}
