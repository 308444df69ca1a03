//! No password, token, session or client id in anything that is printed.

use aws_smithy_http_client::test_util::StaticReplayClient;
use cognito_identity_provider::Client;
use cognito_identity_provider::config::Credentials;
use cognito_identity_provider::error::DisplayErrorContext;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::{AuthFlowType, ChallengeNameType, UserContextDataType};

use super::canned::{client, config, response, text};
use crate::log::{Log, assert_hides};

const SECRETS: &[&str] = &["hush"];

/// An answer of success with a secret in every sensitive member, and in what an overlay calls so.
const SUCCESS: &str = r#"{
    "ChallengeName": "SELECT_CHALLENGE",
    "ChallengeParameters": {"USER_ID_FOR_SRP": "hush-user", "SRP_B": "hush-b", "hush-key": "hush-salt"},
    "Session": "hush-session",
    "AuthenticationResult": {
        "AccessToken": "hush-access",
        "ExpiresIn": 3600,
        "RefreshToken": "hush-refresh",
        "IdToken": "hush-id"
    }
}"#;

/// A success that breaks off in the middle of a token.
const TRUNCATED: &str = r#"{"Session":"hush-session","AuthenticationResult":{"AccessToken":"hush-access","IdToken":"hu"#;

/// A success in which tokens are where no text belongs, and names of members are none.
const MISPLACED: &str = r#"{"AuthenticationResult":["hush-access"],"\uhush":"hush-id"}"#;

/// An error with more in it than the model says.
const MODELLED: &str =
    r#"{"__type":"NotAuthorizedException","message":"no","Session":"hush-session"}"#;

/// An error page that repeats the request.
const PAGE: &str = "<html>hush-password</html>";

fn sign_in() -> InitiateAuthRequest {
    InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id("hush_client")
        .auth_parameters([
            ("USERNAME", "hush-user"),
            ("PASSWORD", "hush-password"),
            ("hush-key", "hush-value"),
        ])
        .user_context_data(
            UserContextDataType::new().ip_address("hush-address").encoded_data("hush-data"),
        )
        .session("hush-session-hush-session")
}

fn answer() -> RespondToAuthChallengeRequest {
    RespondToAuthChallengeRequest::client_id("hush_client")
        .challenge_name(ChallengeNameType::NewPasswordRequired)
        .session("hush-session-hush-session")
        .challenge_responses([
            ("USERNAME", "hush-user"),
            ("NEW_PASSWORD", "hush-password"),
            ("hush-key", "hush-value"),
        ])
        .user_context_data(
            UserContextDataType::new().ip_address("hush-address").encoded_data("hush-data"),
        )
}

/// A client that is given the same answer as often as it asks.
fn always(status: u16, body: &str) -> (Client, StaticReplayClient) {
    client([(); 3].map(|()| response(status, body)))
}

#[test]
fn requests_do_not_print_secrets() {
    assert_hides(
        &format!("{:?} {:#?} {:?} {:#?}", sign_in(), sign_in(), answer(), answer()),
        SECRETS,
    );
}

#[test]
fn calls_do_not_print_secrets() {
    let (client, _) = client([]);
    let calls = (client.initiate_auth(sign_in()), client.respond_to_auth_challenge(answer()));
    assert_hides(&format!("{calls:?}"), SECRETS);
}

#[tokio::test]
async fn requests_that_are_not_sent_do_not_print_secrets() {
    let (client, _) = client([]);
    let request = client.initiate_auth(sign_in()).into_request().await;
    let request = request.expect("the request meets every constraint");
    assert!(text(request.body()).contains("hush-password"), "the password is in the body");
    assert_hides(&format!("{request:?}"), SECRETS);
}

#[tokio::test]
async fn responses_do_not_print_secrets() {
    let (client, _) = client([response(200, SUCCESS), response(200, SUCCESS)]);
    let first = client.initiate_auth(sign_in()).await.expect("the answer can be read");
    let second = client.respond_to_auth_challenge(answer()).await.expect("the answer can be read");
    assert_eq!(first.session.as_deref(), Some("hush-session"));
    let parameters = second.challenge_parameters.as_ref();
    assert_eq!(parameters.and_then(|all| all.get("SRP_B")).map(String::as_str), Some("hush-b"));
    assert_hides(&format!("{first:?} {first:#?} {second:?} {second:#?}"), SECRETS);
}

