//! The command line of `bench`: its arguments come in, which benchmark goes out.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches};

use super::{path, strings};
use crate::bench::Calls;

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
    Compile(Compile),
    /// What it costs that functions are compiled where they are called.
    Inline {
        /// The page to write the table into.
        report: Option<PathBuf>,
    },
    /// What one call costs.
    Call,
}

/// What `bench compile` is to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compile {
    /// In order; at least one.
    pub(crate) profiles: Vec<Profile>,
    /// How many operations the programs call, in order; at least one.
    pub(crate) calls: Vec<Calls>,
    /// Whether the official crate is built, too.
    pub(crate) official: bool,
    /// The page to write the tables into.
    pub(crate) report: Option<PathBuf>,
}

/// How cargo is asked to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// `cargo check`
    Check,
    /// `cargo build`
    Debug,
    /// `cargo build --release`
    Release,
}

impl Profile {
    const ALL: [Self; 3] = [Self::Check, Self::Debug, Self::Release];

    fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

impl std::fmt::Display for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

pub(super) fn command() -> clap::Command {
    clap::Command::new("bench")
        .about("Measures the generator, what its output costs to compile, and one call")
        .after_help(
            "`compile`, `inline` and `call` measure against the official crate, whose version bench/Cargo.lock pins; \
             they print tables in Markdown that say which targets are met, and exit with 0 either way.",
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
        .subcommand(compile())
        .subcommand(
            clap::Command::new("inline")
                .about("What it costs that generated functions are compiled where they are called (some ten minutes on two cores)")
                .arg(report()),
        )
        .subcommand(clap::Command::new("call").about(
            "Time, instructions and allocations of one call through a connector in memory, CPU time of one over HTTP (some ten minutes, mostly to compile)",
        ))
}

fn compile() -> clap::Command {
    clap::Command::new("compile")
        .about("CPU time and size of programs with 1, 20 and all operations, beside the official crate (some twenty minutes on two cores)")
        .arg(only("profile", "check,debug,release", "Only with these profiles", Profile::ALL.map(Profile::name)))
        .arg(only("calls", "1,20,all", "Only programs with so many calls", Calls::ALL.map(Calls::name)))
        .arg(
            Arg::new("generated")
                .long("generated")
                .help("Only the generated crates, without the official one")
                .action(ArgAction::SetTrue),
        )
        .arg(
            report().conflicts_with_all(["profile", "calls", "generated"]),
        )
}

fn report() -> Arg {
    path("report", "FILE.md", "Write the tables into this page, in place of those that are there")
}

/// An option that takes some of a few values.
fn only<const N: usize>(
    name: &'static str,
    value_name: &'static str,
    help: &'static str,
    values: [&'static str; N],
) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value_name)
        .help(help)
        .value_parser(PossibleValuesParser::new(values))
        .value_delimiter(',')
        .action(ArgAction::Append)
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
        Some(("compile", matches)) => Bench::Compile(Compile {
            profiles: chosen(matches, "profile", Profile::ALL, Profile::name),
            calls: chosen(matches, "calls", Calls::ALL, Calls::name),
            official: !matches.get_flag("generated"),
            report: matches.get_one("report").cloned(),
        }),
        Some(("inline", matches)) => Bench::Inline { report: matches.get_one("report").cloned() },
        Some(("call", _)) => Bench::Call,
        Some(("review", matches)) => Bench::Review { arguments: strings(matches, "arguments") },
        Some((_, matches)) => Bench::Stages { arguments: strings(matches, "arguments") },
        None => Bench::Stages { arguments: Vec::new() },
    }
}

/// The values whose names were given, in their own order; all where none was.
fn chosen<T: Copy, const N: usize>(
    matches: &ArgMatches,
    option: &str,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Vec<T> {
    let names = strings(matches, option);
    let is_chosen = |value: &T| names.is_empty() || names.iter().any(|given| given == name(*value));
    all.into_iter().filter(is_chosen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Bench {
        let line = ["bench"].iter().chain(arguments);
        parse(&command().try_get_matches_from(line).unwrap())
    }

    #[test]
    fn a_benchmark_is_named_and_the_stages_are_meant_otherwise() {
        assert_eq!(parsed(&[]), Bench::Stages { arguments: Vec::new() });
        let arguments = ["--baseline".to_owned(), "main".to_owned()].to_vec();
        assert_eq!(parsed(&["stages", "--", "--baseline", "main"]), Bench::Stages { arguments });
        let arguments = ["html".to_owned()].to_vec();
        assert_eq!(parsed(&["review", "html"]), Bench::Review { arguments });
        assert_eq!(parsed(&["call"]), Bench::Call);
        assert_eq!(parsed(&["inline"]), Bench::Inline { report: None });
    }

    #[test]
    fn all_is_compiled_unless_a_part_is_named() {
        let all = Compile {
            profiles: Profile::ALL.to_vec(),
            calls: Calls::ALL.to_vec(),
            official: true,
            report: None,
        };
        assert_eq!(parsed(&["compile"]), Bench::Compile(all.clone()));
        let some = Compile {
            profiles: vec![Profile::Check, Profile::Release],
            calls: vec![Calls::Some],
            official: false,
            report: None,
        };
        let arguments = ["compile", "--profile", "release,check", "--calls=20", "--generated"];
        assert_eq!(parsed(&arguments), Bench::Compile(some));
        let page = Compile { report: Some(PathBuf::from("a.md")), ..all };
        assert_eq!(parsed(&["compile", "--report", "a.md"]), Bench::Compile(page));
    }
}
