//! The command line of `model`.

use std::path::PathBuf;

use clap::ArgMatches;

use super::review::{self, Forms};
use super::{Command, flag, path, text};

pub(super) fn command() -> clap::Command {
    clap::Command::new("model")
        .about("The committed service models")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            clap::Command::new("import")
                .about("Makes the models from the sources that model/sources.toml pins")
                .arg(flag(
                    "check",
                    "Write nothing; say whether the committed files are what the sources give",
                ))
                .arg(path(
                    "from",
                    "FILE|DIR|WHEEL",
                    "Documents on disk to take instead; needs no network",
                ))
                .arg(path(
                    "out",
                    "FILE",
                    "The file to write instead of the one that model/sources.toml names",
                )),
        )
        .subcommand(
            clap::Command::new("update")
                .about("Updates the models to another version of their sources, with the pins and the generated crates")
                .after_help(
                    "Ends with a review of what changed. Commit model/ and what is generated from it \
                     apart from any change of the generator.",
                )
                .arg(
                    text("version", "X", "The version to move to, newer or older [default: the newest released one]")
                        .value_parser(version),
                )
                .arg(path("from", "DIR", "A folder with the archives to take instead; needs no network"))
                .args(review::arguments()),
        )
}

pub(super) fn parse(matches: &ArgMatches) -> Command {
    match matches.subcommand() {
        Some(("import", matches)) => Command::Import {
            check: matches.get_flag("check"),
            from: matches.get_one::<PathBuf>("from").cloned(),
            out: matches.get_one::<PathBuf>("out").cloned(),
        },
        Some(("update", matches)) => Command::Update(Update {
            version: matches.get_one::<String>("version").cloned(),
            from: matches.get_one::<PathBuf>("from").cloned(),
            forms: review::parse(matches),
        }),
        _ => unreachable!("clap requires a subcommand of `model`"),
    }
}

/// What `model update` is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Update {
    /// The version to move to; the newest one if there is none.
    pub(crate) version: Option<String>,
    /// A folder with its archives.
    pub(crate) from: Option<PathBuf>,
    /// How the review is shown.
    pub(crate) forms: Forms,
}

/// One version, not a range of them: pip would take what fits.
fn version(text: &str) -> Result<String, String> {
    let is_version = text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || ".+-!_".contains(c));
    if is_version {
        Ok(text.to_owned())
    } else {
        Err("expected one version, such as 1.44.5".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::super::review::Form;
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Update, String> {
        let line = ["model", "update"].iter().chain(arguments);
        let matches = command().try_get_matches_from(line).map_err(|error| error.to_string())?;
        match parse(&matches) {
            Command::Update(update) => Ok(update),
            _ => Err("another command".to_owned()),
        }
    }

    #[test]
    fn an_update_without_arguments_goes_to_the_newest_version() {
        let forms = Forms { shown: Form::Text, written: Vec::new() };
        assert_eq!(parsed(&[]), Ok(Update { version: None, from: None, forms }));
    }

    #[test]
    fn an_update_takes_a_version_a_folder_and_forms() {
        let arguments = [
            "--version",
            "1.2.3",
            "--from",
            "d",
            "--form",
            "markdown",
            "--write",
            "a.html",
            "--write",
            "b.json",
        ];
        let written = vec![(Form::Html, "a.html".into()), (Form::Json, "b.json".into())];
        let forms = Forms { shown: Form::Markdown, written };
        let expected = Update { version: Some("1.2.3".to_owned()), from: Some("d".into()), forms };
        assert_eq!(parsed(&arguments), Ok(expected));
    }

    #[test]
    fn what_is_no_version_or_no_form_is_refused() {
        let refused = |arguments: &[&str], message: &str| {
            let found = parsed(arguments).unwrap_err();
            assert!(found.contains(message), "{found}");
        };
        for text in ["", "1.40.*", "1.40,<2", "latest", ">=1"] {
            refused(&["--version", text], "expected one version, such as 1.44.5");
        }
        refused(&["--write", "a.pdf"], "expected a file that ends with .txt, .md, .json or .html");
        refused(
            &["--form", "pdf"],
            "[possible values: text, markdown, json, html, github, changelog]",
        );
    }
}
