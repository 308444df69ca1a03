//! Which constraints are checked at which level, before anything is sent.

use std::fmt::Debug;

use aws_smithy_http_client::test_util::StaticReplayClient;
use cognito_identity_provider::Client;
use cognito_identity_provider::config::Validation;
use cognito_identity_provider::error::{CallError, DisplayErrorContext};
use cognito_identity_provider::operation::initiate_auth::{InitiateAuthError, InitiateAuthRequest};
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::{
    AnalyticsMetadataType, AuthFlowType, ChallengeNameType, UserContextDataType,
};
use tinsmith_runtime::error::OperationError;

use super::canned::{answer, client, config, replay, response, sign_in};
use crate::log::assert_hides;

/// The longest that text without a limit of its own can be, and one more.
const ONE_TOO_MANY: usize = 131_072 + 1;

/// Text of this length, which would be a secret.
fn secret(length: usize) -> String {
    "hush".chars().cycle().take(length).collect()
}

/// A sign-in below every lower bound.
fn too_little() -> InitiateAuthRequest {
    let mut request = sign_in().session(secret(19));
    request.client_id = String::new();
    request
}

const TOO_LITTLE: [&str; 2] =
    ["ClientId: length must be 1 to 128, is 0", "Session: length must be 20 to 4096, is 19"];

/// A sign-in above every upper bound, which breaks what `Strict` checks too.
fn too_much() -> InitiateAuthRequest {
    let mut request = sign_in()
        .auth_parameters([(secret(ONE_TOO_MANY), secret(ONE_TOO_MANY + 1))])
        .client_metadata([("k".repeat(ONE_TOO_MANY), "v".repeat(ONE_TOO_MANY + 1))])
        .analytics_metadata(
            AnalyticsMetadataType::new().analytics_endpoint_id("e".repeat(ONE_TOO_MANY)),
        )
        .user_context_data(
            UserContextDataType::new()
                .ip_address(secret(ONE_TOO_MANY))
                .encoded_data(secret(ONE_TOO_MANY + 1)),
        )
        .session(secret(4097));
    request.auth_flow = AuthFlowType::from("NEW_FLOW");
    request.client_id = secret(128) + "-";
    request
}

/// What `Standard` finds in [`too_much`]: the session is none of it, since the service gives it out.
const TOO_MUCH: [&str; 8] = [
    "AuthParameters[*].key: length must be at most 131072, is 131073",
    "AuthParameters[*]: length must be at most 131072, is 131074",
    r#"ClientMetadata["kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"…].key: length must be at most 131072, is 131073"#,
    r#"ClientMetadata["kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"…]: length must be at most 131072, is 131074"#,
    "ClientId: length must be 1 to 128, is 129",
    "AnalyticsMetadata.AnalyticsEndpointId: length must be at most 131072, is 131073",
    "UserContextData.IpAddress: length must be at most 131072, is 131073",
    "UserContextData.EncodedData: length must be at most 131072, is 131074",
];

const LONG_SESSION: &str = "Session: length must be 20 to 4096, is 4097";

const UNKNOWN_FLOW: &str = r#"AuthFlow: must be a value that the model names, is "NEW_FLOW""#;
const PATTERN: &str = r"ClientId: must match ^[\w+]+$";

/// What `Strict` finds in [`too_little`].
fn strictly_too_little() -> Vec<&'static str> {
    vec![TOO_LITTLE[0], PATTERN, TOO_LITTLE[1]]
}

/// What `Strict` finds in [`too_much`].
fn strictly_too_much() -> Vec<&'static str> {
    let mut all = vec![UNKNOWN_FLOW];
    all.extend(&TOO_MUCH[..5]);
    all.push(PATTERN);
    all.extend(&TOO_MUCH[5..]);
    all.push(LONG_SESSION);
    all
}

/// The violations that a call ended with, having sent nothing; or none, having sent the request.
fn violations<O: Debug, E: OperationError>(
    result: Result<O, CallError<E>>,
    http: &StaticReplayClient,
) -> Vec<String> {
    let sent = http.actual_requests().count();
    let Err(error) = result else {
        assert_eq!(sent, 1, "the request was sent");
        return Vec::new();
    };
    assert_eq!(sent, 0, "nothing was sent");
    assert!(error.is_construction_failure(), "{error:?}");
    let error = error.validation_error().expect("the source is a validation error");
    error.violations().iter().map(ToString::to_string).collect()
}

/// What is found in a request if the level is set on the configuration.
async fn by_config(level: Validation, request: InitiateAuthRequest) -> Vec<String> {
    let http = replay([response(200, "{}")]);
    let config = config().http_client(http.clone()).validation(level);
    let client = Client::from_conf(config.build());
    violations(client.initiate_auth(request).await, &http)
}

/// What is found in a request if the level is set on the call, over another one on the configuration.
async fn by_call(level: Validation, request: InitiateAuthRequest) -> Vec<String> {
    let other = if level == Validation::Off { Validation::Strict } else { Validation::Off };
    let http = replay([response(200, "{}")]);
    let config = config().http_client(http.clone()).validation(other);
    let client = Client::from_conf(config.build());
    violations(client.initiate_auth(request).validation(level).await, &http)
}

