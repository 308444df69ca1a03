//! Pools and their app clients, without a secret and with one.

use aws_smithy_types::base64;
use cognito_identity_provider::operation::create_user_pool::CreateUserPoolRequest;
use cognito_identity_provider::operation::create_user_pool_client::CreateUserPoolClientRequest;
use cognito_identity_provider::operation::delete_user_pool::DeleteUserPoolRequest;
use cognito_identity_provider::operation::delete_user_pool_client::DeleteUserPoolClientRequest;
use cognito_identity_provider::operation::describe_user_pool::DescribeUserPoolRequest;
use cognito_identity_provider::operation::describe_user_pool_client::DescribeUserPoolClientRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::set_user_pool_mfa_config::SetUserPoolMfaConfigRequest;
use cognito_identity_provider::operation::update_user_pool_client::UpdateUserPoolClientRequest;
use cognito_identity_provider::types::{
    AuthFlowType, ExplicitAuthFlowsType, SoftwareTokenMfaConfigType, UserPoolClientType,
    UserPoolMfaType, UserPoolType,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tinsmith_tests::servers::Kind;

use super::flows::assert_tokens;
use super::refusal::refusal;
use super::stage::Stage;

#[tokio::test]
async fn a_pool_comes_and_goes_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a pool comes and goes").await else { return };
    a_pool_comes_and_goes(&stage).await;
}

#[tokio::test]
async fn a_pool_comes_and_goes_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a pool comes and goes").await else { return };
    a_pool_comes_and_goes(&stage).await;
}

async fn a_pool_comes_and_goes(stage: &Stage) {
    let request = CreateUserPoolRequest::pool_name("short-lived")
        .user_pool_tags([("purpose", "test")])
        .mfa_configuration(UserPoolMfaType::Off);
    let response = stage.admin.create_user_pool(request).await.expect("the pool is made");
    let made = response.user_pool.expect("the answer has the pool");
    let id = made.id.clone().expect("the pool has an id");
    assert!(id.starts_with("us-east-1_"), "{id}");
    assert_eq!(made.name.as_deref(), Some("short-lived"));
    let arn = made.arn.as_deref().unwrap_or_default();
    assert!(arn.starts_with("arn:aws:cognito-idp:us-east-1:"), "{arn}");
    assert!(arn.ends_with(&format!(":userpool/{id}")), "{arn}");
    assert!(made.creation_date.is_some_and(|date| date.secs() > 1_700_000_000));

    let request = SetUserPoolMfaConfigRequest::user_pool_id(&id)
        .software_token_mfa_configuration(SoftwareTokenMfaConfigType::new().enabled(true))
        .mfa_configuration(UserPoolMfaType::On);
    let config = stage.admin.set_user_pool_mfa_config(request).await.expect("the pool changes");
    assert_eq!(config.mfa_configuration, Some(UserPoolMfaType::On));
    let enabled = config.software_token_mfa_configuration.and_then(|config| config.enabled);
    assert_eq!(enabled, Some(true));

    let pool = describe(stage, &id).await;
    assert_eq!((pool.id, pool.name, pool.arn), (made.id, made.name, made.arn));
    assert_eq!(pool.creation_date, made.creation_date);
    let tags = pool.user_pool_tags.expect("the pool has tags");
    assert_eq!(tags.get("purpose").map(String::as_str), Some("test"));
    // Moto keeps what the pool was made with in the description, and the rest elsewhere.
    if stage.kind == Kind::Ministack {
        assert_eq!(pool.mfa_configuration, Some(UserPoolMfaType::On));
    }

    let request = DeleteUserPoolRequest::user_pool_id(&id);
    stage.admin.delete_user_pool(request).await.expect("the pool is deleted");
    let request = DescribeUserPoolRequest::user_pool_id(&id);
    assert_eq!(
        refusal(stage.admin.describe_user_pool(request)).await,
        format!("ResourceNotFoundException: User pool {id} does not exist.")
    );
}

async fn describe(stage: &Stage, id: &str) -> UserPoolType {
    let request = DescribeUserPoolRequest::user_pool_id(id);
    let response = stage.admin.describe_user_pool(request).await.expect("the pool is there");
    response.user_pool.expect("the answer has the pool")
}

#[tokio::test]
async fn a_client_comes_and_goes_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a client comes and goes").await else { return };
    let id = a_client_comes_and_goes(&stage).await;
    // Moto's whole message is the client's id.
    assert_eq!(after_it_went(&stage, &id).await, format!("ResourceNotFoundException: {id}"));
}

#[tokio::test]
async fn a_client_comes_and_goes_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a client comes and goes").await else { return };
    let id = a_client_comes_and_goes(&stage).await;
    let message = format!("ResourceNotFoundException: Client {id} not found.");
    assert_eq!(after_it_went(&stage, &id).await, message);
}

async fn a_client_comes_and_goes(stage: &Stage) -> String {
    let made = new_client(stage, false).await;
    let id = made.client_id.expect("the client has an id");
    let pool = &stage.pool.user_pool_id;
    assert_eq!(made.client_secret, None);
    assert_eq!(made.client_name.as_deref(), Some("app"));
    assert_eq!(made.user_pool_id.as_ref(), Some(pool));

    let request =
        UpdateUserPoolClientRequest::user_pool_id(pool).client_id(&id).client_name("renamed app");
    stage.admin.update_user_pool_client(request).await.expect("the client changes");
    let request = DescribeUserPoolClientRequest::user_pool_id(pool).client_id(&id);
    let response = stage.admin.describe_user_pool_client(request).await.expect("it is there");
    let client = response.user_pool_client.expect("the answer has the client");
    assert_eq!(client.client_id.as_ref(), Some(&id));
    assert_eq!(client.client_name.as_deref(), Some("renamed app"));
    assert_eq!(
        client.explicit_auth_flows.as_deref(),
        Some(
            [
                ExplicitAuthFlowsType::AllowUserPasswordAuth,
                ExplicitAuthFlowsType::AllowRefreshTokenAuth
            ]
            .as_slice()
        )
    );

    let request = DeleteUserPoolClientRequest::user_pool_id(pool).client_id(&id);
    stage.admin.delete_user_pool_client(request).await.expect("the client is deleted");
    id
}

