//! `cargo xtask diff`: what a change of a model does, to callers and on the wire.
//!
//! In come two models, or a revision of this repository; out go a review in the form that is asked for, and an exit status.
//! The comparison and the forms are `tinsmith-review`'s; a build without the feature `review` starts one that has it.

#[cfg(feature = "review")]
mod git;
#[cfg(feature = "review")]
mod program;
#[cfg(feature = "review")]
#[cfg(test)]
mod tests;
#[cfg(feature = "review")]
pub(crate) mod versions;
#[cfg(feature = "review")]
mod work;

use std::path::PathBuf;

use crate::flags::FromModel;
use crate::flags::review::Forms;

#[cfg(feature = "review")]
pub(crate) use self::work::run;

/// What is asked for.
pub(crate) struct DiffOptions {
    /// What is compared.
    pub(crate) subject: Subject,
    /// How the review is shown.
    pub(crate) forms: Forms,
    /// Effects of changes that are refused, by name; `codegen.toml` can have more.
    pub(crate) denied: Vec<String>,
    /// The folder with the sources of a program that uses the crates.
    pub(crate) used_by: Option<PathBuf>,
    /// Changes to accept.
    pub(crate) accept: Option<Acceptance>,
}

/// Changes to accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Acceptance {
    /// Fingerprints, or beginnings of them that only one change has.
    pub(crate) fingerprints: Vec<String>,
    /// Why.
    pub(crate) reason: String,
    /// The last day on which it counts, as `2026-12-31`.
    pub(crate) until: Option<String>,
}

/// The exit status where nothing could be compared, apart from that of a refused change.
pub(crate) const NOT_COMPARED: i32 = 3;

/// What is compared.
pub(crate) enum Subject {
    /// A revision of this repository and the working tree.
    Revision {
        /// The revision; the merge base with the main branch if there is none.
        base: Option<String>,
        /// The package or output folder of one crate of `codegen.toml`.
        only: Option<String>,
    },
    /// Two models; the settings are those of the new one, for both.
    Models {
        /// The old model.
        old: PathBuf,
        /// The new one, and how a crate is made of either.
        new: Box<FromModel>,
    },
}

/// Starts a build that can compare.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "review"))]
pub(crate) fn run(_: &DiffOptions) -> anyhow::Result<i32> {
    crate::delegate::run("review")
}
