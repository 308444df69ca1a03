//! `bench`: what the generator, its output and one call cost.
//!
//! Progress goes to standard error; tables in Markdown, with the targets and whether they are met, to standard output or into a page.
//! Missed targets are no failure: a busy machine misses them, too.

#[cfg(test)]
mod arguments_tests;
mod builder;
mod call;
mod compile;
mod cpu_log;
mod eager;
mod ec2;
mod inline;
mod lines;
pub(crate) mod machine;
mod measured;
mod page;
mod programs;
mod protocols;
mod ratio;
#[cfg(test)]
mod tests;
mod workspace;

use std::path::PathBuf;

use self::programs::Calls;
use crate::repository;

/// Measure the generator, what its output costs to compile, and one call
#[derive(clap::Args, Debug, PartialEq, Eq)]
#[command(
    after_help = "`compile`, `inline`, `ec2` and `call` measure against official crates of pinned versions; \
they print tables in Markdown that say which targets are met, and exit with 0 either way. `protocols` measures two generated crates beside each other."
)]
pub(crate) struct Bench {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand, Debug, PartialEq, Eq)]
enum What {
    /// The stages of the generator; what runs if none is named
    Stages(Criterion),
    /// A review of two models of Cognito, part by part
    Review(Criterion),
    Compile(Compile),
    /// What it costs that generated functions are compiled where they are called (some ten minutes on two cores)
    Inline {
        /// Write the tables into this page, in place of those that are there
        #[arg(long, value_name = "FILE.md")]
        report: Option<PathBuf>,
    },
    /// What it costs to check a crate of EC2, all of it and one operation, beside the official crate (some five minutes)
    Ec2 {
        /// Write the table into this page, in place of the one that is there
        #[arg(long, value_name = "FILE.md")]
        report: Option<PathBuf>,
    },
    /// Time, instructions and allocations of one call through a connector in memory, CPU time of one over HTTP (some ten minutes, mostly to compile)
    Call,
    /// Calls of CloudWatch in JSON and in CBOR: bodies, time, instructions, allocations, size of the program (some ten minutes, mostly to compile)
    Protocols {
        /// Write the table into this page, in place of the one that is there
        #[arg(long, value_name = "FILE.md")]
        report: Option<PathBuf>,
    },
}

#[derive(clap::Args, Debug, PartialEq, Eq)]
struct Criterion {
    /// Passed on to the benchmark, such as a filter
    #[arg(value_name = "ARGS", num_args = 0.., trailing_var_arg = true)]
    arguments: Vec<String>,
}

/// CPU time and size of programs with 1, 20 and all operations, beside the official crate (some twenty minutes on two cores)
#[derive(clap::Args, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compile {
    /// Only with these profiles
    #[arg(id = "profile", long = "profile", value_delimiter = ',', default_values_t = Profile::ALL, hide_default_value = true)]
    pub(crate) profiles: Vec<Profile>,
    /// Only programs with so many calls
    #[arg(long, value_delimiter = ',', default_values_t = Calls::ALL, hide_default_value = true)]
    pub(crate) calls: Vec<Calls>,
    /// Only the generated crates, without the official one
    #[arg(long)]
    pub(crate) generated: bool,
    /// Write the tables into this page, in place of those that are there
    #[arg(long, value_name = "FILE.md", conflicts_with_all = ["profile", "calls", "generated"])]
    pub(crate) report: Option<PathBuf>,
}

/// How cargo is asked to compile.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// Runs a benchmark; gives the exit status.
///
/// # Errors
/// That something cannot be generated, compiled or started.
pub(crate) fn run(asked: &Bench) -> anyhow::Result<i32> {
    match &asked.what {
        None => criterion("tinsmith-codegen", &[]),
        Some(What::Stages(Criterion { arguments })) => criterion("tinsmith-codegen", arguments),
        Some(What::Review(Criterion { arguments })) => criterion("tinsmith-review", arguments),
        Some(What::Compile(asked)) => compile::run(asked).map(|()| 0),
        Some(What::Inline { report }) => inline::run(report.as_deref()).map(|()| 0),
        Some(What::Ec2 { report }) => ec2::run(report.as_deref()).map(|()| 0),
        Some(What::Call) => call::run().map(|()| 0),
        Some(What::Protocols { report }) => protocols::run(report.as_deref()).map(|()| 0),
    }
}

/// The benchmarks of a package, which criterion runs.
fn criterion(package: &str, arguments: &[String]) -> anyhow::Result<i32> {
    let mut cargo = repository::cargo();
    cargo.args(["bench", "--package", package, "--benches", "--"]).args(arguments);
    workspace::start(&mut cargo).map(|status| status.code().unwrap_or(1))
}
