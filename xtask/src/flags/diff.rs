//! The command line of `diff`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, value_parser};

use super::{from_model, model_arguments, review, text};
use crate::diff::{DiffOptions, Subject};

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
    command.args(review::arguments()).arg(
        text("deny", "EFFECT", "Exit with 1 if a change has this effect on callers")
            .value_parser(PossibleValuesParser::new(["breaking"])),
    )
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
    DiffOptions { subject, forms: review::parse(matches), deny_breaking }
}

fn positional(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).value_name(value).help(help).value_parser(value_parser!(PathBuf))
}
