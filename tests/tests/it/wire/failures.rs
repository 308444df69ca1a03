//! Answers that cannot be read, answers that do not come, and calls that cannot be made.

use std::net::TcpListener;
use std::time::Duration;

use aws_smithy_http_client::test_util::NeverClient;
use cognito_identity_provider::config::RetryConfig;
use cognito_identity_provider::error::{CallError, RequestId, SdkError};
use cognito_identity_provider::operation::get_user::GetUserRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeError;
use cognito_identity_provider::{Client, Config};

use super::canned::{REQUEST_ID, Response, answer, config, replay, response, response_with, text};

type Error = CallError<RespondToAuthChallengeError>;

async fn error(response: Response) -> Error {
    let config = config().http_client(replay([response])).retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    client.respond_to_auth_challenge(answer()).await.expect_err("this cannot be read")
}

/// Asserts that an answer of status 200 with this body is a `ResponseError` with these words, which keeps the answer.
async fn assert_unreadable(body: &str, why: &str) {
    let error = error(response(200, body)).await;
    let SdkError::ResponseError(context) = error.as_sdk_error() else { panic!("{error:?}") };
    assert_eq!(context.raw().status().as_u16(), 200);
    assert_eq!(text(context.raw().body()), body);
    assert_eq!(error.request_id(), Some(REQUEST_ID));
    let facts = format!("HTTP status 200, request id {REQUEST_ID}");
    assert_eq!(error.to_string(), format!("{UNREADABLE}: {why} ({facts})"));
}

const UNREADABLE: &str = "RespondToAuthChallenge failed: the body of the response cannot be read";

#[tokio::test]
async fn a_success_without_a_body_is_one_without_members_where_none_is_required() {
    let client = Client::from_conf(config().http_client(replay([response(200, "")])).build());
    let response = client.respond_to_auth_challenge(answer()).await.expect("nothing is required");
    assert_eq!((response.session.as_deref(), response.request_id()), (None, Some(REQUEST_ID)));
}

