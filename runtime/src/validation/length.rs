//! How long a value is, as `@length` counts.
//!
//! What comes in: a string, a blob, a list or a map.
//! What goes out: Unicode scalar values, bytes, or items.
//! What is deliberately not here: the limits.

use std::collections::{BTreeMap, HashMap};

use crate::primitives::Blob;

/// A value that `@length` can constrain.
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
