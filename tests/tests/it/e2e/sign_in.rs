//! Whole sign-ins with `tinsmith_cognito::sign_in`, on real servers.
//!
//! Where a server takes what AWS would not, a comment says so.

use cognito_identity_provider::operation::admin_create_user::AdminCreateUserRequest;
use cognito_identity_provider::operation::admin_set_user_password::AdminSetUserPasswordRequest;
use cognito_identity_provider::operation::create_user_pool::CreateUserPoolRequest;
use cognito_identity_provider::operation::create_user_pool_client::CreateUserPoolClientRequest;
use cognito_identity_provider::operation::set_user_mfa_preference::SetUserMFAPreferenceRequest;
use cognito_identity_provider::operation::set_user_pool_mfa_config::SetUserPoolMfaConfigRequest;
use cognito_identity_provider::types::{
    AliasAttributeType, AttributeType, ExplicitAuthFlowsType, MessageActionType,
    SMSMfaSettingsType, SoftwareTokenMfaConfigType, UserPoolMfaType,
};
use tinsmith_cognito::AppClient;
use tinsmith_cognito::sign_in::{RefreshToken, SignIn, Tokens};
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::totp::{totp_code, wrong_code};

use super::flows::NEW_PASSWORD;
use super::stage::Stage;
use crate::sign_in::{done, expect_step};

tinsmith_cognito::client! {
    struct Cognito(cognito_identity_provider): software_tokens;
}

tinsmith_cognito::client! {
    struct Admin(cognito_identity_provider): admin;
}

fn sign_in(stage: &Stage) -> SignIn<Cognito> {
    let app_client = AppClient::new(&stage.pool.client_id);
    SignIn::new(Cognito::new(stage.client.clone()), &stage.pool.user_pool_id, app_client)
}

#[track_caller]
fn assert_tokens(tokens: &Tokens, username: &str) {
    assert_eq!(tokens.username, username);
    assert_eq!(tokens.expires_in.as_secs(), 3600);
    for token in [&tokens.access_token, &tokens.id_token] {
        assert_eq!(token.split('.').count(), 3);
    }
    assert!(!tokens.refresh_token.is_empty());
}

#[tokio::test]
async fn a_password_and_a_refresh() {
    for kind in Kind::ALL {
        let Some(stage) = Stage::set(kind, "a password and a refresh").await else { return };
        let sign_in = sign_in(&stage);
        let user = &stage.pool.plain_user;
        let tokens = done(sign_in.username(&user.username).password(&user.password).await);
        assert_tokens(&tokens, &user.username);
        let refreshed = sign_in.refresh(&tokens).await.expect("the token is right");
        assert_tokens(&refreshed, &user.username);
        assert_eq!(refreshed.refresh_token, tokens.refresh_token);
        let error = sign_in.refresh(RefreshToken::new("another")).await;
        let error = error.expect_err("there is no such token");
        assert_eq!(error.code(), Some("NotAuthorizedException"));

        let error = sign_in.username(&user.username).password("Mistyped-1-password").await;
        let error = error.expect_err("the password is wrong");
        assert_eq!(error.code(), Some("NotAuthorizedException"));
        assert!(!error.can_try_again());
    }
}

/// Neither server keeps the attribute; AWS would.
#[tokio::test]
async fn a_new_password_with_an_attribute() {
    for kind in Kind::ALL {
        let Some(stage) = Stage::set(kind, "a new password with an attribute").await else {
            return;
        };
        let user = &stage.pool.new_user;
        let step = sign_in(&stage).username(&user.username).password(&user.password).await;
        let mut step = expect_step!(step.expect("the password is right"), NewPasswordRequired);
        assert_eq!(step.required_attributes(), [""; 0]);
        step = step.attribute("nickname", "Kim");
        if kind.checks_new_passwords() {
            let error = step.new_password("short").await.expect_err("it is against the policy");
            assert_eq!(error.code(), Some("InvalidPasswordException"));
            step = expect_step!(error.try_again().expect("it can be another"), NewPasswordRequired);
        }
        assert_tokens(&done(step.new_password(NEW_PASSWORD).await), &user.username);
    }
}

#[tokio::test]
async fn a_software_token_after_a_wrong_code() {
    for kind in Kind::ALL {
        let Some(stage) = Stage::set(kind, "a software token after a wrong code").await else {
            return;
        };
        let user = &stage.pool.mfa_user;
        let step = sign_in(&stage).username(&user.username).password(&user.password).await;
        let step = expect_step!(step.expect("the password is right"), SoftwareTokenMfa);
        let code = totp_code(&stage.pool.totp_secret).expect("the secret gives a code");
        let error = step.code(wrong_code(&code)).await.expect_err("the code is wrong");
        assert_eq!(error.code(), Some("CodeMismatchException"));
        let again = error.try_again().expect("the session is still good");
        let code = totp_code(&stage.pool.totp_secret).expect("the secret gives a code");
        let tokens = done(expect_step!(again, SoftwareTokenMfa).code(code).await);
        assert_tokens(&tokens, &user.username);
    }
}

#[tokio::test]
async fn an_administrator_signs_a_user_in() {
    for kind in Kind::ALL {
        let Some(stage) = Stage::set(kind, "an administrator signs a user in").await else {
            return;
        };
        let app = app_client(&stage, &stage.pool.user_pool_id, false).await;
        let admin = Admin::new(stage.admin.clone());
        let sign_in = SignIn::new(admin, &stage.pool.user_pool_id, app);
        let user = &stage.pool.new_user;
        let step = sign_in.username(&user.username).password(&user.password).await;
        let step = expect_step!(step.expect("the password is right"), NewPasswordRequired);
        let tokens = done(step.new_password(NEW_PASSWORD).await);
        assert_tokens(&tokens, &user.username);
        sign_in.refresh(&tokens).await.expect("the token is right");
    }
}

