//! How long source code is.
//!
//! A block comment counts as code; neither side writes any.

use std::fs;
use std::ops::AddAssign;
use std::path::Path;

use anyhow::Context as _;

/// Lines of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// All of them.
    pub(super) all: usize,
    /// Those that are neither blank nor comment, documentation included.
    pub(super) code: usize,
}

impl AddAssign for Lines {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.code += other.code;
    }
}

/// Counts the lines of a text.
pub(super) fn of_text(text: &str) -> Lines {
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    Lines { all: text.lines().count(), code: text.lines().filter(is_code).count() }
}

/// Counts the lines of all `.rs` files below a folder.
///
/// # Errors
/// What cannot be read.
pub(super) fn of_folder(folder: &Path) -> anyhow::Result<Lines> {
    let mut lines = Lines::default();
    let entries = fs::read_dir(folder);
    for entry in entries.with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            lines += of_folder(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path);
            lines += of_text(&text.with_context(|| format!("cannot read {}", path.display()))?);
        }
    }
    Ok(lines)
}
