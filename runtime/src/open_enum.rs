//! The values of an enum that its model does not name.
//!
//! What comes in: a string that was read from a response, or that a caller turned into an enum.
//! What goes out: the same string, unchanged, so that it survives a round trip.
//! What is deliberately not here: the enums; they are generated.

use std::fmt::{Display, Formatter, Result};

/// The wire value of an enum variant that the model does not name.
///
/// It is opaque so that a known value cannot be put into an enum's `Unknown` variant by hand: turn the string into the enum instead, with `From`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(String);

impl UnknownValue {
    /// Takes the wire value; for the `From` implementations of generated enums.
    #[doc(hidden)]
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// Gives the wire value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for UnknownValue {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Display for UnknownValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&self.0)
    }
}

impl From<UnknownValue> for String {
    fn from(value: UnknownValue) -> Self {
        value.0
    }
}