#[test]
fn clients_do_not_print_credentials() {
    let credentials =
        Credentials::new("hush-id", "hush-secret", Some("hush-token".to_owned()), None, "test");
    let config = config().credentials_provider(credentials).build();
    let client = Client::from_conf(config.clone());
    assert_hides(&format!("{client:?} {config:?} {:?}", config.to_builder()), SECRETS);
}

/// Asserts that nothing prints a secret of a sign-in that ends with this error, though the raw response keeps it.
async fn assert_error_hides(status: u16, body: &str) {
    let (client, _) = always(status, body);
    let error = client.initiate_auth(sign_in()).await.expect_err("this is not a success");
    let raw = error.raw_response().expect("there was a response");
    assert_eq!(text(raw.body()), body);
    assert_hides(&format!("{error} {error:?} {error:#?}"), SECRETS);
    assert_hides(&DisplayErrorContext(&error).to_string(), SECRETS);
    assert_hides(&DisplayErrorContext(error.as_sdk_error()).to_string(), SECRETS);
    let error = error.into_service_error();
    assert_hides(&format!("{error} {error:?} {error:#?}"), SECRETS);
    assert_hides(&DisplayErrorContext(&error).to_string(), SECRETS);
}

#[tokio::test(start_paused = true)]
async fn a_success_that_breaks_off_does_not_print_secrets() {
    assert_error_hides(200, TRUNCATED).await;
}

#[tokio::test(start_paused = true)]
async fn a_success_with_tokens_in_the_wrong_place_does_not_print_secrets() {
    assert_error_hides(200, MISPLACED).await;
}

#[tokio::test(start_paused = true)]
async fn a_modelled_error_does_not_print_secrets() {
    assert_error_hides(400, MODELLED).await;
}

#[tokio::test(start_paused = true)]
async fn an_error_page_does_not_print_secrets() {
    assert_error_hides(403, PAGE).await;
}

#[tokio::test(start_paused = true)]
async fn an_error_that_is_retried_does_not_print_secrets() {
    assert_error_hides(500, MODELLED).await;
}

/// Asserts that no log of an exchange with this answer has a secret in it, on either operation.
async fn assert_log_hides(status: u16, body: &str) {
    let log = Log::start();
    let (client, http) = always(status, body);
    let first = client.initiate_auth(sign_in()).await.is_ok();
    assert_eq!(first, status == 200 && body == SUCCESS);
    let sent = http.actual_requests().count();
    let (client, http) = always(status, body);
    let second = client.respond_to_auth_challenge(answer()).await.is_ok();
    assert_eq!(second, first);
    assert_eq!(http.actual_requests().count(), sent);
    let log = log.stop();

    // Else the log hides everything because there is nothing in it.
    assert_eq!(log.matches("transmitting request").count(), 2 * sent);
    assert_eq!(log.matches("received response").count(), 2 * sent);
    assert_hides(&log, SECRETS);
}

#[tokio::test(start_paused = true)]
async fn the_log_of_a_success_has_no_secrets() {
    assert_log_hides(200, SUCCESS).await;
}

#[tokio::test(start_paused = true)]
async fn the_log_of_a_success_that_breaks_off_has_no_secrets() {
    assert_log_hides(200, TRUNCATED).await;
}

#[tokio::test(start_paused = true)]
async fn the_log_of_a_success_with_tokens_in_the_wrong_place_has_no_secrets() {
    assert_log_hides(200, MISPLACED).await;
}

#[tokio::test(start_paused = true)]
async fn the_log_of_a_modelled_error_has_no_secrets() {
    assert_log_hides(400, MODELLED).await;
}

#[tokio::test(start_paused = true)]
async fn the_log_of_an_error_page_has_no_secrets() {
    assert_log_hides(403, PAGE).await;
}

#[tokio::test(start_paused = true)]
async fn the_log_of_retries_has_no_secrets() {
    assert_log_hides(500, MODELLED).await;
}
