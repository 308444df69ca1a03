//! Sign-ins on Moto's server.
//!
//! Where Moto's error is another than the one that AWS gives, a comment says so.

use cognito_identity_provider::operation::initiate_auth::InitiateAuthError;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeError;
use cognito_identity_provider::types::ChallengeNameType;
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;
use tinsmith_tests::servers::totp::{totp_code, wrong_code};

use super::flows::{self, NEW_PASSWORD};
use super::refusal::assert_refused;
use super::stage::Stage;

/// Nothing that Moto has handed out, though long enough to be sent.
const UNUSABLE_SESSION: &str = "a session that nobody has handed out";

#[tokio::test]
async fn a_password_gives_tokens() {
    let Some(stage) = Stage::set(Kind::Moto, "a password gives tokens").await else { return };
    flows::password(&stage).await;
}

#[tokio::test]
async fn a_new_password_gives_tokens() {
    let Some(stage) = Stage::set(Kind::Moto, "a new password gives tokens").await else { return };
    flows::new_password(&stage).await;
}

#[tokio::test]
async fn a_software_token_gives_tokens() {
    let Some(stage) = Stage::set(Kind::Moto, "a software token gives tokens").await else { return };
    flows::software_token(&stage).await;
}

#[tokio::test]
async fn no_secret_is_logged() {
    let Some(stage) = Stage::set(Kind::Moto, "no secret is logged").await else { return };
    flows::log(&stage).await;
}

#[tokio::test]
async fn a_wrong_password_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Moto, "a wrong password").await else { return };
    let user = User { password: "Mistyped-1-password".to_owned(), ..stage.pool.plain_user.clone() };
    let error = stage.sign_in(&user).await.expect_err("the password is wrong");
    assert_refused(&error, "NotAuthorizedException", "Incorrect username or password.");
    let error = error.into_service_error();
    assert!(matches!(error, InitiateAuthError::NotAuthorizedException(_)), "{error:?}");
}

#[tokio::test]
async fn an_unknown_user_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Moto, "an unknown user").await else { return };
    let user = User { username: "nobody".to_owned(), ..stage.pool.plain_user.clone() };
    let error = stage.sign_in(&user).await.expect_err("there is no such user");
    assert_refused(&error, "UserNotFoundException", "User does not exist.");
    let error = error.into_service_error();
    assert!(matches!(error, InitiateAuthError::UserNotFoundException(_)), "{error:?}");
}

#[tokio::test]
async fn an_unknown_client_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Moto, "an unknown client").await else { return };
    let error = stage.sign_in_through("unknownclient", &stage.pool.plain_user).await;
    let error = error.expect_err("there is no such client");
    // Moto's whole message is the client's id.
    assert_refused(&error, "ResourceNotFoundException", "unknownclient");
    let error = error.into_service_error();
    assert!(matches!(error, InitiateAuthError::ResourceNotFoundException(_)), "{error:?}");
}

#[tokio::test]
async fn a_new_password_against_the_policy_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Moto, "a new password against the policy").await else {
        return;
    };
    let user = &stage.pool.new_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    let session = response.session.expect("a challenge has a session");
    let answer = ("NEW_PASSWORD", "short");
    let error = stage
        .respond(ChallengeNameType::NewPasswordRequired, &session, user, answer)
        .await
        .expect_err("the new password is against the policy");
    let message = "The provided password does not confirm to the configured password policy";
    assert_refused(&error, "InvalidPasswordException", message);
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::InvalidPasswordException(_)), "{error:?}");
}

#[tokio::test]
async fn a_wrong_code_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Moto, "a wrong code").await else { return };
    let user = &stage.pool.mfa_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    let session = response.session.expect("a challenge has a session");
    let code = totp_code(&stage.pool.totp_secret).expect("the secret gives a code");
    let answer = ("SOFTWARE_TOKEN_MFA_CODE", wrong_code(&code));
    let error = stage
        .respond(ChallengeNameType::SoftwareTokenMfa, &session, user, (answer.0, &answer.1))
        .await
        .expect_err("the code is wrong");
    assert_refused(&error, "CodeMismatchException", "MFA Code Mismatch");
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::CodeMismatchException(_)), "{error:?}");
}

#[tokio::test]
async fn an_unusable_session_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Moto, "an unusable session").await else { return };
    let user = &stage.pool.new_user;
    let answer = ("NEW_PASSWORD", NEW_PASSWORD);
    let error = stage
        .respond(ChallengeNameType::NewPasswordRequired, UNUSABLE_SESSION, user, answer)
        .await
        .expect_err("there is no such session");
    // AWS answers with `NotAuthorizedException`. Moto's whole message is the session.
    assert_refused(&error, "ResourceNotFoundException", UNUSABLE_SESSION);
    let error = error.into_service_error();
    assert!(
        matches!(error, RespondToAuthChallengeError::ResourceNotFoundException(_)),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_session_is_good_for_one_answer() {
    let Some(stage) = Stage::set(Kind::Moto, "a session that has been used").await else { return };
    let user = &stage.pool.new_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    let session = response.session.expect("a challenge has a session");
    let answer = ("NEW_PASSWORD", NEW_PASSWORD);
    let respond = || stage.respond(ChallengeNameType::NewPasswordRequired, &session, user, answer);
    respond().await.expect("the session has not been used");
    let error = respond().await.expect_err("the session has been used");
    // As for a session that nobody has handed out.
    assert_refused(&error, "ResourceNotFoundException", &session);
}
