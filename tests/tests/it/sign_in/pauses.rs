//! Steps that wait outside of the program, as between two requests of a web server.

use tinsmith_cognito::sign_in::{NotAStep, PausedStep, Step};
use tinsmith_tests::fake_cognito::Ask;
use tinsmith_tests::servers::totp::{totp_code, wrong_code};

use super::{Cognito, Stage, done, expect_step};

/// Through a text, as it is kept.
fn paused(stage: &Stage, step: Step<Cognito>) -> Step<Cognito> {
    let name = step.name().to_owned();
    let paused = step.pause().expect("the sign-in is not done");
    assert_eq!(paused.name(), name);
    let read = PausedStep::from_json(&paused.to_json()).expect("it is its own text");
    assert!(read == paused, "the text says all of it");
    stage.sign_in.resume(read)
}

#[tokio::test]
async fn a_step_waits() {
    for stage in [Stage::set(), Stage::with_secret()] {
        let step = stage
            .asked([
                Ask::new("NEW_PASSWORD_REQUIRED")
                    .parameter("requiredAttributes", r#"["userAttributes.name"]"#)
                    .takes("userAttributes.name", "Kim \"K\" \u{1}é")
                    .takes("NEW_PASSWORD", "Another-1-password"),
                Ask::new("SELECT_CHALLENGE")
                    .available(&["EMAIL_OTP", "SMS_OTP"])
                    .takes("ANSWER", "EMAIL_OTP"),
                Ask::new("RETINA_SCAN").takes("SCAN", "a picture"),
            ])
            .await;
        let step = expect_step!(paused(&stage, step), NewPasswordRequired);
        assert_eq!(step.required_attributes(), ["name"]);
        assert_eq!(step.username(), stage.pool.username);
        let step = Step::NewPasswordRequired(step.attribute("name", "Kim \"K\" \u{1}é"));
        let step = expect_step!(paused(&stage, step), NewPasswordRequired);
        let step = step.new_password("Another-1-password").await.expect("it is taken");
        let step = expect_step!(paused(&stage, step), SelectChallenge);
        assert_eq!(step.choices(), ["EMAIL_OTP", "SMS_OTP"]);
        let step = step.email_otp().await.expect("it is there");
        let step = expect_step!(paused(&stage, step), Other);
        done(step.answer([("SCAN", "a picture")]).await);
    }
}

#[tokio::test]
async fn a_new_token_waits_for_its_code() {
    let stage = Stage::with_secret();
    let step = paused(&stage, stage.asked([Ask::new("MFA_SETUP")]).await);
    let setup = expect_step!(step, MfaSetup).software_token().await.expect("it is right");
    let secret = setup.secret().to_owned();
    let step = paused(&stage, Step::SoftwareTokenSetup(setup.device_name("Kim's phone")));
    let setup = expect_step!(step, SoftwareTokenSetup);
    assert_eq!(setup.secret(), secret);
    assert!(setup.uri("Example").contains("kim%40example.org"));
    let code = totp_code(&secret).expect("it is a secret");
    let error = setup.code(wrong_code(&code)).await.expect_err("the code is wrong");
    let step = paused(&stage, error.try_again().expect("it can be another"));
    let code = totp_code(&secret).expect("it is a secret");
    done(expect_step!(step, SoftwareTokenSetup).code(code).await);
}

#[tokio::test]
async fn a_device_is_asked_after_the_pause() {
    let stage = Stage::with_secret();
    stage.server.will_make_a_device();
    let tokens = stage.signed_in().await;
    let device = stage.sign_in.remember_device(&tokens).await.expect("it is taken").device;
    stage.server.will_ask([
        Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456"),
        Ask::new("DEVICE_SRP_AUTH"),
    ]);
    let start = stage.start().device(device.clone());
    let step = paused(&stage, start.srp(&stage.pool.password).await.expect("it is right"));
    let step = expect_step!(step, SmsMfa).code("123456").await.expect("it is right");
    done(expect_step!(step, DeviceSrpAuth).device(device).await);
}

#[tokio::test]
async fn an_answer_is_taken_once() {
    let stage = Stage::set();
    let step = stage.asked([Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")]).await;
    let kept = step.pause().expect("the sign-in is not done");
    assert_eq!(format!("{kept:?}"), r#"PausedStep { challenge: "SMS_MFA", .. }"#);
    done(expect_step!(stage.sign_in.resume(kept.clone()), SmsMfa).code("123456").await);
    let error = expect_step!(stage.sign_in.resume(kept), SmsMfa).code("123456").await;
    assert_eq!(error.expect_err("it was answered").code(), Some("NotAuthorizedException"));
}

#[tokio::test]
async fn what_is_done_gives_its_tokens() {
    let stage = Stage::set();
    let tokens = stage.signed_in().await;
    assert_eq!(Step::<Cognito>::Done(tokens.clone()).pause(), Err(tokens));
}

#[test]
fn other_texts_are_refused() {
    for text in [
        "",
        "{}",
        "[]",
        "null",
        r#"{"username":"kim","challenge":"SMS_MFA"}"#,
        r#"{"username":1,"challenge":"SMS_MFA","parameters":{},"prepared":{},"client_metadata":{},"available":[]}"#,
        r#"{"username":"kim","challenge":"SMS_MFA","parameters":{"a":1},"prepared":{},"client_metadata":{},"available":[]}"#,
        r#"{"username":"kim","challenge":"SMS_MFA","parameters":{},"prepared":{},"client_metadata":{},"available":[1]}"#,
        r#"{"username":"kim","challenge":"SMS_MFA","parameters":{},"prepared":{},"client_metadata":{},"available":[]} "x""#,
    ] {
        assert_eq!(PausedStep::from_json(text).map(|_| ()), Err(NotAStep), "{text}");
    }
    let least = r#"{"username":"kim","challenge":"SMS_MFA","parameters":{},"prepared":{},"client_metadata":{},"available":[]}"#;
    assert_eq!(PausedStep::from_json(least).expect("it is one").name(), "SMS_MFA");
}
