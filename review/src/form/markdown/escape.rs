//! Text of a model as text, whatever is in it.
//!
//! In come names, patterns and notes that a model or its author chose, out go code spans and code blocks.
//! Nothing in code is a mention, a reference, a link, a tag or the end of a row, so none of these can be forged.
//! The project's own words are Markdown and do not come here.
//!
//! Rules: <https://spec.commonmark.org/0.31.2/#code-spans>, <https://github.github.com/gfm/#tables-extension->.

use crate::form::words::printable;

/// A code span.
///
/// Its fence is longer than any run of backticks in the text, and no line ends in it.
pub(in crate::form) fn code(text: &str) -> String {
    let text = printable(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    // A backtick at an end would lengthen the fence; one space at both ends is no part of a span.
    let is_padded = text.is_empty()
        || text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' '));
    let pad = if is_padded { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A code span for the cell of a table, which a `|` would end even in code.
///
/// It becomes `\u{7c}`: parsers differ about `\|` where a backslash comes before it.
pub(super) fn code_in_cell(text: &str) -> String {
    code(text).replace('|', r"\u{7c}")
}

/// Code for a place that is HTML and no Markdown: a `<summary>`.
pub(super) fn html_code(text: &str) -> String {
    let text = printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<code>{text}</code>")
}

/// A code block of these lines.
pub(super) fn block(language: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| printable(&line)).collect();
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", lines.join("\n"))
}

/// The most backticks in a row.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_holds_any_text() {
        let pairs = [
            ("plain", "`plain`"),
            ("", "`  `"),
            (" ", "`   `"),
            ("a`b", "``a`b``"),
            ("`a", "`` `a ``"),
            ("a```", "```` a``` ````"),
            ("@all #1 <b>|", "`@all #1 <b>|`"),
            ("a\n\nb\r", r"`a\n\nb\r`"),
            ("\u{202e}abc\u{1b}[2J", r"`\u{202e}abc\u{1b}[2J`"),
            (r"^\d+'\.$", r"`^\d+'\.$`"),
        ];
        for (text, expected) in pairs {
            assert_eq!(code(text), expected);
        }
    }

    #[test]
    fn a_cell_has_no_pipe() {
        assert_eq!(code_in_cell(r"a|b\|c"), r"`a\u{7c}b\\u{7c}c`");
    }

    #[test]
    fn a_tag_in_html_is_text() {
        assert_eq!(html_code("</summary>&lt;"), "<code>&lt;/summary&gt;&amp;lt;</code>");
    }

    #[test]
    fn a_block_ends_where_it_should() {
        let lines = ["+ a", "+ ````", "- b\r```"].map(str::to_owned);
        let expected = "`````diff\n+ a\n+ ````\n- b\\r```\n`````\n";
        assert_eq!(block("diff", lines.into_iter()), expected);
    }
}
