//! What Markdown would take for its own, written so that it shows as it is.
//!
//! In comes text, out goes Markdown as rustdoc reads it: CommonMark with tables, footnotes, strikethrough, task lists and "smart" punctuation.
//! Only what could be read as Markdown is escaped, since generated code is read as it is, too.

use super::visible::{is_accent, is_unseen, write_escape};

/// Appends a fact: spaces are one each, everything that is not seen is written out.
pub(super) fn push_fact(line: &mut String, text: &str) {
    for (index, word) in text.split(' ').filter(|word| !word.is_empty()).enumerate() {
        if index > 0 {
            line.push(' ');
        }
        push_escaped(line, word, |_| false);
    }
}

/// Appends text of documentation: every space is one, and accents stay.
///
/// A space at either end stays too, unless the line has one there already.
pub(super) fn push_prose(line: &mut String, text: &str) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_space = |c: char| c.is_whitespace();
        if is_space(first) {
            if !line.ends_with([' ', '\n']) {
                line.push(' ');
            }
            rest = rest.trim_start_matches(is_space);
        } else {
            let (word, after) = rest.split_at(rest.find(is_space).unwrap_or(rest.len()));
            push_escaped(line, word, is_accent);
            rest = after;
        }
    }
}

/// Appends a text without spaces; characters that are not seen stay where `keeps` says so.
fn push_escaped(line: &mut String, text: &str, keeps: fn(char) -> bool) {
    let mut before = None;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let after = rest.clone().next();
        if is_unseen(character) && !keeps(character) {
            // Writing to a `String` cannot fail.
            _ = write_escape(line, character);
        } else {
            let is_addressed = character == ':'
                && rest.as_str().starts_with("//")
                && (line.ends_with("http") || line.ends_with("https"));
            if is_addressed || is_markup(before, character, after) {
                line.push('\\');
            }
            line.push(character);
        }
        before = Some(character);
    }
}

/// Whether a character between these two could be Markdown.
fn is_markup(before: Option<char>, character: char, after: Option<char>) -> bool {
    let is_of_a_word = |neighbor: Option<char>| {
        neighbor.is_some_and(|neighbor| neighbor.is_alphanumeric() && !is_unseen(neighbor))
    };
    match character {
        '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
        // Within a word it is a letter of it.
        '_' => !(is_of_a_word(before) && is_of_a_word(after)),
        // Before a letter or digit it is a backslash.
        '\\' => !is_of_a_word(after),
        // The start of an entity.
        '&' => is_of_a_word(after) || after == Some('#'),
        // Several would become a dash.
        '-' => before == Some('-'),
        _ => false,
    }
}

/// A line of text whose start cannot be read as that of a block: a heading, a quote, a list, a line below a heading.
pub(super) fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let is_word = |mark: &str| rest.strip_prefix(mark).is_some_and(ends_word);
    let is_block = if digits > 0 {
        is_word(".") || is_word(")")
    } else {
        let is_heading = rest.starts_with('#') && ends_word(rest.trim_start_matches('#'));
        let is_below_heading = rest.starts_with('=') && rest.trim_matches(['=', ' ']).is_empty();
        is_heading || is_below_heading || is_word("-") || is_word("+") || rest.starts_with('>')
    };
    if is_block { format!("{number}\\{rest}") } else { line.to_owned() }
}

fn ends_word(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

/// A code span around a text that is in one line.
///
/// Its fence is longer than any run of backticks in the text.
pub(super) fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    // A backtick at an end would lengthen the fence; one space at both ends is no part of a span.
    let is_padded = text.is_empty()
        || text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' '));
    let pad = if is_padded { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The most backticks in a row.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
