//! Validation of requests against the constraints of the model, before they are sent.
//!
//! A generated request calls a method of [`Validator`] for each of its constraints. The [`Validation`] level selects which of them are checked.
//! A [`ValidationError`] contains every [`Violation`], with its path, its constraint and what was found. It never contains a value that can be secret.
//!
//! ```
//! use tinsmith_runtime::validation::{self, Validate, Validation, Validator};
//!
//! struct Login {
//!     session: String,
//! }
//!
//! impl Validate for Login {
//!     fn validate(&self, v: &mut Validator) {
//!         v.length("Session", &self.session, 20..=4096);
//!     }
//! }
//!
//! let login = Login { session: "short".into() };
//! let error = validation::check(&login, Validation::Standard).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "1 constraint is not met: Session: length must be 20 to 4096, is 5",
//! );
//! ```

mod constraint;
mod measure;
mod path;
#[cfg(feature = "pattern")]
mod pattern;
mod validator;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt::{Display, Formatter};

pub use self::constraint::{Constraint, Limits, Measure, Number};
pub use self::measure::{Length, Measured, OpenEnum, Text, Unnamed};
pub use self::path::Segment;
pub use self::validator::Validator;

/// Which constraints of a request are checked.
///
/// A service can relax a constraint before you update the SDK. An outdated check then rejects a request that the service accepts. You can therefore set the level on the configuration and on a call.
/// Each level includes the checks of the previous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Validation {
    /// Only what makes a request impossible to send: empty labels in a URL.
    Off,
    /// Lower bounds of lengths and ranges, and required members of nested structures.
    Lenient,
    /// Upper bounds, except those of opaque values that the service creates (page tokens, sessions); unique items; map keys that an enum value requires.
    Standard,
    /// All upper bounds; patterns, with the feature `pattern`; unknown enum values; map keys that look misspelled.
    Strict,
}

/// A value that knows its constraints; implemented by generated requests and structures.
pub trait Validate {
    /// Calls one method of `v` per constraint of every member.
    fn validate(&self, v: &mut Validator);

    /// Whether there is a value; `None` has nothing inside that could be checked.
    fn is_present(&self) -> bool {
        true
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn validate(&self, v: &mut Validator) {
        (**self).validate(v);
    }

    fn is_present(&self) -> bool {
        (**self).is_present()
    }
}

/// What is absent meets every constraint; that it is required is a check of its own.
impl<T: Validate> Validate for Option<T> {
    fn validate(&self, v: &mut Validator) {
        if let Some(value) = self {
            value.validate(v);
        }
    }

    fn is_present(&self) -> bool {
        self.is_some()
    }
}

/// Checks a value at a level, as a call does before it sends anything.
///
/// # Errors
/// With all the violations, if there is one.
pub fn check(value: &dyn Validate, level: Validation) -> Result<(), ValidationError> {
    let mut validator = Validator::new(level);
    value.validate(&mut validator);
    validator.finish()
}

/// One constraint that is not met.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    path: String,
    constraint: Constraint,
    measure: Measure,
}

impl Violation {
    /// Gives the place of the value in the request, in the model's names: `UserAttributes[3].Value`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Gives the constraint that is not met.
    #[must_use]
    pub fn constraint(&self) -> &Constraint {
        &self.constraint
    }

    /// Gives what was found instead.
    #[must_use]
    pub fn measure(&self) -> &Measure {
        &self.measure
    }
}

impl Display for Violation {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}{}", self.path, self.constraint, self.measure)
    }
}

/// A request that was not sent because it does not meet its model's constraints.
///
/// It is the source of an [`SdkError::ConstructionFailure`](crate::error::SdkError); [`CallError::validation_error`](crate::error::CallError::validation_error) finds it there.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

impl ValidationError {
    /// Gives every violation, in the order of the request's checks.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

/// More violations than this are counted, not shown: a list of thousands, each item of which is wrong, is no line to be read.
const SHOWN: usize = 100;

impl Display for ValidationError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self.violations.len() {
            1 => f.write_str("1 constraint is not met: ")?,
            count => write!(f, "{count} constraints are not met: ")?,
        }
        for (index, violation) in self.violations.iter().take(SHOWN).enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{violation}")?;
        }
        match self.violations.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            rest => write!(f, "; and {rest} more"),
        }
    }
}

impl Error for ValidationError {}
