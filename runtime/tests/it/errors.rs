//! What is read from a response of failure.

use tinsmith_runtime::client::Core;
use tinsmith_runtime::error::{CallError, ProvideErrorMetadata, RequestId};

use super::sample::{
    QUERY_COMPATIBLE, RESPOND_TO_AUTH_CHALLENGE, RespondToAuthChallengeError, client, config,
    replay, request, response,
};

type Error = CallError<RespondToAuthChallengeError>;

async fn error(status: u16, headers: &[(&str, &str)], body: &'static str) -> Error {
    let (client, _) = client([response(status, headers, body)]);
    client.respond_to_auth_challenge(request()).await.unwrap_err()
}

fn invalid_parameter(error: &Error) -> Option<(Option<&str>, Option<&str>)> {
    match error.as_service_error()? {
        RespondToAuthChallengeError::InvalidParameterException(error) => {
            Some((error.message.as_deref(), error.reason_code.as_deref()))
        }
        _ => None,
    }
}

#[tokio::test]
async fn the_name_of_an_error_can_be_in_many_places() {
    let in_body = [
        r#"{"__type":"InvalidParameterException","message":"m","reasonCode":"r"}"#,
        r#"{"__type":"com.amazonaws.cognitoidentityprovider#InvalidParameterException","Message":"m","reasonCode":"r"}"#,
        r#"{"__type":"InvalidParameterException:http://internal.amazon.com/coral/","message":"m","reasonCode":"r"}"#,
        r#"{"code":"InvalidParameterException","message":"m","reasonCode":"r","New":[{}]}"#,
    ];
    for body in in_body {
        let error = error(400, &[("x-amzn-requestid", "id-1")], body).await;
        assert_eq!(invalid_parameter(&error), Some((Some("m"), Some("r"))), "{body}");
        assert_eq!(error.code(), Some("InvalidParameterException"));
        assert_eq!(error.message(), Some("m"));
        assert_eq!(error.request_id(), Some("id-1"));
        assert_eq!(error.as_service_error().unwrap().request_id(), Some("id-1"));
        assert_eq!(error.raw_response().unwrap().status().as_u16(), 400);
        let text = error.to_string();
        let line = "RespondToAuthChallenge failed: InvalidParameterException: m (HTTP status 400, request id id-1)";
        assert_eq!(text, line);
    }
    let name = "aws.protocoltests#InvalidParameterException:http://internal.amazon.com/";
    let error = error(400, &[("x-amzn-errortype", name)], r#"{"reasonCode":"r"}"#).await;
    assert_eq!(invalid_parameter(&error), Some((None, Some("r"))));
}

#[tokio::test]
async fn the_name_can_be_in_a_header_above_an_empty_body() {
    let error = error(400, &[("x-amzn-errortype", "InvalidParameterException")], "").await;
    assert_eq!(invalid_parameter(&error), Some((None, None)));
    assert_eq!(error.into_service_error().to_string(), "InvalidParameterException");
}

#[tokio::test]
async fn an_error_that_the_model_does_not_name_is_kept() {
    let error =
        error(400, &[("x-amzn-requestid", "id-1")], r#"{"__type":"NewException","message":"m"}"#)
            .await;
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::Unhandled(_)), "{error:?}");
    assert_eq!(error.code(), Some("NewException"));
    assert_eq!(error.message(), Some("m"));
    assert_eq!(error.request_id(), Some("id-1"));
    assert_eq!(error.to_string(), "NewException: m");
}

#[tokio::test]
async fn an_error_that_cannot_be_read_keeps_status_and_response() {
    let page = "<html><body>Forbidden</body></html>";
    for body in ["", page, r#"{"__type":"InvalidPar"#, "[]", "5"] {
        let error = error(403, &[("x-amzn-requestid", "id-1")], body).await;
        let raw = error.raw_response().unwrap();
        assert_eq!(raw.status().as_u16(), 403);
        assert_eq!(raw.body().bytes(), Some(body.as_bytes()));
        assert_eq!(error.code(), None, "{body}");
        assert_eq!(error.request_id(), Some("id-1"));
        let error = error.into_service_error();
        assert!(matches!(error, RespondToAuthChallengeError::Unhandled(_)), "{error:?}");
        assert_eq!(error.request_id(), Some("id-1"));
        let text = "the service answered with HTTP status 403 and no readable error";
        assert_eq!(error.to_string(), text, "{body}");
    }
}

#[tokio::test]
async fn an_error_that_only_a_header_names_keeps_its_variant() {
    let page = "<html><body>Forbidden</body></html>";
    let readable = "the service answered with HTTP status 403 and no readable error";
    let named = error(403, &[("x-amzn-errortype", "InvalidParameterException:")], page).await;
    assert_eq!(named.code(), Some("InvalidParameterException"));
    assert_eq!(named.raw_response().unwrap().body().bytes(), Some(page.as_bytes()));
    assert_eq!(invalid_parameter(&named), Some((Some(readable), None)));

    let query = [("x-amzn-query-error", "AliasExistsException;Sender")];
    let named = error(403, &query, page).await;
    assert_eq!(named.meta().extra("type"), Some("Sender"));
    assert!(matches!(
        named.into_service_error(),
        RespondToAuthChallengeError::AliasExistsException(_)
    ));

    let other = error(403, &[("x-amzn-errortype", "NewException")], page).await;
    let other = other.into_service_error();
    assert!(matches!(other, RespondToAuthChallengeError::Unhandled(_)), "{other:?}");
    assert_eq!(other.to_string(), format!("NewException: {readable}"));
}

#[tokio::test]
async fn an_error_with_a_member_of_the_wrong_type_keeps_variant_code_and_message() {
    let body = r#"{"__type":"InvalidParameterException","message":"m","reasonCode":5}"#;
    let error = error(400, &[], body).await;
    assert_eq!(invalid_parameter(&error), Some((Some("m"), None)));
    assert_eq!(error.code(), Some("InvalidParameterException"));
    assert_eq!(error.into_service_error().to_string(), "InvalidParameterException: m");
}

#[tokio::test]
async fn a_redirection_is_not_a_success() {
    let error = error(302, &[("location", "https://elsewhere")], "{}").await;
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 302);
    assert!(error.is_service_error());
}

#[tokio::test]
async fn a_query_compatible_service_gives_the_code_of_awsquery() {
    let headers = [("x-amzn-query-error", "AliasExistsException;Sender")];
    let http = replay([response(
        400,
        &headers,
        r#"{"__type":"com.amazonaws.sqs#SomethingElse","message":"m"}"#,
    )]);
    let core = Core::new(&QUERY_COMPATIBLE, config().http_client(http).build());
    let error = core.call(&RESPOND_TO_AUTH_CHALLENGE, request()).await.unwrap_err();
    assert_eq!(error.code(), Some("AliasExistsException"));
    assert_eq!(error.meta().extra("type"), Some("Sender"));
    assert!(matches!(
        error.into_service_error(),
        RespondToAuthChallengeError::AliasExistsException(_)
    ));
}