/// Moto sends no message, and takes any code.
#[tokio::test]
async fn a_text_message_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a text message").await else { return };
    let user = &stage.pool.plain_user;
    let settings = SMSMfaSettingsType::new().enabled(true).preferred_mfa(true);
    let request = SetUserMFAPreferenceRequest::access_token(stage.access_token(user).await)
        .sms_mfa_settings(settings);
    stage.client.set_user_mfa_preference(request).await.expect("the preference is taken");
    let step = sign_in(&stage).username(&user.username).password(&user.password).await;
    let step = expect_step!(step.expect("the password is right"), SmsMfa);
    assert_tokens(&done(step.code("123456").await), &user.username);
}

/// Moto asks for it after a new password, in a pool that requires a second factor.
#[tokio::test]
async fn a_software_token_is_set_up_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a software token is set up").await else { return };
    let request = SetUserPoolMfaConfigRequest::user_pool_id(&stage.pool.user_pool_id)
        .software_token_mfa_configuration(SoftwareTokenMfaConfigType::new().enabled(true))
        .mfa_configuration(UserPoolMfaType::On);
    stage.admin.set_user_pool_mfa_config(request).await.expect("it is taken");
    let user = &stage.pool.new_user;
    let sign_in = sign_in(&stage);
    let step = sign_in.username(&user.username).password(&user.password).await;
    let step = expect_step!(step.expect("the password is right"), NewPasswordRequired);
    let step = step.new_password(NEW_PASSWORD).await.expect("it meets the policy");
    let step = expect_step!(step, MfaSetup);
    assert_eq!(step.choices(), ["SOFTWARE_TOKEN_MFA"]);
    let setup = step.software_token().await.expect("the session is right");
    let secret = setup.secret().to_owned();
    let code = totp_code(&secret).expect("the secret gives a code");
    let error = setup.code(wrong_code(&code)).await.expect_err("the code is wrong");
    assert_eq!(error.at(), "VerifySoftwareToken");
    assert_eq!(error.code(), Some("CodeMismatchException"));
    let setup = expect_step!(error.try_again().expect("it can be another"), SoftwareTokenSetup);
    let code = totp_code(&secret).expect("the secret gives a code");
    assert_tokens(&done(setup.code(code).await), &user.username);

    let step = sign_in.username(&user.username).password(NEW_PASSWORD).await;
    let step = expect_step!(step.expect("the password is right"), SoftwareTokenMfa);
    let code = totp_code(&secret).expect("the secret gives a code");
    assert_tokens(&done(step.code(code).await), &user.username);
}

/// By an alias, through an app client with a secret: MiniStack verifies the proof, and each secret hash against the name beside it.
#[tokio::test]
async fn a_password_is_proven_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a password is proven").await else { return };
    let request = CreateUserPoolRequest::pool_name("aliases")
        .alias_attributes([AliasAttributeType::Email])
        .auto_verified_attributes([cognito_identity_provider::types::VerifiedAttributeType::Email]);
    let pool = stage.admin.create_user_pool(request).await.expect("it is made");
    let pool = pool.user_pool.and_then(|pool| pool.id).expect("the pool has an id");
    let (username, alias) = ("kim-in-the-pool", "kim@example.org");
    let attribute = |name: &str, value: &str| AttributeType::name(name).value(value);
    let request = AdminCreateUserRequest::user_pool_id(&pool)
        .username(username)
        .user_attributes([attribute("email", alias), attribute("email_verified", "true")])
        .message_action(MessageActionType::Suppress);
    stage.admin.admin_create_user(request).await.expect("it is made");
    let request = AdminSetUserPasswordRequest::user_pool_id(&pool)
        .username(username)
        .password(NEW_PASSWORD)
        .permanent(true);
    stage.admin.admin_set_user_password(request).await.expect("it is set");
    let app = app_client(&stage, &pool, true).await;
    let sign_in = SignIn::new(Cognito::new(stage.client.clone()), &pool, app);

    for name in [alias, username] {
        let tokens = done(sign_in.username(name).srp(NEW_PASSWORD).await);
        assert_tokens(&tokens, username);
        let refreshed = sign_in.refresh(&tokens).await.expect("the hash is over the right name");
        assert_tokens(&refreshed, username);
        let error = sign_in.username(name).srp("Mistyped-1-password").await;
        let error = error.expect_err("the password is wrong");
        assert_eq!(error.at(), "PASSWORD_VERIFIER");
        assert_eq!(error.code(), Some("NotAuthorizedException"));
    }
}

/// An app client that allows what these tests use.
async fn app_client(stage: &Stage, pool: &str, with_secret: bool) -> AppClient {
    let request = CreateUserPoolClientRequest::user_pool_id(pool)
        .client_name("app")
        .generate_secret(with_secret)
        .explicit_auth_flows([
            ExplicitAuthFlowsType::AllowAdminUserPasswordAuth,
            ExplicitAuthFlowsType::AllowRefreshTokenAuth,
            ExplicitAuthFlowsType::AllowUserSrpAuth,
        ]);
    let response = stage.admin.create_user_pool_client(request).await.expect("it is made");
    let made = response.user_pool_client.expect("the answer has the client");
    let app = AppClient::new(made.client_id.expect("it has an id"));
    match made.client_secret.filter(|_| with_secret) {
        Some(secret) => app.with_secret(secret),
        None => app,
    }
}
