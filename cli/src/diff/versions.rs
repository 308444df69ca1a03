//! The two versions of each crate: documents and settings in memory, and the files as they were committed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::settings::Operations;
use tinsmith_codegen::stages::read::read_model;
use tinsmith_codegen::stages::smithy::ShapeKind;
use tinsmith_codegen::{Document, SourceTree, plan};
use tinsmith_project::config::{self, Config, Partitions, Sdk};
use tinsmith_project::job::FromModel;
use tinsmith_project::job::{self, SdkInputs, Texts};
use tinsmith_project::runtime::{self, Runtime};
use tinsmith_project::{args, package};
use tinsmith_review::table::Kind;

use super::git::Revision;
use crate::model::taken::{self, Taken};
use crate::review::{Alone, Pair, SdkVersion, Tables, Vendored, Versions};

/// Two models; a crate is made of both as of the new one, on the runtime of the project with this root.
///
/// # Errors
/// Models that cannot be read, and operations that neither has.
pub fn of_models(
    old: &Path,
    new: &Path,
    krate: &args::Crate,
    root: Option<&Path>,
) -> anyhow::Result<Pair> {
    let package =
        krate.package.clone().unwrap_or_else(|| package::of_folder(&new.with_extension("")));
    let read = |model: &Path| -> anyhow::Result<SdkVersion> {
        let read = || -> anyhow::Result<(String, SdkInputs)> {
            let (model, texts) = match taken::taken(root, model)? {
                Taken::Document(path) => (path, Texts::new()),
                Taken::Converted(text) => (model.to_owned(), [(model.to_owned(), text)].into()),
            };
            let label = model.display().to_string();
            let from = FromModel {
                model,
                out: None,
                krate: args::Crate { package: Some(package.clone()), ..krate.clone() },
                runtime: None,
                protocol_tests: false,
            };
            Ok((label, job::from_model(&from, root)?.read(&texts)?))
        };
        let (label, mut inputs) =
            read().with_context(|| format!("cannot compare {}", model.display()))?;
        // The name goes into every file's header, which would differ for its sake alone.
        let name = new.file_name().unwrap_or_default();
        inputs.name = name.to_string_lossy().into_owned();
        Ok(SdkVersion { label, inputs })
    };
    let (mut old, mut new) = (read(old)?, read(new)?);
    share_operations(&mut old, &mut new)?;
    let (model, folder, committed) = (new.label.clone(), None, None);
    Ok(Pair { old, new, package: package.clone(), committed, folder, model, settings: Vec::new() })
}

/// An operation that is new or gone is in one of the models only, and is not asked for in the other.
fn share_operations(old: &mut SdkVersion, new: &mut SdkVersion) -> anyhow::Result<()> {
    if new.inputs.settings.selection.operations == Operations::All {
        return Ok(());
    }
    let has = [operations(&old.inputs), operations(&new.inputs)];
    let [in_old, in_new] = &has;
    for (version, own, other) in [(old, in_old, in_new), (new, in_new, in_old)] {
        let Operations::Named(names) = &mut version.inputs.settings.selection.operations else {
            continue;
        };
        // What neither has is left for the generator to refuse.
        names.retain(|name| own.contains(name) || !other.contains(name));
        anyhow::ensure!(
            !names.is_empty(),
            "{} has none of these operations; name one more, that both models have",
            version.label
        );
    }
    Ok(())
}

/// The names of a model's operations; none where it cannot be read, which the generator tells better.
fn operations(inputs: &SdkInputs) -> BTreeSet<String> {
    let document = Document { name: &inputs.name, bytes: &inputs.documents.model };
    let model = read_model(document).map(|(model, _)| model).unwrap_or_default();
    let operations =
        model.shapes.iter().filter(|(_, shape)| matches!(shape.kind, ShapeKind::Operation(_)));
    operations.map(|(id, _)| id.name().to_owned()).collect()
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
    let new = config::read(root)?;
    let mut gone: Vec<Sdk> = old.sdks.clone();
    if let Some(only) = only {
        gone.retain(|sdk| sdk.package == only || sdk.output == only);
    }
    let mut versions = Versions::default();
    // All by name before any by place: a second crate of a model is new, and takes nobody's past.
    let mut added = wanted;
    for is_same in SAME {
        for sdk in std::mem::take(&mut added) {
            match gone.iter().position(|old| is_same(old, &sdk)) {
                Some(at) => {
                    let pair = pair(root, &revision, (gone.remove(at), sdk), (&old, &new))?;
                    versions.pairs.push(pair);
                }
                None => added.push(sdk),
            }
        }
    }
    for sdk in added {
        let inputs = job::job_of(root, sdk.clone(), &new);
        let generated = inputs.generate(&inputs.read(&Texts::new())?)?;
        versions.alone.push(Alone {
            label: format!("{} in the working tree", sdk.model),
            package: sdk.package,
            tree: generated.map(|output| output.tree).unwrap_or_default(),
            is_new: true,
        });
    }
    for sdk in gone {
        versions.alone.push(Alone {
            label: format!("{} at {}", sdk.model, revision.short()),
            tree: generated_in(&revision.files(&[&sdk.output])?, &sdk.output),
            package: sdk.package,
            is_new: false,
        });
    }
    if only.is_none() {
        if let (Some(old), Some(new)) = (&old.partitions, &new.partitions) {
            versions.tables = tables(root, &revision, old, new)?;
        }
        versions.vendored = vendored(&revision, &old, &new)?;
    }
    Ok(versions)
}

