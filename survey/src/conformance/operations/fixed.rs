//! The services of `cargo xtask test`: those that the corpus compiles, and two that bind what none of these does.

use crate::corpus::hardest;

/// Their names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    hardest::names().chain(["appconfig", "sns"])
}
