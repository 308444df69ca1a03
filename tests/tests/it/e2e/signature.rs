//! Who signs: operations that the model says are not authenticated go out bare, whatever the client is configured with.

use cognito_identity_provider::Client;
use cognito_identity_provider::config::Credentials;
use cognito_identity_provider::operation::get_user::GetUserRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::list_users::ListUsersRequest;
use cognito_identity_provider::types::AuthFlowType;
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::{REGION, signed, unsigned};

use super::flows::assert_tokens;
use super::refusal::refusal;
use super::side_door::user_key;
use super::stage::Stage;
use super::watch::Watch;

#[tokio::test]
async fn only_what_is_authenticated_is_signed_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "what is signed").await else { return };
    only_what_is_authenticated_is_signed(&stage).await;
}

#[tokio::test]
async fn only_what_is_authenticated_is_signed_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "what is signed").await else { return };
    only_what_is_authenticated_is_signed(&stage).await;
}

async fn only_what_is_authenticated_is_signed(stage: &Stage) {
    let client = Client::from_conf(signed(&stage.endpoint()).build());
    let watch = Watch::default();
    let user = &stage.pool.plain_user;
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(&stage.pool.client_id)
        .auth_parameters([("USERNAME", &user.username), ("PASSWORD", &user.password)]);
    let response = client.initiate_auth(request).interceptor(watch.clone()).await;
    let tokens = response.expect("the password is right").authentication_result;
    assert_tokens(tokens.as_ref());
    assert_unsigned(&watch);

    let token = tokens.and_then(|tokens| tokens.access_token).expect("just asserted");
    let watch = Watch::default();
    let call = client.get_user(GetUserRequest::access_token(token)).interceptor(watch.clone());
    assert_eq!(call.await.expect("the token is good").username, user.username);
    assert_unsigned(&watch);

    let watch = Watch::default();
    let request = ListUsersRequest::user_pool_id(&stage.pool.user_pool_id);
    client.list_users(request.clone()).interceptor(watch.clone()).await.expect("they are listed");
    let authorization = watch.sent("authorization").expect("the request is signed");
    let scope = format!("/{REGION}/cognito-idp/aws4_request, SignedHeaders=");
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=test/"), "{authorization}");
    assert!(authorization.contains(&scope), "{authorization}");
    assert!(watch.sent("x-amz-date").is_some());
    assert_eq!(watch.sent("x-amz-security-token"), None);
}

/// Temporary credentials have a token, which goes with the signature or not at all.
#[tokio::test]
async fn a_session_token_goes_with_the_signature_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a session token").await else { return };
    let token = Some("the token of a session".to_owned());
    let credentials = Credentials::new("test", "test", token, None, "tinsmith-tests");
    let config = signed(&stage.endpoint()).credentials_provider(credentials);
    let client = Client::from_conf(config.build());

    let watch = Watch::default();
    let request = ListUsersRequest::user_pool_id(&stage.pool.user_pool_id);
    client.list_users(request).interceptor(watch.clone()).await.expect("they are listed");
    assert!(
        watch.sent("authorization").is_some_and(|signed| signed.contains("x-amz-security-token"))
    );
    assert_eq!(watch.sent("x-amz-security-token").as_deref(), Some("the token of a session"));

    let watch = Watch::default();
    let user = &stage.pool.plain_user;
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(&stage.pool.client_id)
        .auth_parameters([("USERNAME", &user.username), ("PASSWORD", &user.password)]);
    let response = client.initiate_auth(request).interceptor(watch.clone()).await;
    assert_tokens(response.expect("the password is right").authentication_result.as_ref());
    assert_unsigned(&watch);
}

fn assert_unsigned(watch: &Watch) {
    for header in ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"] {
        assert_eq!(watch.sent(header), None, "{header}");
    }
}

#[tokio::test]
async fn ministack_takes_the_right_signature_of_a_user() {
    let Some(stage) = Stage::set(Kind::Ministack, "the signature of a user").await else { return };
    let name = &stage.pool.client_id;
    let credentials = user_key(stage.address(), name);
    let request =
        ListUsersRequest::user_pool_id(&stage.pool.user_pool_id).filter("username ^= \"é/+ %\"");

    let config =
        |credentials| unsigned(&stage.endpoint()).region(REGION).credentials_provider(credentials);
    let client = Client::from_conf(config(credentials.clone()).build());
    let response = client.list_users(request.clone()).await.expect("the signature is right");
    assert_eq!(response.users, Some(vec![]));

    let key = credentials.access_key_id();
    let wrong = Credentials::new(key, "another secret", None, None, "tinsmith-tests");
    let client = Client::from_conf(config(wrong).build());
    assert_eq!(
        refusal(client.list_users(request.clone())).await,
        "Unhandled InvalidSignatureException: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
    );
    let unknown = Credentials::new("AKIAUNKNOWN", "secret", None, None, "tinsmith-tests");
    let client = Client::from_conf(config(unknown).build());
    assert_eq!(
        refusal(client.list_users(request)).await,
        "Unhandled UnrecognizedClientException: The security token included in the request is invalid."
    );
}
