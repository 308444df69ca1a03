//! The page that the tables stand on, between two comments.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::beside::write_if_changed;
use crate::say;

/// What stands before the tables.
const BEGIN: &str = "<!-- Written by `cargo xtask bench compile --report`: begin -->\n";
/// What stands after them.
const END: &str = "<!-- Written by `cargo xtask bench compile --report`: end -->\n";

/// Looks whether a page has a place for the tables, before minutes are spent on them.
///
/// # Errors
/// That it cannot be read or has none.
pub(super) fn check(path: &Path) -> anyhow::Result<()> {
    with(path, "").map(drop)
}

/// Puts the tables into a page, in place of those that are there.
///
/// # Errors
/// As [`check`], and that it cannot be written.
pub(super) fn write(path: &Path, tables: &str) -> anyhow::Result<()> {
    write_if_changed(path, &with(path, tables)?)?;
    say::step("Wrote", &path.display().to_string());
    Ok(())
}

fn with(path: &Path, tables: &str) -> anyhow::Result<String> {
    let shown = path.display();
    let page = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    replaced(&page, tables).with_context(|| {
        format!("{shown} has no place for the tables; expected these two lines:\n{BEGIN}{END}")
    })
}

/// The page with other tables; `None` where it has no place for them.
pub(super) fn replaced(page: &str, tables: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{tables}\n\n{END}{after}"))
}
