//! In which forms a review comes: the arguments that every command with one takes.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches};

use super::text;
use crate::place::place;

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
    /// Annotations of a run on GitHub.
    Github,
    /// The section of a changelog.
    Changelog,
}

/// Every form: its name, and the ending of a file that is written in it, where there is one.
const FORMS: [(Form, &str, Option<&str>); 6] = [
    (Form::Text, "text", Some("txt")),
    (Form::Markdown, "markdown", Some("md")),
    (Form::Json, "json", Some("json")),
    (Form::Html, "html", Some("html")),
    (Form::Github, "github", None),
    (Form::Changelog, "changelog", None),
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
        let found = FORMS
            .iter()
            .find(|(_, _, known)| known.is_some_and(|known| known.eq_ignore_ascii_case(ending)));
        found.map(|(form, ..)| *form)
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

/// What these arguments say; a file that is named twice ends the process with a message and status 2.
pub(super) fn parse(matches: &ArgMatches) -> Forms {
    let written: Vec<(Form, PathBuf)> =
        matches.get_many("write").unwrap_or_default().cloned().collect();
    if let Some(problem) = twice(&written) {
        super::command().error(ErrorKind::ArgumentConflict, problem).exit();
    }
    Forms { shown: matches.get_one("form").copied().unwrap_or(Form::Text), written }
}

/// What is wrong when two of these are one file, whatever they are called.
fn twice(written: &[(Form, PathBuf)]) -> Option<String> {
    let mut known: Vec<(PathBuf, &Path)> = Vec::new();
    for (_, path) in written {
        let place = place(path);
        if let Some((_, other)) = known.iter().find(|(known, _)| *known == place) {
            let (other, path) = (other.display(), path.display());
            return Some(format!("`--write {other}` and `--write {path}` are the same file"));
        }
        known.push((place, path));
    }
    None
}

fn file(text: &str) -> Result<(Form, PathBuf), String> {
    if text.contains("://") {
        return Err("expected a file, not an address".to_owned());
    }
    let path = PathBuf::from(text);
    match Form::of_file(&path) {
        Some(form) => Ok((form, path)),
        None => Err("expected a file that ends with .txt, .md, .json or .html".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_form() {
        for (name, form) in [
            ("r.txt", Form::Text),
            ("a/r.md", Form::Markdown),
            ("r.x.json", Form::Json),
            ("R.HTML", Form::Html),
        ] {
            assert_eq!(file(name), Ok((form, name.into())));
        }
        let refused = "expected a file that ends with .txt, .md, .json or .html";
        for name in ["r.pdf", "html", ".html", ""] {
            assert_eq!(file(name), Err(refused.to_owned()), "{name}");
        }
        let address = file("https://example.org/r.html");
        assert_eq!(address, Err("expected a file, not an address".to_owned()));
    }

    #[test]
    fn one_file_is_written_once_whatever_it_is_called() {
        let twice = |names: [&str; 3]| twice(&names.map(|name| file(name).unwrap()));
        assert_eq!(twice(["s.md", "s.json", "a/s.md"]), None);
        let message = |other: &str, path: &str| {
            Some(format!("`--write {other}` and `--write {path}` are the same file"))
        };
        assert_eq!(twice(["s.md", "s.json", "s.md"]), message("s.md", "s.md"));
        assert_eq!(twice(["s.md", "s.json", "./s.md"]), message("s.md", "./s.md"));
        assert_eq!(twice(["new/../s.json", "s.json", "s.md"]), message("new/../s.json", "s.json"));
        let absolute = std::env::current_dir().unwrap().join("src/s.md");
        let absolute = absolute.to_str().unwrap();
        assert_eq!(twice(["s.md", absolute, "src/s.md"]), message(absolute, "src/s.md"));
    }
}