async fn after_it_went(stage: &Stage, id: &str) -> String {
    let request =
        DescribeUserPoolClientRequest::user_pool_id(&stage.pool.user_pool_id).client_id(id);
    refusal(stage.admin.describe_user_pool_client(request)).await
}

#[tokio::test]
async fn a_client_with_a_secret_wants_its_hash_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a client with a secret").await else { return };
    let app = a_client_with_a_secret(&stage).await;
    // Moto looks at the hash only when it is asked to refresh tokens, and its whole message is the hash that it got.
    let tokens = refresh(&app, "nonsense");
    assert_eq!(
        refusal(stage.client.initiate_auth(tokens)).await,
        "NotAuthorizedException: nonsense"
    );
}

#[tokio::test]
async fn a_client_with_a_secret_wants_its_hash_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a client with a secret").await else { return };
    let app = a_client_with_a_secret(&stage).await;
    let id = &app.client_id;
    let wrong = format!("NotAuthorizedException: Unable to verify secret hash for client {id}");
    assert_eq!(refusal(stage.client.initiate_auth(refresh(&app, "nonsense"))).await, wrong);

    let user = &stage.pool.plain_user;
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth).client_id(id);
    let without = request
        .clone()
        .auth_parameters([("USERNAME", &user.username), ("PASSWORD", &user.password)]);
    assert_eq!(
        refusal(stage.client.initiate_auth(without)).await,
        format!(
            "NotAuthorizedException: Client {id} is configured with secret but SECRET_HASH was not received"
        )
    );
    let hash_of_another = secret_hash(&app.client_secret, "somebody", id);
    let with_a_wrong_one = request.auth_parameters([
        ("USERNAME", &user.username),
        ("PASSWORD", &user.password),
        ("SECRET_HASH", &hash_of_another),
    ]);
    assert_eq!(refusal(stage.client.initiate_auth(with_a_wrong_one)).await, wrong);
}

/// A client with a secret, through which a user is signed in.
struct ConfidentialApp {
    client_id: String,
    client_secret: String,
    refresh_token: String,
}

/// Signs a user in through a client with a secret, twice: with the password, and with the refresh token that this gives.
async fn a_client_with_a_secret(stage: &Stage) -> ConfidentialApp {
    let made = new_client(stage, true).await;
    let client_id = made.client_id.expect("the client has an id");
    let client_secret = made.client_secret.expect("the client has a secret");
    let request =
        DescribeUserPoolClientRequest::user_pool_id(&stage.pool.user_pool_id).client_id(&client_id);
    let response = stage.admin.describe_user_pool_client(request).await.expect("it is there");
    let described = response.user_pool_client.and_then(|client| client.client_secret);
    assert!(described.as_ref() == Some(&client_secret), "the secret can be asked for again");

    let user = &stage.pool.plain_user;
    let hash = secret_hash(&client_secret, &user.username, &client_id);
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(&client_id)
        .auth_parameters([
            ("USERNAME", &user.username),
            ("PASSWORD", &user.password),
            ("SECRET_HASH", &hash),
        ]);
    let response = stage.client.initiate_auth(request).await.expect("the hash is right");
    assert_tokens(response.authentication_result.as_ref());

    let tokens = response.authentication_result;
    let refresh_token = tokens.and_then(|tokens| tokens.refresh_token).expect("just asserted");
    let app = ConfidentialApp { client_id, client_secret, refresh_token };
    let response = stage.client.initiate_auth(refresh(&app, &hash)).await;
    let tokens = response.expect("the hash is right").authentication_result;
    let tokens = tokens.expect("the answer has an authentication result");
    assert!(tokens.access_token.is_some_and(|token| !token.is_empty()));
    // The old one stays good.
    assert_eq!(tokens.refresh_token, None);
    app
}

fn refresh(app: &ConfidentialApp, hash: &str) -> InitiateAuthRequest {
    InitiateAuthRequest::auth_flow(AuthFlowType::RefreshTokenAuth)
        .client_id(&app.client_id)
        .auth_parameters([("REFRESH_TOKEN", app.refresh_token.as_str()), ("SECRET_HASH", hash)])
}

async fn new_client(stage: &Stage, with_secret: bool) -> UserPoolClientType {
    let request = CreateUserPoolClientRequest::user_pool_id(&stage.pool.user_pool_id)
        .client_name("app")
        .generate_secret(with_secret)
        .explicit_auth_flows([
            ExplicitAuthFlowsType::AllowUserPasswordAuth,
            ExplicitAuthFlowsType::AllowRefreshTokenAuth,
        ]);
    let response = stage.admin.create_user_pool_client(request).await.expect("it is made");
    response.user_pool_client.expect("the answer has the client")
}

/// What a client with a secret sends instead of the secret: base64 of the HMAC-SHA256, by the secret, of the user's name and the client's id.
fn secret_hash(client_secret: &str, username: &str, client_id: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(client_secret.as_bytes())
        .expect("HMAC takes keys of any length");
    mac.update(username.as_bytes());
    mac.update(client_id.as_bytes());
    base64::encode(mac.finalize().into_bytes())
}
