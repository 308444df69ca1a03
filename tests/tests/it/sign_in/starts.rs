//! The ways to start, apart from SRP; and what is sent with every call.

use tinsmith_tests::fake_cognito::Ask;

use super::{Stage, done, expect_step};

#[tokio::test]
async fn a_password() {
    for stage in [Stage::set(), Stage::with_secret()] {
        let tokens = stage.signed_in().await;
        assert_eq!(tokens.username, stage.pool.username);
        assert_eq!(tokens.token_type, "Bearer");
        assert_eq!(tokens.expires_in.as_secs(), 3600);
        assert_eq!(tokens.access_token.split('.').count(), 3);
        assert_eq!(tokens.id_token.split('.').count(), 3);
        assert_eq!(tokens.refresh_token, "refresh-token-1");
        assert_eq!((tokens.device_key, tokens.new_device), (None, None));
    }
}

#[tokio::test]
async fn a_wrong_password() {
    let stage = Stage::set();
    let error = stage.start().password("Mistyped-1-password").await.expect_err("it is wrong");
    assert_eq!(error.at(), "USER_PASSWORD_AUTH");
    assert_eq!(
        error.to_string(),
        "USER_PASSWORD_AUTH: InitiateAuth failed: NotAuthorizedException: Incorrect username or password. (HTTP status 400)"
    );
    assert!(!error.can_try_again());
}

#[tokio::test]
async fn a_preferred_factor() {
    for stage in [Stage::set(), Stage::with_secret()] {
        done(stage.start().preferring().password(&stage.pool.password).await);

        stage.server.will_ask([Ask::new("EMAIL_OTP").takes("EMAIL_OTP_CODE", "123456")]);
        let step = stage.start().preferring().email_otp().await.expect("it is there");
        done(expect_step!(step, EmailOtp).code("123456").await);

        stage.server.will_ask([Ask::new("SMS_OTP").takes("SMS_OTP_CODE", "123456")]);
        let step = stage.start().preferring().sms_otp().await.expect("it is there");
        done(expect_step!(step, SmsOtp).code("123456").await);

        let srp = tinsmith_cognito::srp::Srp::start().expect("there are random bytes");
        let step = stage.start().preferring().srp_a(srp.srp_a()).await.expect("it is a number");
        assert_eq!(step.name(), "PASSWORD_VERIFIER");
    }
}

/// What `ConfirmSignUp` gives signs the new user in.
#[tokio::test]
async fn in_the_session_of_another_call() {
    let stage = Stage::set();
    let error = stage.start().session("a session that nobody has given").choose().await;
    assert_eq!(error.expect_err("it is not known").code(), Some("NotAuthorizedException"));
    let session = stage.server.will_start_in_a_session();
    done(stage.start().session(session).choose().await);
}

#[tokio::test]
async fn metadata_is_in_every_call() {
    let stage = Stage::set();
    stage.server.will_expect_metadata("campaign", "spring");
    stage.server.will_ask([Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")]);
    let start = stage.start().client_metadata([("campaign", "spring")]);
    let step = start.password(&stage.pool.password).await.expect("it is right");
    done(expect_step!(step, SmsMfa).code("123456").await);
    let error = stage.start().password(&stage.pool.password).await;
    error.expect_err("the metadata is missing");
}

/// So that a sign-in can run on any thread.
#[test]
fn what_is_awaited_can_be_sent() {
    fn sent(_: impl Send + 'static) {}
    let stage = Stage::set();
    sent(stage.start().password("a password"));
    sent(stage.start().srp("a password"));
    sent(stage.start().choose());
    let sign_in = stage.sign_in.clone();
    sent(async move { sign_in.refresh(tinsmith_cognito::sign_in::RefreshToken::new("x")).await });
}
