//! Values of a response, compared member by member.
//!
//! It is `==` but for what a test of a protocol sees otherwise: not a number is the same as not a number, and secrets are shown, since they are a case's.

use std::collections::HashMap;
use std::fmt::Debug;

use crate::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};
use crate::wire::Key;

/// A value that can be compared.
pub trait Compare {
    /// Adds every difference to the list.
    fn compare(&self, expected: &Self, differences: &mut Differences);
}

/// The differences that were found, and where the comparison stands.
#[derive(Clone, Debug, Default)]
pub struct Differences {
    path: Vec<String>,
    lines: Vec<String>,
}

impl Differences {
    /// Compares a member.
    pub fn member<T: Compare>(&mut self, name: &str, found: &T, expected: &T) {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.within(format!("{dot}{name}"), |differences| found.compare(expected, differences));
    }

    /// Compares two values that are one piece.
    pub fn value<T: Debug + PartialEq>(&mut self, found: &T, expected: &T) {
        if found != expected {
            self.add(&format!("{expected:?}"), &format!("{found:?}"));
        }
    }

    /// Adds a difference; takes both in words.
    pub fn add(&mut self, expected: &str, found: &str) {
        let path = self.path.concat();
        let path = if path.is_empty() { "the value" } else { &path };
        self.lines.push(format!("{path}: expected {expected}, found {found}"));
    }

    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    fn within(&mut self, step: String, compare: impl FnOnce(&mut Self)) {
        self.path.push(step);
        compare(self);
        self.path.pop();
    }

    fn elements<'v, T: Compare + 'v>(
        &mut self,
        pairs: impl Iterator<Item = (String, &'v T, &'v T)>,
    ) {
        for (step, found, expected) in pairs {
            self.within(step, |differences| found.compare(expected, differences));
        }
    }
}

/// Adds that a union has another variant than the one that is expected; for [`compare_union!`](crate::compare_union).
pub fn different_variants<T: Debug>(found: &T, expected: &T, differences: &mut Differences) {
    differences.add(&format!("{expected:?}"), &format!("{found:?}"));
}

macro_rules! compare_plain {
    ($($type:ty),*) => {
        $(impl Compare for $type {
            fn compare(&self, expected: &Self, differences: &mut Differences) {
                differences.value(self, expected);
            }
        })*
    };
}

compare_plain!(bool, i8, i16, i32, i64, String, Blob, DateTime, BigInteger, BigDecimal);

macro_rules! compare_float {
    ($($type:ty),*) => {
        $(impl Compare for $type {
            fn compare(&self, expected: &Self, differences: &mut Differences) {
                if !(self.is_nan() && expected.is_nan()) {
                    differences.value(self, expected);
                }
            }
        })*
    };
}

compare_float!(f32, f64);

impl<T: Compare> Compare for Box<T> {
    fn compare(&self, expected: &Self, differences: &mut Differences) {
        (**self).compare(expected, differences);
    }
}

impl<T: Compare + Debug> Compare for Option<T> {
    fn compare(&self, expected: &Self, differences: &mut Differences) {
        match (self, expected) {
            (None, None) => {}
            (Some(found), Some(expected)) => found.compare(expected, differences),
            (None, Some(expected)) => differences.add(&format!("{expected:?}"), "none"),
            (Some(found), None) => differences.add("none", &format!("{found:?}")),
        }
    }
}

impl<T: Compare> Compare for Vec<T> {
    fn compare(&self, expected: &Self, differences: &mut Differences) {
        if self.len() != expected.len() {
            differences.add(&elements(expected.len()), &elements(self.len()));
        }
        let pairs = self.iter().zip(expected).enumerate();
        differences
            .elements(pairs.map(|(at, (found, expected))| (format!("[{at}]"), found, expected)));
    }
}

fn elements(count: usize) -> String {
    if count == 1 { "1 element".to_owned() } else { format!("{count} elements") }
}

impl<K: Key, V: Compare + Debug> Compare for HashMap<K, V> {
    fn compare(&self, expected: &Self, differences: &mut Differences) {
        let mut keys: Vec<&K> = self.keys().chain(expected.keys()).collect();
        keys.sort_by(|one, other| one.as_key().cmp(other.as_key()));
        keys.dedup();
        for key in keys {
            let step = format!("[{:?}]", key.as_key());
            differences.within(step, |differences| match (self.get(key), expected.get(key)) {
                (Some(found), Some(expected)) => found.compare(expected, differences),
                (None, Some(expected)) => differences.add(&format!("{expected:?}"), "none"),
                (Some(found), None) => differences.add("none", &format!("{found:?}")),
                (None, None) => {}
            });
        }
    }
}

impl Compare for Document {
    fn compare(&self, expected: &Self, differences: &mut Differences) {
        match (self, expected) {
            (Self::Object(found), Self::Object(expected)) => found.compare(expected, differences),
            (Self::Array(found), Self::Array(expected)) => found.compare(expected, differences),
            (Self::Number(found), Self::Number(expected)) if same_number(*found, *expected) => {}
            _ => differences.value(self, expected),
        }
    }
}

/// A document does not tell a whole number from the same one with a fraction of nothing.
fn same_number(one: Number, other: Number) -> bool {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.to_f64_lossy() == other.to_f64_lossy(),
    }
}

/// A number that is written without a fraction; of those, an `f64` cannot tell all apart.
fn whole(number: Number) -> Option<i128> {
    match number {
        Number::PosInt(value) => Some(value.into()),
        Number::NegInt(value) => Some(value.into()),
        Number::Float(_) => None,
    }
}

/// Compares structures of a generated crate by the members that are listed; those of an error and of a response have fields that are no members.
#[macro_export]
macro_rules! compare_structure {
    ($type:ty { $($field:ident: $name:literal),* $(,)? }) => {
        impl $crate::protocol_tests::Compare for $type {
            fn compare(&self, expected: &Self, differences: &mut $crate::protocol_tests::Differences) {
                let _ = (expected, &differences);
                $(differences.member($name, &self.$field, &expected.$field);)*
            }
        }
    };
}

/// Compares unions of a generated crate: their variants, and what those hold. A row of one that holds something has names for both values: `Text(found, expected): "text"`.
#[macro_export]
macro_rules! compare_union {
    ($type:ty { $($variant:ident $(($found:ident, $expected:ident))?: $name:literal),* $(,)? }) => {
        impl $crate::protocol_tests::Compare for $type {
            fn compare(&self, expected: &Self, differences: &mut $crate::protocol_tests::Differences) {
                match (self, expected) {
                    $((Self::$variant $(($found))?, Self::$variant $(($expected))?) => {
                        $(differences.member($name, $found, $expected);)?
                    })*
                    (Self::Unknown, Self::Unknown) => {}
                    _ => $crate::protocol_tests::different_variants(self, expected, differences),
                }
            }
        }
    };
}

/// Compares enums of a generated crate, which are one piece.
#[macro_export]
macro_rules! compare_value {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::protocol_tests::Compare for $type {
            fn compare(&self, expected: &Self, differences: &mut $crate::protocol_tests::Differences) {
                differences.value(self, expected);
            }
        })*
    };
}
