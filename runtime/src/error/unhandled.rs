//! The open variant of every operation's error.

use std::error::Error;
use std::fmt::{Display, Formatter};
use std::sync::Arc;

use super::describe::{MESSAGE, NAME, chain};
use super::{
    BoxError, ErrorMetadata, ErrorResponse, ModeledError, OperationError, ProvideErrorMetadata,
    RequestId,
};
use crate::fmt::OneLine;

/// An error that the model does not name.
#[derive(Clone, Debug)]
pub struct Unhandled {
    meta: ErrorMetadata,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Unhandled {
    /// Takes the code, message and request id of an error response.
    #[must_use]
    pub fn new(meta: ErrorMetadata) -> Self {
        Self { meta, source: None }
    }

    /// Takes a failure that is not an error response; for the `CreateUnhandledError` of generated errors.
    #[must_use]
    pub fn from_source(source: BoxError, meta: Option<ErrorMetadata>) -> Self {
        Self { meta: meta.unwrap_or_default(), source: Some(source.into()) }
    }

    /// Gives the failure that this was made of, if it is no error of the service: the [`CallError`](super::CallError) of a call.
    #[must_use]
    pub fn failure(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Code and message; what the failure and its sources say, where this was made of one. [`Unhandled::failure`] gives it.
impl Display for Unhandled {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let of = |text| OneLine::new(text, MESSAGE);
        let code = self.meta.code().map(|code| OneLine::new(code, NAME));
        match (code, self.meta.message().map(of), self.failure()) {
            (Some(code), Some(message), _) if !message.is_empty() => write!(f, "{code}: {message}"),
            (Some(code), ..) => Display::fmt(&code, f),
            (None, Some(message), _) => Display::fmt(&message, f),
            (None, None, Some(failure)) => f.write_str(&chain(failure)),
            (None, None, None) => f.write_str("no error that the service named"),
        }
    }
}

/// Without a source, since the text says what the sources say.
impl Error for Unhandled {}

impl ProvideErrorMetadata for Unhandled {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

/// The error of an operation of which none is known.
impl OperationError for Unhandled {
    fn operation() -> Option<&'static str> {
        None
    }

    fn variant(_: &str) -> Option<&'static str> {
        None
    }

    fn read(_: &str, response: ErrorResponse<'_>) -> Self {
        Self::new(std::mem::take(response.meta))
    }

    fn unhandled(error: Unhandled) -> Self {
        error
    }

    fn modeled(&self) -> Result<&(dyn ModeledError + 'static), &Unhandled> {
        Err(self)
    }
}

impl RequestId for Unhandled {
    fn request_id(&self) -> Option<&str> {
        self.meta.request_id()
    }
}
