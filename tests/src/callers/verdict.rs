//! Whether a review says what the compiler says.

use std::fmt::{Display, Formatter};

use tinsmith_codegen::stages::smithy::ShapeId;
use tinsmith_review::report::{Change, CrateReview, Part};
use tinsmith_review::table::{Callers, Kind};

use super::explain::{Way, explains};
use super::uses::{Sort, Use};

/// What came of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// How much there was to compare.
    pub tally: Tally,
    /// Where the review and the compiler say different things, a line each.
    pub problems: Vec<String>,
    /// Changes that no compiler sees because everything that the change is about is there under the same names.
    /// Where a name is there for something else now, the program compiles and does another thing,
    /// and the review is right to call that breaking; else it is wrong.
    pub unseen: Vec<String>,
}

/// Numbers for a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Changes that break callers.
    pub breaking: usize,
    /// Changes that only add.
    pub additive: usize,
    /// Changes that no compiler sees.
    pub none: usize,
    /// Uses of the old version.
    pub uses: usize,
    /// Those among them that fail on the new version.
    pub failed: usize,
    /// Uses of the new version that fail on the old one.
    pub added: usize,
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            breaking: self.breaking + other.breaking,
            additive: self.additive + other.additive,
            none: self.none + other.none,
            uses: self.uses + other.uses,
            failed: self.failed + other.failed,
            added: self.added + other.added,
        }
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Self { breaking, additive, none, uses, failed, added } = self;
        write!(f, "{breaking} | {additive} | {none} | {uses} | {failed} | {added}")
    }
}

/// Compares a review with what fails.
pub fn judge(review: &CrateReview, failures: Seen<'_>) -> Verdict {
    let Seen { uses, broken, new_uses, added } = failures;
    let changes: Vec<Change> = review.changes.iter().flat_map(parts).collect();
    let is_known = |failed: &Use, way, effects: &[Callers]| {
        let mut changes = changes.iter();
        changes
            .any(|change| effects.contains(&change.row().callers) && explains(change, failed, way))
    };
    let mut verdict = Verdict {
        tally: Tally {
            breaking: review.count(Callers::Breaking),
            additive: review.count(Callers::Additive),
            none: review.count(Callers::None),
            uses: uses.len(),
            failed: broken.len(),
            added: added.len(),
        },
        ..Verdict::default()
    };
    for failed in broken {
        if !is_known(failed, Way::Broken, &[Callers::Breaking]) {
            verdict.problems.push(format!("no change is said to break {}", shown(failed)));
        }
    }
    for failed in added {
        if !is_known(failed, Way::Added, &[Callers::Breaking, Callers::Additive]) {
            verdict.problems.push(format!("no change is said to add {}", shown(failed)));
        }
    }
    for change in &changes {
        let (way, what, failed, all) = match change.row().callers {
            // The worst is assumed of what nobody knows.
            _ if change.kind == Kind::Unclassified => continue,
            Callers::None => continue,
            Callers::Breaking => (Way::Broken, "breaking, and everything compiles", broken, uses),
            Callers::Additive => (Way::Added, "additive, and nothing is new", added, new_uses),
        };
        if failed.iter().any(|failed| explains(change, failed, way))
            || is_of_another_type(&changes, change)
            || is_set_by_the_same_name(change, new_uses)
        {
            continue;
        }
        let (id, subject, detail) = (change.row().id, &change.subject, &change.detail);
        let problem = format!("{id} {subject} ({detail}) is said to be {what}");
        if all.iter().any(|used| explains(change, used, way)) {
            verdict.unseen.push(problem);
        } else {
            verdict.problems.push(problem);
        }
    }
    verdict
}

/// Each part of a change as a change of its own: each has to hold.
fn parts(change: &Change) -> Vec<Change> {
    if change.parts.is_empty() {
        return vec![change.clone()];
    }
    let alone = |part: &Part| Change {
        shape: part.shape.clone(),
        subject: part.subject.clone(),
        detail: part.detail.clone(),
        parts: Vec::new(),
        ..change.clone()
    };
    change.parts.iter().map(alone).collect()
}

/// Whether a step became a setter of its name: where it was the last of several, a call is written as before, and where one
/// came behind it, the compiler says so. What is only received has no setter, so there something has to fail.
fn is_set_by_the_same_name(change: &Change, new_uses: &[Use]) -> bool {
    let is_setter = |used: &Use| used.sort == Sort::Setter && explains(change, used, Way::Broken);
    change.kind == Kind::DefaultAddedToRequired && new_uses.iter().any(is_setter)
}

/// Whether an operation or a member takes or gives another type now: members in which the two differ are
/// changes to those who call it, who have to write the other type; the type itself is what it was.
fn is_of_another_type(changes: &[Change], change: &Change) -> bool {
    let Ok(id) = ShapeId::parse(&change.shape) else { return false };
    let shape = id.without_member();
    let is_other = |other: &Change| match other.kind {
        Kind::TypeRenamedInRust | Kind::TypeRenamed | Kind::ErrorRenamed => {
            other.shape == shape.as_str()
        }
        Kind::MemberRetargeted => other.detail.rsplit([' ', '#']).next() == Some(shape.name()),
        _ => false,
    };
    let is_value = matches!(
        change.kind,
        Kind::ValueAdded
            | Kind::ValueAddedToInput
            | Kind::ValueRemoved
            | Kind::ValueRemovedFromInput
            | Kind::ValueRenamedInRust
    );
    (is_value || id.member().is_some()) && changes.iter().any(is_other)
}

/// What there is to do with both versions, and what fails.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'f> {
    /// The uses of the old version.
    pub uses: &'f [Use],
    /// Those that fail on the new version.
    pub broken: &'f [&'f Use],
    /// The uses of the new version.
    pub new_uses: &'f [Use],
    /// Those that fail on the old version.
    pub added: &'f [&'f Use],
}

fn shown(failed: &Use) -> String {
    let part = failed.part.as_ref().map(|part| format!(" {part}")).unwrap_or_default();
    let members: Vec<&str> = failed.names.iter().filter_map(ShapeId::member).collect();
    format!(
        "{:?} of {}{part} {}: {}",
        failed.sort,
        failed.subject.name(),
        members.join(" "),
        failed.code
    )
}
