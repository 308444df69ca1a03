//! The whole command line.

mod add;
mod bench;
mod conformance;
mod corpus;
mod diff;
mod model;
pub(crate) mod review;
mod test;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use tinsmith_codegen::settings::{DocsSource, RuntimeSource, ValidationLevel};

pub(crate) use self::add::{Add, Remove};
pub(crate) use self::bench::{Bench, Compile, Profile};
pub(crate) use self::corpus::{Checked, Corpus};
pub(crate) use self::model::Update;
pub(crate) use self::test::Test;
use crate::conformance::Options as Conformance;
use crate::diff::DiffOptions;
use crate::{package, warnings};

/// What is asked for.
pub(crate) enum Command {
    /// `add`
    Add(Add),
    /// `remove`
    Remove(Remove),
    /// `codegen`
    Codegen(Request),
    /// `operations`
    Operations {
        /// The model; the configured ones if there is none.
        model: Option<PathBuf>,
        /// Overlays, in order.
        overlays: Vec<PathBuf>,
        /// The service, where the model has more than one.
        service: Option<String>,
    },
    /// `model import`
    Import {
        /// Compare, write nothing.
        check: bool,
        /// Documents on disk.
        from: Option<PathBuf>,
        /// The file to write.
        out: Option<PathBuf>,
    },
    /// `diff`
    Diff(DiffOptions),
    /// `model update`
    Update(Update),
    /// `history`
    History,
    /// `corpus`
    Corpus(Corpus),
    /// `conformance`
    Conformance(Conformance),
    /// `test`
    Test(Test),
    /// `bench`
    Bench(Bench),
}

/// What `codegen` is to do.
pub(crate) struct Request {
    /// Which crates.
    pub(crate) target: Target,
    /// What to do with them.
    pub(crate) action: Action,
}

/// Which crates are generated.
pub(crate) enum Target {
    /// Those of `codegen.toml`, or the one whose package or output is named.
    Configured {
        /// Package or output folder.
        only: Option<String>,
    },
    /// One crate from any model.
    Model(Box<FromModel>),
}

/// A crate from any model, without a configuration file.
#[derive(Clone)]
pub(crate) struct FromModel {
    pub(crate) model: PathBuf,
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) package: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) operations: Vec<String>,
    pub(crate) validation: ValidationLevel,
    pub(crate) docs: DocsSource,
    pub(crate) runtime: Option<RuntimeSource>,
    pub(crate) protocol_tests: bool,
}

/// What is done with a generated crate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// Write it.
    Write,
    /// Compare it with what is there.
    Check,
    /// Print a stage and stop.
    Dump(Stage),
}

/// A stage that can be printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The transformed model.
    Model,
    /// The analyses.
    Facts,
    /// The sliced representation of the crate.
    Ir,
}

/// Parses the arguments of this process; wrong ones end it with a message and status 2.
pub(crate) fn parse() -> Command {
    let matches = command().get_matches();
    if matches.get_flag("verbose") {
        warnings::show_all();
    }
    match matches.subcommand() {
        Some(("add", matches)) => Command::Add(add::parse_add(matches)),
        Some(("remove", matches)) => Command::Remove(add::parse_remove(matches)),
        Some(("codegen", matches)) => Command::Codegen(request(matches)),
        Some(("operations", matches)) => Command::Operations {
            model: matches.get_one::<PathBuf>("model").cloned(),
            overlays: paths(matches, "overlay"),
            service: matches.get_one::<String>("service").cloned(),
        },
        Some(("diff", matches)) => Command::Diff(diff::parse(matches)),
        Some(("model", matches)) => model::parse(matches),
        Some(("history", _)) => Command::History,
        Some(("corpus", matches)) => Command::Corpus(corpus::parse(matches)),
        Some(("conformance", matches)) => Command::Conformance(conformance::parse(matches)),
        Some(("test", matches)) => Command::Test(test::parse(matches)),
        Some(("bench", matches)) => Command::Bench(bench::parse(matches)),
        _ => unreachable!("clap requires a subcommand"),
    }
}

fn command() -> clap::Command {
    clap::Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .about("Generates small Rust SDKs from API models, and checks this workspace")
        .after_help("Exit status: 0 all is well, 1 something was found, 2 the command was used wrongly.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            flag("verbose", "List everything in a model that is left out, instead of a count")
                .short('v')
                .global(true),
        )
        .subcommand(codegen())
        .subcommand(add::add())
        .subcommand(add::remove())
        .subcommand(
            clap::Command::new("operations")
                .about("Lists the operations of a model: whether they are signed, how many types they need, errors, pagination")
                .arg(path("model", "FILE", "A model: Smithy JSON AST or C2J, may be gzipped [default: those of codegen.toml]"))
                .arg(overlay("model"))
                .arg(text("service", "NAME", "The service, where the model has more than one").requires("model")),
        )
        .subcommand(model::command())
        .subcommand(diff::command())
        .subcommand(history())
        .subcommand(corpus::command())
        .subcommand(conformance::command())
        .subcommand(test::command())
        .subcommand(bench::command())
}

fn history() -> clap::Command {
    clap::Command::new("history")
        .about("Compares released versions of one API with each other, and prints a table")
        .after_help("Downloads some 480 MB with pip at first, into target/history/; what is there already is not fetched again.")
}

