//! In which forms a review comes: the arguments that every command with one takes.

use std::path::{Path, PathBuf};

use tinsmith_project::place::place;

/// A form of a review.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    #[default]
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

/// The ending of a file that is written in a form, where there is one.
const ENDINGS: [(Form, &str); 4] =
    [(Form::Text, "txt"), (Form::Markdown, "md"), (Form::Json, "json"), (Form::Html, "html")];

/// Where a review goes.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// The form of the review on standard output
    #[arg(id = "form", long = "form", value_name = "FORM", default_value = "text")]
    pub shown: Form,
    /// A file to write the review to as well; may be repeated. Its ending says the form: .txt, .md, .json, .html
    #[arg(id = "write", long = "write", value_name = "FILE", value_parser = file)]
    pub written: Vec<(Form, PathBuf)>,
}

impl Form {
    fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        let found = ENDINGS.iter().find(|(_, known)| known.eq_ignore_ascii_case(ending));
        found.map(|(form, _)| *form)
    }
}

impl Forms {
    /// What is wrong when two files to write are one, whatever they are called.
    pub fn conflict(&self) -> Option<String> {
        let mut known: Vec<(PathBuf, &Path)> = Vec::new();
        for (_, path) in &self.written {
            let place = place(path);
            if let Some((_, other)) = known.iter().find(|(known, _)| *known == place) {
                let (other, path) = (other.display(), path.display());
                return Some(format!("`--write {other}` and `--write {path}` are the same file"));
            }
            known.push((place, path));
        }
        None
    }
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
        let twice = |names: [&str; 3]| {
            let written = names.map(|name| file(name).unwrap()).to_vec();
            Forms { shown: Form::Text, written }.conflict()
        };
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
