//! What stands in printed text for what must not stand there as it is: secrets, and what others wrote.

use std::fmt::{Debug, Display, Formatter, Result, Write as _};

/// What is printed.
pub(crate) const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// Prints `*** Sensitive Data Redacted ***` in place of a value of a `@sensitive` shape.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(REDACTED)
    }
}

impl Display for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Debug::fmt(self, f)
    }
}

/// A text of others, in one line and of limited length.
///
/// What is not seen is written as in Rust (`\n`, `\u{1b}`, `\u{202e}`), so that a message cannot end a line of a log, move a cursor, or turn the direction of what follows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OneLine<'t> {
    text: &'t str,
    /// In characters.
    limit: usize,
}

impl<'t> OneLine<'t> {
    pub(crate) fn new(text: &'t str, limit: usize) -> Self {
        Self { text: text.trim(), limit }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Display for OneLine<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut characters = self.text.chars();
        for character in characters.by_ref().take(self.limit) {
            if is_unseen(character) {
                write!(f, "{}", character.escape_debug())?;
            } else {
                f.write_char(character)?;
            }
        }
        match characters.count() {
            0 => Ok(()),
            rest => write!(f, "… ({rest} more characters)"),
        }
    }
}

/// Whether Rust escapes a character for another reason than that it stands in quotation marks. An accent on the letter before it is seen.
///
/// The escaped text is written, since that is compiled in the standard library, and its iterator is not.
fn is_unseen(character: char) -> bool {
    if matches!(character, ' '..='~') {
        return false;
    }
    let is_accent = || format!("a{character}").escape_debug().to_string().chars().count() == 2;
    character.escape_debug().len() > 1 && !is_accent()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_line(text: &str, expected: &str) {
        assert_eq!(OneLine::new(text, 40).to_string(), expected);
    }

    #[test]
    fn what_is_not_seen_is_written_as_in_rust() {
        assert_line("a\nb\r\nc\td", r"a\nb\r\nc\td");
        assert_line("a\0b\u{1b}[31m\u{7f}\u{9b}", r"a\0b\u{1b}[31m\u{7f}\u{9b}");
        assert_line(
            "\u{202e}a\u{200b}\u{2028}\u{85}b\u{feff}",
            r"\u{202e}a\u{200b}\u{2028}\u{85}b\u{feff}",
        );
    }

    #[test]
    fn what_is_seen_stays() {
        let text = r#"Größe 大きさ "one" 'two' C:\n e"#;
        assert_line(text, text);
        assert_line("e\u{301} हिन्दी 😀", "e\u{301} हिन्दी 😀");
    }

    #[test]
    fn what_is_around_a_text_is_no_part_of_it() {
        assert_line("\n  why \r\n", "why");
        assert_line(" \n", "");
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_line(&"é".repeat(40), &"é".repeat(40));
        assert_line(&"é".repeat(45), &format!("{}… (5 more characters)", "é".repeat(40)));
        assert_line(
            &"\n\u{1b}x".repeat(20),
            &format!(r"{}\u{{1b}}… (19 more characters)", r"\u{1b}x\n".repeat(13)),
        );
    }
}
