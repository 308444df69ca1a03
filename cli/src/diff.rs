//! The command `diff`: what a change of a model does, to callers and on the wire.
//!
//! The comparison and the forms are `tinsmith-review`'s; here is what is compared, and what becomes of the texts.

mod git;
mod program;
#[cfg(test)]
mod tests;
pub mod versions;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;
use tinsmith_project::change::Change;
use tinsmith_project::config::{self, Config};
use tinsmith_project::{args, place, say};
use tinsmith_review::gate::Effect;

use crate::review::arguments::{Form, Forms};
use crate::review::{self, Versions, accepted};

/// What `--deny` takes: the effects that a review knows.
const EFFECTS: [&str; 4] = ["breaking", "run-time", "wire-fails", "wire-limited"];

/// The exit status where nothing could be compared, apart from that of a refused change.
const NOT_COMPARED: i32 = 3;

/// Say what a change of a model does to callers and on the wire
#[derive(clap::Args, Clone, Debug, Default)]
#[command(after_help = "Examples:
  tinsmith diff
  tinsmith diff --base v1.2.0 --write review.html
  tinsmith diff old.json new.json --operation SignUp --form markdown
  tinsmith diff --used-by app/src
  tinsmith diff --deny breaking,wire-fails
  tinsmith diff --accept 1f0a9c3de26b4485 --reason \"nobody uses it\" --until 2026-12-31

Exit status: 0 nothing is refused, 1 a change is, 2 wrong arguments, 3 nothing could be compared.
docs/review.md says how to read what comes out.")]
pub struct Diff {
    /// A model as it was
    #[arg(value_name = "OLD_MODEL", requires = "model")]
    pub old: Option<PathBuf>,
    /// The model as it is; how a crate is made of it holds for both
    #[arg(id = "model", value_name = "NEW_MODEL")]
    pub new: Option<PathBuf>,
    /// A revision of this repository to compare the working tree with [default: the merge base with the main branch]
    #[arg(long, value_name = "REV", conflicts_with = "old")]
    pub base: Option<String>,
    /// Only the crate of codegen.toml with this package name or output folder
    #[arg(long, value_name = "NAME", conflicts_with = "old")]
    pub sdk: Option<String>,
    /// How a crate is made of the two models.
    #[command(flatten)]
    pub krate: args::Crate,
    /// How the review is shown.
    #[command(flatten)]
    pub forms: Forms,
    /// Refuse changes with this effect, unless they are accepted, and exit with 1; may be repeated
    #[arg(long, value_name = "EFFECT", value_delimiter = ',', value_parser = PossibleValuesParser::new(EFFECTS))]
    pub deny: Vec<String>,
    /// The sources of a program: what concerns it comes first, with the places
    #[arg(long, value_name = "DIR")]
    pub used_by: Option<PathBuf>,
    /// Which changes are accepted.
    #[command(flatten)]
    pub accept: Option<Acceptance>,
}

/// Changes to accept.
#[derive(clap::Args, Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Add this change to accepted-changes.toml; may be repeated
    #[arg(id = "accept", long = "accept", value_name = "FINGERPRINT", required = false, requires = "reason", value_parser = fingerprint)]
    pub fingerprints: Vec<String>,
    /// Why it is accepted
    #[arg(long, value_name = "TEXT", required = false, requires = "accept", value_parser = reason)]
    pub reason: String,
    /// The last day on which it is, as 2026-12-31
    #[arg(long, value_name = "DATE", requires = "accept", value_parser = date)]
    pub until: Option<String>,
}

/// Does what is asked for; gives the exit status.
///
/// # Errors
/// Everything that keeps a version from being read or generated, or the review from being written.
pub fn run(common: &args::Common, asked: &Diff) -> anyhow::Result<i32> {
    let root = match asked.old {
        // Two models can be compared anywhere.
        Some(_) => common.root_if_any().map(Option::unwrap_or_default),
        None => common.root(),
    };
    let (status, shown) = match root.and_then(|root| compare(&root, asked)) {
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
fn compare(root: &Path, asked: &Diff) -> anyhow::Result<(i32, String)> {
    let mut versions = match (&asked.old, &asked.new) {
        (Some(old), Some(new)) => {
            let project = Some(root).filter(|root| root.join(config::FILE).is_file());
            let pair = versions::of_models(old, new, &asked.krate, project)?;
            Versions { pairs: vec![pair], ..Versions::default() }
        }
        _ => versions::since(root, asked.base.as_deref(), asked.sdk.as_deref())?,
    };
    let config = match asked.old {
        Some(_) if !root.join(config::FILE).exists() => Config::default(),
        _ => config::read(root)?,
    };
    versions.declared = review::declared(&config)?;
    let denied: Vec<Effect> = asked.deny.iter().filter_map(|name| Effect::named(name)).collect();
    let program = asked.used_by.as_deref().map(program::read).transpose()?;
    let mut reviewed = review::compare(&versions, program.as_ref())?;
    let accepted = match &asked.accept {
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
    let texts = reviewed.texts(&asked.forms);
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
    if asked.forms.shown == Form::Github
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

fn fingerprint(text: &str) -> Result<String, String> {
    let is_one =
        (4..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match is_one {
        true => Ok(text.to_ascii_lowercase()),
        false => Err("expected 16 hexadecimal digits, or the first of them".to_owned()),
    }
}

fn reason(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("expected a reason".to_owned()),
        reason => Ok(reason.to_owned()),
    }
}

fn date(text: &str) -> Result<String, String> {
    match accepted::is_date(text) {
        true => Ok(text.to_owned()),
        false => Err("expected a date that there is, such as 2026-12-31".to_owned()),
    }
}
