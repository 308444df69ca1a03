//! `cargo xtask test`: everything that CI checks, in order, stopping at the first failure. The steps stand in `steps`.

mod cargo;
mod cpu;
mod dependencies;
mod features;
mod oldest_rust;
mod outcome;
mod packages;
mod steps;

use clap::builder::{PossibleValue, PossibleValuesParser};
use tinsmith_project::say;

use self::cpu::Spent;
use self::outcome::{Outcome, Tally};
use self::steps::{STEPS, Step};

/// Run everything that CI checks, step by step, and stop at the first that fails
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(
    after_help = "A step that cannot be run here is left out, and named at the end; with --only that is a failure.
The last line counts the tests, and every other step as one."
)]
pub(crate) struct Test {
    /// Only this step; may be repeated
    #[arg(long, value_name = "STEP", conflicts_with = "from", value_parser = step())]
    only: Vec<String>,
    /// This step and those after it
    #[arg(long, value_name = "STEP", value_parser = step())]
    from: Option<String>,
    /// Print the steps, in order, and run none
    #[arg(long, conflicts_with_all = ["only", "from"])]
    list: bool,
}

/// The name of a step.
fn step() -> PossibleValuesParser {
    STEPS.iter().map(|step| PossibleValue::new(step.name).help(step.what)).into()
}

/// Runs what is asked for.
///
/// # Errors
/// That a program cannot be started, or standard output not be written. A step that fails is none: it gives the status 1.
pub(crate) fn run(asked: &Test) -> anyhow::Result<i32> {
    if asked.list {
        for (place, step) in STEPS.iter().enumerate() {
            say::out(&format!("{:>2}  {:<13} {}", place + 1, step.name, step.what))?;
        }
        return Ok(0);
    }
    let mut ended = Vec::new();
    for (place, step) in wanted(asked) {
        let what = step.command().unwrap_or_else(|| step.what.to_owned());
        say::step(&format!("[{}/{}]", place + 1, STEPS.len()), &format!("{}: {what}", step.name));
        let (outcome, spent) = cpu::timed(|| step.run());
        let outcome = outcome?;
        let goes_on = say_outcome(asked, step, &outcome, spent);
        ended.push((step, outcome, spent));
        if !goes_on {
            break;
        }
    }
    close(asked, &ended)
}

/// The steps that are asked for, with their places.
fn wanted(asked: &Test) -> impl Iterator<Item = (usize, &'static Step)> {
    let first =
        asked.from.as_ref().and_then(|name| STEPS.iter().position(|step| step.name == name));
    STEPS.iter().enumerate().skip(first.unwrap_or_default()).filter(move |(_, step)| {
        asked.only.is_empty() || asked.only.iter().any(|name| name == step.name)
    })
}

/// Whether this is no failure: who asks for one step by its name does not want it to be left out.
fn is_well(asked: &Test, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Passed(_) => true,
        Outcome::Failed(_) => false,
        Outcome::LeftOut(_) => asked.only.is_empty(),
    }
}

/// Says how a step ended, and gives whether the next one is run.
fn say_outcome(asked: &Test, step: &Step, outcome: &Outcome, spent: Spent) -> bool {
    let name = step.name;
    match outcome {
        Outcome::Passed(_) => say::step("Passed", &format!("{name} in {spent}")),
        Outcome::Failed(_) => say::error(&format!("the step {name} failed after {spent}")),
        Outcome::LeftOut(reason) if is_well(asked, outcome) => {
            say::diagnostics(&format!("warning: the step {name} was left out: {reason}"));
        }
        Outcome::LeftOut(reason) => {
            say::error(&format!("the step {name} cannot be run here: {reason}"));
        }
    }
    is_well(asked, outcome)
}

