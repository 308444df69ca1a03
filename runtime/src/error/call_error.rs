//! What a call ends with, if not with a response.

use std::error::Error;
use std::fmt::{Debug, Display, Formatter};
use std::ops::Deref;

use super::describe::Description;
use super::request_ids::{EXTENDED_KEY, extended};
use super::{
    BoxError, ErrorMetadata, HttpResponse, OperationError, ProvideErrorMetadata, RequestId,
    SdkError, Unhandled,
};
use crate::validation::ValidationError;

/// The error of a call: the official [`SdkError`], with a complete error message.
///
/// # Error message
/// `{error}` prints one line with all details: the operation, what happened, the service's code and message, the status, the request id, the number of attempts; the constraints that the request does not meet; the host that did not respond, and why; the missing setting.
/// `{error:?}` prints the same line, so `main` can return the error. The line includes the causes, so [`source`](Error::source) returns `None`, and a reporter that prints all sources prints no cause twice.
/// The line contains the service's message. It never contains sensitive values or any part of a body.
///
/// # Errors of the service
/// A `CallError` derefs to the operation's error `E`, which has a method for each variant: `error.is_username_exists_exception()`. If the service reported no error, `*error` is an empty `Unhandled`.
///
/// # The official error
/// In a function that returns an `SdkError<E>`, `?` converts the error. [`From`] converts an `SdkError<E>` back. Use [`as_sdk_error`](Self::as_sdk_error) to match on the kind of error, or to call a function that takes a reference:
///
/// ```
/// # use tinsmith_runtime::error::{CallError, OperationError, SdkError};
/// # fn example<E: OperationError>(error: CallError<E>) -> bool {
/// match error.as_sdk_error() {
///     SdkError::ConstructionFailure(_) => false,
///     SdkError::DispatchFailure(failure) => failure.is_io() || failure.is_timeout(),
///     _ => true,
/// }
/// # }
/// ```
pub struct CallError<E> {
    /// Boxed, so that a function can return it without clippy's `result_large_err`.
    inner: Box<Inner<E>>,
}

struct Inner<E> {
    error: SdkError<E>,
    /// What there is to deref to where the service reported no error.
    open: E,
}

impl<E> CallError<E> {
    /// Returns the operation's error, if the service reported one.
    #[must_use]
    pub fn as_service_error(&self) -> Option<&E> {
        self.inner.error.as_service_error()
    }

    /// Returns a reference to the official error.
    #[must_use]
    pub fn as_sdk_error(&self) -> &SdkError<E> {
        &self.inner.error
    }

    /// Converts this into the official error.
    #[must_use]
    pub fn into_sdk_error(self) -> SdkError<E> {
        self.inner.error
    }

    /// Returns the HTTP response, if there was one.
    #[must_use]
    pub fn raw_response(&self) -> Option<&HttpResponse> {
        self.inner.error.raw_response()
    }

    /// Returns the status of the HTTP response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.raw_response().map(|response| response.status().as_u16())
    }

    /// Converts this into the official error, and maps the operation's error.
    pub fn map_service_error<T>(self, map: impl FnOnce(E) -> T) -> SdkError<T> {
        self.into_sdk_error().map_service_error(map)
    }

    /// Whether the call timed out: while connecting, in an attempt, or as a whole. The service may still have completed the operation.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &self.inner.error {
            SdkError::TimeoutError(_) => true,
            SdkError::DispatchFailure(failure) => failure.is_timeout(),
            _ => false,
        }
    }

    /// Whether nothing was sent, because the request does not meet its constraints or a setting is missing.
    #[must_use]
    pub fn is_construction_failure(&self) -> bool {
        matches!(self.inner.error, SdkError::ConstructionFailure(_))
    }

    /// Whether there was no response, for a reason other than a timeout of an attempt or the call.
    #[must_use]
    pub fn is_dispatch_failure(&self) -> bool {
        matches!(self.inner.error, SdkError::DispatchFailure(_))
    }

    /// Whether the service reported success with an unreadable response.
    #[must_use]
    pub fn is_response_error(&self) -> bool {
        matches!(self.inner.error, SdkError::ResponseError(_))
    }

    /// Whether the service reported an error.
    #[must_use]
    pub fn is_service_error(&self) -> bool {
        matches!(self.inner.error, SdkError::ServiceError(_))
    }
}

impl<E: OperationError> CallError<E> {
    /// Returns the code of the service's error, if it reported one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.meta().code()
    }

    /// Returns the complete message of the service's error, if it reported one.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.meta().message()
    }

    /// Returns the request id of the response, if it had one: in a header, or in the document of an error.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.inner.error.request_id().or_else(|| super::request_id(&**self))
    }

    /// Returns the extended request id of the response, if it had one. S3 sends one, and AWS's support asks for both.
    #[must_use]
    pub fn extended_request_id(&self) -> Option<&str> {
        let of_response = self.raw_response().and_then(|response| extended(response.headers()));
        of_response.or_else(|| self.meta().extra(EXTENDED_KEY))
    }

    /// Converts this into the operation's error. If the service reported none, the result is `Unhandled` and prints the same as this error.
    #[must_use]
    pub fn into_service_error(self) -> E {
        match self.inner.error {
            SdkError::ServiceError(context) => context.into_err(),
            error => E::unhandled(Unhandled::from_source(Box::new(Self::from(error)), None)),
        }
    }

    /// Returns the source of the official error.
    ///
    /// # Errors
    /// If the official error has no source. Today, every kind of error has one.
    pub fn into_source(self) -> Result<BoxError, Self> {
        self.into_sdk_error().into_source().map_err(Self::from)
    }

    /// Returns the constraints that the request does not meet, if it was not sent for this reason.
    #[must_use]
    pub fn validation_error(&self) -> Option<&ValidationError> {
        self.find_source()
    }

    /// Finds a source of the official error by its type, such as `std::io::Error`, or the error of your credentials provider or interceptor.
    #[must_use]
    pub fn find_source<T: Error + 'static>(&self) -> Option<&T> {
        let mut next = self.inner.error.source();
        while let Some(error) = next {
            if let Some(found) = error.downcast_ref() {
                return Some(found);
            }
            next = error.source();
        }
        None
    }

    fn description(&self) -> Description<'_> {
        Description::of(E::operation(), &self.inner.error)
    }
}

impl<E> Deref for CallError<E> {
    type Target = E;

    fn deref(&self) -> &E {
        self.as_service_error().unwrap_or(&self.inner.open)
    }
}

impl<E: OperationError> From<SdkError<E>> for CallError<E> {
    fn from(error: SdkError<E>) -> Self {
        let open = E::unhandled(Unhandled::new(ErrorMetadata::default()));
        Self { inner: Box::new(Inner { error, open }) }
    }
}

impl<E> From<CallError<E>> for SdkError<E> {
    fn from(error: CallError<E>) -> Self {
        error.into_sdk_error()
    }
}

impl<E: OperationError> Display for CallError<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Display::fmt(&self.description(), f)
    }
}

/// The same line; with `#`, the facts one by one.
impl<E: OperationError> Debug for CallError<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Debug::fmt(&self.description(), f)
    }
}

/// Without a source, since the text says what the sources say; [`CallError::find_source`] finds them.
impl<E: OperationError> Error for CallError<E> {}

impl<E: OperationError> ProvideErrorMetadata for CallError<E> {
    fn meta(&self) -> &ErrorMetadata {
        super::meta(&**self)
    }
}

impl<E: OperationError> RequestId for CallError<E> {
    fn request_id(&self) -> Option<&str> {
        self.request_id()
    }
}
