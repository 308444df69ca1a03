//! The table: a row for each version.

use std::path::PathBuf;

use anyhow::Context as _;
use tinsmith_codegen::Document;

use crate::model::size::Size;
use crate::say;

/// Prints how many operations and shapes the model of each version has; versions come oldest first.
///
/// # Errors
/// Models that cannot be read.
pub(super) fn table(models: &[(String, PathBuf)]) -> anyhow::Result<()> {
    say::out("| version | operations | shapes |")?;
    say::out("|---|---:|---:|")?;
    for (version, path) in models {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
        let Size { operations, shapes } = Size::of(Document { name: &name, bytes: &bytes })?;
        say::out(&format!("| {version} | {operations} | {shapes} |"))?;
    }
    Ok(())
}
