//! The command line of `bench`.
//!
//! What comes in: its arguments; what goes out: which benchmark.

use clap::{Arg, ArgMatches};

use super::strings;

/// What `bench` is to measure.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Bench {
    /// The stages of the generator.
    Stages {
        /// Passed on to the benchmark.
        arguments: Vec<String>,
    },
    /// A review of two models, part by part.
    Review {
        /// Passed on to the benchmark.
        arguments: Vec<String>,
    },
    /// What the generated code costs to compile.
    Compile,
    /// What one call costs.
    Call,
}

pub(super) fn command() -> clap::Command {
    clap::Command::new("bench")
        .about("Measures the generator, what its output costs to compile, and one call")
        .after_help(
            "`compile` and `call` measure against the official crate, whose version bench/Cargo.lock pins; \
             both print a table in Markdown that says which targets are met, and exit with 0 either way.",
        )
        .subcommand(
            clap::Command::new("stages")
                .about("The stages of the generator [default]")
                .arg(passed_on()),
        )
        .subcommand(
            clap::Command::new("review")
                .about("A review of two models of Cognito, part by part")
                .arg(passed_on()),
        )
        .subcommand(clap::Command::new("compile").about(
            "CPU time, lines and size of one program: official crate, all operations, one operation (some twenty CPU-minutes)",
        ))
        .subcommand(clap::Command::new("call").about(
            "Time and allocations of one call through a connector in memory (some five minutes, mostly to compile)",
        ))
}

fn passed_on() -> Arg {
    Arg::new("arguments")
        .value_name("ARGS")
        .help("Passed on to the benchmark, such as a filter")
        .num_args(0..)
        .trailing_var_arg(true)
}

pub(super) fn parse(matches: &ArgMatches) -> Bench {
    match matches.subcommand() {
        Some(("compile", _)) => Bench::Compile,
        Some(("call", _)) => Bench::Call,
        Some(("review", matches)) => Bench::Review { arguments: strings(matches, "arguments") },
        Some((_, matches)) => Bench::Stages { arguments: strings(matches, "arguments") },
        None => Bench::Stages { arguments: Vec::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_benchmark_is_named_and_the_stages_are_meant_otherwise() {
        let parsed = |arguments: &[&str]| {
            let line = ["bench"].iter().chain(arguments);
            parse(&command().try_get_matches_from(line).unwrap())
        };
        assert_eq!(parsed(&[]), Bench::Stages { arguments: Vec::new() });
        let arguments = ["--baseline".to_owned(), "main".to_owned()].to_vec();
        assert_eq!(parsed(&["stages", "--", "--baseline", "main"]), Bench::Stages { arguments });
        let arguments = ["html".to_owned()].to_vec();
        assert_eq!(parsed(&["review", "html"]), Bench::Review { arguments });
        assert_eq!(parsed(&["compile"]), Bench::Compile);
        assert_eq!(parsed(&["call"]), Bench::Call);
    }
}
