//! `cargo xtask bench …`: what the generator, its output and one call cost.
//!
//! Progress goes to standard error; tables in Markdown, with the targets and whether they are met, to standard output or into a page.
//! Missed targets are no failure: a busy machine misses them, too.

mod builder;
mod call;
mod compile;
mod cpu_log;
mod eager;
mod inline;
mod lines;
pub(crate) mod machine;
mod page;
mod programs;
mod ratio;
#[cfg(test)]
mod tests;
mod workspace;

pub(crate) use self::programs::Calls;
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
        Bench::Compile(asked) => compile::run(asked).map(|()| 0),
        Bench::Inline { report } => inline::run(report.as_deref()).map(|()| 0),
        Bench::Call => call::run().map(|()| 0),
    }
}

/// The benchmarks of a package, which criterion runs.
fn criterion(package: &str, arguments: &[String]) -> anyhow::Result<i32> {
    let mut cargo = config::cargo();
    cargo.args(["bench", "--package", package, "--benches", "--"]).args(arguments);
    workspace::start(&mut cargo).map(|status| status.code().unwrap_or(1))
}
