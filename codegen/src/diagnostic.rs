//! Problems of a model or of the settings, told to the person who has to fix them.
//!
//! A stage collects [`Diagnostic`]s instead of stopping at the first.
//! Printing, colours and exit statuses are the caller's.

use std::fmt;

use crate::smithy::ShapeId;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out, and said so here.
    Warning,
}

/// One problem: where, what was expected and found, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The name of the document, as the caller gave it.
    pub document: String,
    /// The shape or member; `None` when the problem is the document's as a whole.
    pub shape: Option<ShapeId>,
    /// Whether generation can go on.
    pub severity: Severity,
    /// What was expected and what was found.
    pub message: String,
    /// What to do about it, where that is not plain from the message.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}", self.document)?;
        if let Some(shape) = &self.shape {
            write!(f, ": {shape}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// The problems found so far in one document.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    document: String,
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty list for the document with this name.
    pub fn new(document: &str) -> Self {
        Self { document: document.to_owned(), found: Vec::new() }
    }

    /// Adds an error about the document as a whole.
    pub fn error(&mut self, message: impl Into<String>) {
        self.push(Severity::Error, None, message.into(), None);
    }

    /// Adds an error about a shape or member.
    pub fn shape_error(&mut self, shape: &ShapeId, message: impl Into<String>) {
        self.push(Severity::Error, Some(shape), message.into(), None);
    }

    /// Adds a warning about a shape or member: something is left out of the output.
    pub fn shape_warning(&mut self, shape: &ShapeId, message: impl Into<String>) {
        self.push(Severity::Warning, Some(shape), message.into(), None);
    }

    /// Says what to do about the problem added last.
    pub fn help(&mut self, help: impl Into<String>) {
        if let Some(last) = self.found.last_mut() {
            last.help = Some(help.into());
        }
    }

    /// Whether an error, as opposed to a warning, was added.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Takes over the problems of another list, with its document's name.
    pub fn append(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// Every problem, sorted by document, shape, severity and message; the same one only once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found.dedup();
        self.found
    }

    fn push(
        &mut self,
        severity: Severity,
        shape: Option<&ShapeId>,
        message: String,
        help: Option<String>,
    ) {
        self.found.push(Diagnostic {
            document: self.document.clone(),
            shape: shape.cloned(),
            severity,
            message,
            help,
        });
    }
}

/// The known name that `wanted` was probably meant to be, for "did you mean".
pub fn nearest<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted_lower = wanted.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&wanted_lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= 2 + name.len().min(wanted.len()) / 5)
        .min()
        .map(|(_, name)| name)
}
