//! What stands in `Debug` output where a value must not.
//!
//! What comes in: nothing; the value is not even looked at.
//! What goes out: the same words that the official SDK prints, so that log filters know them.
//! What is deliberately not here: formatting of values that may be shown.

use std::fmt::{Debug, Display, Formatter, Result};

/// What is printed.
pub(crate) const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// Prints `*** Sensitive Data Redacted ***` in place of a value of a `@sensitive` shape.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(REDACTED)
    }
}

impl Display for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Debug::fmt(self, f)
    }
}
