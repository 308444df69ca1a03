//! How a step ended, and what is counted of it.

use std::fmt;
use std::ops::AddAssign;

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well.
    Passed(Tally),
    /// Something was found; it has been said what.
    Failed(Tally),
    /// It could not be run here, for this reason.
    LeftOut(String),
}

impl Outcome {
    /// Of a step without tests, which is counted as one.
    pub(super) fn of_one(passed: bool) -> Self {
        if passed {
            Self::Passed(Tally { passed: 1, ..Tally::default() })
        } else {
            Self::Failed(Tally { failed: 1, ..Tally::default() })
        }
    }

    /// What is counted.
    pub(super) fn tally(&self) -> Tally {
        match self {
            Self::Passed(tally) | Self::Failed(tally) => *tally,
            Self::LeftOut(_) => Tally { skipped: 1, ..Tally::default() },
        }
    }
}

/// Tests and steps, counted. As text it is the closing line, which those who run many projects' tests look for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Passed.
    pub(super) passed: usize,
    /// Failed.
    pub(super) failed: usize,
    /// Not run: ignored, or what they need was not there.
    pub(super) skipped: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_says_what_was_skipped_only_if_something_was() {
        let mut tally = Outcome::of_one(true).tally();
        assert_eq!(tally.to_string(), "1 passed, 0 failed");
        tally += Outcome::LeftOut("no network".to_owned()).tally();
        tally += Outcome::of_one(false).tally();
        assert_eq!(tally.to_string(), "1 passed, 1 failed, 1 skipped");
    }
}
