//! The command line of `diff`, and of every command that ends with a review.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::{from_model, model_arguments, path, text};
use crate::diff::{DiffOptions, Form, OutputOptions, Subject};

pub(super) fn command() -> clap::Command {
    let command = clap::Command::new("diff")
        .about("Says what a change of a model does to callers and on the wire")
        .after_help(
            "Examples:\n  \
             cargo xtask diff\n  \
             cargo xtask diff --base v1.2.0 --write review.html\n  \
             cargo xtask diff old.json new.json --operation SignUp --form markdown\n\n\
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
    output_arguments(command).arg(
        text("deny", "EFFECT", "Exit with 1 if a change has this effect on callers")
            .value_parser(PossibleValuesParser::new(["breaking"])),
    )
}

/// The arguments that say what is done with a review.
pub(super) fn output_arguments(command: clap::Command) -> clap::Command {
    command
        .arg(
            text("form", "FORM", "The form on standard output")
                .value_parser(PossibleValuesParser::new(Form::ALL.map(|(name, ..)| name)))
                .default_value("text"),
        )
        .arg(
            path("write", "FILE", "A file to write as well; its ending says the form: .txt, .md, .json or .html; may be repeated")
                .action(ArgAction::Append)
                .value_parser(writable),
        )
}

/// What the arguments of [`output_arguments`] say.
pub(super) fn output(matches: &ArgMatches) -> OutputOptions {
    let form = matches.get_one::<String>("form").map(String::as_str);
    let form = Form::ALL.into_iter().find(|(name, ..)| Some(*name) == form);
    OutputOptions {
        form: form.map(|(.., form)| form).unwrap_or_default(),
        write: matches.get_many("write").unwrap_or_default().cloned().collect(),
        deny_breaking: false,
    }
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
    let deny_breaking = matches.get_one::<String>("deny").is_some();
    DiffOptions { subject, output: OutputOptions { deny_breaking, ..output(matches) } }
}

/// A file with an ending that says a form.
fn writable(path: &str) -> Result<(Form, PathBuf), String> {
    let path = Path::new(path);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match Form::ALL.into_iter().find(|(_, known, _)| *known == ending) {
        Some((.., form)) => Ok((form, path.to_owned())),
        None => Err("expected a file that ends with .txt, .md, .json or .html".to_owned()),
    }
}

fn positional(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).value_name(value).help(help).value_parser(value_parser!(PathBuf))
}
