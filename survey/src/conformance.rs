//! `conformance`: the protocol suites that botocore is tested with, run against generated crates.
//!
//! Each suite becomes a model with protocol tests, which is generated, compiled and run like any other, below `target/conformance/`;
//! compiled code is shared with the workspace. The exit status is 1 where a case fails that is not known to, or a known one passes or does not exist.

mod case;
mod crates;
mod known;
mod operations;
mod report;
mod suite;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::Context as _;
use tinsmith_project::say;

use crate::repository;

/// Run the protocol suites of botocore against generated crates, and print a table
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(
    after_help = "Downloads some 17 MB with pip at first, into target/model-sources/; what is there already is not fetched again."
)]
pub(crate) struct Conformance {
    /// A suite, such as input/json.json; may be repeated [default: all]
    #[arg(id = "suite", long = "suite", value_name = "NAME", conflicts_with = "report")]
    pub(crate) suites: Vec<String>,
    /// Run every operation of services against botocore instead: requests, responses and errors
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "all", conflicts_with_all = ["suite", "report"])]
    pub(crate) operations: Option<operations::Which>,
    /// Only these services, as botocore's folders are called
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "operations")]
    pub(crate) services: Vec<String>,
    /// Go on where a run was interrupted: services that have a result are not run again
    #[arg(long, requires = "operations")]
    pub(crate) resume: bool,
    /// Write the table into a page too
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Write nothing; exit with 1 if the page is stale
    #[arg(long, requires = "report")]
    pub(crate) check: bool,
}

/// Runs the suites; gives the exit status.
///
/// # Errors
/// Suites that cannot be had, read, generated or compiled.
pub(crate) fn run(asked: &Conformance) -> anyhow::Result<i32> {
    let root = repository::root();
    if let Some(which) = asked.operations {
        return operations::run(&root, which, &asked.services, asked.resume);
    }
    let names = suite::choose(&asked.suites)?;
    let known = known::read()?;
    let (version, suites) = suite::read(&root, &names)?;
    let mut crates = Vec::new();
    for suite in &suites {
        crates.push(crates::generate(suite)?);
    }
    let programs = crates::compile(&root, &crates)?;
    let mut results = Vec::new();
    let mut verdict = Vec::new();
    for (suite, made) in suites.iter().zip(&crates) {
        let program = programs.get(&made.package);
        let program = program.with_context(|| format!("`{}` does not compile", made.package))?;
        let (cases, said) = crates::outcomes(suite, made, program)?;
        let result = report::Results { suite: suite.name.clone(), cases };
        let problems = report::judge(&result, &known);
        if !problems.is_empty() {
            say::line(&said);
        }
        verdict.extend(problems);
        results.push(result);
    }
    say::out(&report::table(&results, &known))?;
    for problem in &verdict {
        say::error(problem);
    }
    let mut status = i32::from(!verdict.is_empty());
    if let Some(path) = &asked.report {
        let page = report::page(&version, &results, &known);
        status = status.max(report::put(path, &page, asked.check)?);
    }
    Ok(status)
}