#[tokio::test]
async fn a_success_without_a_body_is_none_where_a_member_is_required() {
    for body in ["", " \r\n", "\u{feff}"] {
        let http = replay([response(200, body), response(200, r#"{"Username":"kim"}"#)]);
        let client = Client::from_conf(config().http_client(http.clone()).build());
        let error =
            client.get_user(GetUserRequest::access_token("t")).await.expect_err("there is no user");
        let words = "GetUser failed: the body of the response cannot be read: the body is empty (";
        let text = error.to_string();
        assert!(text.starts_with(words), "{text}");
        assert_eq!(http.actual_requests().count(), 1);
    }
}

#[tokio::test]
async fn a_success_that_is_no_object_is_none() {
    for body in ["<html><body>Welcome</body></html>", "[]", "null", "5", r#""Session""#] {
        assert_unreadable(body, "expected an object").await;
    }
}

#[tokio::test]
async fn a_success_that_breaks_off_is_none() {
    assert_unreadable(r#"{"Session":"abc"#, "Session: the document ends early").await;
    assert_unreadable(r#"{"Session":"abc""#, "the document ends early").await;
    let body = r#"{"AuthenticationResult":{"AccessToken":"a""#;
    assert_unreadable(body, "AuthenticationResult: the document ends early").await;
}

#[tokio::test]
async fn a_success_that_is_malformed_is_none() {
    for body in [r#"{"Session":"abc"}{}"#, r#"{"Session":"abc",}"#, r#"{"New":[1,]}"#] {
        assert_unreadable(body, "the document is malformed").await;
    }
}

/// The operation has secrets, so this shows too that names of members are none.
#[tokio::test]
async fn a_success_with_a_value_of_another_type_is_none() {
    for (body, why) in [
        (r#"{"Session":5}"#, "Session: expected a string"),
        (r#"{"Session":"\ude00"}"#, "Session: expected a string of valid Unicode"),
        (r#"{"AuthenticationResult":"x"}"#, "AuthenticationResult: expected an object"),
        (r#"{"AvailableChallenges":{}}"#, "AvailableChallenges: expected an array"),
        (r#"{"AvailableChallenges":["A",[]]}"#, "AvailableChallenges[1]: expected a string"),
        (r#"{"ChallengeParameters":[]}"#, "ChallengeParameters: expected an object"),
        (r#"{"ChallengeParameters":{"k":{}}}"#, "ChallengeParameters[*]: expected a string"),
    ] {
        assert_unreadable(body, why).await;
    }
    let expected = "AuthenticationResult.ExpiresIn: expected a whole number of 32 bits";
    for value in [r#""3600""#, "3000000000", "1e19", "3600.5", "true", "[]"] {
        let body = format!(r#"{{"AuthenticationResult":{{"ExpiresIn":{value}}}}}"#);
        assert_unreadable(&body, expected).await;
    }
}

#[tokio::test]
async fn a_success_that_is_nested_without_end_is_none() {
    let body = format!(r#"{{"New":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_unreadable(&body, "the document is nested too deeply").await;
}

/// Asserts that an error of status 403 with this body keeps status, body and request id.
async fn assert_unnamed(body: &str) {
    let error = error(response(403, body)).await;
    let raw = error.raw_response().expect("there was a response");
    assert_eq!((raw.status().as_u16(), text(raw.body())), (403, body));
    assert_eq!((error.code(), error.request_id()), (None, Some(REQUEST_ID)));
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::Unhandled(_)), "{error:?}");
    assert_eq!(error.request_id(), Some(REQUEST_ID));
    let words = "the service answered with HTTP status 403 and no readable error";
    assert_eq!(error.to_string(), words);
}

#[tokio::test]
async fn an_error_without_a_body_keeps_its_status() {
    assert_unnamed("").await;
}

#[tokio::test]
async fn an_error_with_a_page_keeps_its_status() {
    assert_unnamed("<html><body>Forbidden</body></html>").await;
}

#[tokio::test]
async fn an_error_that_breaks_off_keeps_its_status() {
    assert_unnamed(r#"{"__type":"InvalidPar"#).await;
}

#[tokio::test]
async fn an_error_with_a_list_keeps_its_status() {
    assert_unnamed("[]").await;
}

#[tokio::test]
async fn an_error_without_a_name_keeps_its_status() {
    assert_unnamed("{}").await;
}

#[tokio::test]
async fn an_error_with_an_empty_name_keeps_its_status() {
    assert_unnamed(r#"{"__type":""}"#).await;
}

#[tokio::test]
async fn an_error_that_is_nested_without_end_keeps_its_status() {
    assert_unnamed(&format!(r#"{{"New":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000))).await;
}

#[tokio::test]
async fn an_error_without_a_name_keeps_its_message() {
    let error = error(response(403, r#"{"message":"m"}"#)).await;
    assert_eq!((error.code(), error.message()), (None, Some("m")));
}

#[tokio::test]
async fn an_error_with_a_page_keeps_the_name_in_its_header() {
    let headers = [("x-amzn-errortype", "ForbiddenException")];
    let error = error(response_with(403, &headers, "<html></html>")).await;
    assert_eq!(error.code(), Some("ForbiddenException"));
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::ForbiddenException(_)), "{error:?}");
}

#[tokio::test]
async fn an_error_keeps_its_name_and_what_can_be_read_of_its_message() {
    let name = r#""__type":"CodeMismatchException""#;
    for (body, message) in [
        (format!(r#"{{{name},"message":"m\ud83d"}}"#), "m\u{fffd}"),
        (format!(r#"{{"message":"m\u00",{name}}}"#), "m\u{fffd}"),
        (format!(r#"{{{name},"message":"m"}}}}"#), "m"),
        (format!(r#"{{"message":"m",{name}"#), "m"),
        (format!(r#"{{{name},"message":"m","reason":[1,]}}"#), "m"),
    ] {
        let error = error(response(400, &body)).await;
        assert_eq!((error.code(), error.message()), (Some("CodeMismatchException"), Some(message)));
        assert_eq!(text(error.raw_response().expect("there was a response").body()), body);
        let error = error.into_service_error();
        assert!(matches!(error, RespondToAuthChallengeError::CodeMismatchException(_)), "{body}");
    }
}

#[tokio::test]
async fn an_empty_header_does_not_take_an_errors_name() {
    let body = r#"{"__type":"CodeMismatchException","message":"m"}"#;
    let error = error(response_with(400, &[("x-amzn-errortype", "")], body)).await;
    assert_eq!((error.code(), error.message()), (Some("CodeMismatchException"), Some("m")));
}

#[tokio::test]
async fn an_error_with_a_member_of_the_wrong_type_keeps_its_variant_and_message() {
    let body = r#"{"__type":"InvalidParameterException","message":"m","reasonCode":5}"#;
    let error = error(response(400, body)).await.into_service_error();
    let RespondToAuthChallengeError::InvalidParameterException(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!((error.message.as_deref(), error.reason_code), (Some("m"), None));
}

#[tokio::test]
async fn a_redirection_is_not_a_success() {
    let error = error(response_with(302, &[("location", "https://elsewhere")], "{}")).await;
    assert!(error.is_service_error(), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long_is_given_up() {
    let client = Client::from_conf(config().http_client(NeverClient::new()).build());
    let start = tokio::time::Instant::now();
    let call = client.respond_to_auth_challenge(answer()).timeout(Duration::from_secs(7));
    let error = call.await.expect_err("nobody answers");
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 7);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_dispatch_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("the listener has an address");
    drop(listener);
    let config = Config::builder()
        .endpoint_url(format!("http://{address}"))
        .retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    let error = client.respond_to_auth_challenge(answer()).await.expect_err("nobody listens");
    let SdkError::DispatchFailure(failure) = error.as_sdk_error() else { panic!("{error:?}") };
    assert!(failure.is_io(), "{failure:?}");
}

/// Asserts that a call with this configuration is not made, for this reason.
async fn assert_not_made(config: Config, why: &str) {
    let client = Client::from_conf(config);
    let error = client.respond_to_auth_challenge(answer()).await.expect_err("this cannot be sent");
    assert!(error.is_construction_failure(), "{error:?}");
    assert_eq!(error.to_string(), format!("RespondToAuthChallenge was not sent: {why}"));
}

#[tokio::test]
async fn without_region_and_endpoint_there_is_no_call() {
    let why =
        "there is no region and no endpoint: set `region` or `endpoint_url` on the configuration";
    assert_not_made(Config::builder().build(), why).await;
}

#[tokio::test]
async fn with_a_region_that_is_none_there_is_no_call() {
    let config = Config::builder().region("x.example.com/").build();
    assert_not_made(config, r#""x.example.com/" is not the name of a region"#).await;
}
