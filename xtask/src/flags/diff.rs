//! The command line of `diff`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::{from_model, model_arguments, review, text};
use crate::diff::{Acceptance, DiffOptions, Subject};

/// What `--deny` takes: the effects that a review knows.
const EFFECTS: [&str; 4] = ["breaking", "run-time", "wire-fails", "wire-limited"];

pub(super) fn command() -> clap::Command {
    let command = clap::Command::new("diff")
        .about("Says what a change of a model does to callers and on the wire")
        .after_help(
            "Examples:\n  \
             cargo xtask diff\n  \
             cargo xtask diff --base v1.2.0 --write review.html\n  \
             cargo xtask diff old.json new.json --operation SignUp --form markdown\n  \
             cargo xtask diff --used-by app/src\n  \
             cargo xtask diff --deny breaking,wire-fails\n  \
             cargo xtask diff --accept 1f0a9c3de26b4485 --reason \"nobody uses it\" --until 2026-12-31\n\n\
             Exit status: 0 nothing is refused, 1 a change is, 2 wrong arguments, 3 nothing could be compared.\n\
             docs/review.md says how to read what comes out.",
        )
        .arg(positional("old", "OLD_MODEL", "A model as it was").requires("new"))
        .arg(positional("new", "NEW_MODEL", "The model as it is"))
        .arg(
            text("base", "REV", "A revision of this repository to compare the working tree with [default: the merge base with the main branch]")
                .conflicts_with("old"),
        )
        .arg(text("sdk", "NAME", "Only the crate of codegen.toml with this package name or output folder").conflicts_with("old"));
    let command = model_arguments(command, "old");
    command.args(review::arguments()).arg(
        text("deny", "EFFECT", "Refuse changes with this effect, unless they are accepted, and exit with 1; may be repeated")
            .value_parser(PossibleValuesParser::new(EFFECTS))
            .value_delimiter(',')
            .action(ArgAction::Append),
    )
    .arg(
        Arg::new("used-by")
            .long("used-by")
            .value_name("DIR")
            .help("The sources of a program: what concerns it comes first, with the places")
            .value_parser(value_parser!(PathBuf)),
    )
    .args([
        text("accept", "FINGERPRINT", "Add this change to accepted-changes.toml; may be repeated")
            .action(ArgAction::Append)
            .value_parser(fingerprint)
            .requires("reason"),
        text("reason", "TEXT", "Why it is accepted").requires("accept").value_parser(reason),
        text("until", "DATE", "The last day on which it is, as 2026-12-31").requires("accept").value_parser(date),
    ])
}

pub(super) fn parse(matches: &ArgMatches) -> DiffOptions {
    let subject = match (matches.get_one::<PathBuf>("old"), matches.get_one::<PathBuf>("new")) {
        (Some(old), Some(new)) => {
            Subject::Models { old: old.clone(), new: Box::new(from_model(matches, new.clone())) }
        }
        _ => Subject::Revision {
            base: matches.get_one::<String>("base").cloned(),
            only: matches.get_one::<String>("sdk").cloned(),
        },
    };
    let texts = |name: &str| matches.get_many(name).unwrap_or_default().cloned().collect();
    let used_by = matches.get_one::<PathBuf>("used-by").cloned();
    let reason = matches.get_one::<String>("reason").cloned();
    let accept = reason.map(|reason| Acceptance {
        fingerprints: texts("accept"),
        reason,
        until: matches.get_one::<String>("until").cloned(),
    });
    DiffOptions { subject, forms: review::parse(matches), denied: texts("deny"), used_by, accept }
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
    let form = "dddd-dd-dd";
    let is_one = text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, form)| match form {
            b'd' => byte.is_ascii_digit(),
            _ => byte == b'-',
        });
    is_one.then(|| text.to_owned()).ok_or_else(|| "expected a date such as 2026-12-31".to_owned())
}

fn positional(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).value_name(value).help(help).value_parser(value_parser!(PathBuf))
}