/// Says what it all came to; the last line is the tally.
fn close(asked: &Test, ended: &[(&Step, Outcome, Spent)]) -> anyhow::Result<i32> {
    let mut tally = Tally::default();
    for (step, outcome, spent) in ended {
        let how = match outcome {
            Outcome::Passed(_) => "passed",
            Outcome::Failed(_) => "failed",
            Outcome::LeftOut(_) => "left out",
        };
        say::line(&format!("{:>12} {:<13} {how:<8} {spent}", "", step.name));
        tally += if is_well(asked, outcome) || matches!(outcome, Outcome::Failed(_)) {
            outcome.tally()
        } else {
            Outcome::of_one(false).tally()
        };
    }
    let failed = ended.iter().find(|(_, outcome, _)| !is_well(asked, outcome));
    let status = match failed {
        None => {
            say::step("Finished", &steps_of(ended.len()));
            0
        }
        Some((step, ..)) => {
            say::diagnostics(&format!(
                "  help: `cargo xtask test --only {name}` runs this step alone, `--from {name}` goes on from here",
                name = step.name
            ));
            1
        }
    };
    say::out(&tally.to_string())?;
    Ok(status)
}

fn steps_of(number: usize) -> String {
    match number {
        1 => "1 step".to_owned(),
        number => format!("{number} steps"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Args as _, FromArgMatches as _};

    use super::*;

    fn only(names: &[&str]) -> Test {
        Test { only: names.iter().map(|name| (*name).to_owned()).collect(), ..Test::default() }
    }

    fn from(name: &str) -> Test {
        Test { from: Some(name.to_owned()), ..Test::default() }
    }

    fn parsed(arguments: &[&str]) -> Result<Test, String> {
        let command = Test::augment_args(clap::Command::new("test"));
        let matches = command.try_get_matches_from(["test"].iter().chain(arguments));
        let test = matches.and_then(|matches| Test::from_arg_matches(&matches));
        test.map_err(|error| error.to_string())
    }

    fn names(asked: &Test) -> Vec<&'static str> {
        wanted(asked).map(|(_, step)| step.name).collect()
    }

    #[test]
    fn steps_are_chosen_by_name_and_run_in_their_order() {
        let all = names(&Test::default());
        assert_eq!(all, STEPS.map(|step| step.name));
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "two of one name");
        assert_eq!(names(&only(&["lints", "format"])), ["format", "lints"]);
        let from = from("documentation");
        assert_eq!(names(&from), ["documentation", "packages", "oldest-rust"]);
        assert_eq!(wanted(&from).next().map(|(place, _)| place + 1), Some(STEPS.len() - 2));
    }

    #[test]
    fn what_cannot_be_run_is_a_failure_only_where_it_is_asked_for_by_name() {
        let left_out = Outcome::LeftOut("no network".to_owned());
        assert!(is_well(&Test::default(), &left_out));
        assert!(is_well(&from("advisories"), &left_out));
        assert!(!is_well(&only(&["advisories"]), &left_out));
        assert!(!is_well(&Test::default(), &Outcome::of_one(false)));
    }

    #[test]
    fn the_contributors_page_has_every_step_in_order() {
        let page = include_str!("../../CONTRIBUTING.md");
        let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
        let steps: BTreeSet<&str> = STEPS.iter().map(|step| step.name).collect();
        let listed: Vec<&str> =
            rows.map(|(name, _)| name).filter(|name| steps.contains(name)).collect();
        assert_eq!(listed, STEPS.map(|step| step.name));
    }

    #[test]
    fn steps_are_called_by_their_names() {
        assert_eq!(parsed(&[]), Ok(Test::default()));
        assert_eq!(parsed(&["--list"]), Ok(Test { list: true, ..Test::default() }));
        assert_eq!(parsed(&["--from", "corpus"]), Ok(from("corpus")));
        assert_eq!(parsed(&["--only", "lints", "--only=format"]), Ok(only(&["lints", "format"])));
    }

    #[test]
    fn a_name_that_is_misspelt_is_answered_with_the_one_that_may_be_meant() {
        let found = parsed(&["--only", "lint"]).unwrap_err();
        assert!(found.contains("a similar value exists: 'lints'"), "{found}");
        let found = parsed(&["--from", "documentaton"]).unwrap_err();
        assert!(found.contains("a similar value exists: 'documentation'"), "{found}");
        let found = parsed(&["--lst"]).unwrap_err();
        assert!(found.contains("a similar argument exists: '--list'"), "{found}");
    }

    #[test]
    fn what_excludes_each_other_is_refused() {
        assert!(parsed(&["--only", "lints", "--from", "format"]).is_err());
        assert!(parsed(&["--list", "--only", "lints"]).is_err());
        assert!(parsed(&["--from", "lints", "--from", "format"]).is_err());
    }
}
