//! Numbers and facts as the page says them.

use askama::filters::Safe;
use tinsmith_codegen::stages::text::Visible;

use super::escape;
use crate::form::spans::{Piece, pieces};
use crate::report::{Cause, Status};

/// `1 file`, `2 files`.
pub(super) fn files(number: usize) -> String {
    format!("{number} file{}", if number == 1 { "" } else { "s" })
}

/// Numbers of lines, with their signs.
pub(super) fn lines(added: usize, removed: usize) -> Safe<String> {
    Safe(format!("<ins>+{added}</ins> <del>−{removed}</del>"))
}

/// A sentence with code between backticks, as Markdown has it, in one line.
pub(super) fn prose(text: &str) -> Safe<String> {
    let mut page = String::new();
    let text = Visible(text).to_string();
    for piece in pieces(&text) {
        match piece {
            Piece::Text(text) => escape::push(&mut page, text),
            Piece::Code(code) => {
                page.push_str("<code>");
                escape::push(&mut page, code);
                page.push_str("</code>");
            }
        }
    }
    Safe(page)
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
            "<code>a&lt;b></code> is, <code>c</code> is not"
        );
        assert_eq!(prose("a `b").0, "a `b");
        assert_eq!(prose("``a`b`` -> `c`").0, "<code>a`b</code> -> <code>c</code>");
    }

    #[test]
    fn what_is_not_seen_is_spelled_out() {
        assert_eq!(prose("`a\n\tb`  \u{ad}\u{202e}").0, r"<code>a\n\tb</code>  \u{ad}\u{202e}");
    }
}
