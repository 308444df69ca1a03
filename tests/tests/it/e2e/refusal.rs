//! What a caller is told when a server turns a call down.
//!
//! What comes in: the error of a call. What goes out: that code, message and request id are those of the server's answer.
//! What is deliberately not here: which variant of the operation's error it is; each test sees to that.

use cognito_identity_provider::error::{ProvideErrorMetadata, RequestId, SdkError};

/// Asserts that an error is of the service, with this code and message, and with the request id that the server gave its answer.
#[track_caller]
pub(super) fn assert_refused<E: ProvideErrorMetadata>(
    error: &SdkError<E>,
    code: &str,
    message: &str,
) {
    assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
    let raw = error.raw_response().expect("the server answered");
    assert_eq!(raw.status().as_u16(), 400);
    let id = raw.headers().get("x-amzn-requestid");
    assert!(id.is_some_and(|id| !id.is_empty()), "the answer has a request id");
    assert_eq!(error.request_id(), id);
}
