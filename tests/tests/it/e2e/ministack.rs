//! Sign-ins on MiniStack.
//!
//! MiniStack 1.5.33 looks neither at sessions nor at the pool's password policy. The tests of both say what it does instead, so that a newer one that does look is noticed.

use cognito_identity_provider::operation::initiate_auth::InitiateAuthError;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeError;
use cognito_identity_provider::types::ChallengeNameType;
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;
use tinsmith_tests::servers::totp::{totp_code, wrong_code};

use super::flows::{self, NEW_PASSWORD, assert_tokens};
use super::refusal::assert_refused;
use super::stage::Stage;

/// Nothing that MiniStack has handed out, though long enough to be sent.
const UNUSABLE_SESSION: &str = "a session that nobody has handed out";

#[tokio::test]
async fn a_password_gives_tokens() {
    let Some(stage) = Stage::set(Kind::Ministack, "a password gives tokens").await else { return };
    flows::password(&stage).await;
}

#[tokio::test]
async fn a_new_password_gives_tokens() {
    let Some(stage) = Stage::set(Kind::Ministack, "a new password gives tokens").await else {
        return;
    };
    flows::new_password(&stage).await;
}

#[tokio::test]
async fn a_software_token_gives_tokens() {
    let Some(stage) = Stage::set(Kind::Ministack, "a software token gives tokens").await else {
        return;
    };
    flows::software_token(&stage).await;
}

#[tokio::test]
async fn no_secret_is_logged() {
    let Some(stage) = Stage::set(Kind::Ministack, "no secret is logged").await else { return };
    flows::log(&stage).await;
}

#[tokio::test]
async fn a_wrong_password_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Ministack, "a wrong password").await else { return };
    let user = User { password: "Mistyped-1-password".to_owned(), ..stage.pool.plain_user.clone() };
    let error = stage.sign_in(&user).await.expect_err("the password is wrong");
    assert_refused(&error, "NotAuthorizedException", "Incorrect username or password.");
    let error = error.into_service_error();
    assert!(matches!(error, InitiateAuthError::NotAuthorizedException(_)), "{error:?}");
}

#[tokio::test]
async fn an_unknown_user_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Ministack, "an unknown user").await else { return };
    let user = User { username: "nobody".to_owned(), ..stage.pool.plain_user.clone() };
    let error = stage.sign_in(&user).await.expect_err("there is no such user");
    assert_refused(&error, "UserNotFoundException", "User does not exist.");
    let error = error.into_service_error();
    assert!(matches!(error, InitiateAuthError::UserNotFoundException(_)), "{error:?}");
}

#[tokio::test]
async fn an_unknown_client_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Ministack, "an unknown client").await else { return };
    let error = stage.sign_in_through("unknownclient", &stage.pool.plain_user).await;
    let error = error.expect_err("there is no such client");
    assert_refused(&error, "ResourceNotFoundException", "Client unknownclient not found.");
    let error = error.into_service_error();
    assert!(matches!(error, InitiateAuthError::ResourceNotFoundException(_)), "{error:?}");
}

#[tokio::test]
async fn a_wrong_code_is_turned_down() {
    let Some(stage) = Stage::set(Kind::Ministack, "a wrong code").await else { return };
    let user = &stage.pool.mfa_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    let session = response.session.expect("a challenge has a session");
    let code = totp_code(&stage.pool.totp_secret).expect("the secret gives a code");
    let answer = ("SOFTWARE_TOKEN_MFA_CODE", wrong_code(&code));
    let error = stage
        .respond(ChallengeNameType::SoftwareTokenMfa, &session, user, (answer.0, &answer.1))
        .await
        .expect_err("the code is wrong");
    assert_refused(&error, "CodeMismatchException", "Invalid code received for user");
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::CodeMismatchException(_)), "{error:?}");
}

// AWS and Moto turn it down with `InvalidPasswordException`.
#[tokio::test]
async fn a_new_password_against_the_policy_is_taken() {
    assert!(!Kind::Ministack.checks_new_passwords());
    let test = "a new password against the policy";
    let Some(stage) = Stage::set(Kind::Ministack, test).await else { return };
    let user = &stage.pool.new_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    let session = response.session.expect("a challenge has a session");
    let answer = ("NEW_PASSWORD", "short");
    let response = stage
        .respond(ChallengeNameType::NewPasswordRequired, &session, user, answer)
        .await
        .expect("MiniStack takes any new password");
    assert_tokens(response.authentication_result.as_ref());
}

// AWS turns it down with `NotAuthorizedException`, Moto with `ResourceNotFoundException`.
#[tokio::test]
async fn an_unusable_session_is_taken() {
    assert!(!Kind::Ministack.checks_sessions());
    let Some(stage) = Stage::set(Kind::Ministack, "an unusable session").await else { return };
    let answer = ("NEW_PASSWORD", NEW_PASSWORD);
    let response = stage
        .respond(
            ChallengeNameType::NewPasswordRequired,
            UNUSABLE_SESSION,
            &stage.pool.new_user,
            answer,
        )
        .await
        .expect("MiniStack takes any session");
    assert_tokens(response.authentication_result.as_ref());
}

// As for a session that nobody has handed out.
#[tokio::test]
async fn a_session_is_good_for_many_answers() {
    let Some(stage) = Stage::set(Kind::Ministack, "a session that has been used").await else {
        return;
    };
    let user = &stage.pool.new_user;
    let response = stage.sign_in(user).await.expect("the password is right");
    let session = response.session.expect("a challenge has a session");
    let answer = ("NEW_PASSWORD", NEW_PASSWORD);
    let respond = || stage.respond(ChallengeNameType::NewPasswordRequired, &session, user, answer);
    respond().await.expect("the session has not been used");
    let response = respond().await.expect("MiniStack takes any session");
    assert_tokens(response.authentication_result.as_ref());
}
