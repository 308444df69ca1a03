//! What holds the generator to all services, suites and released versions, and what measures it: `cargo xtask corpus`, `conformance`, `history`, `bench`.

mod bench;
mod conformance;
mod corpus;
mod distribution;
mod history;
mod repository;
mod table;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use tinsmith_project::{args, program, say};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Holds the generator to all services, and measures it
#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    common: args::Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    History(history::History),
    Corpus(corpus::Corpus),
    Conformance(conformance::Conformance),
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let name = std::env::var(program::VARIABLE);
    program::called(name.unwrap_or_else(|_| "tinsmith-survey".to_owned()));
    let matches = Cli::command().bin_name(program::name()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    say::exit(cli.common.apply().and_then(|()| match &cli.command {
        Command::History(_) => history::run(),
        Command::Corpus(asked) => corpus::run(asked),
        Command::Conformance(asked) => conformance::run(asked),
        Command::Bench(asked) => bench::run(asked),
    }))
}

/// What a command makes of its arguments, or what clap says of them.
#[cfg(test)]
fn parsed<T: clap::Args>(arguments: &[&str]) -> Result<T, String> {
    let command = T::augment_args(clap::Command::new("survey"));
    let matches = command.try_get_matches_from(["survey"].iter().chain(arguments));
    matches.and_then(|matches| T::from_arg_matches(&matches)).map_err(|error| error.to_string())
}
