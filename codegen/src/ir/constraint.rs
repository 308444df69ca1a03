//! Constraints in a form that emitters can print: a list of checks for each value.

use serde_json::Number;

/// One check of one value.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// `smithy.api#length`, in the unit of the value's type.
    Length {
        /// Smallest length.
        min: Option<u64>,
        /// Largest length.
        max: Option<u64>,
    },
    /// `smithy.api#pattern`
    Pattern(String),
    /// `smithy.api#range`
    Range {
        /// Smallest value.
        min: Option<Number>,
        /// Largest value.
        max: Option<Number>,
        /// Whether the bounds are floating point numbers.
        float: bool,
        /// Whether the number itself must not be printed.
        hidden: bool,
    },
    /// `smithy.api#uniqueItems`
    Unique {
        /// Whether items have a hash: all but structures, unions, maps and numbers of any size.
        hashed: bool,
    },
    /// The value of an open enum is one that the model names.
    Known {
        /// Whether the value itself must not be printed.
        hidden: bool,
    },
    /// The checks of a structure or union.
    Nested {
        /// Whether nothing inside may be printed.
        hidden: bool,
    },
    /// Checks of each element of a list.
    Elements {
        /// Of the element.
        checks: Vec<Check>,
        /// Whether nothing inside may be printed.
        hidden: bool,
    },
    /// Checks of each key and value of a map.
    Entries {
        /// Of the key.
        key: Vec<Check>,
        /// Of the value.
        value: Vec<Check>,
        /// Whether nothing inside may be printed, keys included.
        hidden: bool,
    },
}
