//! The examples of `docs/serde.md`, which the page shows as they are here.

use cognito_identity_provider::operation::sign_up::SignUpRequest;
use cognito_identity_provider::primitives::WithoutSecrets;
use cognito_identity_provider::types::error::UsernameExistsException;
use serde_json::{Value, json};
use tinsmith_tests::readme::blocks_of;

fn sign_up_from(json: &str) -> Result<SignUpRequest, serde_json::Error> {
    serde_json::from_str(json)
}

fn logged(request: &SignUpRequest) -> Result<String, serde_json::Error> {
    serde_json::to_string(&WithoutSecrets(request))
}

#[test]
fn the_page_shows_what_runs() {
    let source = include_str!("serde_page.rs");
    let blocks = blocks_of("docs/serde.md", "rust");
    assert_eq!(blocks.len(), 2, "an example is missing");
    for block in blocks {
        assert!(source.contains(&block), "not in tests/tests/it/serde_page.rs:\n{block}");
    }
}

#[test]
fn a_request_is_read_and_logged() {
    let request = json!({
        "ClientId": "client",
        "Username": "kim",
        "UserAttributes": [{ "Name": "email", "Value": "kim@example.com" }],
        "ClientMetadata": { "from": "a test" },
    });
    let request = sign_up_from(&request.to_string()).expect("it is a request");
    assert_eq!((request.client_id.as_str(), request.username.as_str()), ("client", "kim"));
    let logged: Value =
        serde_json::from_str(&logged(&request).expect("it can be written")).expect("it is JSON");
    let hidden = "*** Sensitive Data Redacted ***";
    let expected = json!({
        "ClientId": hidden,
        "Username": hidden,
        "UserAttributes": [{ "Name": "email", "Value": hidden }],
        "ClientMetadata": { "from": "a test" },
    });
    assert_eq!(logged, expected);
}

#[test]
fn what_is_missing_is_named() {
    let request = json!({ "ClientId": "", "Username": "", "UserAttributes": [{}] });
    let error = sign_up_from(&request.to_string()).expect_err("a name is missing");
    assert_eq!(error.to_string(), "UserAttributes[0].Name: a required member is missing");
}

#[test]
fn an_error_is_its_members() {
    let json = json!({ "message": "kim is taken" });
    let error: UsernameExistsException =
        serde_json::from_value(json.clone()).expect("it has a message");
    assert_eq!(error.message.as_deref(), Some("kim is taken"));
    assert_eq!(serde_json::to_value(&error).expect("it can be written"), json);
}
