//! Tokens for a refresh token.

use tinsmith_cognito::sign_in::RefreshToken;

use super::{Stage, done};

#[tokio::test]
async fn tokens_are_refreshed() {
    for stage in [Stage::set(), Stage::with_secret()] {
        let tokens = stage.signed_in().await;
        stage.server.calls();
        let refreshed = stage.sign_in.refresh(&tokens).await.expect("the token is right");
        assert_eq!(stage.server.calls(), ["InitiateAuth REFRESH_TOKEN_AUTH"]);
        // The answer has none.
        assert_eq!(refreshed.refresh_token, tokens.refresh_token);
        assert_eq!(refreshed.username, stage.pool.username);
    }
}

/// As a program does that kept the token and the user's name.
#[tokio::test]
async fn a_stored_token_is_refreshed() {
    let stage = Stage::with_secret();
    let tokens = stage.signed_in().await;
    let stored = RefreshToken::new(tokens.refresh_token).username(tokens.username);
    stage.sign_in.refresh(stored).await.expect("the token is right");
}

/// A hash over what the user types is refused, and so it is not made.
#[tokio::test]
async fn the_hash_is_over_the_name_in_the_pool() {
    let stage = Stage::with_secret();
    let tokens = stage.signed_in().await;
    let typed = RefreshToken::new(&tokens.refresh_token).username(&stage.pool.alias);
    let error = stage.sign_in.refresh(typed).await.expect_err("it is another name");
    assert_eq!(error.code(), Some("NotAuthorizedException"));

    stage.server.calls();
    let nobody = RefreshToken::new(&tokens.refresh_token);
    let error = stage.sign_in.refresh(nobody).await.expect_err("there is no name");
    assert_eq!(
        error.to_string(),
        "REFRESH_TOKEN_AUTH: the secret hash of a refresh takes the user's name in the user pool: set `username` of the refresh token"
    );
    assert_eq!(stage.server.calls(), [""; 0]);
}

#[tokio::test]
async fn a_refresh_names_its_device() {
    let stage = Stage::with_secret();
    stage.server.will_make_a_device();
    let tokens = stage.signed_in().await;
    let device = stage.sign_in.remember_device(&tokens).await.expect("it is taken").device;
    let refreshed = stage.sign_in.refresh(&tokens).await.expect("the device is named");
    assert_eq!(refreshed.device_key, Some(device.key.clone()));

    let stored = RefreshToken::new(tokens.refresh_token).username(tokens.username);
    let error = stage.sign_in.refresh(stored.clone()).await.expect_err("no device is named");
    assert_eq!(error.code(), Some("NotAuthorizedException"));
    let tokens = done(stage.start().device(device.clone()).password(&stage.pool.password).await);
    let stored = RefreshToken::new(tokens.refresh_token).username(tokens.username);
    stage.sign_in.refresh(stored.device_key(&device.key)).await.expect("the device is named");
}

#[tokio::test]
async fn a_wrong_token_is_refused() {
    let stage = Stage::set();
    let error = stage.sign_in.refresh(RefreshToken::new("another")).await.expect_err("it is wrong");
    assert_eq!(error.at(), "REFRESH_TOKEN_AUTH");
    assert_eq!(error.code(), Some("NotAuthorizedException"));
}
