//! A response of success whose body cannot be read.
//!
//! What comes in: the codec's error.
//! What goes out: an error that may be printed.
//! What is deliberately not here: the codec's words when the output is sensitive; they can quote the value that did not fit.

use std::error::Error;
use std::fmt::{Display, Formatter};

use crate::schema::SerdeError;

/// The source of a `ResponseError`.
#[derive(Debug)]
pub(crate) struct ReadError(Detail);

#[derive(Debug)]
enum Detail {
    Shown(SerdeError),
    Kind(&'static str),
}

impl ReadError {
    pub(crate) fn new(error: SerdeError, is_sensitive: bool) -> Self {
        if is_sensitive {
            return Self(Detail::Kind(kind(&error)));
        }
        Self(Detail::Shown(error))
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

impl Display for ReadError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body of the response cannot be read: ")?;
        match &self.0 {
            Detail::Shown(error) => error.fmt(f),
            Detail::Kind(kind) => f.write_str(kind),
        }
    }
}

impl Error for ReadError {}
