//! Parts and forms of text, as endpoint rules ask for them.

use std::ops::Range;

/// Gives the characters in a range; `None` if the text is shorter or not ASCII, or the range is empty.
#[must_use]
#[inline]
pub fn substring(text: &str, range: Range<usize>) -> Option<&str> {
    let found = if text.is_ascii() { text.get(range) } else { None };
    found.filter(|part| !part.is_empty())
}

/// As [`substring`], with positions that count from the end: `0..2` are the last two characters.
#[must_use]
#[inline]
pub fn substring_from_end(text: &str, range: Range<usize>) -> Option<&str> {
    let start = text.len().checked_sub(range.end)?;
    let end = text.len().checked_sub(range.start)?;
    substring(text, start..end)
}

/// Percent-encodes every byte but the unreserved characters of RFC 3986.
#[must_use]
#[inline]
pub fn uri_encode(text: &str) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or('0');
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', digit(byte >> 4), digit(byte & 0xf)]);
        }
    }
    encoded
}

/// Divides text at a delimiter, into `limit` parts at most; 0 is no limit. The last part holds the rest.
///
/// At an empty delimiter nothing is divided. The specification forbids one, but it may come from a parameter.
#[must_use]
#[inline]
pub fn split<'a>(text: &'a str, delimiter: &str, limit: usize) -> Vec<&'a str> {
    if delimiter.is_empty() {
        vec![text]
    } else if limit == 0 {
        text.split(delimiter).collect()
    } else {
        text.splitn(limit, delimiter).collect()
    }
}

/// Gives an element of a list; a negative position counts from the end, where -1 is the last one.
#[must_use]
#[inline]
pub fn item<'a>(list: &[&'a str], position: isize) -> Option<&'a str> {
    let found = match usize::try_from(position) {
        Ok(position) => list.get(position),
        Err(_) => list.len().checked_sub(position.unsigned_abs()).and_then(|at| list.get(at)),
    };
    found.copied()
}
