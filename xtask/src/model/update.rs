//! `cargo xtask model update`: another version of the sources, and everything that follows from it.
//!
//! In come a version, or the wish for the newest, and the workspace as it is;
//! out go `model/sources.toml`, the models, the table of partitions and the generated crates, all or none, and a review.
//! What is asked for stands here; [`run`] does it, or has it done by a build with the `import` feature.

#[cfg(feature = "import")]
mod pin;
#[cfg(feature = "import")]
mod release;
#[cfg(feature = "import")]
#[cfg(test)]
mod tests;
#[cfg(feature = "import")]
mod work;

use std::path::Path;

use crate::flags::Update;

#[cfg(feature = "import")]
pub(crate) use self::work::run;

/// What is asked for, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UpdateOptions<'a> {
    /// The root of the workspace.
    pub(crate) root: &'a Path,
    /// The arguments.
    pub(crate) asked: &'a Update,
}

/// Updates, in a build that can.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "import"))]
pub(crate) fn run(_: &UpdateOptions<'_>) -> anyhow::Result<i32> {
    crate::delegate::run("import")
}
