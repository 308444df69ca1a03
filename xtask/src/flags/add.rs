//! The command lines of `add` and `remove`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Arg, ArgAction, ArgMatches};

use super::{package_name, path, strings, text};

pub(super) fn add() -> clap::Command {
    clap::Command::new("add")
        .about("Adds the SDK of another AWS service to this workspace: model, entry in codegen.toml, and crate")
        .after_help(
            "The model is taken from the release of botocore that model/sources.toml pins, downloaded with pip.\n\
             If the service was added before, --operation adds operations to its crate,\n\
             and --package makes another crate from the same model.\n\
             If anything fails, nothing is changed.\n\n\
             Examples:\n  \
             cargo xtask add dynamodb\n  \
             cargo xtask add sqs --operation SendMessage --operation ReceiveMessage",
        )
        .arg(service("The service, by the name that the AWS CLI has for it: dynamodb, sqs, stepfunctions"))
        .arg(
            text("operation", "NAME", "An operation to generate; may be repeated [default: all]")
                .action(ArgAction::Append),
        )
        .arg(
            text("package", "NAME", "Package name of the crate, and name of its folder in sdk/ [default: the service]")
                .value_parser(package_name),
        )
        .arg(path("from", "DIR", "A folder with the pinned archives, instead of a download"))
}

pub(super) fn remove() -> clap::Command {
    clap::Command::new("remove")
        .about("Removes what `add` added: crate, entry in codegen.toml, and model")
        .arg(service("The service, as given to `add`, or the package name of its crate"))
}

fn service(help: &'static str) -> Arg {
    Arg::new("service")
        .value_name("SERVICE")
        .help(help)
        .required(true)
        .value_parser(NonEmptyStringValueParser::new())
}

pub(super) fn parse_add(matches: &ArgMatches) -> Add {
    Add {
        service: name(matches),
        operations: strings(matches, "operation"),
        package: matches.get_one::<String>("package").cloned(),
        from: matches.get_one::<PathBuf>("from").cloned(),
    }
}

pub(super) fn parse_remove(matches: &ArgMatches) -> Remove {
    Remove { service: name(matches) }
}

fn name(matches: &ArgMatches) -> String {
    matches.get_one::<String>("service").cloned().unwrap_or_default()
}

/// What `add` is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Add {
    /// The service, by the name of its folder.
    pub(crate) service: String,
    /// Its operations; all if there are none.
    pub(crate) operations: Vec<String>,
    /// The package name; the service's if there is none.
    pub(crate) package: Option<String>,
    /// A folder with the archives.
    pub(crate) from: Option<PathBuf>,
}

/// What `remove` is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remove {
    /// The service, by the name of its folder, or a package.
    pub(crate) service: String,
}
