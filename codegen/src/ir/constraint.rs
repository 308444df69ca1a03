//! Constraints in a form that emitters can print: a list of checks for each value.

use crate::smithy::Number;

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
    /// A check of a value that the service gives out and takes back: upper bounds in it count at the level `strict` alone.
    Opaque(Box<Self>),
    /// `smithy.api#pattern`, in the notation of the runtime.
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

impl Check {
    /// Whether the check, or one further inside, can have an upper bound.
    pub fn has_upper_bound(&self) -> bool {
        match self {
            Self::Length { max, .. } => max.is_some(),
            Self::Range { max, .. } => max.is_some(),
            // What a structure checks is decided with the structure.
            Self::Nested { .. } => true,
            Self::Elements { checks, .. } => checks.iter().any(Self::has_upper_bound),
            Self::Entries { key, value, .. } => key.iter().chain(value).any(Self::has_upper_bound),
            Self::Opaque(_) | Self::Pattern(_) | Self::Unique { .. } | Self::Known { .. } => false,
        }
    }
}
