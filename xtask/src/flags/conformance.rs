//! The command line of `conformance`.

use std::path::PathBuf;

use clap::{ArgAction, ArgMatches};

use super::{flag, path, strings, text};
use crate::conformance::Options;

pub(super) fn command() -> clap::Command {
    clap::Command::new("conformance")
        .about("Runs the protocol suites of botocore against generated crates, and prints a table")
        .after_help("Downloads some 17 MB with pip at first, into target/model-sources/; what is there already is not fetched again.")
        .arg(
            text("suite", "NAME", "A suite, such as input/json.json; may be repeated [default: all]")
                .action(ArgAction::Append)
                .conflicts_with("report"),
        )
        .arg(path("report", "FILE", "Write the table into a page too"))
        .arg(flag("check", "Write nothing; exit with 1 if the page is stale").requires("report"))
}

pub(super) fn parse(matches: &ArgMatches) -> Options {
    Options {
        suites: strings(matches, "suite"),
        report: matches.get_one::<PathBuf>("report").cloned(),
        check: matches.get_flag("check"),
    }
}
