//! Numbers and facts as the page says them.

use askama::filters::Safe;

use super::escape;
use crate::report::{Cause, Status};

/// `1 file`, `2 files`.
pub(super) fn files(number: usize) -> String {
    format!("{number} file{}", if number == 1 { "" } else { "s" })
}

/// Numbers of lines, with their signs.
pub(super) fn lines(added: usize, removed: usize) -> Safe<String> {
    Safe(format!("<ins>+{added}</ins> <del>−{removed}</del>"))
}

/// A sentence with code between backticks, as Markdown has it.
pub(super) fn prose(text: &str) -> Safe<String> {
    let mut page = String::new();
    let mut rest = text;
    while let Some((before, code, after)) = next_code(rest) {
        escape::push(&mut page, before);
        page.push_str("<code>");
        escape::push(&mut page, code);
        page.push_str("</code>");
        rest = after;
    }
    escape::push(&mut page, rest);
    Safe(page)
}

fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

/// A hash, as far as people compare it.
pub(super) fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Added => "added",
        Status::Removed => "removed",
        Status::Changed => "changed",
    }
}

pub(super) fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Model => "model",
        Cause::Generator => "generator",
        Cause::Both => "model and generator",
    }
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn code_in_a_sentence() {
        assert_eq!(
            prose("`a<b>` is, `c` is not").0,
            "<code>a&#60;b&#62;</code> is, <code>c</code> is not"
        );
        assert_eq!(prose("a `b").0, "a `b");
    }
}
