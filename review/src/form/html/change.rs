//! A change, as the page shows it.
//!
//! In come a change of the review and the numbers that files and shapes have on the page; out go its anchor, its sign, its reach, and the numbers of what it touches.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::words;
use crate::report::{Change, ChangedFile, CrateReview, Standing};
use crate::table::Row;

/// More names than this are folded.
pub(super) const MANY_OPERATIONS: usize = 6;
/// More files or warnings than this are folded.
pub(super) const MANY: usize = 8;
/// So many files of a change are named where there is no script.
const NAMED: usize = 3;

/// One change.
pub(super) struct ChangeView<'r> {
    pub(super) change: &'r Change,
    /// Its anchor, unlike any other of the page.
    pub(super) id: String,
    pub(super) files: Vec<Numbered<'r>>,
    /// The numbers of the shapes that it is about and that differ.
    pub(super) shapes: Vec<usize>,
    /// By which it can be accepted.
    pub(super) fingerprint: String,
}

/// A generated file, as a change names it.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'r> {
    pub(super) number: usize,
    pub(super) file: &'r ChangedFile,
}

impl<'r> ChangeView<'r> {
    pub(super) fn of(
        change: &'r Change,
        of_crate: &CrateReview,
        are_several: bool,
        files: &BTreeMap<&str, Numbered<'r>>,
        shapes: &BTreeMap<&str, usize>,
    ) -> Self {
        let own = std::iter::once(change.shape.as_str()).chain(change.shapes());
        let own: BTreeSet<usize> =
            own.filter_map(|id| shapes.get(id.split('$').next()?).copied()).collect();
        let mut files: Vec<Numbered<'r>> =
            change.files.iter().filter_map(|path| files.get(path.as_str()).copied()).collect();
        files.sort_by_key(|file| file.number);
        let package = &of_crate.package;
        let id = match are_several {
            true => format!("{package}/{}", change.id),
            false => change.id.clone(),
        };
        let fingerprint = change.fingerprint(package);
        Self { change, id, files, shapes: own.into_iter().collect(), fingerprint }
    }

    pub(super) fn row(&self) -> &'static Row {
        self.change.row()
    }

    /// Whether it says why callers are affected; the list of kinds says it of the others.
    pub(super) fn is_why_told(&self) -> bool {
        words::why(self.row()).is_some()
    }

    /// What it does to callers: `!`, `+` or `~`.
    pub(super) fn sign(&self) -> &'static str {
        words::sign(self.row())
    }

    /// The style and the word for what became of it at the gate, where anything did.
    pub(super) fn gate(&self) -> Option<(&'static str, &'static str)> {
        match self.change.standing {
            Standing::Allowed => None,
            Standing::Denied { .. } => Some(("breaking", "refused")),
            Standing::Accepted { .. } => Some(("works", "accepted")),
        }
    }

    /// Where the program that was searched meets it.
    pub(super) fn used_at(&self) -> Option<String> {
        words::used_at(self.change, str::to_owned)
    }

    /// What became of it at the gate, in full.
    pub(super) fn standing(&self) -> Option<String> {
        words::standing(self.change, str::to_owned)
    }

    /// What there is to say beside its kind.
    pub(super) fn detail(&self) -> &str {
        words::beside_kind(self.change)
    }

    /// Which operations it reaches, where the heading above does not say so.
    pub(super) fn reach_in_short(&self) -> Option<String> {
        let is_told = self.change.reach.operations().len() < 2;
        words::reach(self.change, str::to_owned).filter(|_| !is_told)
    }

    /// The operations that it reaches, by the way.
    pub(super) fn reach(&self) -> Vec<(&'static str, &'r [String])> {
        let reach = &self.change.reach;
        let ways = [
            ("Operation", reach.operation.as_slice()),
            ("Each of", &reach.each),
            ("Input of", &reach.inputs),
            ("Output of", &reach.outputs),
            ("Errors of", &reach.errors),
        ];
        ways.into_iter().filter(|(_, operations)| !operations.is_empty()).collect()
    }

    /// What there is to see of it; empty where there is nothing.
    pub(super) fn code(&self) -> &'static str {
        match (self.files.is_empty(), self.shapes.is_empty()) {
            (false, false) => "Code and model",
            (false, true) => "Code",
            (true, false) => "Model",
            (true, true) => "",
        }
    }

    pub(super) fn added(&self) -> usize {
        self.files.iter().map(|file| file.file.added).sum()
    }

    pub(super) fn removed(&self) -> usize {
        self.files.iter().map(|file| file.file.removed).sum()
    }

    pub(super) fn first_files(&self) -> impl Iterator<Item = &Numbered<'r>> {
        self.files.iter().take(NAMED)
    }

    pub(super) fn files_left(&self) -> usize {
        self.files.len().saturating_sub(NAMED)
    }

    /// The numbers of its files.
    pub(super) fn file_numbers(&self) -> String {
        let numbers: BTreeSet<usize> = self.files.iter().map(|file| file.number).collect();
        runs(numbers)
    }

    /// The numbers of its shapes.
    pub(super) fn shape_numbers(&self) -> String {
        runs(self.shapes.iter().copied())
    }

    pub(super) fn first_shapes(&self) -> impl Iterator<Item = &usize> {
        self.shapes.iter().take(NAMED)
    }

    pub(super) fn shapes_left(&self) -> usize {
        self.shapes.len().saturating_sub(NAMED)
    }
}

/// Sorted numbers, runs of them in short: `1 4-7`.
fn runs(numbers: impl IntoIterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == number => *end = number,
            _ => runs.push((number, number)),
        }
    }
    let runs = runs.into_iter().map(|(start, end)| match start == end {
        true => start.to_string(),
        false => format!("{start}-{end}"),
    });
    runs.collect::<Vec<_>>().join(" ")
}