/// What is found in a request if no level is set.
async fn by_default(request: InitiateAuthRequest) -> Vec<String> {
    let http = replay([response(200, "{}")]);
    let client = Client::from_conf(config().http_client(http.clone()).build());
    violations(client.initiate_auth(request).await, &http)
}

#[tokio::test]
async fn off_on_the_configuration_sends_too_little() {
    assert_eq!(by_config(Validation::Off, too_little()).await, [""; 0]);
}

#[tokio::test]
async fn off_on_the_configuration_sends_too_much() {
    assert_eq!(by_config(Validation::Off, too_much()).await, [""; 0]);
}

#[tokio::test]
async fn off_on_the_call_sends_too_little() {
    assert_eq!(by_call(Validation::Off, too_little()).await, [""; 0]);
}

#[tokio::test]
async fn off_on_the_call_sends_too_much() {
    assert_eq!(by_call(Validation::Off, too_much()).await, [""; 0]);
}

#[tokio::test]
async fn lenient_on_the_configuration_finds_too_little() {
    assert_eq!(by_config(Validation::Lenient, too_little()).await, TOO_LITTLE);
}

#[tokio::test]
async fn lenient_on_the_configuration_sends_too_much() {
    assert_eq!(by_config(Validation::Lenient, too_much()).await, [""; 0]);
}

#[tokio::test]
async fn lenient_on_the_call_finds_too_little() {
    assert_eq!(by_call(Validation::Lenient, too_little()).await, TOO_LITTLE);
}

#[tokio::test]
async fn lenient_on_the_call_sends_too_much() {
    assert_eq!(by_call(Validation::Lenient, too_much()).await, [""; 0]);
}

#[tokio::test]
async fn standard_on_the_configuration_finds_too_little() {
    assert_eq!(by_config(Validation::Standard, too_little()).await, TOO_LITTLE);
}

#[tokio::test]
async fn standard_on_the_configuration_finds_too_much() {
    assert_eq!(by_config(Validation::Standard, too_much()).await, TOO_MUCH);
}

#[tokio::test]
async fn standard_on_the_call_finds_too_little() {
    assert_eq!(by_call(Validation::Standard, too_little()).await, TOO_LITTLE);
}

#[tokio::test]
async fn standard_on_the_call_finds_too_much() {
    assert_eq!(by_call(Validation::Standard, too_much()).await, TOO_MUCH);
}

#[tokio::test]
async fn strict_on_the_configuration_finds_too_little() {
    assert_eq!(by_config(Validation::Strict, too_little()).await, strictly_too_little());
}

#[tokio::test]
async fn strict_on_the_configuration_finds_too_much() {
    assert_eq!(by_config(Validation::Strict, too_much()).await, strictly_too_much());
}

#[tokio::test]
async fn strict_on_the_call_finds_too_little() {
    assert_eq!(by_call(Validation::Strict, too_little()).await, strictly_too_little());
}

#[tokio::test]
async fn strict_on_the_call_finds_too_much() {
    assert_eq!(by_call(Validation::Strict, too_much()).await, strictly_too_much());
}

