//! What an answer that fails leaves: the step where it can be tried again, and the client's error.

use cognito_identity_provider::error::{CallError, SdkError};
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeError;
use tinsmith_cognito::sign_in::Step;
use tinsmith_tests::fake_cognito::Ask;
use tinsmith_tests::servers::totp::{totp_code, wrong_code};

use super::{Stage, done, expect_step};

#[tokio::test]
async fn a_wrong_code_leaves_the_step() {
    for (challenge, key) in [
        ("SMS_MFA", "SMS_MFA_CODE"),
        ("EMAIL_OTP", "EMAIL_OTP_CODE"),
        ("SMS_OTP", "SMS_OTP_CODE"),
        ("SOFTWARE_TOKEN_MFA", "SOFTWARE_TOKEN_MFA_CODE"),
    ] {
        let stage = Stage::with_secret();
        let mut step = stage.asked([Ask::new(challenge).takes(key, "123456")]).await;
        let mut codes = ["000000", "999999", "123456"].into_iter();
        let tokens = loop {
            let mut code = || codes.next().expect("the last one is right");
            let answered = match step {
                Step::Done(tokens) => break tokens,
                Step::SmsMfa(step) => step.code(code()).await,
                Step::EmailOtp(step) => step.code(code()).await,
                Step::SmsOtp(step) => step.code(code()).await,
                Step::SoftwareTokenMfa(step) => step.code(code()).await,
                other => panic!("not asked: {}", other.name()),
            };
            step = match answered {
                Ok(step) => step,
                Err(error) => {
                    assert_eq!(
                        (error.at(), error.code()),
                        (challenge, Some("CodeMismatchException"))
                    );
                    error.try_again().expect("the session is still good")
                }
            };
        };
        assert_eq!(tokens.username, stage.pool.username);
        assert_eq!(stage.server.calls().len(), 4);
    }
}

#[tokio::test]
async fn a_password_against_the_policy_leaves_the_step_with_its_attributes() {
    let stage = Stage::set();
    let ask = Ask::new("NEW_PASSWORD_REQUIRED")
        .takes("NEW_PASSWORD", "Another-1-password")
        .takes("userAttributes.name", "Kim")
        .refuses_with("InvalidPasswordException");
    let step = expect_step!(stage.asked([ask]).await, NewPasswordRequired);
    let error = step.attribute("name", "Kim").new_password("short").await;
    let error = error.expect_err("it is against the policy");
    let step = expect_step!(error.try_again().expect("it can be another"), NewPasswordRequired);
    done(step.new_password("Another-1-password").await);
}

#[tokio::test]
async fn a_wrong_code_of_a_new_token_leaves_the_set_up() {
    let stage = Stage::with_secret();
    let step = expect_step!(stage.asked([Ask::new("MFA_SETUP")]).await, MfaSetup);
    let setup = step.software_token().await.expect("the session is right");
    let secret = setup.secret().to_owned();
    let right = || totp_code(&secret).expect("it is a secret");
    let error = setup.code(wrong_code(&right())).await.expect_err("the code is wrong");
    assert_eq!(error.at(), "VerifySoftwareToken");
    assert_eq!(error.code(), Some("EnableSoftwareTokenMFAException"));
    let setup = expect_step!(error.try_again().expect("it can be another"), SoftwareTokenSetup);
    assert_eq!(setup.secret(), secret);
    done(setup.code(right()).await);
}

/// What ends the session does not pretend otherwise.
#[tokio::test]
async fn a_refusal_that_ends_the_session_leaves_no_step() {
    for refusal in ["NotAuthorizedException", "ExpiredCodeException", "UserNotFoundException"] {
        let stage = Stage::set();
        let ask = Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456").refuses_with(refusal);
        let step = expect_step!(stage.asked([ask]).await, SmsMfa);
        let error = step.code("000000").await.expect_err("it is refused");
        assert!(!error.can_try_again(), "{refusal}");
        let error = error.try_again().expect_err("the session is over");
        assert_eq!(error.code(), Some(refusal));
    }
}

/// A code that cannot be one is found before anything is sent, and costs no try.
#[tokio::test]
async fn what_was_not_sent_leaves_the_step() {
    let stage = Stage::set();
    let step = expect_step!(stage.asked([Ask::new("MFA_SETUP")]).await, MfaSetup);
    let setup = step.software_token().await.expect("the session is right");
    let secret = setup.secret().to_owned();
    stage.server.calls();
    let error = setup.code("12345").await.expect_err("a code has six digits");
    assert_eq!(error.code(), None);
    assert_eq!(
        error.to_string(),
        "VerifySoftwareToken: VerifySoftwareToken was not sent: 1 constraint is not met: UserCode: length must be 6, is 5"
    );
    assert_eq!(stage.server.calls(), [""; 0]);
    let setup = expect_step!(error.try_again().expect("nothing was sent"), SoftwareTokenSetup);
    done(setup.code(totp_code(&secret).expect("it is a secret")).await);
}

#[tokio::test]
async fn no_answer_leaves_the_step() {
    let stage = Stage::set();
    let ask = Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456");
    let step = expect_step!(stage.asked([ask]).await, SmsMfa);
    drop(stage.server);
    // First on the connection that was kept, then on none.
    let error = step.code("123456").await.expect_err("nobody answers");
    assert_eq!(error.code(), None);
    let step = expect_step!(error.try_again().expect("nothing was answered"), SmsMfa);
    let error = step.code("123456").await.expect_err("nobody answers");
    assert!(error.can_try_again());
}

#[tokio::test]
async fn the_clients_error_is_inside() {
    let stage = Stage::set();
    let ask = Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456");
    let step = expect_step!(stage.asked([ask]).await, SmsMfa);
    let error = step.code("000000").await.expect_err("the code is wrong");
    let line = "SMS_MFA: RespondToAuthChallenge failed: CodeMismatchException: SMS_MFA_CODE: not what was asked for (HTTP status 400)";
    assert_eq!(error.to_string(), line);
    assert_eq!(format!("{error:?}"), line);
    let inside = error.client_error().expect("a call failed");
    let inside = inside.downcast_ref::<CallError<RespondToAuthChallengeError>>();
    let inside = inside.expect("it is the operation's");
    assert!(inside.is_code_mismatch_exception());
    assert!(matches!(inside.as_sdk_error(), SdkError::ServiceError(_)));
}

/// A server that answers with neither, or with half of the tokens.
#[tokio::test]
async fn what_is_no_answer_is_an_error() {
    let stage = Stage::set();
    for (member, expected) in [
        (None, "expected tokens or a challenge, found neither"),
        (Some("AccessToken"), "expected AccessToken among the tokens, found none"),
        (Some("IdToken"), "expected IdToken among the tokens, found none"),
        (Some("RefreshToken"), "expected RefreshToken among the tokens, found none"),
        (Some("ExpiresIn"), "expected ExpiresIn among the tokens, found none"),
    ] {
        stage.server.will_leave_out(member);
        let error = stage.start().password(&stage.pool.password).await.expect_err("it is half");
        assert_eq!(error.to_string(), format!("USER_PASSWORD_AUTH: {expected}"));
        assert!(!error.can_try_again());
    }
}
