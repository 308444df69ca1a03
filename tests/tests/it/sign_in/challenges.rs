//! Every challenge that the model names, asked and answered, through an app client with a secret and through one without.

use tinsmith_cognito::sign_in::{Proof, Step};
use tinsmith_cognito::srp::{Srp, SrpChallenge, UserPassword};
use tinsmith_tests::fake_cognito::Ask;
use tinsmith_tests::fake_cognito::facts::CHALLENGES;

use super::{Stage, done, expect_step};

/// Both kinds of app clients.
fn stages() -> [Stage; 2] {
    [Stage::set(), Stage::with_secret()]
}

/// The calls of a sign-in with a password that is asked these.
fn calls(challenges: &[&str]) -> Vec<String> {
    let first = ["InitiateAuth USER_PASSWORD_AUTH".to_owned()];
    let others = challenges.iter().map(|name| format!("RespondToAuthChallenge {name}"));
    first.into_iter().chain(others).collect()
}

#[tokio::test]
async fn sms_mfa() {
    for stage in stages() {
        let ask = Ask::new("SMS_MFA")
            .parameter("CODE_DELIVERY_DESTINATION", "+*******1234")
            .parameter("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")
            .takes("SMS_MFA_CODE", "123456");
        let step = expect_step!(stage.asked([ask]).await, SmsMfa);
        assert_eq!(step.destination(), Some("+*******1234"));
        assert_eq!(step.medium(), Some("SMS"));
        assert_eq!(step.username(), stage.pool.username);
        done(step.code("123456").await);
        assert_eq!(stage.server.calls(), calls(&["SMS_MFA"]));
    }
}

#[tokio::test]
async fn email_otp() {
    for stage in stages() {
        let ask = Ask::new("EMAIL_OTP")
            .parameter("CODE_DELIVERY_DESTINATION", "k***@e***")
            .parameter("CODE_DELIVERY_DELIVERY_MEDIUM", "EMAIL")
            .takes("EMAIL_OTP_CODE", "12345678");
        let step = expect_step!(stage.asked([ask]).await, EmailOtp);
        assert_eq!(step.destination(), Some("k***@e***"));
        assert_eq!(step.medium(), Some("EMAIL"));
        done(step.code("12345678").await);
        assert_eq!(stage.server.calls(), calls(&["EMAIL_OTP"]));
    }
}

#[tokio::test]
async fn sms_otp() {
    for stage in stages() {
        let ask = Ask::new("SMS_OTP").takes("SMS_OTP_CODE", "123456");
        let step = expect_step!(stage.asked([ask]).await, SmsOtp);
        assert_eq!(step.destination(), None);
        // The service has not said another name.
        assert_eq!(step.username(), stage.pool.alias);
        done(step.code("123456").await);
        assert_eq!(stage.server.calls(), calls(&["SMS_OTP"]));
    }
}

#[tokio::test]
async fn software_token_mfa() {
    for stage in stages() {
        let ask = Ask::new("SOFTWARE_TOKEN_MFA")
            .parameter("FRIENDLY_DEVICE_NAME", "Kim's phone")
            .takes("SOFTWARE_TOKEN_MFA_CODE", "123456");
        let step = expect_step!(stage.asked([ask]).await, SoftwareTokenMfa);
        assert_eq!(step.device_name(), Some("Kim's phone"));
        done(step.code("123456").await);
        assert_eq!(stage.server.calls(), calls(&["SOFTWARE_TOKEN_MFA"]));
    }
}

#[tokio::test]
async fn select_mfa_type() {
    let choices = r#"["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"]"#;
    for stage in stages() {
        let ask = |answer: &str| {
            Ask::new("SELECT_MFA_TYPE")
                .parameter("MFAS_CAN_CHOOSE", choices)
                .takes("ANSWER", answer)
        };
        let step = expect_step!(stage.asked([ask("SMS_MFA")]).await, SelectMfaType);
        assert_eq!(step.choices(), ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]);
        done(step.sms().await);
        let step = expect_step!(stage.asked([ask("SOFTWARE_TOKEN_MFA")]).await, SelectMfaType);
        done(step.software_token().await);
        let step = expect_step!(stage.asked([ask("EMAIL_OTP")]).await, SelectMfaType);
        done(step.email().await);
        let step = expect_step!(stage.asked([ask("CARRIER_PIGEON")]).await, SelectMfaType);
        done(step.choose("CARRIER_PIGEON").await);
    }
}