/// The service has given out a session of this length, though its model says 4096.
#[tokio::test]
async fn a_session_longer_than_the_model_says_is_sent_back() {
    let given = format!(r#"{{"Session":"{}"}}"#, secret(8420));
    let (client, _) = client([response(200, &given)]);
    let given = client.respond_to_auth_challenge(answer()).await.expect("the answer can be read");
    let request = || sign_in().session(given.session.clone().expect("there is a session"));
    assert_eq!(by_default(request()).await, [""; 0]);
    for level in [Validation::Off, Validation::Lenient, Validation::Standard] {
        assert_eq!(by_config(level, request()).await, [""; 0], "{level:?}");
    }
    let strict = by_config(Validation::Strict, request()).await;
    assert_eq!(strict, ["Session: length must be 20 to 4096, is 8420"]);
}

// The level that `codegen.toml` sets.
#[tokio::test]
async fn standard_is_the_default() {
    assert_eq!(by_default(too_much()).await, TOO_MUCH);
}

/// What `Strict` finds in an answer to a challenge.
async fn in_answer(request: RespondToAuthChallengeRequest) -> Vec<String> {
    let http = replay([response(200, "{}")]);
    let config = config().http_client(http.clone()).validation(Validation::Strict);
    let client = Client::from_conf(config.build());
    violations(client.respond_to_auth_challenge(request).await, &http)
}

#[tokio::test]
async fn an_answer_has_lower_bounds() {
    let mut request = answer().session(secret(19));
    request.client_id = String::new();
    let expected = [
        "ClientId: length must be 1 to 128, is 0",
        PATTERN,
        "Session: length must be 20 to 4096, is 19",
    ];
    assert_eq!(in_answer(request).await, expected);
}

#[tokio::test]
async fn an_answer_has_upper_bounds() {
    let mut request = answer()
        .session(secret(4097))
        .challenge_responses([(secret(ONE_TOO_MANY), secret(ONE_TOO_MANY + 1))])
        .analytics_metadata(
            AnalyticsMetadataType::new().analytics_endpoint_id("e".repeat(ONE_TOO_MANY)),
        )
        .user_context_data(
            UserContextDataType::new()
                .ip_address(secret(ONE_TOO_MANY))
                .encoded_data(secret(ONE_TOO_MANY + 1)),
        )
        .client_metadata([("k", "v".repeat(ONE_TOO_MANY))]);
    request.client_id = secret(128) + "-";
    request.challenge_name = ChallengeNameType::from("NEW_THING");
    let expected = [
        "ClientId: length must be 1 to 128, is 129",
        PATTERN,
        r#"ChallengeName: must be a value that the model names, is "NEW_THING""#,
        "Session: length must be 20 to 4096, is 4097",
        "ChallengeResponses[*].key: length must be at most 131072, is 131073",
        "ChallengeResponses[*]: length must be at most 131072, is 131074",
        "AnalyticsMetadata.AnalyticsEndpointId: length must be at most 131072, is 131073",
        "UserContextData.IpAddress: length must be at most 131072, is 131073",
        "UserContextData.EncodedData: length must be at most 131072, is 131074",
        r#"ClientMetadata["k"]: length must be at most 131072, is 131073"#,
    ];
    assert_eq!(in_answer(request).await, expected);
}

#[tokio::test]
async fn the_shortest_that_is_allowed_is_allowed() {
    let mut request = answer().session("s".repeat(20));
    request.client_id = "c".to_owned();
    assert_eq!(in_answer(request).await, [""; 0]);
}

#[tokio::test]
async fn the_longest_that_is_allowed_is_allowed() {
    let longest = || "x".repeat(ONE_TOO_MANY - 1);
    let mut request = answer()
        .session("s".repeat(4096))
        .challenge_responses([(longest(), longest())])
        .client_metadata([(longest(), longest())]);
    request.client_id = "c".repeat(128);
    assert_eq!(in_answer(request).await, [""; 0]);
}

#[tokio::test]
async fn lengths_are_counted_in_characters_and_not_in_bytes() {
    // Each takes four bytes, and two units of UTF-16.
    assert_eq!(in_answer(answer().session("🦀".repeat(4096))).await, [""; 0]);
    let expected = ["Session: length must be 20 to 4096, is 19"];
    assert_eq!(in_answer(answer().session("🦀".repeat(19))).await, expected);
}

#[tokio::test]
async fn word_characters_of_a_pattern_are_ascii() {
    let mut request = answer();
    request.client_id = "clientß".to_owned();
    assert_eq!(in_answer(request).await, [PATTERN]);
}

/// An error with violations of every kind, each by a value that would be a secret.
async fn error_about_secrets() -> CallError<impl OperationError> {
    let http = replay([]);
    let config = config().http_client(http).validation(Validation::Strict);
    let client = Client::from_conf(config.build());
    client.initiate_auth(too_much()).await.expect_err("this is too much")
}

#[tokio::test]
async fn a_validation_error_says_all_and_shows_no_secret() {
    let error = error_about_secrets().await;
    let error = error.validation_error().expect("the source is a validation error");
    let text = error.to_string();
    let expected = format!("11 constraints are not met: {}", strictly_too_much().join("; "));
    assert_eq!(text, expected);
    assert_hides(&text, &["hush"]);
}

#[tokio::test]
async fn the_debug_of_a_validation_error_shows_no_secret() {
    assert_hides(&format!("{:?}", error_about_secrets().await), &["hush"]);
}

#[tokio::test]
async fn an_error_with_its_sources_shows_no_secret() {
    let error = error_about_secrets().await;
    let text = DisplayErrorContext(error.as_sdk_error()).to_string();
    assert!(text.starts_with("failed to construct request: 11 constraints"), "{text}");
    assert_hides(&text, &["hush"]);
    let text = format!("{error} {error:?} {error:#?}");
    assert!(text.starts_with("InitiateAuth was not sent: 11 constraints are not met: "), "{text}");
    assert_hides(&text, &["hush"]);
}

#[tokio::test]
async fn an_operations_own_error_leads_to_the_violations_too() {
    let http = replay([]);
    let client = Client::from_conf(config().http_client(http).build());
    let error = client.initiate_auth(too_little()).await.expect_err("this is too little");
    let line = error.to_string();
    assert_eq!(
        line,
        format!("InitiateAuth was not sent: 2 constraints are not met: {}", TOO_LITTLE.join("; "))
    );
    let InitiateAuthError::Unhandled(error) = error.into_service_error() else { panic!("{line}") };
    assert_eq!(error.to_string(), line);
    let failure = error.failure().and_then(|error| error.downcast_ref());
    let failure: &CallError<InitiateAuthError> = failure.expect("it is the error of the call");
    let error = failure.validation_error().expect("it is what was behind that");
    let paths: Vec<_> = error.violations().iter().map(|violation| violation.path()).collect();
    assert_eq!(paths, ["ClientId", "Session"]);
}
