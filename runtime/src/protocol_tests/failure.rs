//! What is wrong with a case.
//!
//! Nothing panics here, so that a case with three differences shows all of them.

use std::error::Error;
use std::fmt::{Debug, Display, Formatter};

/// What a protocol test returns.
pub type Outcome = Result<(), Failure>;

/// Every difference between what a case expects and what was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure {
    lines: Vec<String>,
}

impl Failure {
    /// Gives a failure of one line.
    pub(super) fn new(line: impl Into<String>) -> Self {
        Self { lines: vec![line.into()] }
    }

    /// Gives a failure if there is a line.
    pub(super) fn unless_empty(lines: Vec<String>) -> Outcome {
        if lines.is_empty() { Ok(()) } else { Err(Self { lines }) }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.lines.join("\n"))
    }
}

/// The same as `Display`, below the words that a test runner puts before it.
impl Debug for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "\n{self}")
    }
}

impl Error for Failure {}
