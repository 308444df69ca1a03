//! The model of a released version: fetched once, converted every time, since the import may have learnt something.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith::model::released;
use tinsmith::model::released::Pinned;
use tinsmith_project::{change, say};

use super::versions::{Version, Versions};

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
    let Version { version: number, sha256 } = version;
    let history = root.join(FOLDER);
    let folder = history.join(number);
    if !folder.exists() {
        say::step("Fetching", &format!("{} {number}, {progress}", versions.package));
        let pinned = Pinned {
            name: "wheel".to_owned(),
            package: versions.package.clone(),
            version: number.clone(),
            // What a wheel of Python alone is called.
            file: format!("{}-{number}-py3-none-any.whl", versions.package),
            sha256: sha256.clone(),
        };
        released::fetch(&pinned, &versions.documents, &history, &folder)?;
    }
    say::step("Converting", &format!("{} {number}, {progress}", versions.package));
    let text = released::convert(&folder).with_context(|| format!("in version {number}"))?;
    let path = folder.join(&versions.model);
    change::write(&path, &text)?;
    Ok(path)
}
