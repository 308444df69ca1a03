//! The errors of a call.
//!
//! A call that fails returns a [`CallError`]. It contains the official [`SdkError`] and the error enum of the operation, which is generated.
//! Code, message and request id are available through the official traits.
//!
//! Generated code uses these macros: [`operation_error!`](crate::operation_error) for the error enum of an operation, [`message_error!`](crate::message_error) for an error structure that has only a message,
//! and [`modeled_error!`](crate::modeled_error) for other error structures.

mod call_error;
mod describe;
mod implement;
mod request_ids;
mod service;
mod unhandled;
mod unreadable;

use std::error::Error;
use std::fmt::{Display, Formatter};

pub use aws_smithy_runtime_api::box_error::BoxError;
pub use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
pub use aws_smithy_runtime_api::client::result::{ConnectorError, CreateUnhandledError};
pub use aws_smithy_types::error::ErrorMetadata;
pub use aws_smithy_types::error::display::DisplayErrorContext;
pub use aws_smithy_types::error::metadata::ProvideErrorMetadata;
pub use aws_smithy_types::retry::ErrorKind;
pub use aws_types::request_id::RequestId;

pub use self::call_error::CallError;
use self::describe::MESSAGE;
#[cfg(feature = "rest-xml")]
pub(crate) use self::request_ids::EXTENDED_KEY;
pub(crate) use self::request_ids::apply as apply_request_ids;
pub use self::request_ids::{RequestIdExt, RequestIds};
pub(crate) use self::service::ServiceError;
pub use self::unhandled::Unhandled;
pub(crate) use self::unreadable::UnreadableResponse;
use crate::fmt::OneLine;
use crate::wire::OpenDocument;

/// The official error of a call. A [`CallError`] contains it.
///
/// * `ConstructionFailure`: nothing was sent. Either the request does not meet its constraints ([`CallError::validation_error`] returns them), or a setting is missing. The source contains the reason.
/// * `DispatchFailure`, `TimeoutError`: there was no response.
/// * `ResponseError`: the service reported success, and its response is not readable. The client retries only if HTTP shows that the response is incomplete, because the service has already completed the operation.
/// * `ServiceError`: the service reported an error. If the response is not readable, as with an error page of a proxy, and no header names the error, the operation's error is the variant `Unhandled`. The status and the raw response are available, and the status decides whether the client retries.
pub type SdkError<E, R = HttpResponse> = aws_smithy_runtime_api::client::result::SdkError<E, R>;

/// One error shape of a model.
pub trait ModeledError: Error + ProvideErrorMetadata + Send + Sync + 'static {
    /// Gives the name of the shape.
    fn name(&self) -> &'static str;

    /// Gives the message, if there is one and it may be shown.
    fn shown_message(&self) -> Option<&str> {
        None
    }

    /// Gives the kind of retry that the model asks for with `@retryable`, if it does.
    fn retry_kind(&self) -> Option<ErrorKind> {
        None
    }
}

/// The names that an error shape goes by on the wire.
pub trait ErrorCode {
    /// The shape's own name.
    const CODE: &'static str;
    /// The code of `aws.protocols#awsQueryError`, if that is another.
    const QUERY_CODE: &'static str = Self::CODE;
}

/// An error shape that can be read from an error response.
pub trait ReadError: Sized {
    /// Takes what the envelope says of the error (and leaves nothing there), and the document with its members.
    ///
    /// A member that cannot be read is as if the service had left it out.
    fn read(meta: &mut ErrorMetadata, open: &OpenDocument<'_>) -> Self;
}

/// The message of an error shape: optional, or not.
pub trait Message {
    /// Takes the message out of the metadata.
    fn of(meta: &ErrorMetadata) -> Self;

    /// Gives the message.
    fn as_text(&self) -> Option<&str>;
}

impl Message for Option<String> {
    fn of(meta: &ErrorMetadata) -> Self {
        meta.message().map(str::to_owned)
    }

