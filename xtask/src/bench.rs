//! `cargo xtask bench …`: what the generator, its output and one call cost.
//!
//! What comes in: which of the four; for two of them, the programs of the workspace `bench/`.
//! What goes out: progress on standard error; a table in Markdown on standard output, with the targets and whether they are met.
//! What is deliberately not here: a verdict in the exit status; a busy machine misses targets, too.

mod call;
mod compile;
mod cpu_log;
mod lines;
pub(crate) mod machine;
mod ratio;
#[cfg(test)]
mod tests;
mod workspace;

use crate::config;
use crate::flags::Bench;

/// Runs a benchmark; gives the exit status.
///
/// # Errors
/// That something cannot be generated, compiled or started.
pub(crate) fn run(bench: &Bench) -> anyhow::Result<i32> {
    match bench {
        Bench::Stages { arguments } => criterion("tinsmith-codegen", arguments),
        Bench::Review { arguments } => criterion("tinsmith-review", arguments),
        Bench::Compile => compile::run().map(|()| 0),
        Bench::Call => call::run().map(|()| 0),
    }
}

/// The benchmarks of a package, which criterion runs.
fn criterion(package: &str, arguments: &[String]) -> anyhow::Result<i32> {
    let mut cargo = config::cargo();
    cargo.args(["bench", "--package", package, "--benches", "--"]).args(arguments);
    workspace::start(&mut cargo).map(|status| status.code().unwrap_or(1))
}
