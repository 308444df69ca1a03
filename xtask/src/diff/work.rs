//! The comparison that is asked for, shown.

use std::path::Path;

use anyhow::Context as _;
use tinsmith_review::table::Callers;

use super::{DiffOptions, Subject, versions};
use crate::change::Change;
use crate::review::{self, Versions};
use crate::{config, place, say};

/// Does what is asked for; gives the exit status.
///
/// # Errors
/// Everything that keeps a version from being read or generated, or the review from being written.
pub(crate) fn run(options: &DiffOptions) -> anyhow::Result<i32> {
    let (status, shown) = compare(&config::root(), options)?;
    // Whoever reads may stop reading; the files are written, and the verdict stands.
    match say::out(shown.trim_end()) {
        Err(error) if error.is::<say::Closed>() => Ok(status),
        written => written.map(|()| status),
    }
}

/// Compares in a workspace and writes files; gives the exit status, and what is to be shown.
pub(super) fn compare(root: &Path, options: &DiffOptions) -> anyhow::Result<(i32, String)> {
    let versions = match &options.subject {
        Subject::Models { old, new } => {
            Versions { pairs: vec![versions::of_models(old, new)?], ..Versions::default() }
        }
        Subject::Revision { base, only } => {
            versions::since(root, base.as_deref(), only.as_deref())?
        }
    };
    let reviewed = review::compare(&versions)?;
    let texts = reviewed.texts(&options.forms);
    let mut change = Change::default();
    for (path, text) in &texts.files {
        change.write(place::place(path), text);
    }
    change.make().context("the review was not written")?;
    for (path, _) in &texts.files {
        say::step("Wrote", &path.display().to_string());
    }
    let breaks = reviewed.review.crates.iter().any(|found| found.count(Callers::Breaking) > 0);
    Ok((i32::from(options.deny_breaking && breaks), texts.shown))
}