/// The model's text has another name than Amplify; the service's own counts. One server writes a list as Python prints it.
#[tokio::test]
async fn select_mfa_type_by_the_name_that_the_service_has() {
    let stage = Stage::set();
    let ask = Ask::new("SELECT_MFA_TYPE")
        .parameter("MFAS_CAN_CHOOSE", "['SMS_MFA', 'EMAIL_MFA']")
        .takes("ANSWER", "EMAIL_MFA");
    let step = expect_step!(stage.asked([ask]).await, SelectMfaType);
    assert_eq!(step.choices(), ["SMS_MFA", "EMAIL_MFA"]);
    done(step.email().await);
}

#[tokio::test]
async fn mfa_setup_of_a_software_token() {
    for stage in stages() {
        let ask = Ask::new("MFA_SETUP").parameter("MFAS_CAN_SETUP", r#"["SOFTWARE_TOKEN_MFA"]"#);
        let step = expect_step!(stage.asked([ask]).await, MfaSetup);
        assert_eq!(step.choices(), ["SOFTWARE_TOKEN_MFA"]);
        let setup = step.software_token().await.expect("the session is right");
        let secret = setup.secret().to_owned();
        assert_eq!(
            setup.uri("Example & Söhne"),
            format!(
                "otpauth://totp/Example%20%26%20S%C3%B6hne:kim%40example.org?secret={secret}&issuer=Example%20%26%20S%C3%B6hne"
            )
        );
        let code = tinsmith_tests::servers::totp::totp_code(&secret).expect("it is a secret");
        done(setup.device_name("Kim's phone").code(code).await);
        assert_eq!(
            stage.server.calls(),
            [
                "InitiateAuth USER_PASSWORD_AUTH",
                "AssociateSoftwareToken",
                "VerifySoftwareToken",
                "RespondToAuthChallenge MFA_SETUP"
            ]
        );
    }
}

#[tokio::test]
async fn mfa_setup_of_codes_by_mail() {
    for stage in stages() {
        let asks = [
            Ask::new("MFA_SETUP").takes("EMAIL", "kim@example.com"),
            Ask::new("EMAIL_OTP").takes("EMAIL_OTP_CODE", "123456"),
        ];
        let step = expect_step!(stage.asked(asks).await, MfaSetup);
        assert_eq!(step.choices(), [""; 0]);
        let step = step.email("kim@example.com").await.expect("it is taken");
        done(expect_step!(step, EmailOtp).code("123456").await);
    }
}

#[tokio::test]
async fn new_password_required() {
    for stage in stages() {
        let ask = Ask::new("NEW_PASSWORD_REQUIRED")
            .parameter("requiredAttributes", r#"["userAttributes.name","userAttributes.nickname"]"#)
            .parameter("userAttributes", r#"{"email":"kim@example.org","email_verified":"true"}"#)
            .takes("NEW_PASSWORD", "Another-1-password")
            .takes("userAttributes.name", "Kim")
            .takes("userAttributes.nickname", "K");
        let step = expect_step!(stage.asked([ask]).await, NewPasswordRequired);
        assert_eq!(step.required_attributes(), ["name", "nickname"]);
        assert_eq!(step.user_attributes()["email"], "kim@example.org");
        assert_eq!(step.user_attributes().len(), 2);
        // With the prefix or without it.
        let step = step.attribute("name", "Kim").attribute("userAttributes.nickname", "K");
        done(step.new_password("Another-1-password").await);
        assert_eq!(stage.server.calls(), calls(&["NEW_PASSWORD_REQUIRED"]));
    }
}

#[tokio::test]
async fn custom_challenge() {
    for stage in stages() {
        stage.server.will_ask([
            Ask::new("CUSTOM_CHALLENGE").parameter("question", "2 + 2").takes("ANSWER", "4"),
            Ask::new("CUSTOM_CHALLENGE").parameter("question", "2 * 3").takes("ANSWER", "6"),
        ]);
        let step = stage.start().custom().await.expect("it is started");
        let step = expect_step!(step, CustomChallenge);
        assert_eq!(step.parameters()["question"], "2 + 2");
        let step = expect_step!(step.answer("4").await.expect("it is right"), CustomChallenge);
        assert_eq!(step.parameters()["question"], "2 * 3");
        done(step.answer("6").await);
    }
}

#[tokio::test]
async fn select_challenge() {
    const ALL: &[&str] = &["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"];
    for stage in stages() {
        let choose = async |then: Vec<Ask>, answer: &str| {
            let ask = Ask::new("SELECT_CHALLENGE").available(ALL).takes("ANSWER", answer);
            let ask = match answer {
                "PASSWORD" => ask.takes("PASSWORD", &stage.pool.password),
                _ => ask,
            };
            stage.server.will_ask([ask].into_iter().chain(then));
            let step = stage.start().choose().await.expect("it is started");
            let step = expect_step!(step, SelectChallenge);
            assert_eq!(step.choices(), ALL);
            step
        };
        done(choose(vec![], "PASSWORD").await.password(&stage.pool.password).await);
        done(choose(vec![], "PASSWORD_SRP").await.srp(&stage.pool.password).await);

        let code = Ask::new("EMAIL_OTP").takes("EMAIL_OTP_CODE", "123456");
        let step = choose(vec![code], "EMAIL_OTP").await.email_otp().await.expect("it is there");
        done(expect_step!(step, EmailOtp).code("123456").await);

        let code = Ask::new("SMS_OTP").takes("SMS_OTP_CODE", "123456");
        let step = choose(vec![code], "SMS_OTP").await.sms_otp().await.expect("it is there");
        done(expect_step!(step, SmsOtp).code("123456").await);

        let passkey = Ask::new("WEB_AUTHN")
            .parameter("CREDENTIAL_REQUEST_OPTIONS", r#"{"challenge":"x"}"#)
            .takes("CREDENTIAL", r#"{"id":"y"}"#);
        let step = choose(vec![passkey], "WEB_AUTHN").await.web_authn().await.expect("it is there");
        done(expect_step!(step, WebAuthn).credential(r#"{"id":"y"}"#).await);

        let ask = Ask::new("SELECT_CHALLENGE")
            .takes("ANSWER", "WEB_AUTHN")
            .takes("CREDENTIAL", r#"{"id":"y"}"#);
        stage.server.will_ask([ask]);
        let step = stage.start().choose().await.expect("it is started");
        done(expect_step!(step, SelectChallenge).credential(r#"{"id":"y"}"#).await);

        done(choose(vec![], "CARRIER_PIGEON").await.choose("CARRIER_PIGEON").await);
    }
}

#[tokio::test]
async fn password() {
    for stage in stages() {
        stage.server.will_ask([Ask::new("PASSWORD").takes("PASSWORD", &stage.pool.password)]);
        let step = stage.start().choose().await.expect("it is started");
        done(expect_step!(step, Password).password(&stage.pool.password).await);
    }
}

#[tokio::test]
async fn password_srp() {
    for stage in stages() {
        stage.server.will_ask([Ask::new("PASSWORD_SRP")]);
        let step = stage.start().choose().await.expect("it is started");
        done(expect_step!(step, PasswordSrp).srp(&stage.pool.password).await);
        assert_eq!(
            stage.server.calls(),
            [
                "InitiateAuth USER_AUTH",
                "RespondToAuthChallenge PASSWORD_SRP",
                "RespondToAuthChallenge PASSWORD_VERIFIER"
            ]
        );
    }
}

/// With SRP that is computed elsewhere, as in a browser whose server knows the secret of the app client.
#[tokio::test]
async fn password_verifier() {
    for stage in stages() {
        let srp = Srp::start().expect("there are random bytes");
        let step = stage.start().srp_a(srp.srp_a()).await.expect("it is a number");
        let step = expect_step!(step, PasswordVerifier);
        let part = |part: Option<&str>| part.expect("the challenge has it").to_owned();
        let (salt, srp_b, block) =
            (part(step.salt()), part(step.srp_b()), part(step.secret_block()));
        let user = UserPassword {
            pool_id: &stage.pool.id,
            user_id: step.username(),
            password: &stage.pool.password,
        };
        let challenge = SrpChallenge { salt: &salt, srp_b: &srp_b, secret_block: &block };
        let claim = srp.prove_password(user, challenge, std::time::SystemTime::now());
        let claim = claim.expect("the challenge is one");
        let proof = Proof { signature: claim.signature, timestamp: claim.timestamp };
        done(step.proof(proof).await);
    }
}

#[tokio::test]
async fn web_authn() {
    for stage in stages() {
        let ask = Ask::new("WEB_AUTHN")
            .parameter("CREDENTIAL_REQUEST_OPTIONS", r#"{"challenge":"x"}"#)
            .takes("CREDENTIAL", r#"{"id":"y"}"#);
        stage.server.will_ask([ask]);
        let step = stage.start().preferring().web_authn().await.expect("it is started");
        let step = expect_step!(step, WebAuthn);
        assert_eq!(step.options(), Some(r#"{"challenge":"x"}"#));
        done(step.credential(r#"{"id":"y"}"#).await);
    }
}

/// The model has it among its challenges. Should a server ask for it, the step says so, and has no way to be answered.
#[tokio::test]
async fn admin_no_srp_auth() {
    let stage = Stage::set();
    let step = stage.asked([Ask::new("ADMIN_NO_SRP_AUTH").parameter("why", "nobody knows")]).await;
    assert_eq!(step.name(), "ADMIN_NO_SRP_AUTH");
    assert_eq!(expect_step!(step, AdminNoSrpAuth).parameters()["why"], "nobody knows");
}

#[tokio::test]
async fn a_challenge_of_a_newer_service() {
    for stage in stages() {
        let ask = Ask::new("RETINA_SCAN").takes("SCAN", "a picture");
        let step = expect_step!(stage.asked([ask]).await, Other);
        assert_eq!(step.name(), "RETINA_SCAN");
        done(step.answer([("SCAN", "a picture")]).await);
        assert_eq!(stage.server.calls(), calls(&["RETINA_SCAN"]));
    }
}

/// One after the other, in one sign-in.
#[tokio::test]
async fn many_in_a_row() {
    let stage = Stage::with_secret();
    let mut step = stage
        .asked([
            Ask::new("NEW_PASSWORD_REQUIRED").takes("NEW_PASSWORD", "Another-1-password"),
            Ask::new("SELECT_MFA_TYPE").takes("ANSWER", "SMS_MFA"),
            Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456"),
            Ask::new("CUSTOM_CHALLENGE").takes("ANSWER", "4"),
        ])
        .await;
    let tokens = loop {
        step = match step {
            Step::Done(tokens) => break tokens,
            Step::NewPasswordRequired(step) => step.new_password("Another-1-password").await,
            Step::SelectMfaType(step) => step.sms().await,
            Step::SmsMfa(step) => step.code("123456").await,
            Step::CustomChallenge(step) => step.answer("4").await,
            other => panic!("not asked: {}", other.name()),
        }
        .expect("every answer is right");
    };
    assert_eq!(tokens.username, stage.pool.username);
    let all = ["NEW_PASSWORD_REQUIRED", "SELECT_MFA_TYPE", "SMS_MFA", "CUSTOM_CHALLENGE"];
    assert_eq!(stage.server.calls(), calls(&all));
}

/// The server knows every challenge of the model, so that none is passed over here.
#[test]
fn the_server_knows_every_challenge() {
    let known: Vec<_> = CHALLENGES.iter().map(|row| row.name).collect();
    let model = cognito_identity_provider::types::ChallengeNameType::values();
    assert_eq!(model.len(), 16);
    for name in model.iter().filter(|name| **name != "ADMIN_NO_SRP_AUTH") {
        assert!(known.contains(name), "{name}");
    }
    assert_eq!(known.len(), 15);
}
