//! What is refused before it is sent, at which level and in which words.

use std::collections::HashMap;

use cognito_identity_provider::config::Validation;
use cognito_identity_provider::operation::admin_initiate_auth::AdminInitiateAuthRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::{AuthFlowType, ChallengeNameType};
use tinsmith_runtime::validation::{Validate, check};

fn violations(request: &dyn Validate, level: Validation) -> Vec<String> {
    match check(request, level) {
        Ok(()) => Vec::new(),
        Err(error) => error.violations().iter().map(ToString::to_string).collect(),
    }
}

fn answer(name: &str, keys: &[(&str, &str)]) -> RespondToAuthChallengeRequest {
    RespondToAuthChallengeRequest::client_id("client1")
        .challenge_name(ChallengeNameType::from(name))
        .challenge_responses(keys.iter().copied())
}

#[track_caller]
fn assert_refused(name: &str, keys: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(violations(&answer(name, keys), Validation::Standard), expected, "{name}");
    assert_eq!(violations(&answer(name, keys), Validation::Lenient), [""; 0], "{name}");
}

#[track_caller]
fn assert_strictly_refused(name: &str, keys: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(violations(&answer(name, keys), Validation::Standard), [""; 0], "{name}");
    assert_eq!(violations(&answer(name, keys), Validation::Strict), expected, "{name}");
}

const USER: (&str, &str) = ("USERNAME", "kim");

/// What the service documents: without one of its keys, a challenge is refused, and the key is named.
#[test]
fn a_required_key() {
    let verifier = ["PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK", "TIMESTAMP"];
    let device_verifier = [["DEVICE_KEY"].as_slice(), verifier.as_slice()].concat();
    let all: [(&str, &[&str]); 15] = [
        ("SMS_MFA", &["SMS_MFA_CODE"]),
        ("EMAIL_OTP", &["EMAIL_OTP_CODE"]),
        ("SMS_OTP", &["SMS_OTP_CODE"]),
        ("SOFTWARE_TOKEN_MFA", &["SOFTWARE_TOKEN_MFA_CODE"]),
        ("SELECT_MFA_TYPE", &["ANSWER"]),
        ("MFA_SETUP", &[]),
        ("PASSWORD_VERIFIER", &verifier),
        ("CUSTOM_CHALLENGE", &["ANSWER"]),
        ("SELECT_CHALLENGE", &["ANSWER"]),
        ("DEVICE_SRP_AUTH", &["DEVICE_KEY", "SRP_A"]),
        ("DEVICE_PASSWORD_VERIFIER", &device_verifier),
        ("NEW_PASSWORD_REQUIRED", &["NEW_PASSWORD"]),
        ("PASSWORD", &["PASSWORD"]),
        ("WEB_AUTHN", &["CREDENTIAL"]),
        ("PASSWORD_SRP", &["SRP_A"]),
    ];
    for (name, keys) in all {
        let required = [&["USERNAME"], keys].concat();
        let given: Vec<(&str, &str)> = required.iter().map(|key| (*key, "x")).collect();
        assert_refused(name, &given, &[]);
        for missing in &required {
            let rest: Vec<_> = given.iter().copied().filter(|(key, _)| key != missing).collect();
            let expected = format!(
                r#"ChallengeResponses["{missing}"]: required when ChallengeName is {name}"#
            );
            assert_refused(name, &rest, &[&expected]);
        }
    }
}

#[test]
fn no_map_at_all() {
    let mut request = answer("SMS_MFA", &[]);
    request.challenge_responses = None;
    let expected = [
        r#"ChallengeResponses["USERNAME"]: required when ChallengeName is SMS_MFA"#,
        r#"ChallengeResponses["SMS_MFA_CODE"]: required when ChallengeName is SMS_MFA"#,
    ];
    assert_eq!(violations(&request, Validation::Standard), expected);
    assert_eq!(violations(&request, Validation::Off), [""; 0]);
}

#[test]
fn keys_that_another_needs() {
    assert_refused(
        "SELECT_CHALLENGE",
        &[USER, ("ANSWER", "PASSWORD")],
        &[
            r#"ChallengeResponses["PASSWORD"]: required when ChallengeResponses["ANSWER"] is PASSWORD"#,
        ],
    );
    assert_refused(
        "SELECT_CHALLENGE",
        &[USER, ("ANSWER", "PASSWORD_SRP")],
        &[
            r#"ChallengeResponses["SRP_A"]: required when ChallengeResponses["ANSWER"] is PASSWORD_SRP"#,
        ],
    );
    for answer in ["WEB_AUTHN", "EMAIL_OTP", "SMS_OTP", "NEW_FACTOR"] {
        assert_refused("SELECT_CHALLENGE", &[USER, ("ANSWER", answer)], &[]);
    }
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserAuth)
        .client_id("client1")
        .auth_parameters([USER, ("ACCESS_TOKEN", "hush"), ("PREFERRED_CHALLENGE", "PASSWORD")]);
    let expected = [
        r#"AuthParameters["TARGET_ACR_VALUES"]: required when AuthParameters["ACCESS_TOKEN"] is there"#,
        r#"AuthParameters["PASSWORD"]: required when AuthParameters["PREFERRED_CHALLENGE"] is PASSWORD"#,
    ];
    assert_eq!(violations(&request, Validation::Standard), expected);
}

