//! What a caller is told when a server turns a call down.

use std::fmt::Debug;

use cognito_identity_provider::error::CallError;
use tinsmith_runtime::error::OperationError;

/// Asserts that an error is of the service, with this code and message, and with the request id that the server gave its answer.
#[track_caller]
pub(super) fn assert_refused<E: OperationError>(error: &CallError<E>, code: &str, message: &str) {
    assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
    assert!(request_id(error).is_some_and(|id| !id.is_empty()), "the answer has a request id");
}

/// The request id that the server gave its answer, which has to be the error's.
#[track_caller]
fn request_id<E: OperationError>(error: &CallError<E>) -> Option<&str> {
    let raw = error.raw_response().expect("the server answered");
    assert_eq!(raw.status().as_u16(), 400);
    assert_eq!(error.request_id(), raw.headers().get("x-amzn-requestid"));
    error.request_id()
}

/// Makes a call that the server has to turn down; gives the variant of its error and the server's message.
///
/// A variant is named after the code that it stands for, else this panics. For a code that the model does not name, `Unhandled` comes first.
pub(super) async fn refusal<O: Debug, E: OperationError>(
    call: impl IntoFuture<Output = Result<O, CallError<E>>>,
) -> String {
    let error = call.await.expect_err("the server turns the call down");
    // MiniStack gives an answer no id if it did not take the signature.
    request_id(&error);
    let code = error.code().unwrap_or_default().to_owned();
    let message = error.message().unwrap_or_default().to_owned();
    let error = format!("{:?}", error.as_service_error().expect("just asserted"));
    match error.split('(').next().unwrap_or_default() {
        "Unhandled" => format!("Unhandled {code}: {message}"),
        variant => {
            assert_eq!(variant, code, "the variant stands for the code");
            format!("{code}: {message}")
        }
    }
}
