//! A review in the forms that are asked for.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use tinsmith_review::form::{changelog, github, html, json, markdown, text};

use super::Reviewed;
use crate::review::arguments::{Form, Forms};

/// A review in its forms.
pub struct Texts {
    /// What goes to standard output; colours are taken away on the way there where it is no terminal.
    pub shown: String,
    /// What else is written.
    pub files: Vec<(PathBuf, String)>,
}

impl Reviewed {
    /// The review in these forms.
    pub fn texts(&self, forms: &Forms) -> Texts {
        let plain = text::Palette::default();
        let written = forms.written.iter();
        Texts {
            shown: self.text(forms.shown, &colours()),
            files: written.map(|(form, path)| (path.clone(), self.text(*form, &plain))).collect(),
        }
    }

    /// The review for the summary of a job.
    pub fn summary(&self) -> String {
        markdown::write(&self.review, markdown::SUMMARY_LIMIT)
    }

    fn text(&self, form: Form, palette: &text::Palette) -> String {
        match form {
            Form::Text => text::write(&self.review, palette),
            Form::Markdown => markdown::write(&self.review, markdown::COMMENT_LIMIT),
            Form::Json => json::write(&self.review),
            Form::Html => html::write(&self.review, &self.material),
            Form::Github => github::write(&self.review, &self.material),
            Form::Changelog => changelog::write(&self.review),
        }
    }
}

fn colours() -> text::Palette {
    text::Palette {
        title: Style::new().bold(),
        breaking: AnsiColor::Red.on_default().bold(),
        additive: AnsiColor::Green.on_default(),
        faint: Style::new().dimmed(),
        added: AnsiColor::Green.on_default(),
        removed: AnsiColor::Red.on_default(),
    }
}
