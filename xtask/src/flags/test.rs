//! The command line of `test`.
//!
//! What comes in: its arguments; what goes out: which steps, or that they are to be listed.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches};

use super::flag;
use crate::test::STEPS;

/// What `test` is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// Print the steps.
    List,
    /// Run all steps.
    All,
    /// Run the steps with these names.
    Only(Vec<String>),
    /// Run the step with this name, and those after it.
    From(String),
}

pub(super) fn command() -> clap::Command {
    clap::Command::new("test")
        .about("Runs everything that CI checks, step by step, and stops at the first that fails")
        .after_help(
            "A step that cannot be run here is left out, and named at the end; with --only that is a failure.\n\
             The last line counts the tests, and every other step as one.",
        )
        .arg(
            step("only", "Only this step; may be repeated")
                .action(ArgAction::Append)
                .conflicts_with("from"),
        )
        .arg(step("from", "This step and those after it"))
        .arg(
            flag("list", "Print the steps, in order, and run none")
                .conflicts_with_all(["only", "from"]),
        )
}

fn step(name: &'static str, help: &'static str) -> Arg {
    let values = STEPS.iter().map(|step| PossibleValue::new(step.name).help(step.what));
    Arg::new(name)
        .long(name)
        .value_name("STEP")
        .help(help)
        .value_parser(PossibleValuesParser::new(values))
}

pub(super) fn parse(matches: &ArgMatches) -> Test {
    if matches.get_flag("list") {
        Test::List
    } else if let Some(from) = matches.get_one::<String>("from") {
        Test::From(from.clone())
    } else if matches.contains_id("only") {
        Test::Only(super::strings(matches, "only"))
    } else {
        Test::All
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Test, String> {
        let line = ["test"].iter().chain(arguments);
        let matches = command().try_get_matches_from(line).map_err(|error| error.to_string())?;
        Ok(parse(&matches))
    }

    #[test]
    fn steps_are_called_by_their_names() {
        assert_eq!(parsed(&[]), Ok(Test::All));
        assert_eq!(parsed(&["--list"]), Ok(Test::List));
        assert_eq!(parsed(&["--from", "corpus"]), Ok(Test::From("corpus".to_owned())));
        let only = ["lints", "format"].map(str::to_owned).to_vec();
        assert_eq!(parsed(&["--only", "lints", "--only=format"]), Ok(Test::Only(only)));
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
