//! What did not fit, in one line at the end.

use std::fmt;

use crate::form::words::{is_unchanged, number};
use crate::report::Review;

/// How much is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Rows of the table.
    pub(super) crates: usize,
    /// Sentences and tables about a crate as a whole.
    pub(super) remarks: usize,
    pub(super) changes: usize,
    pub(super) warnings: usize,
    pub(super) examples: usize,
}

impl Left {
    /// The most that can be left out of a review.
    pub(super) fn everything(review: &Review) -> Self {
        // One remark for all crates without a change.
        let mut left = Self { crates: review.crates.len(), remarks: 1, ..Self::default() };
        left.warnings += review.not_occurring.len();
        for of_crate in &review.crates {
            left.remarks += usize::from(!is_unchanged(of_crate));
            left.changes += of_crate.changes.len();
            left.warnings += of_crate.warnings.len();
            if let Some(generator) = &of_crate.generator {
                left.remarks += 1;
                left.examples += generator.examples.len();
            }
        }
        left
    }
}

/// A line of its own; nothing where nothing is left out. It never gets longer when a count gets smaller.
impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.crates, "more crate", "more crates"),
            (self.remarks, "more remark", "more remarks"),
            (self.changes, "more change", "more changes"),
            (self.warnings, "more warning", "more warnings"),
            (self.examples, "more example", "more examples"),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let phrases: Vec<String> =
            counts.map(|(count, one, many)| number(count, one, many)).collect();
        if phrases.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n… and {}: see the page.", phrases.join(", "))
    }
}
