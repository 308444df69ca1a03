//! A command line as a person would type it into a POSIX shell.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;

use crate::program;

/// This program with these arguments, each quoted where a shell would take it for something else.
pub(crate) fn command(arguments: impl IntoIterator<Item = OsString>) -> String {
    let words = arguments.into_iter().map(|argument| quoted(&argument));
    [program::name().to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

fn quoted(argument: &OsStr) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./,:=+@%".contains(c);
    match argument.to_str() {
        Some(text) if !text.is_empty() && text.chars().all(is_plain) => text.to_owned(),
        Some(text) if text.chars().all(is_visible) => format!("'{}'", text.replace('\'', r"'\''")),
        _ => escaped(argument.as_encoded_bytes()),
    }
}

/// Whether a character can be read, and does nothing to those around it: no control character, no change of direction.
fn is_visible(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || c.is_ascii_graphic()
}

/// Bytes as `$'…'`, which bash and zsh know.
fn escaped(bytes: &[u8]) -> String {
    let mut text = "$'".to_owned();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\'' | '\\' => text.extend(['\\', c]),
                '\n' => text.push_str("\\n"),
                c if is_visible(c) => text.push(c),
                // Writing to a `String` cannot fail.
                c => _ = write!(text, "\\U{:08x}", u32::from(c)),
            }
        }
        for byte in chunk.invalid() {
            _ = write!(text, "\\x{byte:02x}");
        }
    }
    text.push('\'');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> String {
        command(arguments.iter().map(OsString::from))
    }

    #[test]
    fn plain_words_stand_as_they_are() {
        let line = "codegen --model ../my-models/a_1.json --out=sdk -v";
        assert_eq!(of(&line.split(' ').collect::<Vec<_>>()), format!("tinsmith {line}"));
    }

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        assert_eq!(
            of(&["--out", "my sdk", "$HOME", "it's", "", "a;b", "~", "日本"]),
            r"tinsmith --out 'my sdk' '$HOME' 'it'\''s' '' 'a;b' '~' '日本'"
        );
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        assert_eq!(of(&["a\nb'\\", "x\u{202e}y"]), r"tinsmith $'a\nb\'\\' $'x\U0000202ey'");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_escaped() {
        use std::os::unix::ffi::OsStringExt as _;

        let argument = OsString::from_vec(b"caf\xe9\x1b".to_vec());
        assert_eq!(command([argument]), r"tinsmith $'caf\xe9\U0000001b'");
    }
}
