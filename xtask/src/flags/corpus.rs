//! The command line of `corpus`.
//!
//! What comes in: its arguments; what goes out: which services, and what is done with their crates.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches};

use super::{path, text};

/// What `corpus` is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Corpus {
    /// The services, as botocore's folders are called; all of them if there is none.
    pub(crate) services: Vec<String>,
    /// Which crates are compiled.
    pub(crate) checked: Option<Checked>,
    /// The page to write.
    pub(crate) report: Option<PathBuf>,
}

/// Which crates are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    /// All that were generated.
    All,
    /// Those that are most likely to break, of those that were generated.
    Hardest,
}

pub(super) fn command() -> clap::Command {
    clap::Command::new("corpus")
        .about("Generates a crate from the newest model of every service that speaks awsJson, and prints a table")
        .after_help(
            "Downloads some 17 MB with pip at first; what is there already is not fetched again. \
             Everything is kept in target/corpus/.",
        )
        .arg(
            text("services", "A,B", "Only these services, as botocore's folders are called [default: all]")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .conflicts_with("report"),
        )
        .arg(
            Arg::new("check")
                .long("check")
                .value_name("WHICH")
                .help("Compile the crates too, warnings denied, and run the cases of their endpoint rules")
                .value_parser(PossibleValuesParser::new(["all", "hardest"]))
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("all"),
        )
        .arg(path("report", "FILE.md", "Write the table as a page, too"))
}

pub(super) fn parse(matches: &ArgMatches) -> Corpus {
    Corpus {
        services: super::strings(matches, "services"),
        checked: matches.get_one::<String>("check").map(|which| match which.as_str() {
            "hardest" => Checked::Hardest,
            _ => Checked::All,
        }),
        report: matches.get_one::<PathBuf>("report").cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Corpus, String> {
        let line = ["corpus"].iter().chain(arguments);
        let matches = command().try_get_matches_from(line).map_err(|error| error.to_string())?;
        Ok(parse(&matches))
    }

    #[test]
    fn without_arguments_all_services_are_generated_and_nothing_else() {
        let expected = Corpus { services: Vec::new(), checked: None, report: None };
        assert_eq!(parsed(&[]), Ok(expected));
    }

    #[test]
    fn services_are_divided_by_commas_and_a_check_is_of_all_unless_said() {
        let found = parsed(&["--services", "sqs,kms", "--services=ssm", "--check"]);
        let services = ["sqs", "kms", "ssm"].map(str::to_owned).to_vec();
        let expected = Corpus { services, checked: Some(Checked::All), report: None };
        assert_eq!(found, Ok(expected));
        let report = parsed(&["--report", "r.md"]).map(|corpus| corpus.report);
        assert_eq!(report, Ok(Some("r.md".into())));
        let hardest = parsed(&["--check=hardest"]).map(|corpus| corpus.checked);
        assert_eq!(hardest, Ok(Some(Checked::Hardest)));
    }

    #[test]
    fn what_is_no_way_to_check_is_refused() {
        let found = parsed(&["--check=some"]).unwrap_err();
        assert!(found.contains("[possible values: all, hardest]"), "{found}");
        assert!(parsed(&["--check", "hardest"]).is_err());
    }
}
