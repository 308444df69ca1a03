//! The same with the calls that are signed.

use cognito_identity_provider::Client;
use tinsmith_cognito::sign_in::SignIn;
use tinsmith_tests::fake_cognito::{Ask, FakeCognito, UserPool};
use tinsmith_tests::servers::setup::signed;
use tinsmith_tests::servers::totp::totp_code;

use super::{app_client, done, expect_step};

tinsmith_cognito::client! {
    struct Admin(cognito_identity_provider): admin, software_tokens;
}

#[tokio::test]
async fn an_administrator_signs_a_user_in() {
    let pool = UserPool::new().with_secret();
    let server = FakeCognito::start(pool.clone());
    let client = Client::from_conf(signed(&server.endpoint()).build());
    let sign_in = SignIn::new(Admin::from(client), &pool.id, app_client(&pool));
    let start = || sign_in.username(&pool.alias);

    server.will_ask([Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")]);
    let step = start().password(&pool.password).await.expect("the password is right");
    let tokens = done(expect_step!(step, SmsMfa).code("123456").await);
    assert_eq!(
        server.calls(),
        ["AdminInitiateAuth ADMIN_USER_PASSWORD_AUTH", "AdminRespondToAuthChallenge SMS_MFA"]
    );

    sign_in.refresh(&tokens).await.expect("the token is right");
    assert_eq!(server.calls(), ["AdminInitiateAuth REFRESH_TOKEN_AUTH"]);

    done(start().srp(&pool.password).await);
    assert_eq!(
        server.calls(),
        ["AdminInitiateAuth USER_SRP_AUTH", "AdminRespondToAuthChallenge PASSWORD_VERIFIER"]
    );

    server.will_ask([Ask::new("MFA_SETUP")]);
    let step = start().password(&pool.password).await.expect("the password is right");
    let setup = expect_step!(step, MfaSetup).software_token().await.expect("it is right");
    let code = totp_code(setup.secret()).expect("it is a secret");
    done(setup.code(code).await);
}
