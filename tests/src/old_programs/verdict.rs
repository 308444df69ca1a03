//! Where what old programs meet is not what a review says.

use std::fmt::{Display, Formatter};
use std::ops::Add;

use tinsmith_review::report::{Change, CrateReview};
use tinsmith_review::table::Wire;

use super::meet::Met;

/// How often the review and the programs say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Changes that are said to make calls fail, and do.
    pub fails: usize,
    /// Changes that are said to limit, and do.
    pub limited: usize,
    /// Changes that are said to do nothing.
    pub works: usize,
    /// Operations of which calls fail.
    pub failing_operations: usize,
    /// Operations that are limited.
    pub limited_operations: usize,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            fails: self.fails + other.fails,
            limited: self.limited + other.limited,
            works: self.works + other.works,
            failing_operations: self.failing_operations + other.failing_operations,
            limited_operations: self.limited_operations + other.limited_operations,
        }
    }
}

/// Cells of a table.
impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Self { fails, limited, works, failing_operations, limited_operations } = self;
        write!(f, "{fails} | {limited} | {works} | {failing_operations} | {limited_operations}")
    }
}

/// What there is to say of one step.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// What agrees.
    pub tally: Tally,
    /// What fails or is limited, and the review does not say so; with what shows it.
    pub unsaid: Vec<(String, String)>,
    /// What the review says, and no program meets: the kind of change, and what it is about.
    pub unmet: Vec<(&'static str, String)>,
}

/// Compares what was met with what is said.
pub fn judge(review: &CrateReview, met: &Met) -> Verdict {
    let mut verdict = Verdict::default();
    let says = |operation: &String, worst: Wire| {
        let mut changes = review.changes.iter().filter(|change| reaches(change, operation));
        changes.any(|change| change.row().wire <= worst)
    };
    for (operation, what) in &met.fails {
        if !says(operation, Wire::Fails) {
            verdict.unsaid.push((format!("{operation} fails"), what.clone()));
        }
    }
    for (operation, what) in &met.limited {
        if !says(operation, Wire::Limited) {
            verdict.unsaid.push((format!("{operation} is limited"), what.clone()));
        }
    }
    verdict.tally.failing_operations = met.fails.len();
    verdict.tally.limited_operations = met.limited.len();
    for change in &review.changes {
        let (id, subject) = (change.row().id, &change.subject);
        let (wire, tally, seen) = match change.row().wire {
            Wire::Works => {
                verdict.tally.works += 1;
                continue;
            }
            Wire::Fails => ("fails", &mut verdict.tally.fails, &[&met.fails][..]),
            // Where calls fail, what else they are is not to be told apart.
            Wire::Limited => {
                ("limited", &mut verdict.tally.limited, &[&met.limited, &met.fails][..])
            }
        };
        if seen.iter().any(|seen| seen.keys().any(|operation| reaches(change, operation))) {
            *tally += 1;
        } else {
            verdict.unmet.push((id, format!("{id} {subject}: {wire}")));
        }
    }
    verdict
}

fn reaches(change: &Change, operation: &str) -> bool {
    let operations = change.reach.operations();
    change.reach.is_whole_service || operations.is_empty() || operations.contains(&operation)
}
