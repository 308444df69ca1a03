//! The services of `cargo xtask test`: those that the corpus compiles but for the two largest in JSON, whose tests take minutes, and two that bind what none of these does.

use crate::corpus::hardest;

/// Their names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let is_short = |name: &&str| !matches!(*name, "glue" | "sagemaker");
    hardest::names().filter(is_short).chain(["appconfig", "sns"])
}