/// When an entry was the same crate: it had the same name, else the same folder, else the same model.
const SAME: [fn(&Sdk, &Sdk) -> bool; 3] = [
    |old, new| old.package == new.package,
    |old, new| old.output == new.output,
    |old, new| old.model == new.model,
];

/// The generated files of a folder, relative to it.
fn generated_in(files: &BTreeMap<String, String>, folder: &str) -> SourceTree {
    let folder = format!("{}/", folder.trim_end_matches('/'));
    let own = files.iter().filter(|(_, text)| plan::is_generated(text));
    let own =
        own.filter_map(|(path, text)| Some((path.strip_prefix(&folder)?.to_owned(), text.clone())));
    SourceTree { files: own.collect() }
}

/// The vendored packages, as the revision has them and as `generate` writes them.
fn vendored(revision: &Revision, old: &Config, new: &Config) -> anyhow::Result<Vec<Vendored>> {
    let folders = |config: &Config| match &config.runtime {
        Some(Runtime::Vendored(folder)) => runtime::vendored::folders(folder).to_vec(),
        _ => Vec::new(),
    };
    let (before, after) = (folders(old), folders(new));
    let packages: BTreeSet<&str> =
        before.iter().chain(&after).map(|(package, _)| *package).collect();
    let mut vendored = Vec::new();
    for package in packages {
        let folder = |folders: &[(&str, String)]| {
            folders.iter().find(|(of, _)| *of == package).map(|(_, folder)| folder.clone())
        };
        let old = match folder(&before) {
            None => ("nothing".to_owned(), SourceTree::default()),
            Some(folder) => (
                format!("{folder} at {}", revision.short()),
                generated_in(&revision.files(&[&folder])?, &folder),
            ),
        };
        let new = match folder(&after) {
            None => ("nothing".to_owned(), SourceTree::default()),
            Some(folder) => {
                let mut tree = runtime::vendored::tree(package);
                // As of the revision, files with our header are compared.
                tree.files.retain(|_, text| plan::is_generated(text));
                (format!("{folder} of this tinsmith"), tree)
            }
        };
        let detail = match (version(&old.1), version(&new.1)) {
            (None, None) => continue,
            (None, Some(new)) => format!("new: {new}"),
            (Some(old), None) => format!("gone: {old}"),
            (Some(old), Some(new)) => format!("{old} -> {new}"),
        };
        vendored.push(Vendored { package: package.to_owned(), old, new, detail });
    }
    Ok(vendored)
}

/// The version that a tree's manifest has.
fn version(tree: &SourceTree) -> Option<String> {
    let manifest: toml::Table = tree.files.get("Cargo.toml")?.parse().ok()?;
    Some(manifest.get("package")?.get("version")?.as_str()?.to_owned())
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
pub fn of_tables(
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

fn pair(
    root: &Path,
    revision: &Revision,
    (old, new): (Sdk, Sdk),
    (old_config, new_config): (&Config, &Config),
) -> anyhow::Result<Pair> {
    let mut paths = vec![old.model.as_str(), old.output.as_str()];
    paths.extend(old.overlays.iter().map(String::as_str));
    let old_table = old_config.partitions.as_ref();
    paths.extend(old_table.map(|table| table.source.as_str()));
    let files = revision.files(&paths)?;
    let committed = generated_in(&files, &old.output);
    let mut settings = Vec::new();
    if old.package != new.package {
        settings.push((Kind::CrateRenamed, format!("{} -> {}", old.package, new.package)));
    }
    if old.output != new.output {
        settings.push((Kind::CrateMoved, format!("{} -> {}", old.output, new.output)));
    }
    let texts: Texts = files.into_iter().map(|(path, text)| (root.join(path), text)).collect();
    let package = new.package.clone();
    let folder = Some(new.output.trim_end_matches('/').to_owned());
    let model = new.model.clone();
    let label = |model: &str, at: &str| format!("{model} {at}");
    let old_label = label(&old.model, &format!("at {}", revision.short()));
    let new_label = label(&new.model, "in the working tree");
    missing(&old, old_table, &texts, root, revision)?;
    let old = job::job_of(root, old, old_config).read(&texts)?;
    let new = job::job_of(root, new, new_config).read(&Texts::new())?;
    let old = SdkVersion { label: old_label, inputs: old };
    let new = SdkVersion { label: new_label, inputs: new };
    Ok(Pair { package, old, new, committed: Some(committed), folder, model, settings })
}

/// A document that the revision does not have must not be read from the working tree instead.
fn missing(
    sdk: &Sdk,
    table: Option<&Partitions>,
    texts: &Texts,
    root: &Path,
    revision: &Revision,
) -> anyhow::Result<()> {
    let documents = std::iter::once(&sdk.model).chain(&sdk.overlays);
    let documents = documents.chain(table.map(|table| &table.source));
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
