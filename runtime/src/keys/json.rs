//! JSON in a string, read as far as it can be read.
//!
//! Nested values stay text.

use std::fmt::{Debug, Formatter, Result};
use std::ops::Deref;

use crate::fmt::Redacted;

/// A JSON array in a string: its elements as text, and the string as it came.
///
/// Reading is lenient: single quotes as in a Python list are taken, as is a list without brackets or quotes. An element that is no string is its JSON text. What cannot be read is left out.
/// A string that is absent is an empty array without [`raw`](Self::raw) text. `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct JsonArray {
    raw: Option<String>,
    items: Vec<String>,
}

impl JsonArray {
    /// Reads a string.
    #[must_use]
    #[inline]
    pub fn read(raw: String) -> Self {
        Self { items: Reader::new(&raw).array(), raw: Some(raw) }
    }

    /// Gives the string as it came; `None` if there was none.
    #[must_use]
    #[inline]
    pub fn raw(&self) -> Option<&str> {
        self.raw.as_deref()
    }
}

impl Deref for JsonArray {
    type Target = [String];

    #[inline]
    fn deref(&self) -> &[String] {
        &self.items
    }
}

impl<'a> IntoIterator for &'a JsonArray {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl IntoIterator for JsonArray {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl Debug for JsonArray {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_tuple("JsonArray").field(&Redacted).finish()
    }
}

/// A JSON object in a string: its members as text, in their order, and the string as it came.
///
/// It is read as leniently as a [`JsonArray`]. A member that is no string is its JSON text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct JsonObject {
    raw: Option<String>,
    members: Vec<(String, String)>,
}

impl JsonObject {
    /// Reads a string.
    #[must_use]
    #[inline]
    pub fn read(raw: String) -> Self {
        Self { members: Reader::new(&raw).object(), raw: Some(raw) }
    }

    /// Gives the string as it came; `None` if there was none.
    #[must_use]
    #[inline]
    pub fn raw(&self) -> Option<&str> {
        self.raw.as_deref()
    }

    /// Gives a member; of two with this name, the last.
    #[must_use]
    #[inline]
    pub fn get(&self, name: &str) -> Option<&str> {
        let member = self.members.iter().rev().find(|(found, _)| found == name);
        member.map(|(_, value)| value.as_str())
    }

    /// Gives every member, in order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How many members there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

impl Debug for JsonObject {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_tuple("JsonObject").field(&Redacted).finish()
    }
}

