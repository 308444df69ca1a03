//! `cargo xtask corpus`: a crate of every service that speaks awsJson, and a table of what came of it.
//!
//! In come the services of one pinned release of botocore; out go, below `target/corpus/`, their documents, models and crates,
//! one workspace of them all, and a table on standard output.
//! Whatever becomes of one service, the others are generated; the exit status is 1 when anything failed.
//! What is deliberately not here: whether what is sent is right, which the conformance suites and the real servers say.

#[cfg(feature = "import")]
mod check;
#[cfg(feature = "import")]
mod cpu;
#[cfg(feature = "import")]
mod documents;
#[cfg(feature = "import")]
mod generate;
#[cfg(feature = "import")]
mod hardest;
#[cfg(feature = "import")]
mod progress;
#[cfg(feature = "import")]
mod queue;
#[cfg(feature = "import")]
mod report;
#[cfg(feature = "import")]
mod workspace;

use crate::flags::Corpus;

/// Where everything is kept, under the workspace's root.
#[cfg(feature = "import")]
const FOLDER: &str = "target/corpus";

/// Generates, and checks if that is asked for; gives the exit status.
///
/// # Errors
/// Services that cannot be had or are not there, and a disk that does not do its part. What one service fails with is no error here.
#[cfg(feature = "import")]
pub(crate) fn run(asked: &Corpus) -> anyhow::Result<i32> {
    use std::collections::BTreeSet;
    use std::time::Instant;

    use crate::{config, say};

    let root = config::root();
    let corpus = root.join(FOLDER);
    // Held until this ends.
    let _lock = workspace::lock(&corpus)?;
    let is_whole = asked.services.is_empty();
    let services = documents::chosen(documents::services(&root, &corpus)?, &asked.services)?;
    let start = Instant::now();
    let results = queue::run(services, |service| generate::generate(service, &corpus));
    let mut report = report::Report::new(results, start.elapsed());
    let crates: Vec<&str> = report.crates().collect();
    // What a run for some services does not make stays a part of the workspace.
    let others = if is_whole { Vec::new() } else { workspace::members(&corpus) };
    let members: BTreeSet<&str> =
        crates.iter().copied().chain(others.iter().map(String::as_str)).collect();
    workspace::write(&root, &corpus, &members)?;
    let mut failures = report.failures();
    if is_whole {
        report.list_diagnostics(&corpus)?;
    }
    if let Some(checked) = asked.checked {
        let wanted = hardest::wanted(&crates, checked);
        let check = check::run(&corpus, &wanted, &crates)?;
        failures.extend(check.failures());
        report.add_check(check);
    }
    for line in report.lines() {
        say::out(&line)?;
    }
    if let Some(path) = &asked.report {
        report.write(path)?;
    }
    for failure in &failures {
        say::error(failure);
    }
    Ok(i32::from(!failures.is_empty()))
}

/// Has a build that can read archives do it.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "import"))]
pub(crate) fn run(_: &Corpus) -> anyhow::Result<i32> {
    crate::delegate::run("import")
}
