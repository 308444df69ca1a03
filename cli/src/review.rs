//! What every command that ends with a review does: versions in memory are generated, compared, and put into forms.

pub mod accepted;
pub mod arguments;
mod forms;
mod policy;
mod protocol;

use std::path::Path;

use anyhow::Context as _;
use tinsmith_codegen::Severity;
use tinsmith_codegen::stages::partitions;
use tinsmith_codegen::stages::pipeline::generate_with_model;
use tinsmith_codegen::{Document, Error, SourceTree};
use tinsmith_review::compare::partitions::Table;
use tinsmith_review::compare::{self, Declared, Version};
use tinsmith_review::gate::{self, Effect};
use tinsmith_review::report::{Accepted, CrateReview, Material, ModelFile, Review};
use tinsmith_review::table::Kind;
use tinsmith_review::used_by::{self, Names, Program};

pub use self::forms::Texts;
pub use self::policy::declared;
use crate::diff::Acceptance;
use tinsmith_project::config::Config;
use tinsmith_project::job::SdkInputs;
use tinsmith_project::say;

/// Everything that is compared.
#[derive(Default)]
pub struct Versions {
    /// Crates.
    pub pairs: Vec<Pair>,
    /// Crates that only one side has.
    pub alone: Vec<Alone>,
    /// Packages whose source is vendored.
    pub vendored: Vec<Vendored>,
    /// The table of partitions, where there is one on both sides.
    pub tables: Option<Tables>,
    /// What the configuration says of traits.
    pub declared: Declared,
}

/// A crate before and after.
pub struct Pair {
    /// The package.
    pub package: String,
    /// What it was made of.
    pub old: SdkVersion,
    /// What it is made of.
    pub new: SdkVersion,
    /// The files as they were, where another generator may have written them.
    pub committed: Option<SourceTree>,
    /// The folder of the crate, relative to the root of the repository, where it is in one.
    pub folder: Option<String>,
    /// The file of the new model, as the reader knows it.
    pub model: String,
    /// Another name or place of the crate: what happened, and from what to what.
    pub settings: Vec<(Kind, String)>,
}

/// A crate that only one side has.
pub struct Alone {
    /// The package.
    pub package: String,
    /// Where it comes from.
    pub label: String,
    /// Its files.
    pub tree: SourceTree,
    /// Whether it is the new side that has it.
    pub is_new: bool,
}

/// A package whose source is vendored, before and after; a side that does not vendor it has no files.
pub struct Vendored {
    /// The package.
    pub package: String,
    /// Where the old source comes from, and its files.
    pub old: (String, SourceTree),
    /// The same of the new one.
    pub new: (String, SourceTree),
    /// Which version became which.
    pub detail: String,
}

/// What one version of a crate is made of.
pub struct SdkVersion {
    /// Where it comes from.
    pub label: String,
    /// Its documents and settings.
    pub inputs: SdkInputs,
}

/// The facts about partitions before and after.
pub struct Tables {
    /// The package that has the table.
    pub package: String,
    /// How the document is called in the header of what is generated.
    pub name: String,
    /// The generated file, relative to the package's folder.
    pub path: String,
    /// Where the old document comes from, and its content.
    pub old: (String, Vec<u8>),
    /// The same of the new one.
    pub new: (String, Vec<u8>),
}

/// A review, with what it is shown with.
#[derive(Default)]
pub struct Reviewed {
    /// One review for each crate that was compared.
    pub review: Review,
    /// The code and the models, in the same order.
    material: Vec<Material>,
}

impl Reviewed {
    /// Whether a change is refused.
    pub fn has_refused(&self) -> bool {
        self.review.denied().next().is_some()
    }

    /// Says of every change whether it may come in: by `codegen.toml`, the effects that are refused besides, and what was accepted.
    ///
    /// # Errors
    /// Every problem of `[review]` and of `accepted-changes.toml`.
    pub fn judge(&mut self, root: &Path, config: &Config, denied: &[Effect]) -> anyhow::Result<()> {
        self.judge_by(config, denied, &accepted::read(root)?)
    }

    fn judge_by(
        &mut self,
        config: &Config,
        denied: &[Effect],
        accepted: &[Accepted],
    ) -> anyhow::Result<()> {
        let policy = policy::policy(config, denied)?;
        gate::judge(&mut self.review, &policy, accepted, &accepted::today());
        Ok(())
    }

    /// The same, with some changes accepted; gives the new text of `accepted-changes.toml`.
    ///
    /// # Errors
    /// As [`Self::judge`], and that a fingerprint is not the one of a change.
    pub fn accept(
        &mut self,
        root: &Path,
        config: &Config,
        denied: &[Effect],
        asked: &Acceptance,
    ) -> anyhow::Result<String> {
        let text = accepted::with(root, &self.review, asked)?;
        self.judge_by(config, denied, &accepted::parse(&text)?)?;
        Ok(text)
    }
}

