//! `cargo xtask conformance`: the protocol suites that botocore is tested with, run against generated crates.
//!
//! In come the suites of the pinned source distribution; each becomes a model with protocol tests, which is generated, compiled and run like any other.
//! Out goes a table on standard output, and a status: 1 where a case fails that is not on the list of known ones, or one on it passes or does not exist.
//! What is deliberately not here: how a case is compared; the generated tests do that.
//!
//! What is made stands below `target/conformance/`; compiled code is shared with the workspace.

#[cfg(feature = "import")]
mod case;
#[cfg(feature = "import")]
mod crates;
#[cfg(feature = "import")]
mod known;
#[cfg(feature = "import")]
mod report;
#[cfg(feature = "import")]
mod suite;

use std::path::PathBuf;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// The suites; all if there is none.
    pub(crate) suites: Vec<String>,
    /// The page with the table.
    pub(crate) report: Option<PathBuf>,
    /// Compare the page, write nothing.
    pub(crate) check: bool,
}

/// Runs the suites; gives the exit status.
///
/// # Errors
/// Suites that cannot be had, read, generated or compiled.
#[cfg(feature = "import")]
pub(crate) fn run(options: &Options) -> anyhow::Result<i32> {
    use crate::{config, say};

    let root = config::root();
    let names = suite::choose(&options.suites)?;
    let known = known::read()?;
    let (version, suites) = suite::read(&root, &names)?;
    let mut crates = Vec::new();
    for suite in &suites {
        crates.push(crates::generate(suite)?);
    }
    crates::compile(&root, &crates)?;
    let mut results = Vec::new();
    let mut verdict = Vec::new();
    for (suite, made) in suites.iter().zip(&crates) {
        let (cases, said) = crates::outcomes(suite, made)?;
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
    if let Some(path) = &options.report {
        let page = report::page(&version, &results, &known);
        status = status.max(report::put(path, &page, options.check)?);
    }
    Ok(status)
}

/// Has a build that can read archives do it.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "import"))]
pub(crate) fn run(_: &Options) -> anyhow::Result<i32> {
    crate::delegate::run("import")
}

#[cfg(feature = "import")]
#[cfg(test)]
mod tests;
