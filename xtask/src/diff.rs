//! `cargo xtask diff`: what a change of a model does, to callers and on the wire.
//!
//! In come two models, or a revision of this repository; out go a review in the form that is asked for, and an exit status.
//! The comparison and the forms are `tinsmith-review`'s; a build without the feature `review` starts one that has it.

#[cfg(feature = "review")]
mod git;
#[cfg(feature = "review")]
mod output;
#[cfg(feature = "review")]
mod versions;
#[cfg(feature = "review")]
mod work;

use std::path::PathBuf;

use crate::flags::FromModel;

#[cfg(feature = "review")]
pub(crate) use self::work::run;

/// What is asked for.
#[cfg_attr(not(feature = "review"), expect(dead_code, reason = "another build reads it"))]
pub(crate) struct DiffOptions {
    /// What is compared.
    pub(crate) subject: Subject,
    /// What goes where.
    pub(crate) output: OutputOptions,
}

/// What is compared.
#[cfg_attr(not(feature = "review"), expect(dead_code, reason = "another build reads it"))]
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

/// What is done with a review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OutputOptions {
    /// The form on standard output.
    pub(crate) form: Form,
    /// Files to write, each with the form that its ending says.
    pub(crate) write: Vec<(Form, PathBuf)>,
    /// Whether a breaking change is a failure.
    pub(crate) deny_breaking: bool,
}

/// A form of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// For a terminal.
    #[default]
    Text,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
    /// A page.
    Html,
}

impl Form {
    /// Every form: its name, and the ending of its files.
    pub(crate) const ALL: [(&'static str, &'static str, Self); 4] = [
        ("text", "txt", Self::Text),
        ("markdown", "md", Self::Markdown),
        ("json", "json", Self::Json),
        ("html", "html", Self::Html),
    ];
}

/// Starts a build that can compare.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "review"))]
pub(crate) fn run(_: &DiffOptions) -> anyhow::Result<i32> {
    crate::delegate::run("review", "what it takes to compare")
}
