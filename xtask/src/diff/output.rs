//! A review in the forms that are asked for: files first, then one on standard output, which may be closed early.

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use tinsmith_review::form::{json, markdown, text};
use tinsmith_review::report::{Material, Review};

use super::{Form, OutputOptions};
use crate::beside::Beside;
use crate::say;

/// Prints the review, and writes it into files.
///
/// # Errors
/// A file cannot be written, or nobody reads standard output.
pub(super) fn write(
    review: &Review,
    material: &[Material],
    options: &OutputOptions,
) -> anyhow::Result<()> {
    for (form, path) in &options.write {
        let text = written(review, material, *form, &text::Palette::default());
        Beside::write(path, &text)
            .and_then(Beside::put)
            .with_context(|| format!("cannot write {}", path.display()))?;
        say::step("Wrote", &path.display().to_string());
    }
    // Where standard output is no terminal, colours are taken away on the way to it.
    say::out(written(review, material, options.form, &colours()).trim_end())
}

fn written(review: &Review, _material: &[Material], form: Form, palette: &text::Palette) -> String {
    match form {
        Form::Text => text::write(review, palette),
        Form::Markdown => markdown::write(review, markdown::COMMENT_LIMIT),
        Form::Json => json::write(review),
        Form::Html => String::new(),
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