/// Generates and compares; where there is a program, what concerns it is marked.
///
/// # Errors
/// Every problem of a model.
pub fn compare(versions: &Versions, program: Option<&Program>) -> anyhow::Result<Reviewed> {
    let mut reviewed = Reviewed::default();
    let compared = say::while_working("Comparing", || {
        let pairs = versions
            .pairs
            .iter()
            .map(|pair| crates(pair, &versions.declared, program))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let alone = versions.alone.iter().map(|found| {
            compare::crates::alone(&found.package, &found.label, &found.tree, found.is_new)
        });
        let vendored =
            versions.vendored.iter().filter_map(|Vendored { package, old, new, detail }| {
                let (old, new) = ((&*old.0, &old.1), (&*new.0, &new.1));
                compare::crates::vendored(package, old, new, detail.clone())
            });
        let tables = versions.tables.as_ref().map(tables).transpose()?.flatten();
        anyhow::Ok(pairs.into_iter().chain(alone).chain(vendored).chain(tables))
    })?;
    for (review, material) in compared {
        reviewed.review.crates.push(review);
        reviewed.material.push(material);
    }
    Ok(reviewed)
}

fn crates(
    pair: &Pair,
    declared: &Declared,
    program: Option<&Program>,
) -> anyhow::Result<(CrateReview, Material)> {
    let lent = protocol::lent(pair);
    let generate = |version: &SdkVersion, is_old: bool| {
        let mut overlays = version.inputs.documents.overlays();
        let lent = lent.as_ref().filter(|lent| lent.is_to_old == is_old);
        overlays.extend(lent.map(|lent| Document {
            name: "the other side's protocol",
            bytes: lent.overlay.as_bytes(),
        }));
        let inputs = version.inputs.inputs(&overlays);
        generate_with_model(&inputs, &version.inputs.settings)
            .map_err(|error| errors(error, version))
            .with_context(|| format!("{} cannot be generated", version.label))
    };
    let (old_model, old) = generate(&pair.old, true)?;
    let (new_model, new) = generate(&pair.new, false)?;
    let names = program.map(|_| Names::of([&old.krate, &new.krate]));
    let old = Version { label: &pair.old.label, prepared: &old_model, generated: &old };
    let new = Version { label: &pair.new.label, prepared: &new_model, generated: &new };
    let (mut review, mut material) =
        compare::compare(&pair.package, old, new, pair.committed.as_ref(), declared);
    review.warnings.extend(lent.map(|lent| lent.warning));
    material.folder.clone_from(&pair.folder);
    // What is packed, or no text, has no lines to show.
    material.model = String::from_utf8(pair.new.inputs.documents.model.clone())
        .ok()
        .map(|text| ModelFile { path: pair.model.clone(), text });
    for (kind, detail) in &pair.settings {
        compare::crates::of_the_crate(&mut review, *kind, detail.clone());
    }
    if let (Some(program), Some(names)) = (program, names) {
        used_by::mark(&mut review, program, &names);
    }
    Ok((review, material))
}

/// What keeps a crate from being generated, without what would only be left out.
///
/// Both sides have documents of the same names, so that the same model gives the same files; what is wrong is told of this side's.
fn errors(error: Error, version: &SdkVersion) -> anyhow::Error {
    match error {
        Error::Input(mut found) => {
            found.retain(|diagnostic| diagnostic.severity == Severity::Error);
            let SdkVersion { label, inputs } = version;
            let revision = label.strip_prefix(&inputs.name).unwrap_or_default();
            let overlays = inputs.documents.overlays();
            for diagnostic in &mut found {
                if diagnostic.document == inputs.name {
                    diagnostic.document.clone_from(label);
                } else if overlays.iter().any(|overlay| overlay.name == diagnostic.document) {
                    diagnostic.document.push_str(revision);
                }
            }
            Error::Input(found).into()
        }
        other => other.into(),
    }
}

/// Compares the tables of partitions; `None` where they are the same.
fn tables(tables: &Tables) -> anyhow::Result<Option<(CrateReview, Material)>> {
    let name = &tables.name;
    let generate = |(_, bytes): &(String, Vec<u8>)| -> anyhow::Result<SourceTree> {
        let text = partitions::generate(Document { name, bytes })?;
        Ok(SourceTree { files: [(tables.path.clone(), text)].into() })
    };
    let (old, new) = (generate(&tables.old)?, generate(&tables.new)?);
    let of = |bytes| Document { name, bytes };
    let old = Table { label: &tables.old.0, facts: of(&tables.old.1), tree: &old };
    let new = Table { label: &tables.new.0, facts: of(&tables.new.1), tree: &new };
    // What is no JSON has been refused when the table was generated.
    Ok(compare::partitions::compare(&tables.package, &old, &new).unwrap_or_default())
}