fn codegen() -> clap::Command {
    let command = clap::Command::new("codegen")
        .about("Writes the crates of codegen.toml, or one crate from any model")
        .after_help(
            "Examples:\n  \
             cargo xtask codegen\n  \
             cargo xtask codegen --check\n  \
             cargo xtask codegen --model model.json --out ../my-sdk --operation GetThing",
        )
        .arg(flag("check", "Write nothing; list what is stale, missing or left over, and exit with 1 if anything is"))
        .arg(
            Arg::new("dump")
                .long("dump")
                .value_name("STAGE")
                .help("Print a stage of the generator, and write nothing")
                .value_parser(PossibleValuesParser::new(["model", "facts", "ir"]))
                .conflicts_with("check"),
        )
        .arg(text("sdk", "NAME", "Only the crate of codegen.toml with this package name or output folder").conflicts_with("model"))
        .arg(path("model", "FILE", "A model to generate one crate from, without codegen.toml: Smithy JSON AST or C2J, may be gzipped"))
        .arg(path("out", "DIR", "The folder of that crate").requires("model").conflicts_with("dump"));
    model_arguments(command, "model")
        .arg(
            text(
                "runtime",
                "VERSION|PATH|GIT",
                "Where the crate finds tinsmith-runtime [default: this checkout]",
            )
            .requires("model"),
        )
        .arg(
            flag(
                "protocol-tests",
                "Also write the model's protocol tests, as Rust tests of the crate",
            )
            .requires("model"),
        )
}

/// How a crate is made of a model that `codegen.toml` does not name; only with the argument that names the model.
fn model_arguments(command: clap::Command, model: &'static str) -> clap::Command {
    command
        .arg(overlay(model))
        .arg(
            text(
                "package",
                "NAME",
                "The crate's package name [default: the name of the folder or file]",
            )
            .value_parser(package_name)
            .requires(model),
        )
        .arg(
            text("service", "NAME", "The service, where the model has more than one")
                .requires(model),
        )
        .arg(
            text("operation", "NAME", "An operation to generate; may be repeated [default: all]")
                .action(ArgAction::Append)
                .requires(model),
        )
        .arg(
            text(
                "validation",
                "LEVEL",
                "How strictly a client checks requests by default",
            )
            .value_parser(PossibleValuesParser::new(ValidationLevel::ALL.map(|(name, _)| name)))
            .default_value("standard")
            .requires(model),
        )
        .arg(
            text(
                "docs",
                "SOURCE",
                "Documentation of the crate: facts of the model only, or the documentation in the model too",
            )
            .value_parser(PossibleValuesParser::new(["facts", "model"]))
            .default_value("facts")
            .requires(model),
        )
}

fn request(matches: &ArgMatches) -> Request {
    let action = match matches.get_one::<String>("dump").map(String::as_str) {
        Some("model") => Action::Dump(Stage::Model),
        Some("facts") => Action::Dump(Stage::Facts),
        Some(_) => Action::Dump(Stage::Ir),
        None if matches.get_flag("check") => Action::Check,
        None => Action::Write,
    };
    let target = match matches.get_one::<PathBuf>("model") {
        None => Target::Configured { only: matches.get_one::<String>("sdk").cloned() },
        Some(model) => {
            let out = matches.get_one::<PathBuf>("out").cloned();
            if out.is_none() && !matches!(action, Action::Dump(_)) {
                let message = "`--model` needs `--out DIR`, the folder of the crate";
                command().error(clap::error::ErrorKind::MissingRequiredArgument, message).exit();
            }
            Target::Model(Box::new(FromModel {
                out,
                runtime: matches.get_one::<String>("runtime").map(|text| runtime(text)),
                protocol_tests: matches.get_flag("protocol-tests"),
                ..from_model(matches, model.clone())
            }))
        }
    };
    Request { target, action }
}

/// What the arguments of [`model_arguments`] say.
fn from_model(matches: &ArgMatches, model: PathBuf) -> FromModel {
    let validation = matches.get_one::<String>("validation");
    FromModel {
        model,
        overlays: paths(matches, "overlay"),
        out: None,
        package: matches.get_one::<String>("package").cloned(),
        service: matches.get_one::<String>("service").cloned(),
        operations: strings(matches, "operation"),
        validation: validation.and_then(|name| level(name)).unwrap_or_default(),
        docs: match matches.get_one::<String>("docs").map(String::as_str) {
            Some("model") => DocsSource::Model,
            _ => DocsSource::Facts,
        },
        runtime: None,
        protocol_tests: false,
    }
}

/// The validation level with this name.
pub(crate) fn level(name: &str) -> Option<ValidationLevel> {
    ValidationLevel::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, level)| level)
}

fn package_name(text: &str) -> Result<String, String> {
    package::problem(text).map_or_else(|| Ok(text.to_owned()), Err)
}

/// A version starts with a digit, a repository has a scheme; everything else is a folder.
fn runtime(text: &str) -> RuntimeSource {
    if text.contains("://") {
        RuntimeSource::Git(text.to_owned())
    } else if text.starts_with(|first: char| first.is_ascii_digit() || "=^~".contains(first)) {
        RuntimeSource::Version(text.to_owned())
    } else {
        RuntimeSource::Path(text.to_owned())
    }
}

fn strings(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches.get_many::<String>(name).unwrap_or_default().cloned().collect()
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).unwrap_or_default().cloned().collect()
}

fn overlay(model: &'static str) -> Arg {
    path(
        "overlay",
        "FILE",
        "An overlay: a Smithy document that applies traits to the model; may be repeated",
    )
    .action(ArgAction::Append)
    .requires(model)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    text(name, value, help).value_parser(value_parser!(PathBuf))
}