/// Goes through a text once; every function moves on by at least a character, or is at the end.
struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    #[inline]
    fn new(text: &'t str) -> Self {
        Self { rest: text.trim() }
    }

    #[inline]
    fn array(mut self) -> Vec<String> {
        if matches!(self.rest, "null" | "None") {
            return Vec::new();
        }
        let is_open = self.take('[');
        let mut items = Vec::new();
        while let Some(item) = self.next_value(if is_open { &[',', ']'] } else { &[','] }) {
            items.push(item);
            if is_open && self.take(']') {
                break;
            }
            self.take(',');
        }
        items
    }

    #[inline]
    fn object(mut self) -> Vec<(String, String)> {
        let mut members = Vec::new();
        if !self.take('{') {
            return members;
        }
        while let Some(name) = self.next_value(&[':', ',', '}']) {
            if !self.take(':') {
                // Not a member: go on behind it.
                if self.take('}') {
                    break;
                }
                self.take(',');
                continue;
            }
            let value = self.next_value(&[',', '}']).unwrap_or_default();
            members.push((name, value));
            if self.take('}') {
                break;
            }
            self.take(',');
        }
        members
    }

    /// The next value, which ends before one of these; `None` at the end.
    #[inline]
    fn next_value(&mut self, ends: &[char]) -> Option<String> {
        // An empty place between two commas is no value.
        self.rest = self.rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        let first = self.rest.chars().next()?;
        if ends.contains(&first) && first != ':' {
            return None;
        }
        // Python 2 wrote its texts as `u'…'`.
        let python = self.rest.strip_prefix('u').filter(|rest| rest.starts_with(['\'', '"']));
        self.rest = python.unwrap_or(self.rest);
        match self.rest.chars().next()? {
            quote @ ('"' | '\'') => Some(self.quoted(quote)),
            _ => Some(self.bare(ends)),
        }
    }

    /// A text in quotation marks, to the mark or to the end; what stands between the mark and the next separator is left out.
    #[inline]
    fn quoted(&mut self, quote: char) -> String {
        let mut text = String::new();
        let mut characters = self.rest.chars();
        characters.next();
        while let Some(character) = characters.next() {
            match character {
                '\\' => escaped(&mut characters, &mut text),
                end if end == quote => break,
                other => text.push(other),
            }
        }
        self.rest = characters.as_str().trim_start();
        text
    }

    /// A number, a word, or a nested value, as it is written.
    #[inline]
    fn bare(&mut self, ends: &[char]) -> String {
        let mut depth = 0_usize;
        let mut quote = None;
        let mut is_escaped = false;
        let end = self.rest.char_indices().find(|(_, character)| {
            match (quote, *character) {
                (Some(_), _) if is_escaped => is_escaped = false,
                (Some(_), '\\') => is_escaped = true,
                (Some(open), character) if open == character => quote = None,
                (Some(_), _) => {}
                (None, open @ ('"' | '\'')) if depth > 0 => quote = Some(open),
                (None, '[' | '{') => depth += 1,
                (None, ']' | '}') if depth > 0 => depth -= 1,
                (None, character) => return depth == 0 && ends.contains(&character),
            }
            false
        });
        let (text, rest) = self.rest.split_at(end.map_or(self.rest.len(), |(at, _)| at));
        self.rest = rest;
        text.trim_end().to_owned()
    }

    /// Takes a separator, if it is the next character.
    #[inline]
    fn take(&mut self, separator: char) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(separator) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

/// What stands behind a backslash. One that means nothing is left out, the character behind it stays.
#[inline]
fn escaped(characters: &mut std::str::Chars<'_>, text: &mut String) {
    match characters.next() {
        Some('n') => text.push('\n'),
        Some('t') => text.push('\t'),
        Some('r') => text.push('\r'),
        Some('b') => text.push('\u{8}'),
        Some('f') => text.push('\u{c}'),
        Some('u') => text.push(unicode(characters)),
        Some(other) => text.push(other),
        None => {}
    }
}

