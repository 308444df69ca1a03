//! The two versions of each crate: documents and settings in memory, and the files as they were committed.
//!
//! In comes what is to be compared; out go pairs, ready to be generated. A crate that only one side has cannot be compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::{SourceTree, plan};

use super::git::Revision;
use crate::codegen::job::{self, SdkInputs, Texts};
use crate::config::{self, Sdk};
use crate::flags::FromModel;
use crate::{package, say};

/// A crate before and after.
pub(crate) struct Pair {
    /// The package.
    pub(crate) package: String,
    /// What it was made of.
    pub(crate) old: SdkVersion,
    /// What it is made of.
    pub(crate) new: SdkVersion,
    /// The files as they were, where another generator may have written them.
    pub(crate) committed: Option<SourceTree>,
}

/// What one version of a crate is made of.
pub(crate) struct SdkVersion {
    /// Where it comes from.
    pub(crate) label: String,
    /// Its documents and settings.
    pub(crate) inputs: SdkInputs,
}

/// Two models; the settings of the new one make both.
pub(super) fn of_models(old: &Path, new: &FromModel) -> anyhow::Result<Pair> {
    let package =
        new.package.clone().unwrap_or_else(|| package::of_folder(&new.model.with_extension("")));
    let from = |model: &Path| FromModel {
        model: model.to_owned(),
        package: Some(package.clone()),
        ..new.clone()
    };
    let read = |model: &Path| -> anyhow::Result<SdkVersion> {
        let mut inputs = job::from_model(&from(model))?.read(&Texts::new())?;
        // The name goes into every file's header, which would differ for its sake alone.
        let name = new.model.file_name().unwrap_or_default();
        inputs.name = name.to_string_lossy().into_owned();
        Ok(SdkVersion { label: model.display().to_string(), inputs })
    };
    Ok(Pair { old: read(old)?, new: read(&new.model)?, package: package.clone(), committed: None })
}

/// The crates of a revision and of the working tree.
pub(super) fn since(
    root: &Path,
    base: Option<&str>,
    only: Option<&str>,
) -> anyhow::Result<Vec<Pair>> {
    let revision = Revision::find(root, base)?;
    let wanted = job::configured_sdks(root, only)?;
    let found = revision.files(&[config::FILE])?;
    let text = found
        .get(config::FILE)
        .with_context(|| format!("{} has no {}", revision.short(), config::FILE))?;
    let old = config::parse(text).with_context(|| format!("at {}", revision.short()))?.sdks;
    for sdk in
        old.iter().filter(|sdk| only.is_none() && !wanted.iter().any(|new| is_same(sdk, new)))
    {
        say::step("Without", &format!("{}, which is gone", sdk.package));
    }
    let mut pairs = Vec::new();
    for sdk in wanted {
        let Some(before) = old.iter().find(|old| is_same(old, &sdk)) else {
            say::step(
                "Without",
                &format!("{}, which is new since {}", sdk.package, revision.short()),
            );
            continue;
        };
        pairs.push(pair(root, &revision, before.clone(), sdk)?);
    }
    Ok(pairs)
}

fn is_same(old: &Sdk, new: &Sdk) -> bool {
    old.package == new.package
}

fn pair(root: &Path, revision: &Revision, old: Sdk, new: Sdk) -> anyhow::Result<Pair> {
    let mut paths = vec![old.model.as_str(), old.output.as_str()];
    paths.extend(old.overlays.iter().map(String::as_str));
    let files = revision.files(&paths)?;
    let folder = format!("{}/", old.output.trim_end_matches('/'));
    let committed: BTreeMap<String, String> = files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(&folder)?.to_owned(), text.clone())))
        .filter(|(_, text)| plan::is_generated(text))
        .collect();
    let texts: Texts = files.into_iter().map(|(path, text)| (root.join(path), text)).collect();
    let package = new.package.clone();
    let label = |model: &str, at: &str| format!("{model} {at}");
    let old_label = label(&old.model, &format!("at {}", revision.short()));
    let new_label = label(&new.model, "in the working tree");
    missing(&old, &texts, root, revision)?;
    let old = SdkVersion { label: old_label, inputs: job::job_of(root, old).read(&texts)? };
    let new = SdkVersion { label: new_label, inputs: job::job_of(root, new).read(&Texts::new())? };
    Ok(Pair { package, old, new, committed: Some(SourceTree { files: committed }) })
}

/// A document that the revision does not have must not be read from the working tree instead.
fn missing(sdk: &Sdk, texts: &Texts, root: &Path, revision: &Revision) -> anyhow::Result<()> {
    let documents = std::iter::once(&sdk.model).chain(&sdk.overlays);
    for document in documents {
        let place: PathBuf = root.join(document);
        anyhow::ensure!(
            texts.contains_key(&place),
            "{} names {document}, which {} does not have",
            config::FILE,
            revision.short()
        );
    }
    Ok(())
}
