//! `corpus`: a crate of every service whose protocol is supported, and a table of what came of it.
//!
//! Documents, models, crates and a workspace of all crates stand below `target/corpus/`.
//! Whatever becomes of one service, the others are generated; the exit status is 1 when anything failed.

mod check;
mod cpu;
pub(crate) mod documents;
mod generate;
pub(crate) mod hardest;
mod models;
mod progress;
mod queue;
mod report;
mod workspace;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use tinsmith_project::say;

use crate::repository;

/// Where everything is kept, under the workspace's root.
const FOLDER: &str = "target/corpus";

/// Where that of models is kept which somebody has.
const FOLDER_OF_MODELS: &str = "target/corpus-of-models";

/// Generate a crate from the newest model of every service whose protocol is supported, and print a table
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(
    after_help = "Downloads some 17 MB with pip at first; what is there already is not fetched again. Everything is kept in target/corpus/."
)]
pub(crate) struct Corpus {
    /// Only these services, as botocore's folders are called [default: all]
    #[arg(long, value_name = "A,B", value_delimiter = ',', conflicts_with = "report")]
    pub(crate) services: Vec<String>,
    /// Generate from the models in these folders instead, in Smithy's JSON AST: each *.json is one of a service
    #[arg(long, value_name = "DIR,DIR", value_delimiter = ',', conflicts_with = "services")]
    pub(crate) models: Vec<PathBuf>,
    /// Compile the crates too, warnings denied, and run the cases of their endpoint rules
    #[arg(id = "check", long = "check", value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pub(crate) checked: Option<Checked>,
    /// Write the table as a page, too
    #[arg(long, value_name = "FILE.md")]
    pub(crate) report: Option<PathBuf>,
}

/// Which crates are compiled.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    /// All that were generated.
    All,
    /// Those that are most likely to break, of those that were generated.
    Hardest,
}

/// The services with these names, with their documents; all of them if none is named.
///
/// # Errors
/// Services that cannot be had or are not there.
pub(crate) fn services(names: &[String]) -> anyhow::Result<Vec<documents::Service>> {
    let root = repository::root();
    let corpus = root.join(FOLDER);
    let _lock = workspace::lock(&corpus)?;
    documents::chosen(documents::services(&root, &corpus)?, names)
}

/// Generates, and checks if that is asked for; gives the exit status.
///
/// # Errors
/// Services that cannot be had or are not there, and a disk that does not do its part. What one service fails with is no error here.
pub(crate) fn run(asked: &Corpus) -> anyhow::Result<i32> {
    let root = repository::root();
    let has_models = !asked.models.is_empty();
    let corpus = root.join(if has_models { FOLDER_OF_MODELS } else { FOLDER });
    // Held until this ends.
    let _lock = workspace::lock(&corpus)?;
    let is_whole = asked.services.is_empty();
    let services = if has_models {
        models::listed(&asked.models)?
    } else {
        documents::chosen(documents::services(&root, &corpus)?, &asked.services)?
    };
    let start = Instant::now();
    let results = queue::run(services, |service| match has_models {
        true => generate::of_model(service, &corpus),
        false => generate::generate(service, &corpus),
    });
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
        let page = if has_models { report::OF_MODELS } else { report::OF_THE_CORPUS };
        report.write(page, path)?;
    }
    for failure in &failures {
        say::error(failure);
    }
    Ok(i32::from(!failures.is_empty()))
}

/// Makes the model of one service, as the corpus has it; gives its file.
///
/// # Errors
/// A service that cannot be had or is not there, and a disk that does not do its part.
pub(crate) fn model(service: &str) -> anyhow::Result<PathBuf> {
    let root = repository::root();
    let corpus = root.join(FOLDER);
    let _lock = workspace::lock(&corpus)?;
    let services = documents::chosen(documents::services(&root, &corpus)?, &[service.to_owned()])?;
    for service in &services {
        generate::generate(service, &corpus)?;
    }
    Ok(corpus.join("models").join(format!("{service}.json")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Corpus, String> {
        crate::parsed(arguments)
    }

    #[test]
    fn without_arguments_all_services_are_generated_and_nothing_else() {
        let expected = Corpus::default();
        assert_eq!(parsed(&[]), Ok(expected));
    }

    #[test]
    fn services_are_divided_by_commas_and_a_check_is_of_all_unless_said() {
        let found = parsed(&["--services", "sqs,kms", "--services=ssm", "--check"]);
        let services = ["sqs", "kms", "ssm"].map(str::to_owned).to_vec();
        let expected = Corpus { services, checked: Some(Checked::All), ..Corpus::default() };
        assert_eq!(found, Ok(expected));
        let report = parsed(&["--report", "r.md"]).map(|corpus| corpus.report);
        assert_eq!(report, Ok(Some("r.md".into())));
        let hardest = parsed(&["--check=hardest"]).map(|corpus| corpus.checked);
        assert_eq!(hardest, Ok(Some(Checked::Hardest)));
    }

    #[test]
    fn models_of_ones_own_take_the_place_of_services() {
        let models = parsed(&["--models", "a,b", "--models=c"]).map(|corpus| corpus.models);
        assert_eq!(models, Ok(["a", "b", "c"].map(PathBuf::from).to_vec()));
        let error = parsed(&["--models", "a", "--services", "sqs"]).unwrap_err();
        assert!(error.contains("cannot be used with"), "{error}");
    }

    #[test]
    fn what_is_no_way_to_check_is_refused() {
        let found = parsed(&["--check=some"]).unwrap_err();
        assert!(found.contains("[possible values: all, hardest]"), "{found}");
        assert!(parsed(&["--check", "hardest"]).is_err());
    }
}
