//! The comparison: both versions generated, compared, and shown.

use tinsmith_codegen::pipeline::generate_with_model;
use tinsmith_codegen::{Document, SourceTree, partitions};
use tinsmith_review::compare::partitions::Table;
use tinsmith_review::compare::{Version, compare};
use tinsmith_review::report::{CrateReview, Material, Review};
use tinsmith_review::table::Callers;

use super::versions::{self, Pair, SdkVersion, Tables, Versions};
use super::{DiffOptions, OutputOptions, Subject, output};
use crate::{config, say};

/// Does what is asked for; gives the exit status.
///
/// # Errors
/// Everything that keeps a version from being read or generated, or the review from being written.
pub(crate) fn run(options: &DiffOptions) -> anyhow::Result<i32> {
    let versions = match &options.subject {
        Subject::Models { old, new } => {
            Versions { pairs: vec![versions::of_models(old, new)?], tables: None }
        }
        Subject::Revision { base, only } => {
            versions::since(&config::root(), base.as_deref(), only.as_deref())?
        }
    };
    show(&versions, &options.output)
}

/// Compares versions and shows the review; gives the exit status.
///
/// # Errors
/// As [`run`].
pub(crate) fn show(versions: &Versions, options: &OutputOptions) -> anyhow::Result<i32> {
    let mut review = Review::default();
    let mut material: Vec<Material> = Vec::new();
    for pair in &versions.pairs {
        let (found, shown) = say::while_working("Comparing", || reviewed(pair))?;
        review.crates.push(found);
        material.push(shown);
    }
    if let Some((found, shown)) = versions.tables.as_ref().map(partitions).transpose()?.flatten() {
        review.crates.push(found);
        material.push(shown);
    }
    output::write(&review, &material, options)?;
    let breaks = review.crates.iter().any(|found| found.count(Callers::Breaking) > 0);
    Ok(i32::from(options.deny_breaking && breaks))
}

/// Compares the tables of partitions; `None` where they are the same.
fn partitions(tables: &Tables) -> anyhow::Result<Option<(CrateReview, Material)>> {
    let name = &tables.name;
    let generate = |(_, bytes): &(String, Vec<u8>)| -> anyhow::Result<SourceTree> {
        let text = partitions::generate(Document { name, bytes })?;
        Ok(SourceTree { files: [(tables.path.clone(), text)].into() })
    };
    let (old, new) = (generate(&tables.old)?, generate(&tables.new)?);
    let of = |bytes| Document { name, bytes };
    let old = Table { label: &tables.old.0, facts: of(&tables.old.1), tree: &old };
    let new = Table { label: &tables.new.0, facts: of(&tables.new.1), tree: &new };
    let compared = tinsmith_review::compare::partitions::compare(&tables.package, &old, &new);
    // What is no JSON has been refused when the table was generated.
    Ok(compared.unwrap_or_default())
}

fn reviewed(pair: &Pair) -> anyhow::Result<(CrateReview, Material)> {
    let generate = |version: &SdkVersion| {
        let overlays = version.inputs.documents.overlays();
        generate_with_model(&version.inputs.inputs(&overlays), &version.inputs.settings)
    };
    let (old_model, old) = generate(&pair.old)?;
    let (new_model, new) = generate(&pair.new)?;
    let old = Version { label: &pair.old.label, prepared: &old_model, generated: &old };
    let new = Version { label: &pair.new.label, prepared: &new_model, generated: &new };
    Ok(compare(&pair.package, old, new, pair.committed.as_ref()))
}
