//! The comparison that is asked for, shown.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use tinsmith_review::gate::Effect;

use super::{DiffOptions, NOT_COMPARED, Subject, program, versions};
use crate::change::Change;
use crate::config::{self, Config};
use crate::flags::review::Form;
use crate::review::{self, Versions, accepted};
use crate::{place, say};

/// Does what is asked for; gives the exit status.
///
/// # Errors
/// Everything that keeps a version from being read or generated, or the review from being written.
pub(crate) fn run(options: &DiffOptions) -> anyhow::Result<i32> {
    let (status, shown) = match compare(&config::root(), options) {
        Ok(compared) => compared,
        Err(error) => {
            say::error(&format!("{error:#}"));
            return Ok(NOT_COMPARED);
        }
    };
    // Whoever reads may stop reading; the files are written, and the verdict stands.
    match say::out(shown.trim_end()) {
        Err(error) if error.is::<say::Closed>() => Ok(status),
        written => written.map(|()| status),
    }
}

/// Compares in a workspace and writes files; gives the exit status, and what is to be shown.
pub(super) fn compare(root: &Path, options: &DiffOptions) -> anyhow::Result<(i32, String)> {
    let mut versions = match &options.subject {
        Subject::Models { old, new } => {
            Versions { pairs: vec![versions::of_models(old, new)?], ..Versions::default() }
        }
        Subject::Revision { base, only } => {
            versions::since(root, base.as_deref(), only.as_deref())?
        }
    };
    // Two models can be compared anywhere.
    let config = match options.subject {
        Subject::Models { .. } if !root.join(config::FILE).exists() => Config::default(),
        _ => config::read(root)?,
    };
    versions.declared = review::declared(&config)?;
    let denied: Vec<Effect> =
        options.denied.iter().filter_map(|name| Effect::named(name)).collect();
    let program = options.used_by.as_deref().map(program::read).transpose()?;
    let mut reviewed = review::compare(&versions, program.as_ref())?;
    let accepted = match &options.accept {
        Some(asked) => Some(reviewed.accept(root, &config, &denied, asked)?),
        None => {
            reviewed.judge(root, &config, &denied)?;
            None
        }
    };
    let mut change = Change::default();
    if let Some(text) = &accepted {
        change.write(place::place(&root.join(accepted::FILE)), text);
    }
    let texts = reviewed.texts(&options.forms);
    for (path, text) in &texts.files {
        change.write(place::place(path), text);
    }
    change.make().context("the review was not written")?;
    if accepted.is_some() {
        say::step("Wrote", accepted::FILE);
    }
    for (path, _) in &texts.files {
        say::step("Wrote", &path.display().to_string());
    }
    if options.forms.shown == Form::Github
        && let Some(summary) = std::env::var_os("GITHUB_STEP_SUMMARY")
    {
        append(Path::new(&summary), &reviewed.summary()).context("the summary was not written")?;
    }
    let is_refused = reviewed.has_refused();
    Ok((i32::from(is_refused), texts.shown))
}

/// Adds to a file: other steps of a job may have written to its summary.
fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(text.as_bytes())
}
