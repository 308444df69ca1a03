//! `cargo xtask model import`: the pinned documents to the committed model, or a look at whether that is what is committed.
//!
//! In come `model/sources.toml` and the archives it names, or documents on disk; out goes one model file, written whole or not at all.
//! What is asked for and what comes of it stands here; [`run`] does it, or has it done by a build with the `import` feature.

use std::path::{Path, PathBuf};

#[cfg(feature = "import")]
pub(crate) use super::work::run;

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct ImportOptions<'a> {
    /// The root of the workspace.
    pub(crate) root: &'a Path,
    /// Compare with the committed file instead of writing it.
    pub(crate) check: bool,
    /// Documents on disk to take instead of the pinned ones: a service description or Smithy model,
    /// a folder with one and its companions, a folder with the pinned archives, or one such archive.
    pub(crate) from: Option<PathBuf>,
    /// The file to write instead of the one that `model/sources.toml` names.
    pub(crate) out: Option<PathBuf>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(super) status: i32,
}

impl Outcome {
    /// The exit status: 0 when the file is what the sources give, 1 when a check found that it is not.
    pub(crate) fn status(self) -> i32 {
        self.status
    }
}

/// Imports, in a build that can.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "import"))]
pub(crate) fn run(_: &ImportOptions<'_>) -> anyhow::Result<Outcome> {
    let status = crate::delegate::run("import")?;
    Ok(Outcome { status })
}
