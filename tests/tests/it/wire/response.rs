//! What is read from an answer of success.

use std::collections::HashMap;

use aws_smithy_http_client::test_util::capture_request;
use cognito_identity_provider::Client;
use cognito_identity_provider::error::RequestId;
use cognito_identity_provider::operation::get_user::GetUserRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthResponse;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeResponse;
use cognito_identity_provider::types::{
    AuthenticationResultType, ChallengeNameType, NewDeviceMetadataType,
};

use super::canned::{REQUEST_ID, answer, client, config, response, response_with, sign_in, text};

/// Every member of both responses, which have the same ones.
const EVERYTHING: &str = r#"{
    "ChallengeName": "SELECT_CHALLENGE",
    "Session": "s",
    "ChallengeParameters": {"a": "b", "c": ""},
    "AuthenticationResult": {
        "AccessToken": "access",
        "ExpiresIn": 3600,
        "TokenType": "Bearer",
        "RefreshToken": "refresh",
        "IdToken": "id",
        "NewDeviceMetadata": {"DeviceKey": "key", "DeviceGroupKey": "group"}
    },
    "AvailableChallenges": ["PASSWORD", "EMAIL_OTP"]
}"#;

/// A value of a response, with what is set in it: only the service makes these, so there are no setters.
fn with<T>(mut value: T, set: impl FnOnce(&mut T)) -> T {
    set(&mut value);
    value
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn tokens() -> AuthenticationResultType {
    with(AuthenticationResultType::new(), |tokens| {
        tokens.access_token = some("access");
        tokens.expires_in = Some(3600);
        tokens.token_type = some("Bearer");
        tokens.refresh_token = some("refresh");
        tokens.id_token = some("id");
        tokens.new_device_metadata = Some(with(NewDeviceMetadataType::new(), |device| {
            device.device_key = some("key");
            device.device_group_key = some("group");
        }));
    })
}

fn access_token() -> AuthenticationResultType {
    with(AuthenticationResultType::new(), |tokens| tokens.access_token = some("access"))
}

fn parameters<const N: usize>(entries: [(&str, &str); N]) -> Option<HashMap<String, String>> {
    Some(entries.map(|(key, value)| (key.to_owned(), value.to_owned())).into())
}

/// The response to a sign-in that is answered with this.
async fn signed_in(body: &str) -> InitiateAuthResponse {
    // Without a request id, so that what is read can be compared with what is made by hand.
    let (client, _) = client([response_with(200, &[], body)]);
    client.initiate_auth(sign_in()).await.expect("the answer can be read")
}

#[tokio::test]
async fn every_member_of_a_sign_ins_response_is_read() {
    let expected = with(InitiateAuthResponse::new(), |response| {
        response.challenge_name = Some(ChallengeNameType::SelectChallenge);
        response.session = some("s");
        response.challenge_parameters = parameters([("a", "b"), ("c", "")]);
        response.authentication_result = Some(tokens());
        response.available_challenges =
            Some(vec![ChallengeNameType::Password, ChallengeNameType::EmailOtp]);
    });
    assert_eq!(signed_in(EVERYTHING).await, expected);
}

#[tokio::test]
async fn every_member_of_an_answers_response_is_read() {
    let (client, _) = client([response_with(200, &[], EVERYTHING)]);
    let response = client.respond_to_auth_challenge(answer()).await;
    let expected = with(RespondToAuthChallengeResponse::new(), |response| {
        response.challenge_name = Some(ChallengeNameType::SelectChallenge);
        response.session = some("s");
        response.challenge_parameters = parameters([("a", "b"), ("c", "")]);
        response.authentication_result = Some(tokens());
        response.available_challenges =
            Some(vec![ChallengeNameType::Password, ChallengeNameType::EmailOtp]);
    });
    assert_eq!(response.expect("the answer can be read"), expected);
}

#[tokio::test]
async fn the_request_id_of_a_success_is_kept() {
    let (client, _) = client([response(200, "{}"), response(200, "{}")]);
    let first = client.initiate_auth(sign_in()).await.expect("the answer can be read");
    assert_eq!(first.request_id(), Some(REQUEST_ID));
    let second = client.respond_to_auth_challenge(answer()).await.expect("the answer can be read");
    assert_eq!(second.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn an_enum_value_that_the_model_does_not_name_survives_a_round_trip() {
    let body = r#"{"ChallengeName":"NEW_THING","AvailableChallenges":["PASSWORD","NEWER_THING"]}"#;
    let response = signed_in(body).await;
    let challenge = response.challenge_name.expect("the challenge is read");
    assert_eq!(challenge.unknown_value(), Some("NEW_THING"));
    let available = response.available_challenges.expect("the challenges are read");
    assert_eq!(available[1].unknown_value(), Some("NEWER_THING"));

    let (client, _) = client([]);
    let mut request = answer();
    request.challenge_name = challenge;
    let request = client.respond_to_auth_challenge(request).into_request().await;
    let json = r#"{"ClientId":"client1","ChallengeName":"NEW_THING","ChallengeResponses":{"USERNAME":"kim"}}"#;
    assert_eq!(text(request.expect("the request meets every constraint").body()), json);
}

#[tokio::test]
async fn members_that_the_model_does_not_name_are_ignored() {
    let body = r#"{"New":{"a":[1,{"b":null}]},"AuthenticationResult":{"Newer":[[]],"AccessToken":"access"},"Newest":"x","Session":"s"}"#;
    let expected = with(InitiateAuthResponse::new(), |response| {
        response.authentication_result = Some(access_token());
        response.session = some("s");
    });
    assert_eq!(signed_in(body).await, expected);
}

#[tokio::test]
async fn null_is_the_same_as_absent() {
    let body = r#"{"ChallengeName":null,"Session":null,"ChallengeParameters":null,"AuthenticationResult":null,"AvailableChallenges":null}"#;
    assert_eq!(signed_in(body).await, InitiateAuthResponse::new());
}

#[tokio::test]
async fn null_is_the_same_as_absent_further_down() {
    let body = r#"{"AuthenticationResult":{"AccessToken":null,"ExpiresIn":null,"TokenType":null,"RefreshToken":null,"IdToken":null,"NewDeviceMetadata":null}}"#;
    let expected = with(InitiateAuthResponse::new(), |response| {
        response.authentication_result = Some(AuthenticationResultType::new());
    });
    assert_eq!(signed_in(body).await, expected);
}

#[tokio::test]
async fn null_in_a_list_or_a_map_is_left_out() {
    let body =
        r#"{"ChallengeParameters":{"a":null,"b":"c"},"AvailableChallenges":[null,"PASSWORD"]}"#;
    let expected = with(InitiateAuthResponse::new(), |response| {
        response.challenge_parameters = parameters([("b", "c")]);
        response.available_challenges = Some(vec![ChallengeNameType::Password]);
    });
    assert_eq!(signed_in(body).await, expected);
}

#[tokio::test]
async fn an_answer_without_members_is_a_response_without_members() {
    assert_eq!(signed_in("{}").await, InitiateAuthResponse::new());
}

/// The official test client panics at a second request.
#[tokio::test]
async fn the_official_capture_client_is_asked_once() {
    let (http, sent) = capture_request(None);
    let client = Client::from_conf(config().http_client(http).build());
    let response = client.initiate_auth(sign_in()).await.expect("no member is required");
    assert_eq!(response, InitiateAuthResponse::new());
    let body = r#"{"AuthFlow":"REFRESH_TOKEN_AUTH","AuthParameters":{"REFRESH_TOKEN":"token1"},"ClientId":"client1"}"#;
    assert_eq!(text(sent.expect_request().body()), body);

    let (http, sent) = capture_request(None);
    let client = Client::from_conf(config().http_client(http).build());
    let error =
        client.get_user(GetUserRequest::access_token("t")).await.expect_err("there is no user");
    assert!(error.is_response_error(), "{error:?}");
    assert_eq!(text(sent.expect_request().body()), r#"{"AccessToken":"t"}"#);
}

#[tokio::test]
async fn escapes_are_undone() {
    let response = signed_in(r#"{"Session":"\"\\\/\n\u00df\ud83e\udd80"}"#).await;
    assert_eq!(response.session.as_deref(), Some("\"\\/\nß🦀"));
}
