//! How generated code differs: hunks of lines, kinds of files.
//!
//! In come texts before and after, out go the lines that changed with three lines around them.
//! What a change means is not known here.

use similar::{ChangeTag, TextDiff};

use crate::report::Status;

/// Unchanged lines that are shown around changed ones.
const CONTEXT: usize = 3;

/// How one file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiff {
    /// The file.
    pub path: String,
    /// What happened to it.
    pub status: Status,
    /// Lines that are new.
    pub added: usize,
    /// Lines that are gone.
    pub removed: usize,
    /// The changed lines, with some around them.
    pub hunks: Vec<Hunk>,
}

/// Lines of a file that changed together, with those around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hunk {
    /// The number of the first line in the old file, from 1.
    pub old_start: usize,
    /// The number of the first line in the new file, from 1.
    pub new_start: usize,
    /// The lines, without their ends.
    pub lines: Vec<Line>,
}

/// A line of a hunk.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// What happened to it.
    pub sign: Sign,
    /// Its text.
    pub text: String,
}

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Nothing.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl Sign {
    /// The first character of the line in a unified diff.
    pub fn character(self) -> char {
        match self {
            Self::Same => ' ',
            Self::Added => '+',
            Self::Removed => '-',
        }
    }
}

impl FileDiff {
    /// Compares two texts; `None` is a file that is not there.
    pub fn of(path: &str, old: Option<&str>, new: Option<&str>) -> Self {
        let status = match (old, new) {
            (None, _) => Status::Added,
            (_, None) => Status::Removed,
            _ => Status::Changed,
        };
        let hunks = hunks(old.unwrap_or_default(), new.unwrap_or_default());
        let count = |sign| {
            hunks.iter().flat_map(|hunk| &hunk.lines).filter(|line| line.sign == sign).count()
        };
        let (added, removed) = (count(Sign::Added), count(Sign::Removed));
        Self { path: path.to_owned(), status, added, removed, hunks }
    }
}

/// The hunks between two texts.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let diff = TextDiff::from_lines(old, new);
    let groups = diff.grouped_ops(CONTEXT);
    groups
        .iter()
        .map(|group| {
            let start = group.first().map(|op| (op.old_range().start, op.new_range().start));
            let (old_start, new_start) = start.unwrap_or_default();
            let lines = group.iter().flat_map(|op| diff.iter_changes(op)).map(|change| Line {
                sign: match change.tag() {
                    ChangeTag::Equal => Sign::Same,
                    ChangeTag::Insert => Sign::Added,
                    ChangeTag::Delete => Sign::Removed,
                },
                text: change.value().trim_end_matches('\n').to_owned(),
            });
            Hunk { old_start: old_start + 1, new_start: new_start + 1, lines: lines.collect() }
        })
        .collect()
}

/// The kind of a generated file, by where it is: its place in the order, and its name.
pub fn kind_of(path: &str) -> (usize, &'static str) {
    const FOLDERS: [(&str, &str); 6] = [
        ("src/client.rs", "client"),
        ("src/operation/", "operations"),
        ("src/types/error/", "errors"),
        ("src/types/", "types"),
        ("src/wire/", "wire"),
        ("src/endpoint", "endpoints"),
    ];
    let found = FOLDERS.iter().position(|(start, _)| path.starts_with(start));
    let name = found.and_then(|at| FOLDERS.get(at)).map_or("other", |(_, name)| *name);
    (found.unwrap_or(FOLDERS.len()), name)
}
