//! Text in one line, in which everything can be seen.

use std::fmt::{self, Write as _};

/// A text in one line: what is not seen is written as in Rust (`\n`, `\u{1b}`, `\u{202e}`).
///
/// So no name can move a cursor, end a line, or turn the direction of what follows it.
#[derive(Clone, Copy, Debug)]
pub struct Visible<'t>(pub &'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            if is_unseen(character) {
                write_escape(f, character)?;
            } else {
                f.write_char(character)?;
            }
        }
        Ok(())
    }
}

/// Whether a character is not seen where it stands, or changes what stands beside it.
///
/// Those are control characters, ends of lines, characters without a width or of another than that of a space, accents by themselves, and those that turn the direction of what follows.
pub fn is_unseen(character: char) -> bool {
    // Quotes and backslashes are escaped in strings of Rust, but they are seen.
    !matches!(character, ' '..='~') && (is_blank(character) || character.escape_debug().len() > 1)
}

/// Whether a character is an accent that can be seen on the letter before it.
///
/// Documentation keeps those, since scripts are written with them; of a fact, every character counts.
pub(super) fn is_accent(character: char) -> bool {
    // In a text, Rust leaves an accent alone that has a character before it.
    !is_blank(character)
        && character.escape_debug().len() > 1
        && format!("a{character}").escape_debug().count() == 2
}

/// Characters that are letters or signs to Unicode, so that Rust does not escape them, and show nothing:
/// fillers, selectors of a variant, and the Braille pattern without dots.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Writes a character that is not seen as Rust would.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_escape(into: &mut impl fmt::Write, character: char) -> fmt::Result {
    if character.escape_debug().len() > 1 {
        write!(into, "{}", character.escape_debug())
    } else {
        write!(into, "{}", character.escape_unicode())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible(text: &str) -> String {
        Visible(text).to_string()
    }

    #[test]
    fn what_is_not_seen_is_written_as_in_rust() {
        for (text, expected) in [
            ("a\nb\r\nc\td", r"a\nb\r\nc\td"),
            ("a\0b\u{1b}[31m\u{7f}\u{9b}", r"a\0b\u{1b}[31m\u{7f}\u{9b}"),
            ("\u{202e}abc\u{2066}\u{200f}\u{61c}", r"\u{202e}abc\u{2066}\u{200f}\u{61c}"),
            ("a\u{200b}b\u{ad}c\u{feff}\u{2060}", r"a\u{200b}b\u{ad}c\u{feff}\u{2060}"),
            ("a\u{2028}b\u{2029}c\u{85}d\u{a0}e", r"a\u{2028}b\u{2029}c\u{85}d\u{a0}e"),
            ("\u{e0041}\u{fe0f}\u{3164}\u{2800}", r"\u{e0041}\u{fe0f}\u{3164}\u{2800}"),
            ("e\u{301}", r"e\u{301}"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn what_is_seen_stays() {
        let text = r#"Größe 大きさ حجم "quoted" 'one' C:\n \u{202e} 😀"#;
        assert_eq!(visible(text), text);
    }

    #[test]
    fn accents_are_what_can_be_seen_on_a_letter() {
        for character in ['\u{301}', '\u{941}', '\u{e31}'] {
            assert!(is_accent(character), "{}", character.escape_unicode());
        }
        for character in ['\u{202e}', '\u{200d}', '\u{fe0f}', '\0', '\n', '\u{ad}', 'a', 'é'] {
            assert!(!is_accent(character), "{}", character.escape_unicode());
        }
    }
}
