//! Where the tables of a benchmark go: to standard output, or into a page, between two comments.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use tinsmith_project::change::write_if_changed;
use tinsmith_project::say;

/// A page, if there is one, and the benchmark that it is for.
pub(super) struct Page<'p> {
    path: Option<&'p Path>,
    bench: &'static str,
}

impl<'p> Page<'p> {
    /// Looks whether a page has a place for the tables, before minutes are spent on them.
    ///
    /// # Errors
    /// That it cannot be read or has none.
    pub(super) fn of(path: Option<&'p Path>, bench: &'static str) -> anyhow::Result<Self> {
        let page = Self { path, bench };
        if let Some(path) = path {
            page.with(path, "")?;
        }
        Ok(page)
    }

    /// Prints the tables, or puts them into the page in place of those that are there.
    ///
    /// # Errors
    /// As [`Page::of`], and that it cannot be written.
    pub(super) fn show(&self, tables: &str) -> anyhow::Result<()> {
        let Some(path) = self.path else { return say::out(tables) };
        write_if_changed(path, &self.with(path, tables)?)?;
        say::step("Wrote", &path.display().to_string());
        Ok(())
    }

    fn with(&self, path: &Path, tables: &str) -> anyhow::Result<String> {
        let shown = path.display();
        let page = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
        replaced(&page, self.bench, tables).with_context(|| {
            let (begin, end) = comments(self.bench);
            format!("{shown} has no place for the tables; expected these two lines:\n{begin}{end}")
        })
    }
}

/// The lines before and after the tables of a benchmark.
fn comments(bench: &str) -> (String, String) {
    let comment =
        |what| format!("<!-- Written by `cargo xtask bench {bench} --report`: {what} -->\n");
    (comment("begin"), comment("end"))
}

/// The page with other tables; `None` where it has no place for them.
pub(super) fn replaced(page: &str, bench: &str, tables: &str) -> Option<String> {
    let (begin, end) = comments(bench);
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{tables}\n\n{end}{after}"))
}
