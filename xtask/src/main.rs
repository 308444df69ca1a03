//! The command line of this repository: `cargo xtask …`.
//!
//! `codegen` and `test` are done here; other commands are passed on to the package that has them, which a first `codegen` need not compile.

mod pass_on;
mod repository;
mod test;

use std::process::ExitCode;

use clap::Parser;
use tinsmith_project::{args, generate, program, say};

use crate::pass_on::{Arguments, Package};

/// Generates small Rust SDKs from API models, and checks this repository
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    after_help = "Exit status: 0 all is well, 1 something was found, 2 the command was used wrongly, 3 `diff` could not compare."
)]
struct Cli {
    #[command(flatten)]
    common: args::Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Write the crates of codegen.toml, or one crate from any model
    #[command(visible_alias = "generate")]
    Codegen(args::Generate),
    Test(test::Test),
    /// Add the SDK of another AWS service: model, entry in codegen.toml, and crate
    #[command(disable_help_flag = true)]
    Add(Arguments),
    /// Remove what `add` added
    #[command(disable_help_flag = true)]
    Remove(Arguments),
    /// List the operations of a model
    #[command(disable_help_flag = true)]
    Operations(Arguments),
    /// Say what a change of a model does to callers and on the wire
    #[command(disable_help_flag = true)]
    Diff(Arguments),
    /// The committed service models
    #[command(subcommand)]
    Model(Model),
    /// Make the models from the sources that model/sources.toml pins
    #[command(disable_help_flag = true, hide = true)]
    Import(Arguments),
    /// Update the models to another version of their sources
    #[command(disable_help_flag = true, hide = true)]
    Update(Arguments),
    /// Compare released versions of one API with each other
    #[command(disable_help_flag = true)]
    History(Arguments),
    /// Generate a crate from the newest model of every service whose protocol is supported
    #[command(disable_help_flag = true)]
    Corpus(Arguments),
    /// Run the protocol suites of botocore against generated crates
    #[command(disable_help_flag = true)]
    Conformance(Arguments),
    /// Measure the generator, what its output costs to compile, and one call
    #[command(disable_help_flag = true)]
    Bench(Arguments),
}

#[derive(clap::Subcommand)]
enum Model {
    /// Make the models from the sources that model/sources.toml pins
    #[command(disable_help_flag = true)]
    Import(Arguments),
    /// Update the models to another version of their sources, with the pins and the generated crates
    #[command(disable_help_flag = true)]
    Update(Arguments),
}

fn main() -> ExitCode {
    program::called("cargo xtask".to_owned());
    let Cli { common, command } = Cli::parse();
    say::exit(run(&common, command))
}

fn run(common: &args::Common, command: Command) -> anyhow::Result<i32> {
    let pass_on = |package: Package, name: &str, arguments: Arguments| {
        pass_on::run(package, common, name, &arguments)
    };
    match command {
        Command::Codegen(asked) => {
            common.apply()?;
            generate::run(common, &asked)
        }
        Command::Test(asked) => test::run(&asked),
        Command::Add(rest) => pass_on(Package::Tinsmith, "add", rest),
        Command::Remove(rest) => pass_on(Package::Tinsmith, "remove", rest),
        Command::Operations(rest) => pass_on(Package::Tinsmith, "operations", rest),
        Command::Diff(rest) => pass_on(Package::Tinsmith, "diff", rest),
        Command::Import(rest) | Command::Model(Model::Import(rest)) => {
            pass_on(Package::Tinsmith, "import", rest)
        }
        Command::Update(rest) | Command::Model(Model::Update(rest)) => {
            pass_on(Package::Tinsmith, "update", rest)
        }
        Command::History(rest) => pass_on(Package::Survey, "history", rest),
        Command::Corpus(rest) => pass_on(Package::Survey, "corpus", rest),
        Command::Conformance(rest) => pass_on(Package::Survey, "conformance", rest),
        Command::Bench(rest) => pass_on(Package::Survey, "bench", rest),
    }
}
