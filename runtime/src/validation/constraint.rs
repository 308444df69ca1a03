//! Constraints and measures, as they stand in a violation.

use std::fmt::{Display, Formatter, Result};
use std::ops::{Bound, RangeBounds};

/// A number of a member or a bound.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Number {
    /// Of a byte, short, integer or long.
    Integer(i64),
    /// Of a float; apart from doubles, since `0.1` of a float is another number as a double.
    Float32(f32),
    /// Of a double.
    Float(f64),
}

macro_rules! number {
    ($($variant:ident($wide:ty): $($narrow:ty)*;)*) => {$($(
        impl From<$narrow> for Number {
            fn from(value: $narrow) -> Self {
                Self::$variant(<$wide>::from(value))
            }
        }
    )*)*};
}

number! {
    Integer(i64): i8 i16 i32 i64;
    Float32(f32): f32;
    Float(f64): f64;
}

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Float32(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
        }
    }
}

/// A lower and an upper bound, both inclusive, each of which can be missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits<T> {
    /// The least that is allowed.
    pub min: Option<T>,
    /// The most that is allowed.
    pub max: Option<T>,
}

impl<T: Copy> Limits<T> {
    /// Takes a range like `1..=128`, `1..` or `..=128`.
    ///
    /// An exclusive end is read as an inclusive one: the bounds of the Smithy traits are inclusive, and generated code writes them so.
    pub(super) fn new(range: &impl RangeBounds<T>) -> Self {
        let bound = |bound: Bound<&T>| match bound {
            Bound::Included(value) | Bound::Excluded(value) => Some(*value),
            Bound::Unbounded => None,
        };
        Self { min: bound(range.start_bound()), max: bound(range.end_bound()) }
    }
}

impl<T: Display + PartialEq> Display for Limits<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "{min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("anything"),
        }
    }
}

/// What a value must meet.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// `@length`, in Unicode scalar values of a string, bytes of a blob, items of a list or map.
    Length(Limits<usize>),
    /// `@range`.
    Range(Limits<Number>),
    /// `@pattern`, as the generated code has it.
    Pattern(&'static str),
    /// `@uniqueItems`.
    UniqueItems,
    /// `@required`.
    Required,
    /// A value that the enum names.
    KnownValue,
    /// A label of the URL, which cannot be empty.
    Label,
    /// A key of a map, which another member or key needs.
    RequiredWhen {
        /// The member that needs it, or the map whose key does.
        member: &'static str,
        /// The key that needs it; `None` where a member does.
        key: Option<&'static str>,
        /// With which value; `None` for any.
        value: Option<&'static str>,
    },
    /// A value of an enum that cannot be sent, whatever stands beside it.
    Usable {
        /// The value.
        value: &'static str,
        /// Why it cannot.
        reason: &'static str,
    },
    /// A key that belongs to the value of an enum.
    KnownKey {
        /// The enum's member.
        member: &'static str,
        /// Its value.
        value: &'static str,
        /// What the key was probably meant to be, or to begin with; `None` for a key that belongs to another value and is like none of this one.
        near: Option<&'static str>,
    },
}

impl Display for Constraint {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Length(limits) => write!(f, "length must be {limits}"),
            Self::Range(limits) => write!(f, "must be {limits}"),
            Self::Pattern(pattern) => write!(f, "must match {pattern}"),
            Self::UniqueItems => f.write_str("items must be unique"),
            Self::Required => f.write_str("is required"),
            Self::KnownValue => f.write_str("must be a value that the model names"),
            Self::Label => f.write_str("is part of the URL and must not be empty"),
            Self::RequiredWhen { member, key, value } => {
                write!(f, "required when {member}")?;
                if let Some(key) = key {
                    write!(f, "[{key:?}]")?;
                }
                match value {
                    Some(value) => write!(f, " is {value}"),
                    None => f.write_str(" is there"),
                }
            }
            Self::Usable { value, reason } => write!(f, "cannot be {value}: {reason}"),
            Self::KnownKey { member, value, near } => {
                write!(f, "no key when {member} is {value}")?;
                match near {
                    Some(near) => write!(f, "; did you mean {near:?}?"),
                    None => Ok(()),
                }
            }
        }
    }
}

/// What was found where a constraint is not met.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// A length, in the unit of the constraint.
    Length(usize),
    /// A number.
    Number(Number),
    /// An enum value.
    Value(String),
    /// The indices of the first two items that are equal.
    Duplicate(usize, usize),
    /// Nothing that may be shown, or nothing to show: a pattern's value never is, an absent member has none.
    Hidden,
}

impl Measure {
    /// Gives what may be shown of a measure inside something sensitive: how long and which, not what.
    pub(super) fn hidden(self) -> Self {
        match self {
            Self::Number(_) | Self::Value(_) => Self::Hidden,
            Self::Length(_) | Self::Duplicate(..) | Self::Hidden => self,
        }
    }
}

impl Display for Measure {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Length(length) => write!(f, ", is {length}"),
            Self::Number(number) => write!(f, ", is {number}"),
            Self::Value(value) => write!(f, ", is {value:?}"),
            Self::Duplicate(first, second) => write!(f, ", {first} and {second} are equal"),
            Self::Hidden => Ok(()),
        }
    }
}
