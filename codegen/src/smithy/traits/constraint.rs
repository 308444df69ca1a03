//! Typed views of the constraint traits: `length`, `range`, `pattern`
//! (Smithy 2.0, "Constraint traits").

use crate::pattern;
use crate::smithy::Node;

/// `length` of a string (Unicode scalar values), blob (bytes), list or map (entries). At least one side is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Smallest length.
    pub min: Option<u64>,
    /// Largest length.
    pub max: Option<u64>,
}

/// `range` of a number, the bounds as the model writes them. At least one side is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Smallest value.
    pub min: Option<crate::smithy::Number>,
    /// Largest value.
    pub max: Option<crate::smithy::Number>,
}

/// Whether a `pattern` can be checked: the regular expressions of the runtime have to be able to express it.
pub fn is_checkable(pattern: &str) -> bool {
    pattern::translate(pattern).is_ok()
}

impl Length {
    /// Reads the value of a `length` trait.
    ///
    /// # Errors
    /// What is wrong with the value, for a diagnostic.
    pub fn read(value: &Node) -> Result<Self, String> {
        let bound = |key: &str| match value.get(key) {
            None => Ok(None),
            Some(Node::Number(number)) => number.as_u64().map(Some).ok_or_else(|| {
                format!("`length` has `{key}` {number}, expected a whole number of 0 or more")
            }),
            Some(other) => {
                Err(format!("`length` has {} as `{key}`, expected a number", other.kind()))
            }
        };
        if value.as_object().is_none() {
            return Err(format!("expected an object as `length`, found {}", value.kind()));
        }
        let length = Self { min: bound("min")?, max: bound("max")? };
        match (length.min, length.max) {
            (None, None) => Err("`length` has neither `min` nor `max`".to_owned()),
            (Some(min), Some(max)) if min > max => {
                Err(format!("`length` has `min` {min} above `max` {max}: no value fits"))
            }
            _ => Ok(length),
        }
    }
}

impl Range {
    /// Reads the value of a `range` trait.
    ///
    /// # Errors
    /// What is wrong with the value, for a diagnostic.
    pub fn read(value: &Node) -> Result<Self, String> {
        let bound = |key: &str| match value.get(key) {
            None => Ok(None),
            Some(Node::Number(number)) => Ok(Some(number.clone())),
            Some(other) => {
                Err(format!("`range` has {} as `{key}`, expected a number", other.kind()))
            }
        };
        if value.as_object().is_none() {
            return Err(format!("expected an object as `range`, found {}", value.kind()));
        }
        let range = Self { min: bound("min")?, max: bound("max")? };
        match (&range.min, &range.max) {
            (None, None) => Err("`range` has neither `min` nor `max`".to_owned()),
            (Some(min), Some(max)) if min > max => {
                Err(format!("`range` has `min` {min} above `max` {max}: no value fits"))
            }
            _ => Ok(range),
        }
    }
}
