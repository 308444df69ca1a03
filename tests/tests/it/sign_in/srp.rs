//! Passwords that are proven by SRP, in every way that a sign-in has for it.

use tinsmith_tests::fake_cognito::Ask;

use super::{Stage, done, expect_step};

#[tokio::test]
async fn a_password_is_proven() {
    for stage in [Stage::set(), Stage::with_secret()] {
        let tokens = done(stage.start().srp(&stage.pool.password).await);
        assert_eq!(tokens.username, stage.pool.username);
        assert_eq!(
            stage.server.calls(),
            ["InitiateAuth USER_SRP_AUTH", "RespondToAuthChallenge PASSWORD_VERIFIER"]
        );
    }
}

#[tokio::test]
async fn challenges_follow() {
    let stage = Stage::with_secret();
    stage.server.will_ask([Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")]);
    let step = stage.start().srp(&stage.pool.password).await.expect("it is right");
    done(expect_step!(step, SmsMfa).code("123456").await);
}

#[tokio::test]
async fn before_a_custom_challenge() {
    for stage in [Stage::set(), Stage::with_secret()] {
        stage.server.will_ask([Ask::new("CUSTOM_CHALLENGE").takes("ANSWER", "4")]);
        let step = stage.start().custom_srp(&stage.pool.password).await.expect("it is right");
        done(expect_step!(step, CustomChallenge).answer("4").await);
        assert_eq!(
            stage.server.calls(),
            [
                "InitiateAuth CUSTOM_AUTH",
                "RespondToAuthChallenge PASSWORD_VERIFIER",
                "RespondToAuthChallenge CUSTOM_CHALLENGE"
            ]
        );
    }
}

#[tokio::test]
async fn as_the_preferred_factor() {
    let stage = Stage::with_secret();
    done(stage.start().preferring().srp(&stage.pool.password).await);
    assert_eq!(
        stage.server.calls(),
        ["InitiateAuth USER_AUTH", "RespondToAuthChallenge PASSWORD_VERIFIER"]
    );
}

#[tokio::test]
async fn a_wrong_password_is_refused() {
    let stage = Stage::set();
    for step in [
        stage.start().srp("Mistyped-1-password").await,
        stage.start().custom_srp("Mistyped-1-password").await,
        stage.start().preferring().srp("Mistyped-1-password").await,
    ] {
        let error = step.expect_err("the password is wrong");
        assert_eq!(error.at(), "PASSWORD_VERIFIER");
        assert_eq!(error.code(), Some("NotAuthorizedException"));
        assert!(!error.can_try_again());
    }
}

#[tokio::test]
async fn a_pool_id_without_a_name_is_found_before_the_proof() {
    let mut stage = Stage::set();
    let client = super::Cognito::new(cognito_identity_provider::Client::from_conf(
        super::unsigned(&stage.server.endpoint()).build(),
    ));
    stage.sign_in =
        super::SignIn::new(client, "nowhere", super::AppClient::new(&stage.pool.client_id));
    let error = stage.start().srp(&stage.pool.password).await.expect_err("there is no name");
    assert_eq!(
        error.to_string(),
        "PASSWORD_VERIFIER: user pool id: expected a region, `_` and a name, found no name behind a `_`"
    );
}
