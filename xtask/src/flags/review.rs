//! In which forms a review comes: the arguments that every command with one takes.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Arg, ArgAction, ArgMatches};

use super::text;

/// A form of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
    /// For a browser.
    Html,
}

/// Every form: its name, and the ending of a file that has it.
const FORMS: [(Form, &str, &str); 4] = [
    (Form::Text, "text", "txt"),
    (Form::Markdown, "markdown", "md"),
    (Form::Json, "json", "json"),
    (Form::Html, "html", "html"),
];

/// Where a review goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    /// What goes to standard output.
    pub(crate) shown: Form,
    /// Files that are written too; their endings say the form.
    pub(crate) written: Vec<(Form, PathBuf)>,
}

impl Form {
    fn named(name: &str) -> Self {
        let found = FORMS.iter().find(|(_, known, _)| *known == name);
        found.map_or(Self::Text, |(form, ..)| *form)
    }

    fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        FORMS.iter().find(|(_, _, known)| *known == ending).map(|(form, ..)| *form)
    }
}

/// `--form` and `--write`.
pub(super) fn arguments() -> [Arg; 2] {
    let names = FORMS.map(|(_, name, _)| name);
    [
        text("form", "FORM", "The form of the review on standard output")
            .value_parser(PossibleValuesParser::new(names).map(|name| Form::named(&name)))
            .default_value("text"),
        text("write", "FILE", "A file to write the review to as well; may be repeated. Its ending says the form: .txt, .md, .json, .html")
            .value_parser(file)
            .action(ArgAction::Append),
    ]
}

/// What these arguments say.
pub(super) fn parse(matches: &ArgMatches) -> Forms {
    Forms {
        shown: matches.get_one("form").copied().unwrap_or(Form::Text),
        written: matches.get_many("write").unwrap_or_default().cloned().collect(),
    }
}

fn file(text: &str) -> Result<(Form, PathBuf), String> {
    let path = PathBuf::from(text);
    match Form::of_file(&path) {
        Some(form) => Ok((form, path)),
        None => Err("expected a file that ends with .txt, .md, .json or .html".to_owned()),
    }
}
