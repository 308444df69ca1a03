//! A response of success whose body cannot be read.
//!
//! What comes in: the codec's error.
//! What goes out: an error that may be printed.
//! What is deliberately not here: the codec's words when input or output is sensitive; they can quote the value that did not fit.

use std::error::Error;
use std::fmt::{Display, Formatter};

use crate::wire::SerdeError;

/// The source of a `ResponseError`.
#[derive(Debug)]
pub(crate) struct UnreadableResponse {
    may_be_truncated: bool,
    detail: Detail,
}

#[derive(Debug)]
enum Detail {
    Shown(SerdeError),
    Kind(&'static str),
}

impl UnreadableResponse {
    /// Takes the codec's error, whether it may quote a secret, and whether the document may have been cut off.
    pub(crate) fn new(error: SerdeError, is_sensitive: bool, may_be_truncated: bool) -> Self {
        let detail = if is_sensitive { Detail::Kind(kind(&error)) } else { Detail::Shown(error) };
        Self { may_be_truncated, detail }
    }

    /// Whether the document may have been cut off on its way, rather than been wrong from the start.
    pub(crate) fn may_be_truncated(&self) -> bool {
        self.may_be_truncated
    }
}

fn kind(error: &SerdeError) -> &'static str {
    match error {
        SerdeError::TypeMismatch { .. } => "type mismatch",
        SerdeError::MissingMember { .. } => "missing member",
        SerdeError::NumericCoercionOverflow { .. } | SerdeError::NumericCoercionLossy { .. } => {
            "number out of range"
        }
        SerdeError::BlobDecodeFailed { .. } => "malformed blob",
        SerdeError::TimestampParseFailed { .. } => "malformed timestamp",
        SerdeError::InvalidInput { .. } => "malformed document",
        _ => "details withheld",
    }
}

impl Display for UnreadableResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body of the response cannot be read: ")?;
        match &self.detail {
            Detail::Shown(error) => error.fmt(f),
            Detail::Kind(kind) => f.write_str(kind),
        }
    }
}

impl Error for UnreadableResponse {}
