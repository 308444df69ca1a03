//! Token files to text: formatting, spacing, the header.
//!
//! Formatting happens in process, so that the output does not depend on a toolchain.
//! A file that cannot be formatted is a bug of the generator and reported as such, never written.

pub mod format;
pub mod header;
pub mod spacing;

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::emit::{File, Job};
use crate::text::Visible;

/// More threads than this do not pay: starting them takes as long as the work that is left for each.
const MOST_WORKERS: usize = 8;

/// The generated files: path relative to the crate's folder, and complete text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceTree {
    /// Sorted by path, with `/` between folders on every system.
    pub files: BTreeMap<String, String>,
}

/// A file that the generator emitted wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The file.
    pub path: String,
    /// What the parser says.
    pub reason: String,
    /// The tokens, for whoever looks into it.
    pub tokens: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the generator emitted {} wrongly: {}\n{}", self.path, self.reason, self.tokens)
    }
}

impl std::error::Error for RenderError {}

/// On how many threads files are rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    /// One for each processor, within reason.
    Shared,
    /// This one alone, where the other processors have work of their own.
    Own,
}

impl Threads {
    fn count(self) -> usize {
        match self {
            Self::Shared => {
                std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_WORKERS)
            }
            Self::Own => 1,
        }
    }
}

/// Emits and renders every file; `model` is the name of the model's document, for the headers.
///
/// Files do not depend on each other, so they can be shared out to the processors.
///
/// # Errors
/// The first file, by path, whose tokens are no Rust.
pub fn render(jobs: &[Job<'_>], model: &str, threads: Threads) -> Result<SourceTree, RenderError> {
    let workers = threads.count();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((job.path(), render_file(job, model)));
        }
        done
    };
    let done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    let by_path: BTreeMap<String, _> = done.into_iter().collect();
    let mut tree = SourceTree::default();
    for (path, rendered) in by_path {
        tree.files.insert(path, rendered?);
    }
    Ok(tree)
}

fn render_file(job: &Job<'_>, model: &str) -> Result<String, RenderError> {
    let rust = |tokens| match format::format(tokens) {
        Ok(text) => Ok(spacing::space(&text)),
        Err(error) => Err(render_error(job, &error)),
    };
    let (comment, text) = match job.emit() {
        File::Rust(tokens) => ("//", rust(tokens)?),
        File::RustAndTables(tokens, tables) if tables.is_empty() => ("//", rust(tokens)?),
        File::RustAndTables(tokens, tables) => ("//", format!("{}\n{tables}", rust(tokens)?)),
        File::Table(text) => ("//", text),
        File::Text(text) => ("#", text),
    };
    Ok(format!("{}\n\n{text}", header::line(comment, Visible(model))))
}

/// Emits once more to show the tokens: a copy of every stream, just in case, would cost a good part of the whole run.
fn render_error(job: &Job<'_>, error: &syn::Error) -> RenderError {
    let tokens = match job.emit() {
        File::Rust(tokens) | File::RustAndTables(tokens, _) => tokens.to_string(),
        File::Table(text) | File::Text(text) => text,
    };
    RenderError { path: job.path(), reason: error.to_string(), tokens }
}
