//! `conformance --operations`: every operation of a service, as botocore writes its request and reads its response, against the generated crate.
//!
//! `specimens.py` makes values from the model, has botocore write and read them, and prints them as protocol tests; the crate with these tests is generated, compiled and run like that of a suite.
//! Small services come first, a few at a time, and what was compiled of them is removed before the next: all of them together would fill a disk.

mod botocore;
mod fixed;
mod results;
mod specimens;
mod table;

use std::path::Path;

use anyhow::{Context as _, ensure};
use tinsmith_project::say;

use self::botocore::Botocore;
use self::results::{Found, Results};
use self::specimens::Specimens;
use super::{crates, known, report};
use crate::corpus;
use crate::corpus::documents::Service;

/// The cases that are known to fail.
const KNOWN: &str = include_str!("operations/known.toml");

/// How many services are compiled together.
const TOGETHER: usize = 8;

/// Which services are run where none is named.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// All services
    All,
    /// Those that the corpus compiles
    Fixed,
}

/// Runs all operations of these services; gives the exit status.
///
/// # Errors
/// Services that cannot be had, and a disk that does not do its part. What one service fails with is no error here.
pub(super) fn run(
    root: &Path,
    which: Which,
    names: &[String],
    resume: bool,
) -> anyhow::Result<i32> {
    let services = services(which, names)?;
    let known =
        known::parse(KNOWN, |_| true).context("in survey/src/conformance/operations/known.toml")?;
    let botocore = Botocore::installed(root)?;
    let results = Results::at(root);
    let mut waiting: Vec<&Service> = Vec::new();
    for service in &services {
        if !resume {
            results.forget(&service.name)?;
        }
        if results.of(&service.name)?.is_none() {
            waiting.push(service);
        }
    }
    for (at, batch) in waiting.chunks(TOGETHER).enumerate() {
        let ended = at * TOGETHER + services.len() - waiting.len();
        say::step("Running", &format!("{} of {} services", ended + batch.len(), services.len()));
        run_batch(root, batch, &botocore, &results)?;
    }
    let (mut all, mut verdict) = (Vec::new(), Vec::new());
    for service in &services {
        let found = results.of(&service.name)?.context("a result is gone")?;
        let problems = problems(&service.name, &found, &known);
        if !problems.is_empty() {
            say::line(&found.said);
        }
        verdict.extend(problems);
        all.push((service.name.as_str(), found));
    }
    say::out(&table::of(&all))?;
    for problem in &verdict {
        say::error(problem);
    }
    Ok(i32::from(!verdict.is_empty()))
}

/// The services that are asked for, the smallest first.
fn services(which: Which, names: &[String]) -> anyhow::Result<Vec<Service>> {
    let mut services = match which {
        Which::All => corpus::services(names)?,
        Which::Fixed => {
            ensure!(names.is_empty(), "--services chooses other services than --operations=fixed");
            corpus::services(&fixed::names().map(str::to_owned).collect::<Vec<_>>())?
        }
    };
    services.sort_by_key(|service| service.bytes);
    Ok(services)
}

/// What is not as it has to be.
fn problems(service: &str, found: &Found, known: &[known::Known]) -> Vec<String> {
    if let Some(problem) = &found.problem {
        return vec![format!("{service}: {problem}")];
    }
    let cases = found.cases.clone();
    report::judge(&report::Results { suite: service.to_owned(), cases }, known)
}

/// Runs some services, and keeps their results.
fn run_batch(
    root: &Path,
    services: &[&Service],
    botocore: &Botocore,
    results: &Results,
) -> anyhow::Result<()> {
    let (mut specimens, mut made) = (Vec::new(), Vec::new());
    for service in services {
        let prepared = Specimens::of(service, botocore).and_then(|of_service| {
            let krate = crates::generate(&of_service.suite)?;
            Ok((of_service, krate))
        });
        match prepared {
            Ok((of_service, krate)) => {
                specimens.push((service, of_service));
                made.push(krate);
            }
            Err(error) => results.keep(&service.name, &Found::problem(&format!("{error:#}")))?,
        }
    }
    let programs = crates::compile(root, &made)?;
    for ((service, of_service), krate) in specimens.iter().zip(&made) {
        let ended = programs
            .get(&krate.package)
            .context("the generated crate does not compile")
            .and_then(|program| crates::outcomes(&of_service.suite, krate, program));
        let found = match ended {
            Ok((cases, said)) => {
                Found { counts: of_service.counts.clone(), cases, said, problem: None }
            }
            Err(error) => Found::problem(&format!("{error:#}")),
        };
        results.keep(&service.name, &found)?;
    }
    crates::clean(&made)
}
