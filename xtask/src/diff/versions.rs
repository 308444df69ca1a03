//! The two versions of each crate: documents and settings in memory, and the files as they were committed.
//!
//! In comes what is to be compared; out go pairs, ready to be generated. A crate that only one side has cannot be compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::{SourceTree, plan};

use super::git::Revision;
use crate::codegen::job::{self, Texts};
use crate::config::{self, Partitions, Sdk};
use crate::flags::FromModel;
use crate::review::{Pair, SdkVersion, Tables, Versions};
use crate::{package, say};

/// Two models; the settings of the new one make both.
pub(crate) fn of_models(old: &Path, new: &FromModel) -> anyhow::Result<Pair> {
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
) -> anyhow::Result<Versions> {
    let revision = Revision::find(root, base)?;
    let wanted = job::configured_sdks(root, only)?;
    let found = revision.files(&[config::FILE])?;
    let text = found
        .get(config::FILE)
        .with_context(|| format!("{} has no {}", revision.short(), config::FILE))?;
    let old = config::parse(text).with_context(|| format!("at {}", revision.short()))?;
    let is_gone = |sdk: &&Sdk| only.is_none() && !wanted.iter().any(|new| is_same(sdk, new));
    for sdk in old.sdks.iter().filter(is_gone) {
        say::step("Without", &format!("{}, which is gone", sdk.package));
    }
    let mut pairs = Vec::new();
    for sdk in wanted {
        let Some(before) = old.sdks.iter().find(|old| is_same(old, &sdk)) else {
            let since = revision.short();
            say::step("Without", &format!("{}, which is new since {since}", sdk.package));
            continue;
        };
        pairs.push(pair(root, &revision, before.clone(), sdk)?);
    }
    let new = config::read(root)?.partitions;
    let tables = match (old.partitions, new) {
        (Some(old), Some(new)) if only.is_none() => tables(root, &revision, &old, &new)?,
        _ => None,
    };
    Ok(Versions { pairs, tables })
}

/// The facts about partitions, of a revision and of the working tree.
fn tables(
    root: &Path,
    revision: &Revision,
    old: &Partitions,
    new: &Partitions,
) -> anyhow::Result<Option<Tables>> {
    let Some(before) = revision.files(&[&old.source])?.remove(&old.source) else { return Ok(None) };
    let after = std::fs::read(root.join(&new.source))
        .with_context(|| format!("cannot read {}", new.source))?;
    let old = (format!("{} at {}", old.source, revision.short()), before.into_bytes());
    let new_facts = (format!("{} in the working tree", new.source), after);
    Ok(Some(of_tables(root, new, old, new_facts)))
}

/// The two sides of the table of partitions, each with where it comes from.
pub(crate) fn of_tables(
    root: &Path,
    config: &Partitions,
    old: (String, Vec<u8>),
    new: (String, Vec<u8>),
) -> Tables {
    let (folder, path) = config.output.split_once("/src/").unwrap_or(("", &config.output));
    Tables {
        package: package_in(&root.join(folder)),
        name: config.source.clone(),
        path: format!("src/{path}"),
        old,
        new,
    }
}

/// The name of the package in a folder, or the folder's where it has none.
fn package_in(folder: &Path) -> String {
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let table: Option<toml::Table> = manifest.parse().ok();
    let name = table.as_ref().and_then(|table| table.get("package")?.get("name")?.as_str());
    name.map_or_else(|| package::of_folder(folder), str::to_owned)
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