#[test]
fn values_that_cannot_be_sent() {
    assert_refused(
        "ADMIN_NO_SRP_AUTH",
        &[USER],
        &[
            "ChallengeName: cannot be ADMIN_NO_SRP_AUTH: it is a flow of AdminInitiateAuth, not a challenge",
        ],
    );
    let request = AdminInitiateAuthRequest::user_pool_id("eu-west-1_p")
        .client_id("client1")
        .auth_flow(AuthFlowType::UserPasswordAuth);
    assert_eq!(
        violations(&request, Validation::Standard),
        [
            "AuthFlow: cannot be USER_PASSWORD_AUTH: only InitiateAuth takes it; use ADMIN_USER_PASSWORD_AUTH"
        ]
    );
}

#[test]
fn what_a_newer_service_may_know_passes() {
    assert_eq!(violations(&answer("NEW_CHALLENGE", &[]), Validation::Standard), [""; 0]);
    let keys = [USER, ("SMS_MFA_CODE", "1"), ("NEW_KEY", "x"), ("", "x"), ("größe", "x")];
    for level in [Validation::Standard, Validation::Strict] {
        assert_eq!(violations(&answer("SMS_MFA", &keys), level), [""; 0]);
    }
    let keys = [USER, ("NEW_PASSWORD", "x"), ("userAttributes.name", "x")];
    assert_eq!(violations(&answer("NEW_PASSWORD_REQUIRED", &keys), Validation::Strict), [""; 0]);
}

#[test]
fn near_misses() {
    let code = ("SMS_MFA_CODE", "1");
    assert_strictly_refused(
        "SMS_MFA",
        &[USER, code, ("UserName", "kim")],
        &[
            r#"ChallengeResponses["UserName"]: no key when ChallengeName is SMS_MFA; did you mean "USERNAME"?"#,
        ],
    );
    let token = ("SOFTWARE_TOKEN_MFA_CODE", "1");
    // What was sent is no key of the overlay's, so it is not shown.
    assert_strictly_refused(
        "SOFTWARE_TOKEN_MFA",
        &[USER, token, ("SOFTWARE_TOKEN_MFA_CODES", "1")],
        &[
            r#"ChallengeResponses[*]: no key when ChallengeName is SOFTWARE_TOKEN_MFA; did you mean "SOFTWARE_TOKEN_MFA_CODE"?"#,
        ],
    );
    assert_strictly_refused(
        "SOFTWARE_TOKEN_MFA",
        &[USER, token, ("SMS_OTP_CODE", "1")],
        &[r#"ChallengeResponses["SMS_OTP_CODE"]: no key when ChallengeName is SOFTWARE_TOKEN_MFA"#],
    );
    assert_strictly_refused(
        "NEW_PASSWORD_REQUIRED",
        &[USER, ("NEW_PASSWORD", "x"), ("userAttributes", "{}"), ("UserAttributes.hush", "x")],
        &[
            r#"ChallengeResponses[*]: no key when ChallengeName is NEW_PASSWORD_REQUIRED; did you mean "userAttributes."?"#,
            r#"ChallengeResponses["userAttributes"]: no key when ChallengeName is NEW_PASSWORD_REQUIRED; did you mean "userAttributes."?"#,
        ],
    );
}

/// A key that was misspelt is missing too, and that is what counts at `Standard`.
#[test]
fn a_misspelt_key_is_a_missing_one() {
    let expected = r#"ChallengeResponses["USERNAME"]: required when ChallengeName is SMS_MFA"#;
    assert_refused("SMS_MFA", &[("Username", "kim"), ("SMS_MFA_CODE", "1")], &[expected]);
}

#[test]
fn nothing_that_is_sent_is_shown() {
    let keys: HashMap<String, String> = ["hush", "USERNAMEhush", "SMS_MFA_CODEhush", "PASSWORDx"]
        .map(|key| (key.to_owned(), "hush-value".to_owned()))
        .into();
    let mut request = answer("SMS_MFA", &[("ANSWER", "hush")]);
    request.challenge_responses.get_or_insert_default().extend(keys);
    for violation in violations(&request, Validation::Strict) {
        assert!(!violation.contains("hush") && !violation.contains("PASSWORDx"), "{violation}");
    }
}