    fn as_text(&self) -> Option<&str> {
        self.as_deref()
    }
}

impl Message for String {
    fn of(meta: &ErrorMetadata) -> Self {
        meta.message().unwrap_or_default().to_owned()
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

/// The error enum of an operation.
pub trait OperationError: Error + Send + Sync + 'static {
    /// Gives the name of the operation; `None` for an error of any.
    fn operation() -> Option<&'static str>
    where
        Self: Sized;

    /// Gives the name of the variant for the error shape that goes by this code, which has neither namespace nor URL suffix: one that is called so, else one that has it as its code of `aws.protocols#awsQueryError`.
    fn variant(code: &str) -> Option<&'static str>
    where
        Self: Sized;

    /// Reads an error response; takes the name of its variant.
    fn read(variant: &str, response: ErrorResponse<'_>) -> Self
    where
        Self: Sized;

    /// Takes an error that the model does not name.
    fn unhandled(error: Unhandled) -> Self
    where
        Self: Sized;

    /// Gives the modelled error inside, or the one that the model does not name.
    ///
    /// # Errors
    /// With the latter.
    fn modeled(&self) -> Result<&(dyn ModeledError + 'static), &Unhandled>;
}

/// What is read of an error response.
///
/// One value with one lifetime: an error enum has a match with an arm for each of its errors, and each hands all of it on.
pub struct ErrorResponse<'r> {
    /// What its envelope says of it; nothing of it is left behind.
    pub meta: &'r mut ErrorMetadata,
    /// Opens the document with its members.
    pub open: &'r OpenDocument<'r>,
}

/// Reads an error response as an error shape; for an [`OperationError::read`].
#[inline]
pub fn read<E: ReadError>(response: ErrorResponse<'_>) -> E {
    E::read(response.meta, response.open)
}

/// Looks a code up among the errors of an operation; for its [`OperationError::variant`].
///
/// Takes all variants, which are called like their error shapes; then, with the variant of each, the names of shapes that have others, and codes of `aws.protocols#awsQueryError`.
///
/// Names of shapes go first: one shape can have the name of another as its other code.
#[must_use]
pub fn variant(
    code: &str,
    variants: &[&'static str],
    renamed: &[(&str, &'static str)],
    query_codes: &[(&str, &'static str)],
) -> Option<&'static str> {
    let of = |codes: &[(&str, &'static str)]| {
        codes.iter().find(|(of_variant, _)| *of_variant == code).map(|(_, variant)| *variant)
    };
    let is_renamed = |variant: &str| renamed.iter().any(|(_, other)| *other == variant);
    let named = || variants.iter().copied().find(|name| *name == code && !is_renamed(name));
    of(renamed).or_else(named).or_else(|| of(query_codes))
}

/// Displays an error shape, as its name and message; for its `Display`.
///
/// # Errors
/// If the formatter fails.
pub fn display_modeled(error: &dyn ModeledError, f: &mut Formatter<'_>) -> std::fmt::Result {
    f.write_str(error.name())?;
    match error.shown_message().map(|message| OneLine::new(message, MESSAGE)) {
        Some(message) if !message.is_empty() => write!(f, ": {message}"),
        _ => Ok(()),
    }
}

/// Gives the open variant of an operation's error for a failure that is no error of the service; for its `CreateUnhandledError`.
#[must_use]
pub fn unhandled<E: OperationError>(source: BoxError, meta: Option<ErrorMetadata>) -> E {
    let source = match source.downcast::<SdkError<E>>() {
        Ok(error) => Box::new(CallError::from(*error)),
        Err(other) => other,
    };
    E::unhandled(Unhandled::from_source(source, meta))
}

/// Shows an operation's error as its variant, with the name of the error shape; for its `Debug`.
///
/// # Errors
/// If the formatter fails.
pub fn debug(error: &dyn OperationError, f: &mut Formatter<'_>) -> std::fmt::Result {
    match error.modeled() {
        Ok(modeled) => f.debug_tuple(modeled.name()).field(&modeled).finish(),
        Err(unhandled) => f.debug_tuple("Unhandled").field(unhandled).finish(),
    }
}

/// Displays an operation's error; for its `Display`.
///
/// # Errors
/// If the formatter fails.
pub fn display(error: &dyn OperationError, f: &mut Formatter<'_>) -> std::fmt::Result {
    match error.modeled() {
        Ok(modeled) => Display::fmt(modeled, f),
        Err(unhandled) => Display::fmt(unhandled, f),
    }
}

/// Gives code, message and request id of an operation's error; for its `ProvideErrorMetadata`.
#[must_use]
pub fn meta(error: &dyn OperationError) -> &ErrorMetadata {
    match error.modeled() {
        Ok(modeled) => modeled.meta(),
        Err(unhandled) => unhandled.meta(),
    }
}

/// Gives the request id of an operation's error; for its `RequestId`.
#[must_use]
pub fn request_id(error: &dyn OperationError) -> Option<&str> {
    meta(error).request_id()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Option<&'static str> {
        // The shapes are `Lost`, `lost` and `Missing`: two of them would be the same in Rust.
        let variants = ["Lost", "Lost2", "Missing"];
        variant(code, &variants, &[("lost", "Lost2")], &[("Gone", "Lost"), ("Missing", "Lost2")])
    }

    #[test]
    fn a_shape_goes_by_its_own_name_whatever_its_structure_is_called() {
        assert_eq!(of("Lost"), Some("Lost"));
        assert_eq!(of("lost"), Some("Lost2"));
        assert_eq!(of("Lost2"), None);
    }

    #[test]
    fn the_name_of_a_shape_goes_before_the_other_code_of_another() {
        assert_eq!(of("Missing"), Some("Missing"));
        assert_eq!(of("Gone"), Some("Lost"));
        assert_eq!(of(""), None);
    }
}
