//! What of a sentence stands in backticks.
//!
//! In comes a detail, a note or a warning, out go its pieces, told apart as Markdown does it
//! (<https://spec.commonmark.org/0.31.2/#code-spans>): a span ends with as many backticks as it started with, so it can hold fewer and more.
//! How code is set off is each form's own.

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Outside of backticks; those that enclose nothing are part of it.
    Text(&'t str),
    /// What was enclosed, without the backticks.
    Code(&'t str),
}

/// The pieces of a sentence, none of text empty.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // `text` from `start` on is not in a piece yet; fences are looked for from `at` on.
    let (mut start, mut at) = (0, 0);
    while let Some((open, opened)) = next_run(text, at) {
        at = opened;
        if let Some((close, closed)) = closing(text, opened, opened - open) {
            pieces.extend(piece_of_text(text, start, open));
            pieces.push(Piece::Code(unpadded(text.get(opened..close).unwrap_or_default())));
            (start, at) = (closed, closed);
        }
    }
    pieces.extend(piece_of_text(text, start, text.len()));
    pieces
}

fn piece_of_text(text: &str, start: usize, end: usize) -> Option<Piece<'_>> {
    text.get(start..end).filter(|text| !text.is_empty()).map(Piece::Text)
}

/// The first run of backticks from a place on: where it starts and ends.
fn next_run(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find('`')?;
    let rest = text.get(start..)?;
    Some((start, start + rest.find(|character| character != '`').unwrap_or(rest.len())))
}

/// The first run of so many backticks from a place on.
fn closing(text: &str, from: usize, length: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some((start, end)) = next_run(text, at) {
        if end - start == length {
            return Some((start, end));
        }
        at = end;
    }
    None
}

/// One space at both ends is no part of a span: it keeps backticks apart from the fence.
fn unpadded(code: &str) -> &str {
    let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
    inner.filter(|_| code.chars().any(|character| character != ' ')).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::Piece::{Code, Text};
    use super::pieces;

    #[test]
    fn code_ends_with_as_many_backticks_as_it_started_with() {
        assert_eq!(
            pieces("pattern `a` -> ``b`c``"),
            [Text("pattern "), Code("a"), Text(" -> "), Code("b`c")]
        );
        assert_eq!(pieces("`a``b` c"), [Code("a``b"), Text(" c")]);
        assert_eq!(pieces("``` ``a`` ```"), [Code("``a``")]);
    }

    #[test]
    fn one_space_at_both_ends_is_no_part_of_code() {
        assert_eq!(pieces("`` `a ``"), [Code("`a")]);
        assert_eq!(pieces("` a`"), [Code(" a")]);
        assert_eq!(pieces("`  `"), [Code("  ")]);
    }

    #[test]
    fn backticks_that_enclose_nothing_are_text() {
        assert_eq!(pieces(""), []);
        assert_eq!(pieces("a `b"), [Text("a `b")]);
        assert_eq!(pieces("``a `b` c"), [Text("``a "), Code("b"), Text(" c")]);
        assert_eq!(pieces("a ``"), [Text("a ``")]);
    }
}
