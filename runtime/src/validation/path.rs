//! The place of a value in a request.

use std::fmt::{Result, Write};

/// Keys of maps are cut after this many characters, since one that is too long is a reason to be in a path.
const SHOWN: usize = 64;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// A member, by the model's name: `.Session`.
    Member(&'static str),
    /// An element of a list: `[3]`.
    Index(usize),
    /// The value of a map's entry: `["env"]`; `[*]` inside something sensitive.
    Key(&'a str),
    /// The key of a map's entry itself: `["env"].key`; `[*].key` inside something sensitive.
    KeyOf(&'a str),
}

impl From<&'static str> for Segment<'_> {
    fn from(name: &'static str) -> Self {
        Self::Member(name)
    }
}

impl From<usize> for Segment<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl Segment<'_> {
    fn write(self, text: &mut String, is_hidden: bool) -> Result {
        match self {
            Self::Member(name) => text.write_str(name),
            Self::Index(index) => write!(text, "[{index}]"),
            Self::Key(key) => write_key(text, key, is_hidden),
            Self::KeyOf(key) => {
                write_key(text, key, is_hidden)?;
                text.write_str(".key")
            }
        }
    }
}

fn write_key(text: &mut String, key: &str, is_hidden: bool) -> Result {
    if is_hidden {
        return text.write_str("[*]");
    }
    match key.char_indices().nth(SHOWN) {
        Some((end, _)) => write!(text, "[{:?}…]", key.get(..end).unwrap_or_default()),
        None => write!(text, "[{key:?}]"),
    }
}

/// The segments above the value that is being checked, already as text.
///
/// Text, since a key that is borrowed from the request cannot outlive the closure that pushes it; and only on going down, so that a check of a leaf allocates nothing.
#[derive(Debug, Default)]
pub(super) struct Path {
    text: String,
}

impl Path {
    /// Goes down by one segment, whose key may be hidden; gives the mark to go back up to.
    pub(super) fn push(&mut self, segment: Segment<'_>, is_hidden: bool) -> usize {
        let mark = self.text.len();
        append(&mut self.text, segment, is_hidden);
        mark
    }

    /// Goes back up to a mark that `push` gave.
    pub(super) fn pop(&mut self, mark: usize) {
        self.text.truncate(mark);
    }

    /// Gives the path of a value one segment further down, whose key may be hidden.
    pub(super) fn join(&self, segment: Segment<'_>, is_hidden: bool) -> String {
        let mut text = self.text.clone();
        append(&mut text, segment, is_hidden);
        text
    }
}

fn append(text: &mut String, segment: Segment<'_>, is_hidden: bool) {
    if matches!(segment, Segment::Member(_)) && !text.is_empty() {
        text.push('.');
    }
    // Writing to a string does not fail.
    let _ = segment.write(text, is_hidden);
}