/// The character of `\u0041`, or of two of them that are halves of one.
#[inline]
fn unicode(characters: &mut std::str::Chars<'_>) -> char {
    let Some(first) = hexadecimal(characters) else { return char::REPLACEMENT_CHARACTER };
    if let Some(character) = char::from_u32(first) {
        return character;
    }
    let mut ahead = characters.clone();
    if ahead.next() == Some('\\')
        && ahead.next() == Some('u')
        && let Some(second) = hexadecimal(&mut ahead)
        && (0xd800..0xdc00).contains(&first)
        && (0xdc00..0xe000).contains(&second)
    {
        *characters = ahead;
        let whole = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return char::from_u32(whole).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::REPLACEMENT_CHARACTER
}

/// Four hexadecimal digits; none are taken if they are not there.
#[inline]
fn hexadecimal(characters: &mut std::str::Chars<'_>) -> Option<u32> {
    let mut ahead = characters.clone();
    let mut number = 0;
    for _ in 0..4 {
        number = number * 16 + ahead.next()?.to_digit(16)?;
    }
    *characters = ahead;
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_array(text: &str, expected: &[&str]) {
        let array = JsonArray::read(text.to_owned());
        assert_eq!(&*array, expected, "{text}");
        assert_eq!(array.raw(), Some(text));
    }

    #[track_caller]
    fn assert_object(text: &str, expected: &[(&str, &str)]) {
        let object = JsonObject::read(text.to_owned());
        assert_eq!(object.iter().collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(object.raw(), Some(text));
    }

    #[test]
    fn arrays() {
        assert_array(r#"["SMS_MFA","SOFTWARE_TOKEN_MFA"]"#, &["SMS_MFA", "SOFTWARE_TOKEN_MFA"]);
        assert_array("[]", &[]);
        assert_array(" [ ] ", &[]);
        assert_array("", &[]);
        assert_array("null", &[]);
        assert_array("None", &[]);
        assert_array(
            r#"[1, true, null, {"a": [1, "]"]}, "x"]"#,
            &["1", "true", "null", r#"{"a": [1, "]"]}"#, "x"],
        );
        assert_array(r#"["a\"b", "\u0041\ud83d\ude00", "c\\"]"#, &["a\"b", "A😀", "c\\"]);
    }

    #[test]
    fn arrays_as_python_prints_them() {
        assert_array(
            "['userAttributes.email', 'userAttributes.name']",
            &["userAttributes.email", "userAttributes.name"],
        );
        assert_array(r#"['a', "b"]"#, &["a", "b"]);
        assert_array(r#"["it's", 'say "hi"']"#, &["it's", "say \"hi\""]);
        assert_array("[u'a', u\"b\"]", &["a", "b"]);
        assert_array("['a', None, True]", &["a", "None", "True"]);
    }

    #[test]
    fn arrays_that_are_none() {
        assert_array("a,b", &["a", "b"]);
        assert_array("SMS_MFA", &["SMS_MFA"]);
        assert_array("[SMS_MFA, TOTP]", &["SMS_MFA", "TOTP"]);
        assert_array("['a', 'b", &["a", "b"]);
        assert_array("['a',, 'b',]", &["a", "b"]);
        assert_array(r#"["a" "b"]"#, &["a", "b"]);
        assert_array(r#"["\ud83d", "\uzz", "\"#, &["\u{fffd}", "\u{fffd}zz", ""]);
        assert_array("[[[", &["[["]);
        assert_array("]", &["]"]);
    }

    #[test]
    fn objects() {
        assert_object(
            r#"{"email":"kim@example.com","email_verified":"true"}"#,
            &[("email", "kim@example.com"), ("email_verified", "true")],
        );
        assert_object(
            r#"{"a": 1, "b": {"c": [2, "}"]}, "d": null}"#,
            &[("a", "1"), ("b", r#"{"c": [2, "}"]}"#), ("d", "null")],
        );
        assert_object("{}", &[]);
        assert_object("", &[]);
        assert_object("[]", &[]);
        assert_object(
            "{'email': 'kim@example.com', 'x': None, \"y\": True}",
            &[("email", "kim@example.com"), ("x", "None"), ("y", "True")],
        );
        assert_object(r#"{"url": "https://a:b@c/"}"#, &[("url", "https://a:b@c/")]);
        assert_object(r#"{"a", "b": "c""#, &[("b", "c")]);
        assert_object(r#"{"a":}"#, &[("a", "")]);
        assert_object(r#"{"a":"#, &[("a", "")]);
        assert_object("{:::", &[("", "::")]);
    }

    #[test]
    fn nothing_that_is_read_is_printed() {
        assert_eq!(
            format!("{:?}", JsonArray::read("['kim']".to_owned())),
            "JsonArray(*** Sensitive Data Redacted ***)"
        );
        assert_eq!(
            format!("{:?}", JsonObject::read("{'kim': 1}".to_owned())),
            "JsonObject(*** Sensitive Data Redacted ***)"
        );
    }

    /// Whatever is sent, reading ends, and keeps the text.
    #[test]
    fn reading_ends() {
        let letters = ['[', ']', '{', '}', ',', ':', '"', '\'', '\\', 'u', 'a', ' ', 'é'];
        let mut seed = 7_usize;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                text.extend(letters.get((seed >> 33) % letters.len()));
            }
            assert_eq!(JsonArray::read(text.clone()).raw(), Some(text.as_str()));
            assert_eq!(JsonObject::read(text.clone()).raw(), Some(text.as_str()));
        }
    }
}
