//! The comparison: both versions generated, compared, and shown.

use tinsmith_codegen::pipeline::generate_with_model;
use tinsmith_review::compare::{Version, compare};
use tinsmith_review::report::{Material, Review};
use tinsmith_review::table::Callers;

use super::versions::{self, Pair, SdkVersion};
use super::{DiffOptions, OutputOptions, Subject, output};
use crate::{config, say};

/// Does what is asked for; gives the exit status.
///
/// # Errors
/// Everything that keeps a version from being read or generated, or the review from being written.
pub(crate) fn run(options: &DiffOptions) -> anyhow::Result<i32> {
    let pairs = match &options.subject {
        Subject::Models { old, new } => vec![versions::of_models(old, new)?],
        Subject::Revision { base, only } => {
            versions::since(&config::root(), base.as_deref(), only.as_deref())?
        }
    };
    show(&pairs, &options.output)
}

/// Compares pairs and shows the review; gives the exit status.
///
/// # Errors
/// As [`run`].
pub(crate) fn show(pairs: &[Pair], options: &OutputOptions) -> anyhow::Result<i32> {
    let mut review = Review::default();
    let mut material: Vec<Material> = Vec::new();
    for pair in pairs {
        let (found, shown) = say::while_working("Comparing", || reviewed(pair))?;
        review.crates.push(found);
        material.push(shown);
    }
    output::write(&review, &material, options)?;
    let breaks = review.crates.iter().any(|found| found.count(Callers::Breaking) > 0);
    Ok(i32::from(options.deny_breaking && breaks))
}

fn reviewed(pair: &Pair) -> anyhow::Result<(tinsmith_review::report::CrateReview, Material)> {
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
