//! Nothing that has a `Debug` shows what must not be shown.

use tinsmith_cognito::sign_in::client::{Answer, AuthenticationResult, CallFailure};
use tinsmith_cognito::sign_in::{Proof, RefreshToken};
use tinsmith_tests::fake_cognito::Ask;

use super::{Stage, expect_step};
use crate::log::{Log, assert_hides};

#[tokio::test]
async fn steps_and_tokens_hide_what_they_hold() {
    let stage = Stage::with_secret();
    let ask = Ask::new("SMS_MFA")
        .parameter("CODE_DELIVERY_DESTINATION", "the number")
        .takes("SMS_MFA_CODE", "123456");
    let step = stage.asked([ask]).await;
    assert_eq!(format!("{step:?}"), "SmsMfa { .. }");
    let error = expect_step!(step, SmsMfa).code("000000").await.expect_err("the code is wrong");
    assert!(!format!("{error:?} {error:#?}").contains("000000"));

    stage.server.will_ask([]);
    let tokens = stage.signed_in().await;
    let printed = format!("{tokens:?} {:?} {:?}", RefreshToken::from(&tokens), stage.sign_in);
    let secret = stage.pool.client_secret.as_deref().expect("there is one");
    for hidden in [
        &tokens.access_token,
        &tokens.id_token,
        &tokens.refresh_token,
        &stage.pool.username,
        secret,
    ] {
        assert!(!printed.contains(hidden), "{printed}");
    }
    assert!(printed.contains("Tokens { access_token: *** Sensitive Data Redacted ***"));

    let proof = Proof { signature: "signed".to_owned(), timestamp: "now".to_owned() };
    assert_eq!(
        format!("{proof:?}"),
        r#"Proof { signature: *** Sensitive Data Redacted ***, timestamp: "now" }"#
    );
}

/// What a client of one's own handles.
#[test]
fn what_a_client_handles_hides_what_it_holds() {
    let result = AuthenticationResult {
        access_token: Some("hidden".to_owned()),
        id_token: Some("hidden".to_owned()),
        refresh_token: Some("hidden".to_owned()),
        token_type: Some("Bearer".to_owned()),
        ..AuthenticationResult::default()
    };
    let answer = Answer {
        challenge: Some("SMS_MFA".to_owned()),
        session: Some("hidden".to_owned()),
        parameters: [("hidden".to_owned(), "hidden".to_owned())].into(),
        result: Some(result),
        ..Answer::default()
    };
    let printed = format!("{answer:?}");
    assert!(!printed.contains("hidden"), "{printed}");
    assert!(printed.contains("SMS_MFA"), "{printed}");
    let failure = CallFailure::new("no answer").with_code(Some("Code"));
    assert_eq!(failure.code(), Some("Code"));
    assert_eq!(failure.client_error().to_string(), "no answer");
}

#[tokio::test]
async fn nothing_of_a_sign_in_is_logged() {
    let stage = Stage::with_secret();
    let log = Log::start();
    let step = stage.asked([Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")]).await;
    let tokens = super::done(expect_step!(step, SmsMfa).code("123456").await);
    let srp = super::done(stage.start().srp(&stage.pool.password).await);
    let log = log.stop();
    // Else the log hides everything because there is nothing in it.
    assert_eq!(log.matches("transmitting request").count(), 4);
    let secrets = [
        tokens.access_token.as_str(),
        &tokens.refresh_token,
        &srp.id_token,
        &stage.pool.password,
        &stage.pool.username,
        stage.pool.client_secret.as_deref().expect("there is one"),
    ];
    assert_hides(&log, &secrets);
}
