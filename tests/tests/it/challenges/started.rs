//! Each flow sends exactly the parameters that belong to it.

use cognito_identity_provider::operation::admin_initiate_auth::AdminInitiateAuthRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::types::{AdminAuthStart, AuthStart};

use super::{entries, sorted};

#[track_caller]
fn assert_start<const N: usize>(
    start: impl Into<AuthStart>,
    flow: &str,
    expected: [(&str, &str); N],
) {
    let request = InitiateAuthRequest::start(start).client_id("client1");
    assert_eq!(request.auth_flow.as_str(), flow);
    assert_eq!(sorted(request.auth_parameters), entries(expected));
}

#[track_caller]
fn assert_admin_start<const N: usize>(
    start: impl Into<AdminAuthStart>,
    flow: &str,
    expected: [(&str, &str); N],
) {
    let request =
        AdminInitiateAuthRequest::user_pool_id("eu-west-1_p").client_id("client1").start(start);
    assert_eq!(request.auth_flow.as_str(), flow);
    assert_eq!(sorted(request.auth_parameters), entries(expected));
}

#[test]
fn flows_of_users() {
    assert_start(
        AuthStart::user_password_auth().username("kim").password("secret").secret_hash("hash"),
        "USER_PASSWORD_AUTH",
        [("USERNAME", "kim"), ("PASSWORD", "secret"), ("SECRET_HASH", "hash")],
    );
    assert_start(
        AuthStart::user_srp_auth().username("kim").srp_a("abc").device_key("device"),
        "USER_SRP_AUTH",
        [("USERNAME", "kim"), ("SRP_A", "abc"), ("DEVICE_KEY", "device")],
    );
    assert_start(
        AuthStart::refresh_token_auth().refresh_token("token"),
        "REFRESH_TOKEN_AUTH",
        [("REFRESH_TOKEN", "token")],
    );
    assert_start(
        AuthStart::refresh_token().refresh_token("token"),
        "REFRESH_TOKEN",
        [("REFRESH_TOKEN", "token")],
    );
    assert_start(
        AuthStart::custom_auth().username("kim").challenge_name("SRP_A").srp_a("abc"),
        "CUSTOM_AUTH",
        [("USERNAME", "kim"), ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", "abc")],
    );
}

#[test]
fn the_flow_with_a_choice() {
    let begun = || AuthStart::user_auth().username("kim");
    assert_start(begun(), "USER_AUTH", [("USERNAME", "kim")]);
    assert_start(
        begun().preferred_challenge_password().password("secret").max_age("60"),
        "USER_AUTH",
        [
            ("USERNAME", "kim"),
            ("PREFERRED_CHALLENGE", "PASSWORD"),
            ("PASSWORD", "secret"),
            ("MAX_AGE", "60"),
        ],
    );
    assert_start(
        begun().preferred_challenge_web_authn(),
        "USER_AUTH",
        [("USERNAME", "kim"), ("PREFERRED_CHALLENGE", "WEB_AUTHN")],
    );
    assert_start(
        begun().access_token("token").target_acr_values("acr"),
        "USER_AUTH",
        [("USERNAME", "kim"), ("ACCESS_TOKEN", "token"), ("TARGET_ACR_VALUES", "acr")],
    );
}

#[test]
fn flows_of_administrators() {
    assert_admin_start(
        AdminAuthStart::admin_user_password_auth().username("kim").password("secret"),
        "ADMIN_USER_PASSWORD_AUTH",
        [("USERNAME", "kim"), ("PASSWORD", "secret")],
    );
    assert_admin_start(
        AdminAuthStart::admin_no_srp_auth().username("kim").password("secret"),
        "ADMIN_NO_SRP_AUTH",
        [("USERNAME", "kim"), ("PASSWORD", "secret")],
    );
    assert_admin_start(
        AdminAuthStart::user_srp_auth().username("kim").srp_a("abc"),
        "USER_SRP_AUTH",
        [("USERNAME", "kim"), ("SRP_A", "abc")],
    );
}

#[test]
fn more_can_be_added_to_the_plain_map() {
    let start = AuthStart::refresh_token_auth().refresh_token("token");
    let request = InitiateAuthRequest::start(start).client_id("client1");
    let request = request.auth_parameters([("NEW_KEY", "value")]);
    let expected = entries([("REFRESH_TOKEN", "token"), ("NEW_KEY", "value")]);
    assert_eq!(sorted(request.auth_parameters), expected);
}
