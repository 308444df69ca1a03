//! `cargo xtask test`: everything that CI checks, in order, stopping at the first failure.
//!
//! In come the steps that are asked for; out go what each of them writes, how long it took, and a closing line that counts.
//! What a step checks stands in `steps`.

mod cargo;
mod cpu;
mod dependencies;
mod features;
mod oldest_rust;
mod outcome;
mod packages;
mod steps;

use self::cpu::Spent;
use self::outcome::{Outcome, Tally};
pub(crate) use self::steps::STEPS;
use self::steps::Step;
use crate::flags::Test;
use crate::say;

/// Runs what is asked for.
///
/// # Errors
/// That a program cannot be started, or standard output not be written. A step that fails is none: it gives the status 1.
pub(crate) fn run(asked: &Test) -> anyhow::Result<i32> {
    if *asked == Test::List {
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
    let first = match asked {
        Test::From(name) => STEPS.iter().position(|step| step.name == name),
        _ => None,
    };
    STEPS.iter().enumerate().skip(first.unwrap_or_default()).filter(move |(_, step)| match asked {
        Test::Only(names) => names.iter().any(|name| name == step.name),
        _ => true,
    })
}

/// Whether this is no failure: who asks for one step by its name does not want it to be left out.
fn is_well(asked: &Test, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Passed(_) => true,
        Outcome::Failed(_) => false,
        Outcome::LeftOut(_) => !matches!(asked, Test::Only(_)),
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

    use super::*;

    fn names(asked: &Test) -> Vec<&'static str> {
        wanted(asked).map(|(_, step)| step.name).collect()
    }

    #[test]
    fn steps_are_chosen_by_name_and_run_in_their_order() {
        let all = names(&Test::All);
        assert_eq!(all, STEPS.map(|step| step.name));
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "two of one name");
        let only = ["lints", "format"].map(str::to_owned).to_vec();
        assert_eq!(names(&Test::Only(only)), ["format", "lints"]);
        let from = Test::From("documentation".to_owned());
        assert_eq!(names(&from), ["documentation", "packages", "oldest-rust"]);
        assert_eq!(wanted(&from).next().map(|(place, _)| place + 1), Some(STEPS.len() - 2));
    }

    #[test]
    fn what_cannot_be_run_is_a_failure_only_where_it_is_asked_for_by_name() {
        let left_out = Outcome::LeftOut("no network".to_owned());
        assert!(is_well(&Test::All, &left_out));
        assert!(is_well(&Test::From("advisories".to_owned()), &left_out));
        assert!(!is_well(&Test::Only(vec!["advisories".to_owned()]), &left_out));
        assert!(!is_well(&Test::All, &Outcome::of_one(false)));
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
}
