//! The place of a value in a request.
//!
//! What comes in: segments, pushed as a check goes down.
//! What goes out: a path in the model's names.
//! What is deliberately not here: keys of maps that may be secret; a segment that hides them says so by its kind.

use std::fmt::{Display, Formatter, Result, Write};

/// Keys of maps are cut after this many characters, since one that is too long is a reason to be in a path.
const SHOWN: usize = 64;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// A member, by the model's name: `.Session`.
    Member(&'static str),
    /// An element of a list: `[3]`.
    Index(usize),
    /// The value of a map's entry: `["env"]`.
    Key(&'a str),
    /// The key of a map's entry itself: `["env"].key`.
    KeyOf(&'a str),
    /// The value of an entry of a map whose keys may be secret: `[*]`.
    HiddenKey,
    /// The key of such an entry itself: `[*].key`.
    HiddenKeyOf,
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

impl Display for Segment<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Member(name) => f.write_str(name),
            Self::Index(index) => write!(f, "[{index}]"),
            Self::Key(key) => write_key(f, key),
            Self::KeyOf(key) => {
                write_key(f, key)?;
                f.write_str(".key")
            }
            Self::HiddenKey => f.write_str("[*]"),
            Self::HiddenKeyOf => f.write_str("[*].key"),
        }
    }
}

fn write_key(f: &mut Formatter<'_>, key: &str) -> Result {
    match key.char_indices().nth(SHOWN) {
        Some((end, _)) => write!(f, "[{:?}…]", key.get(..end).unwrap_or_default()),
        None => write!(f, "[{key:?}]"),
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
    /// Goes down by one segment; gives the mark to go back up to.
    pub(super) fn push(&mut self, segment: Segment<'_>) -> usize {
        let mark = self.text.len();
        append(&mut self.text, segment);
        mark
    }

    /// Goes back up to a mark that `push` gave.
    pub(super) fn pop(&mut self, mark: usize) {
        self.text.truncate(mark);
    }

    /// Gives the path of a value one segment further down.
    pub(super) fn join(&self, segment: Segment<'_>) -> String {
        let mut text = self.text.clone();
        append(&mut text, segment);
        text
    }
}

fn append(text: &mut String, segment: Segment<'_>) {
    if matches!(segment, Segment::Member(_)) && !text.is_empty() {
        text.push('.');
    }
    // Writing to a string does not fail.
    let _ = write!(text, "{segment}");
}
