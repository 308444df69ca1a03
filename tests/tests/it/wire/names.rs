//! Where the name, the message and the request id of an error can be.

use cognito_identity_provider::error::{CallError, ProvideErrorMetadata, RequestId};
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeError;
use cognito_identity_provider::types::error::InvalidParameterException;

use super::canned::{REQUEST_ID, Response, answer, client, response, response_with};

async fn error(response: Response) -> CallError<RespondToAuthChallengeError> {
    let (client, _) = client([response]);
    client.respond_to_auth_challenge(answer()).await.expect_err("this is not a success")
}

/// The error of an answer that is expected to be an `InvalidParameterException`.
async fn invalid_parameter(response: Response) -> InvalidParameterException {
    match error(response).await.into_service_error() {
        RespondToAuthChallengeError::InvalidParameterException(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_name_can_be_bare() {
    let body = r#"{"__type":"InvalidParameterException","message":"m"}"#;
    assert_eq!(invalid_parameter(response(400, body)).await.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn the_name_can_have_a_namespace() {
    let body = r#"{"__type":"com.amazonaws.cognitoidentityprovider#InvalidParameterException","message":"m"}"#;
    assert_eq!(invalid_parameter(response(400, body)).await.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn the_name_can_have_a_url_behind_it() {
    let body = r#"{"__type":"InvalidParameterException:http://internal.amazon.com/coral/com.amazon.coral.validate/","message":"m"}"#;
    assert_eq!(invalid_parameter(response(400, body)).await.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn the_name_can_have_both() {
    let body = r#"{"__type":"aws.protocoltests#InvalidParameterException:http://internal.amazon.com/coral/","message":"m"}"#;
    assert_eq!(invalid_parameter(response(400, body)).await.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn the_name_can_be_in_the_member_code() {
    let body = r#"{"code":"InvalidParameterException","message":"m"}"#;
    assert_eq!(invalid_parameter(response(400, body)).await.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn the_name_can_be_in_a_header() {
    let headers = [("x-amzn-errortype", "InvalidParameterException")];
    let error = invalid_parameter(response_with(400, &headers, r#"{"message":"m"}"#)).await;
    assert_eq!(error.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn the_name_in_a_header_can_have_a_url_behind_it() {
    let headers = [("x-amzn-errortype", "InvalidParameterException:http://internal.amazon.com/")];
    let error = invalid_parameter(response_with(400, &headers, r#"{"message":"m"}"#)).await;
    assert_eq!(error.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn an_empty_header_beside_one_with_a_name_does_not_count() {
    let (name, empty) = ("x-amzn-errortype", ":http://internal.amazon.com/");
    let headers = [(name, ""), (name, empty), (name, "InvalidParameterException")];
    let error = invalid_parameter(response_with(400, &headers, r#"{"message":"m"}"#)).await;
    assert_eq!(error.message.as_deref(), Some("m"));
}

#[tokio::test]
async fn the_name_in_a_header_needs_no_body() {
    let headers = [("x-amzn-errortype", "InvalidParameterException")];
    let error = invalid_parameter(response_with(400, &headers, "")).await;
    assert_eq!(error.code(), Some("InvalidParameterException"));
    assert_eq!((error.message, error.reason_code), (None, None));
}

#[tokio::test]
async fn the_message_can_have_a_capital_letter() {
    let body = r#"{"__type":"InvalidParameterException","Message":"m"}"#;
    let error = invalid_parameter(response(400, body)).await;
    assert_eq!(error.message.as_deref(), Some("m"));
    assert_eq!(error.meta().message(), Some("m"));
}

#[tokio::test]
async fn members_beside_the_message_are_kept() {
    let body = r#"{"__type":"InvalidParameterException","message":"m","reasonCode":"r"}"#;
    assert_eq!(invalid_parameter(response(400, body)).await.reason_code.as_deref(), Some("r"));
}

#[tokio::test]
async fn members_that_the_model_does_not_name_are_ignored() {
    let body =
        r#"{"New":[{}],"__type":"InvalidParameterException","Newer":{"a":null},"reasonCode":"r"}"#;
    assert_eq!(invalid_parameter(response(400, body)).await.reason_code.as_deref(), Some("r"));
}

#[tokio::test]
async fn code_message_and_request_id_are_had_from_every_layer() {
    let body = r#"{"__type":"InvalidParameterException","message":"m"}"#;
    let error = error(response(400, body)).await;
    let facts = (Some("InvalidParameterException"), Some("m"), Some(REQUEST_ID));
    assert_eq!((error.code(), error.message(), error.request_id()), facts);
    let error = error.into_service_error();
    assert_eq!((error.code(), error.message(), error.request_id()), facts);
    let RespondToAuthChallengeError::InvalidParameterException(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!((error.code(), error.meta().message(), error.request_id()), facts);
}

#[tokio::test]
async fn an_error_reads_as_its_code_and_message() {
    let body = r#"{"__type":"InvalidParameterException","message":"m"}"#;
    let error = error(response(400, body)).await;
    let line = format!(
        "RespondToAuthChallenge failed: InvalidParameterException: m (HTTP status 400, request id {REQUEST_ID})"
    );
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn the_raw_response_of_an_error_is_kept() {
    let body = r#"{"__type":"InvalidParameterException","message":"m"}"#;
    let error = error(response(400, body)).await;
    let raw = error.raw_response().expect("there was a response");
    assert_eq!((raw.status().as_u16(), raw.body().bytes()), (400, Some(body.as_bytes())));
}

#[tokio::test]
async fn an_error_that_the_model_does_not_name_keeps_code_message_and_request_id() {
    let body = r#"{"__type":"com.amazonaws.cognitoidentityprovider#NewException","message":"m"}"#;
    let error = error(response(400, body)).await.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::Unhandled(_)), "{error:?}");
    let facts = (Some("NewException"), Some("m"), Some(REQUEST_ID));
    assert_eq!((error.code(), error.message(), error.request_id()), facts);
    assert_eq!(error.to_string(), "NewException: m");
}

#[tokio::test]
async fn an_error_of_another_operation_is_one_that_the_model_does_not_name() {
    // `InitiateAuth` has it, `RespondToAuthChallenge` does not.
    let body = r#"{"__type":"UnsupportedOperationException","message":"m"}"#;
    let error = error(response(400, body)).await.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::Unhandled(_)), "{error:?}");
    assert_eq!(error.code(), Some("UnsupportedOperationException"));
}
