//! Problems of a model or of the settings, told to the person who has to fix them.
//!
//! A stage collects [`Diagnostic`]s instead of stopping at the first.
//! Printing, colours and exit statuses are the caller's.

use std::fmt;

use crate::smithy::ShapeId;
use crate::text::Visible;

/// How bad a problem is. The worse one is greater, and comes last where many are told: there a reader looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something is left out, and said so here.
    Warning,
    /// Nothing is generated.
    Error,
}

/// What of a model is left out. Each is a fact of the model: whoever generates from it did nothing wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LeftOut {
    /// An operation that cannot be generated, where all are asked for.
    Operation,
    /// A case of the endpoint rules, which would be a test of the crate.
    EndpointCase,
    /// A paginator.
    Paginator,
    /// A waiter.
    Waiter,
    /// A pattern, which is not checked.
    Pattern,
    /// A protocol test.
    ProtocolTest,
    /// The keys of a value of an enum, about which an overlay says nothing.
    Keys,
    /// A trait of ours that a model brings, where only an overlay may.
    OwnTrait,
    /// Something in a C2J document that Smithy cannot say, or that no reader of C2J knows.
    C2j,
    /// What is known of a service beyond its C2J document, where it fits nothing in the document.
    BeyondC2j,
    /// What AWS's own clients do for a service beyond its model.
    Customization,
}

/// One problem: where, what was expected and found, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Whether generation can go on.
    pub severity: Severity,
    /// The name of the document, as the caller gave it.
    pub document: String,
    /// The shape or member; `None` when the problem is the document's as a whole.
    pub shape: Option<ShapeId>,
    /// What was expected and what was found.
    pub message: String,
    /// What to do about it, where that is not plain from the message.
    pub help: Option<String>,
    /// For a warning, what is left out. A caller can tell many of one sort as one line with a count.
    pub left_out: Option<LeftOut>,
}

impl LeftOut {
    /// What several of them are called.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Operation => "operations",
            Self::EndpointCase => "cases of the endpoint rules",
            Self::Paginator => "paginators",
            Self::Waiter => "waiters",
            Self::Pattern => "patterns",
            Self::ProtocolTest => "protocol tests",
            Self::Keys => "values of enums whose keys no overlay says",
            Self::OwnTrait => "traits that only an overlay may bring",
            Self::C2j => "properties of the C2J document",
            Self::BeyondC2j => "facts beyond C2J that fit nothing in the document",
            Self::Customization => "customizations of AWS's own clients",
        }
    }
}

/// What is not seen is written out: a message quotes a document that anybody may have written.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}", Visible(&self.document))?;
        if let Some(shape) = &self.shape {
            write!(f, ": {shape}")?;
        }
        write!(f, ": {}", Visible(&self.message))?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {}", Visible(help))?;
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

    /// Adds a warning about a shape or member: this is left out of the output.
    pub fn left_out(&mut self, what: LeftOut, shape: &ShapeId, message: impl Into<String>) {
        self.push(Severity::Warning, Some(shape), message.into(), Some(what));
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

    /// An empty list for another document, or for the same.
    pub fn of_document(&self, other: Option<&str>) -> Self {
        Self::new(other.unwrap_or(&self.document))
    }

    /// Takes over the problems of another list, with its document's name.
    pub fn append(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// Every problem, warnings before errors, then sorted by document, shape and message; the same one only once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found.dedup();
        self.found
    }

    /// The errors alone, sorted. Nothing is generated then, so what would have been left out of it is nobody's concern.
    pub fn into_errors(mut self) -> Vec<Diagnostic> {
        self.found.retain(|diagnostic| diagnostic.severity == Severity::Error);
        self.into_sorted()
    }

    fn push(
        &mut self,
        severity: Severity,
        shape: Option<&ShapeId>,
        message: String,
        left_out: Option<LeftOut>,
    ) {
        self.found.push(Diagnostic {
            document: self.document.clone(),
            shape: shape.cloned(),
            severity,
            message,
            help: None,
            left_out,
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
