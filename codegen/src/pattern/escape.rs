//! What stands behind a backslash.
//!
//! ECMA with its flag `u` gives no meaning to letters that Java has one for, so these have Java's.
//! Letters that neither has a meaning for are themselves, as in ECMA without the flag.

use std::borrow::Cow;

use super::obstacle::Obstacle;
use super::parse::Parser;
use super::property;
use super::syntax::{Char, Node, Set};

/// Java's `\h`.
const HORIZONTAL: &str = r"\t \xA0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000";
/// Java's `\v`.
const VERTICAL: &str = r"\n\x0B\f\r\x85\u2028\u2029";

/// What an escape stands for, wherever it stands.
pub(super) enum Escaped {
    Char(Char),
    Set(Set),
    /// A letter that means something else outside of a class than inside, or means something only there.
    Letter(char),
    Number(char),
}

impl Parser<'_> {
    /// An escape outside of a class, after its backslash.
    pub(super) fn escape(&mut self) -> Result<Node, Obstacle> {
        Ok(match self.escaped(false)? {
            Escaped::Char(character) => Node::Char(character),
            Escaped::Set(set) => Node::Set(set),
            Escaped::Number(digit) => return Err(Obstacle::BackReference(format!("\\{digit}"))),
            Escaped::Letter(letter @ ('b' | 'B')) => Node::Boundary(letter),
            // The start of the input is where the search begins.
            Escaped::Letter('A' | 'G') => Node::Assertion(r"\A"),
            Escaped::Letter('z') => Node::Assertion(r"\z"),
            Escaped::Letter('Z') => Node::Assertion(r"(?:(?:\r\n|[\n\r\x85\u2028\u2029])?\z)"),
            Escaped::Letter('R') => Node::Assertion(r"(?:\r\n|[\n\x0B\f\r\x85\u2028\u2029])"),
            Escaped::Letter('k') if self.rest.starts_with('<') => {
                let name = self.rest.split_inclusive('>').next().unwrap_or_default();
                return Err(Obstacle::BackReference(format!("\\k{name}")));
            }
            Escaped::Letter(letter @ ('X' | 'N')) => {
                return Err(Obstacle::Escape(format!("\\{letter}")));
            }
            Escaped::Letter(letter) => Node::Char(Char::plain(letter)),
        })
    }

    /// An escape after its backslash; `is_negative` where what it stands for is excluded.
    pub(super) fn escaped(&mut self, is_negative: bool) -> Result<Escaped, Obstacle> {
        let after_backslash = self.rest;
        let Some(next) = self.next() else {
            return Err(Obstacle::malformed("a backslash at the end escapes nothing"));
        };
        let control = |code| Ok(Escaped::Char(Char::coded(code)));
        match next {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Ok(Escaped::Set(Set::Ascii(next))),
            'h' | 'H' => Ok(Escaped::Set(Set::spelled(HORIZONTAL, next == 'H'))),
            // One character in ECMA, all that are vertical in Java: what lets more pass.
            'v' if !is_negative => Ok(Escaped::Set(Set::spelled(VERTICAL, false))),
            'V' => Ok(Escaped::Set(Set::spelled(VERTICAL, true))),
            't' | 'n' | 'r' | 'f' | 'v' => {
                let code = match next {
                    't' => 0x09,
                    'n' => 0x0A,
                    'v' => 0x0B,
                    'f' => 0x0C,
                    _ => 0x0D,
                };
                Ok(Escaped::Char(Char::escaped(code, format!("\\{next}"))))
            }
            'a' => control(0x07),
            'e' => control(0x1B),
            'c' => match self.peek().filter(char::is_ascii_alphabetic) {
                Some(letter) => {
                    self.next();
                    control(u32::from(letter) & 0x1F)
                }
                // Without a letter, the backslash is one.
                None => {
                    self.rest = after_backslash;
                    Ok(Escaped::Char(Char::escaped(0x5C, r"\\")))
                }
            },
            '0' => Ok(Escaped::Char(Char::coded(self.octal(0, 2)))),
            '1'..='9' => Ok(Escaped::Number(next)),
            'x' => self.hexadecimal(next, 2),
            'u' => self.hexadecimal(next, 4),
            'p' | 'P' => self.property(next == 'P', is_negative),
            'b' | 'B' | 'A' | 'G' | 'z' | 'Z' | 'R' | 'X' | 'N' | 'k' => Ok(Escaped::Letter(next)),
            // Rust takes these as they are, or as the edges of words.
            _ if next.is_ascii_alphanumeric() || !next.is_ascii() || matches!(next, '<' | '>') => {
                Ok(Escaped::Char(Char::plain(next)))
            }
            _ => Ok(Escaped::Char(Char::escaped(u32::from(next), format!("\\{next}")))),
        }
    }

    /// The number that some octal digits more make of another.
    pub(super) fn octal(&mut self, mut code: u32, most: usize) -> u32 {
        for _ in 0..most {
            let Some(digit) = self.peek().and_then(|next| next.to_digit(8)) else { break };
            self.next();
            code = code * 8 + digit;
        }
        code
    }

    /// `\xHH`, `\uHHHH`, or either with the digits in braces.
    fn hexadecimal(&mut self, letter: char, length: usize) -> Result<Escaped, Obstacle> {
        let braced = self.rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let is_number = |digits: &str| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        if let Some((digits, rest)) = braced.filter(|(digits, _)| is_number(digits)) {
            self.rest = rest;
            let code = u32::from_str_radix(digits, 16).unwrap_or(u32::MAX);
            let text = format!("\\{letter}{{{digits}}}");
            if code > u32::from(char::MAX) {
                return Err(Obstacle::malformed(format!("`{text}` is no character")));
            }
            return Ok(Escaped::Char(Char::escaped(code, text)));
        }
        let Some(digits) = self.rest.get(..length).filter(|digits| is_number(digits)) else {
            return Ok(Escaped::Char(Char::plain(letter)));
        };
        self.rest = self.rest.get(length..).unwrap_or_default();
        let code = u32::from_str_radix(digits, 16).unwrap_or_default();
        if (0xD800..0xDC00).contains(&code)
            && let Some(low) = self.rest.strip_prefix("\\u").and_then(|rest| rest.get(..4))
            && let Ok(low @ 0xDC00..0xE000) = u32::from_str_radix(low, 16)
        {
            self.rest = self.rest.get(6..).unwrap_or_default();
            return Ok(Escaped::Char(Char::coded(
                0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00),
            )));
        }
        Ok(Escaped::Char(Char::escaped(code, format!("\\{letter}{digits}"))))
    }

    /// `\p{…}` or `\pL`.
    fn property(&mut self, negated: bool, is_negative: bool) -> Result<Escaped, Obstacle> {
        let name = if self.takes("{") {
            let Some((name, rest)) = self.rest.split_once('}') else {
                return Err(Obstacle::malformed("the name of a property does not end"));
            };
            self.rest = rest;
            name.to_owned()
        } else {
            match self.peek().filter(char::is_ascii_uppercase) {
                Some(letter) => {
                    self.next();
                    letter.to_string()
                }
                None => return Ok(Escaped::Char(Char::plain(if negated { 'P' } else { 'p' }))),
            }
        };
        property::set(&name, negated, is_negative).map(Escaped::Set)
    }
}

/// The pattern with what stands between Java's `\Q` and `\E` escaped character by character.
pub(super) fn without_quotes(pattern: &str) -> Cow<'_, str> {
    if !pattern.contains(r"\Q") {
        return Cow::Borrowed(pattern);
    }
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        text.push_str(before);
        if let Some(quoted) = escape.strip_prefix(r"\Q") {
            let (quoted, after) = quoted.split_once(r"\E").unwrap_or((quoted, ""));
            for character in quoted.chars() {
                if character.is_ascii_punctuation() {
                    text.push('\\');
                }
                text.push(character);
            }
            rest = after;
        } else {
            let length = 1 + escape.chars().nth(1).map_or(0, char::len_utf8);
            let (escape, after) = escape.split_at(length);
            text.push_str(escape);
            rest = after;
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}
