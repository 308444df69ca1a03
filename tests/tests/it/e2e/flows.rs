//! Sign-ins that end well, which they do alike on every server.

use cognito_identity_provider::error::RequestId;
use cognito_identity_provider::types::{AuthenticationResultType, ChallengeNameType};
use tinsmith_tests::servers::setup::User;
use tinsmith_tests::servers::totp::totp_code;

use super::stage::Stage;
use crate::log::{Log, assert_hides};

/// A password that the pool's policy allows, and that nobody has yet.
pub(super) const NEW_PASSWORD: &str = "Another-1-password";

/// Asserts that a user is signed in, without a word about the tokens themselves.
#[track_caller]
pub(super) fn assert_tokens(tokens: Option<&AuthenticationResultType>) {
    let tokens = tokens.expect("the answer has an authentication result");
    for (name, token) in [("access", &tokens.access_token), ("id", &tokens.id_token)] {
        let parts = token.as_deref().map(|token| token.split('.').count());
        assert_eq!(parts, Some(3), "header, payload and signature of the {name} token");
    }
    let refresh_token = tokens.refresh_token.as_deref().unwrap_or_default();
    assert!(!refresh_token.is_empty(), "there is a refresh token");
    assert_eq!(tokens.token_type.as_deref(), Some("Bearer"));
    assert_eq!(tokens.expires_in, Some(3600));
}

/// A password that is permanent gives tokens at once.
pub(super) async fn password(stage: &Stage) {
    let response = stage.sign_in(&stage.pool.plain_user).await.expect("the password is right");
    assert_eq!(response.challenge_name, None);
    assert_eq!(response.session, None);
    assert!(response.request_id().is_some_and(|id| !id.is_empty()), "there is a request id");
    assert_tokens(response.authentication_result.as_ref());
}

/// A password that is temporary asks for a new one, which gives tokens and is good from then on.
pub(super) async fn new_password(stage: &Stage) {
    let user = &stage.pool.new_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    assert_eq!(response.challenge_name, Some(ChallengeNameType::NewPasswordRequired));
    assert_eq!(response.authentication_result, None);

    let session = response.session.expect("a challenge has a session");
    let answer = ("NEW_PASSWORD", NEW_PASSWORD);
    let response = stage
        .respond(ChallengeNameType::NewPasswordRequired, &session, user, answer)
        .await
        .expect("the new password meets the policy");
    assert_eq!(response.challenge_name, None);
    assert!(response.request_id().is_some_and(|id| !id.is_empty()), "there is a request id");
    assert_tokens(response.authentication_result.as_ref());

    let user = User { password: NEW_PASSWORD.to_owned(), ..user.clone() };
    let response = stage.sign_in(&user).await.expect("the new password has become the password");
    assert_tokens(response.authentication_result.as_ref());
}

/// A user with a software token is asked for its code, and the right one gives tokens.
pub(super) async fn software_token(stage: &Stage) {
    let user = &stage.pool.mfa_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    assert_eq!(response.challenge_name, Some(ChallengeNameType::SoftwareTokenMfa));
    assert_eq!(response.authentication_result, None);

    let session = response.session.expect("a challenge has a session");
    let code = totp_code(&stage.pool.totp_secret).expect("the secret gives a code");
    let response = stage
        .respond(
            ChallengeNameType::SoftwareTokenMfa,
            &session,
            user,
            ("SOFTWARE_TOKEN_MFA_CODE", &code),
        )
        .await
        .expect("the code is right");
    assert_eq!(response.challenge_name, None);
    assert_tokens(response.authentication_result.as_ref());
}

/// Of a whole sign-in over HTTP, no log says anything that must not be said.
pub(super) async fn log(stage: &Stage) {
    let log = Log::start();
    let user = &stage.pool.new_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    let session = response.session.expect("a challenge has a session");
    let answer = ("NEW_PASSWORD", NEW_PASSWORD);
    let response = stage
        .respond(ChallengeNameType::NewPasswordRequired, &session, user, answer)
        .await
        .expect("the new password meets the policy");
    let log = log.stop();

    let tokens = response.authentication_result.expect("the user is signed in");
    // Else the log hides everything because there is nothing in it.
    assert_eq!(log.matches("transmitting request").count(), 2);
    let secrets: Vec<_> = [&tokens.access_token, &tokens.id_token, &tokens.refresh_token]
        .into_iter()
        .flatten()
        .chain([&session, &user.password, &stage.pool.client_id])
        .map(String::as_str)
        .chain([NEW_PASSWORD])
        .collect();
    assert_eq!(secrets.len(), 7);
    assert_hides(&log, &secrets);
}
