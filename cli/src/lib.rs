//! The command line `tinsmith`.
//!
//! [`main`] is all of it; the modules are for this repository's own programs and tests, and nothing is promised about them.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::ensure;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use clap_complete::Shell;
use tinsmith_project::{args, config, generate, program, say};

#[doc(hidden)]
pub mod add;
#[doc(hidden)]
pub mod diff;
mod documentation;
#[doc(hidden)]
pub mod init;
mod lists;
#[doc(hidden)]
pub mod model;
mod operations;
#[doc(hidden)]
pub mod review;
mod tables;

/// Generates small, readable Rust SDKs from API models.
#[derive(Parser)]
#[command(
    name = "tinsmith",
    about = "Generates small, readable Rust SDKs from API models",
    version = env!("CARGO_PKG_VERSION"),
    long_version = concat!(env!("CARGO_PKG_VERSION"), "\ngenerator ", env!("CARGO_PKG_VERSION"), "\nruntime ", env!("CARGO_PKG_VERSION")),
    after_help = "Exit status: 0 all is well, 1 something was found, 2 the command was used wrongly, 3 `diff` could not compare."
)]
struct Cli {
    #[command(flatten)]
    common: args::Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    /// Write the crates of codegen.toml, or one crate from any model
    #[command(after_help = "Examples:
  tinsmith generate
  tinsmith generate --check
  tinsmith generate --model model.json --out ../my-sdk --operation GetThing")]
    Generate(args::Generate),
    Add(add::Add),
    Remove(add::Remove),
    /// List the operations of a model: whether they are signed, how many types they need, errors, pagination
    #[command(after_help = "Examples:
  tinsmith operations
  tinsmith operations sqs
  tinsmith operations --model model.json")]
    Operations(operations::Operations),
    Import(model::import::Import),
    Update(model::update::Update),
    Diff(diff::Diff),
    /// Print the completions of a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Write the manual pages into a folder
    #[command(hide = true)]
    ManPages {
        /// The folder; it is made
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

impl Command {
    /// What is wrong with arguments that are right one by one.
    fn conflict(&self) -> Option<String> {
        match self {
            Self::Init(asked) => asked.conflict(),
            Self::Update(asked) => asked.forms.conflict(),
            Self::Diff(asked) => asked.forms.conflict(),
            _ => None,
        }
    }
}

/// Runs a command line, whose first argument is the program; it is called `name` in messages, but another program that passes a command on may have its own name there.
///
/// The exit status is 0 when all is well, 1 when something was found, 2 when the command was used wrongly, 3 when `diff` could not compare.
pub fn main(arguments: impl IntoIterator<Item = OsString>, name: &str) -> ExitCode {
    let passed_on = std::env::var(program::VARIABLE).ok();
    program::called(passed_on.unwrap_or_else(|| name.to_owned()));
    let matches = Cli::command().bin_name(program::name()).get_matches_from(arguments);
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    if let Some(problem) = cli.command.conflict() {
        Cli::command().error(ErrorKind::ArgumentConflict, problem).exit();
    }
    say::exit(run(&cli.common, cli.command))
}

fn run(common: &args::Common, command: Command) -> anyhow::Result<i32> {
    common.apply()?;
    match command {
        Command::Init(asked) => {
            ensure!(
                common.manifest.is_none(),
                "`init` writes {} into the current folder; `-C DIR` names another one",
                config::FILE
            );
            init::run(&std::env::current_dir()?, &asked)
        }
        Command::Generate(asked) => generate::run(common, &asked),
        Command::Add(asked) => add::run(&common.root()?, &asked),
        Command::Remove(asked) => add::remove::run(&common.root()?, &asked),
        Command::Operations(asked) => operations::run(common, asked),
        Command::Import(asked) => model::import::run(&common.root()?, &asked),
        Command::Update(asked) => model::update::run(&common.root()?, &asked),
        Command::Diff(asked) => diff::run(common, &asked),
        Command::Completions { shell } => documentation::completions(&mut Cli::command(), shell),
        Command::ManPages { folder } => documentation::man_pages(Cli::command(), &folder),
    }
}
