//! What a call ends with, if not with a response.
//!
//! What comes in: the official error of the call.
//! What goes out: the same, as small as a pointer, with a text that says everything, and every accessor that the official one has.
//! What is deliberately not here: the text; see `describe`.

use std::error::Error;
use std::fmt::{Debug, Display, Formatter};
use std::ops::Deref;

use super::describe::{Description, Outcome, attempts};
use super::{
    BoxError, ErrorMetadata, HttpResponse, OperationError, ProvideErrorMetadata, RequestId,
    SdkError, Unhandled,
};
use crate::validation::ValidationError;

/// Why a call gave no response: the official [`SdkError`], with a text that says what happened.
///
/// # What it prints
/// `{error}` is one line that says all there is to say: the operation, what happened, the service's code and message, the status, the request id, how often it was tried; every constraint that the request does not meet; the host that gave no answer, and why; the setting that is missing.
/// `{error:?}` is the same line, so that `main` can return it. Since the line has the causes in it, [`source`](Error::source) gives none, and a reporter that walks through sources prints nothing twice.
/// A value that the model calls sensitive is in neither, nor is anything of a body; the service's own message is.
///
/// # Which error it is
/// It derefs to the operation's error `E`, which has a method for each of its variants: `error.is_username_exists_exception()`. Where the service reported no error, `*error` is the variant `Unhandled`, with nothing in it.
///
/// # The official error
/// `?` makes an `SdkError<E>` of it where a function returns one, and [`From`] makes it of an `SdkError<E>`. [`as_sdk_error`](Self::as_sdk_error) is for functions that take a reference, and to match what happened:
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
    /// Gives the operation's error, if the service reported one.
    #[must_use]
    pub fn as_service_error(&self) -> Option<&E> {
        self.inner.error.as_service_error()
    }

    /// Gives the official error, for functions that take a reference to one.
    #[must_use]
    pub fn as_sdk_error(&self) -> &SdkError<E> {
        &self.inner.error
    }

    /// Gives the official error.
    #[must_use]
    pub fn into_sdk_error(self) -> SdkError<E> {
        self.inner.error
    }

    /// Gives the HTTP response, if there was one.
    #[must_use]
    pub fn raw_response(&self) -> Option<&HttpResponse> {
        self.inner.error.raw_response()
    }

    /// Gives the status of the HTTP response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.raw_response().map(|response| response.status().as_u16())
    }

    /// Gives the id by which the service knows the request, if there was a response with one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.inner.error.request_id()
    }

    /// Gives the official error with another error of the service.
    pub fn map_service_error<T>(self, map: impl FnOnce(E) -> T) -> SdkError<T> {
        self.into_sdk_error().map_service_error(map)
    }

    /// Whether something took longer than it may: connecting, an attempt, or the whole call. The service may have done its part.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &self.inner.error {
            SdkError::TimeoutError(_) => true,
            SdkError::DispatchFailure(failure) => failure.is_timeout(),
            _ => false,
        }
    }

    /// Whether nothing was sent: the request does not meet its constraints, or something is missing in the configuration.
    #[must_use]
    pub fn is_construction_failure(&self) -> bool {
        matches!(self.inner.error, SdkError::ConstructionFailure(_))
    }

    /// Whether there was no response, for a reason other than a timeout of an attempt or of the call.
    #[must_use]
    pub fn is_dispatch_failure(&self) -> bool {
        matches!(self.inner.error, SdkError::DispatchFailure(_))
    }

    /// Whether the service reported success, with a body that cannot be read.
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
    /// Gives the code of the service's error, if it reported one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.meta().code()
    }

    /// Gives the message of the service's error, if it reported one; whole, and as the service sent it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.meta().message()
    }

    /// Gives the operation's error; where the service reported none, the variant `Unhandled`, which then prints what this error prints.
    #[must_use]
    pub fn into_service_error(self) -> E {
        match self.inner.error {
            SdkError::ServiceError(context) => context.into_err(),
            error => E::unhandled(Unhandled::from_source(Box::new(Self::from(error)), None)),
        }
    }

    /// Gives what is behind the official error.
    ///
    /// # Errors
    /// Never today: each kind of error has something behind it. The official function is open to one that has not, and so is this.
    pub fn into_source(self) -> Result<BoxError, Self> {
        self.into_sdk_error().into_source().map_err(Self::from)
    }

    /// Gives the constraints that the request does not meet, if that is why it was not sent.
    #[must_use]
    pub fn validation_error(&self) -> Option<&ValidationError> {
        self.find_source()
    }

    /// Finds an error of a type among what is behind the official error: an `std::io::Error`, or what a credentials provider or an interceptor of yours failed with.
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
        if !f.alternate() {
            return Display::fmt(self, f);
        }
        let description = self.description();
        let mut facts = f.debug_struct("CallError");
        facts.field("operation", &E::operation());
        match &description.outcome {
            Outcome::Refused(error) => facts.field("service_error", error),
            outcome => facts.field("why", &outcome.to_string()),
        };
        facts.field("status", &self.status());
        facts.field("request_id", &self.request_id());
        facts.field("attempts", &attempts(&self.inner.error));
        facts.finish()
    }
}

/// Without a source, since the text says what the sources say; [`CallError::find_source`] finds them.
impl<E: OperationError> Error for CallError<E> {}

impl<E: OperationError> ProvideErrorMetadata for CallError<E> {
    fn meta(&self) -> &ErrorMetadata {
        super::meta(&**self)
    }
}

impl<E> RequestId for CallError<E> {
    fn request_id(&self) -> Option<&str> {
        self.request_id()
    }
}
