//! The table: a row for each version, with what changed since the one before.

use std::collections::BTreeMap;
use std::path::PathBuf;

use tinsmith::diff;
use tinsmith::review::{self, Versions};
use tinsmith_project::{args, say};
use tinsmith_review::report::CrateReview;
use tinsmith_review::table::{Callers, Kind};

use crate::repository;

/// Prints what changed from each version to the next, oldest first; gives the exit status, 1 when a change is of no known kind.
///
/// # Errors
/// Models that cannot be read or generated.
pub(super) fn table(models: &[(String, PathBuf)]) -> anyhow::Result<i32> {
    say::out(
        "| version | operations | breaking | additive | others | verdict | changes by kind |",
    )?;
    say::out("|---|---:|---:|---:|---:|---|---|")?;
    let mut unknown = 0;
    for (index, pair) in models.windows(2).enumerate() {
        let [(_, old), (version, new)] = pair else { continue };
        let versions = Versions {
            pairs: vec![diff::versions::of_models(
                old,
                new,
                &args::Crate::default(),
                Some(&repository::root()),
            )?],
            ..Versions::default()
        };
        for found in &review::compare(&versions, None)?.review.crates {
            if index == 0 {
                let first = models.first().map(|(version, _)| version.as_str()).unwrap_or_default();
                say::out(&format!("| {first} | {} | | | | | |", found.old.operations))?;
            }
            let count = |callers| found.count(callers);
            say::out(&format!(
                "| {version} | {} | {} | {} | {} | {} | {} |",
                found.new.operations,
                count(Callers::Breaking),
                count(Callers::Additive),
                count(Callers::None),
                found.step().name(),
                kinds(found)
            ))?;
            unknown +=
                found.changes.iter().filter(|change| change.kind == Kind::Unclassified).count();
        }
    }
    if unknown > 0 {
        say::error(&format!(
            "{unknown} changes are of no known kind: review/src/compare/traits.rs has to know the trait"
        ));
    }
    Ok(i32::from(unknown > 0))
}

/// The kinds with their numbers, in the order of the classification.
fn kinds(found: &CrateReview) -> String {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for change in &found.changes {
        *counts.entry(change.kind).or_default() += 1;
    }
    let counts = counts.into_iter().map(|(kind, count)| format!("{count} `{}`", kind.row().id));
    counts.collect::<Vec<_>>().join(", ")
}
