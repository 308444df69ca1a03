//! What has to change in a folder so that it holds a generated tree.
//!
//! In come the tree and the files that stand in the folder now, out goes a [`Plan`]; reading and writing are the caller's.
//! A file without our header is never part of a change: where the tree needs its path, that is a conflict.

use std::collections::BTreeMap;

use crate::render::{SourceTree, header};

/// The changes that make a folder equal to a tree. Paths are relative to the folder, `/` between the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files of the tree that do not exist yet.
    pub missing: Vec<String>,
    /// Files of the tree whose text differs.
    pub stale: Vec<String>,
    /// Files of the tree that need no change.
    pub fresh: Vec<String>,
    /// Files with our header, where a tree can have files, that this tree does not have: left over, to be removed.
    pub orphaned: Vec<String>,
    /// Files that the tree needs and that somebody else made: nothing may be written then.
    pub foreign: Vec<String>,
}

impl Plan {
    /// Compares a tree with a folder.
    ///
    /// `existing` has the text of every file that stands at a path of the tree, and at least the first line of every
    /// other one that may be left over (see [`can_be_left_over`] and [`is_generated`]); more files do no harm.
    pub fn of(tree: &SourceTree, existing: &BTreeMap<String, String>) -> Self {
        let mut plan = Self::default();
        for (path, text) in &tree.files {
            let list = match existing.get(path) {
                None => &mut plan.missing,
                Some(found) if found == text => &mut plan.fresh,
                Some(found) if is_generated(found) => &mut plan.stale,
                Some(_) => &mut plan.foreign,
            };
            list.push(path.clone());
        }
        let left_over = existing.iter().filter(|(path, text)| {
            !tree.files.contains_key(*path) && can_be_left_over(path) && is_generated(text)
        });
        plan.orphaned.extend(left_over.map(|(path, _)| path.clone()));
        plan
    }

    /// Whether the folder already holds the tree and nothing of an older one.
    pub fn is_fresh(&self) -> bool {
        self.missing.is_empty()
            && self.stale.is_empty()
            && self.orphaned.is_empty()
            && self.foreign.is_empty()
    }
}

/// Whether a text is a generated file, by its first line.
pub fn is_generated(text: &str) -> bool {
    header::is_generated(text)
}

/// Whether a tree can have a file at this path; one anywhere else was put there by somebody, whatever its first line.
pub fn can_be_left_over(path: &str) -> bool {
    matches!(path, "Cargo.toml" | "rustfmt.toml")
        || (path.starts_with("src/") && path.ends_with(".rs"))
}
