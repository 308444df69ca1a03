//! What a constraint looks at in a value, or in one that may be absent.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{Display, Formatter, Result};

use crate::primitives::Blob;

/// A value that has a length.
pub trait Length {
    /// Gives the length: of a string in Unicode scalar values, of a blob in bytes, of a list or a map in items.
    fn length(&self) -> usize;
}

impl Length for str {
    fn length(&self) -> usize {
        self.chars().count()
    }
}

impl Length for String {
    fn length(&self) -> usize {
        self.as_str().length()
    }
}

impl Length for Blob {
    fn length(&self) -> usize {
        self.as_ref().len()
    }
}

impl<T> Length for [T] {
    fn length(&self) -> usize {
        self.len()
    }
}

impl<T> Length for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }
}

impl<K, V> Length for HashMap<K, V> {
    fn length(&self) -> usize {
        self.len()
    }
}

impl<K, V> Length for BTreeMap<K, V> {
    fn length(&self) -> usize {
        self.len()
    }
}

/// A value that `@length` can constrain, or the absence of one.
pub trait Measured {
    /// Gives the length, if there is a value.
    fn measured(&self) -> Option<usize>;
}

impl<T: Length + ?Sized> Measured for T {
    fn measured(&self) -> Option<usize> {
        Some(self.length())
    }
}

impl<T: Length> Measured for Option<T> {
    fn measured(&self) -> Option<usize> {
        self.as_ref().map(Length::length)
    }
}

/// A value that `@pattern` can constrain, or the absence of one.
pub trait Text {
    /// Gives the text, if there is a value.
    fn text(&self) -> Option<&str>;
}

impl Text for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for Option<String> {
    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

/// A value of an open enum, or the absence of one.
pub trait OpenEnum {
    /// Gives the value on the wire if the model does not name it.
    fn unknown(&self) -> Option<Unnamed<'_>>;
}

impl<T: OpenEnum> OpenEnum for Option<T> {
    fn unknown(&self) -> Option<Unnamed<'_>> {
        self.as_ref().and_then(OpenEnum::unknown)
    }
}

/// The value of an enum that its model does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed<'e> {
    /// Of an enum of strings.
    Text(&'e str),
    /// Of an enum of integers.
    Number(i32),
}

impl Display for Unnamed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => Display::fmt(number, f),
        }
    }
}
