//! With the generated crate.

use std::collections::HashMap;
use std::error::Error;

use cognito_identity_provider::config::{Intercept, SharedCredentialsProvider};
use cognito_identity_provider::error::{CallError, ErrorMetadata, RequestId, SdkError};
use cognito_identity_provider::operation::admin_set_user_password::AdminSetUserPasswordRequest;
use cognito_identity_provider::operation::get_user::GetUserRequest;
use cognito_identity_provider::operation::initiate_auth::{
    InitiateAuthError, InitiateAuthRequest, InitiateAuthResponse,
};
use cognito_identity_provider::operation::list_users::{ListUsersRequest, ListUsersResponse};
use cognito_identity_provider::operation::respond_to_auth_challenge::{
    RespondToAuthChallengeRequest, RespondToAuthChallengeResponse,
};
use cognito_identity_provider::operation::sign_up::SignUpError;
use cognito_identity_provider::types::error::NotAuthorizedException;
use cognito_identity_provider::types::{AttributeType, AuthFlowType, ChallengeNameType};
use cognito_identity_provider::{Client, Config, Maybe};

/// Client.
pub fn client(credentials_provider: SharedCredentialsProvider) -> Client {
    let config =
        Config::builder().region("eu-west-1").credentials_provider(credentials_provider).build();
    Client::from_conf(config)
}

/// Call.
pub async fn call(client: &Client) -> Result<InitiateAuthResponse, CallError<InitiateAuthError>> {
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id("1example23456789")
        .auth_parameters([("USERNAME", "kim"), ("PASSWORD", "correct horse battery staple")]);
    client.initiate_auth(request).await
}

/// Optional member that may be absent.
pub async fn optional(client: &Client, filter: Option<String>) -> Result<(), Box<dyn Error>> {
    let users = ListUsersRequest::user_pool_id("eu-west-1_example");
    client.list_users(users.maybe(filter, ListUsersRequest::filter)).await?;
    Ok(())
}

/// Challenge that is answered.
pub async fn answer(
    (client, response): (&Client, InitiateAuthResponse),
    (username, code): (String, &str),
) -> Result<RespondToAuthChallengeResponse, Box<dyn Error>> {
    let answer = RespondToAuthChallengeRequest::client_id("1example23456789")
        .challenge_name(ChallengeNameType::SmsMfa)
        .maybe(response.session, RespondToAuthChallengeRequest::session)
        .challenge_responses([("USERNAME", username)])
        .challenge_responses([("SMS_MFA_CODE", code)]);
    Ok(client.respond_to_auth_challenge(answer).await?)
}

/// Parameters that were made elsewhere.
pub async fn elsewhere(
    client: &Client,
    parameters: HashMap<String, String>,
) -> Result<InitiateAuthResponse, Box<dyn Error>> {
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id("1example23456789")
        .auth_parameters(parameters);
    Ok(client.initiate_auth(request).await?)
}

/// Password of a user, in the pool that a configuration names.
pub async fn password(
    (client, user_pool_id): (&Client, &String),
    (username, password): (&str, String),
) -> Result<(), Box<dyn Error>> {
    let request = AdminSetUserPasswordRequest::user_pool_id(user_pool_id)
        .username(username)
        .password(password)
        .permanent(true);
    client.admin_set_user_password(request).await?;
    Ok(())
}

/// Structure.
pub fn structure() -> AttributeType {
    AttributeType::name("email").value("kim@example.org")
}

/// Response.
pub fn response(response: &InitiateAuthResponse, page: &ListUsersResponse) -> Option<usize> {
    let session: Option<&str> = response.session.as_deref();
    let access_token = response.authentication_result.as_ref()?.access_token.as_deref();
    let users = page.users.as_deref().unwrap_or_default().len();
    let request_id = response.request_id();
    [session, access_token, request_id].iter().all(Option::is_some).then_some(users)
}

/// Enum.
pub fn challenge(challenge: &ChallengeNameType) -> String {
    match challenge {
        ChallengeNameType::SmsMfa => "a code by text message".to_owned(),
        other if other.as_str() == "PASSKEY" => "a passkey".to_owned(),
        ChallengeNameType::Unknown(value) => format!("unknown: {value}"),
        other => format!("known, but not to this program: {other}"),
    }
}

/// Error.
pub fn error(error: CallError<InitiateAuthError>) -> String {
    let code = error.code().map(str::to_owned);
    match error.into_service_error() {
        InitiateAuthError::NotAuthorizedException(refusal) => refusal.to_string(),
        InitiateAuthError::UserNotFoundException(_) => "no such user".to_owned(),
        _ => format!("failed: {code:?}"),
    }
}

/// Recognised.
pub fn exists(error: &CallError<SignUpError>) -> bool {
    error.is_username_exists_exception()
}

/// Recognised by `Debug`.
pub fn exists_in_debug(error: &CallError<SignUpError>) -> bool {
    format!("{error:?}").contains("UsernameExistsException")
}

/// Recognised by text.
pub fn exists_in_text(error: &CallError<SignUpError>) -> bool {
    error.to_string().contains("UsernameExistsException")
}

/// Printed.
pub fn printed(error: &CallError<SignUpError>) -> String {
    format!("not signed up: {error}")
}

/// A helper for any operation.
pub fn helped(error: &CallError<SignUpError>) -> bool {
    is_timeout(error.as_sdk_error())
}

/// For errors of any crate on the official runtime.
fn is_timeout<E, R>(error: &SdkError<E, R>) -> bool {
    matches!(error, SdkError::TimeoutError(_))
}

/// One call.
pub async fn one_call(
    client: &Client,
    interceptor: impl Intercept + 'static,
) -> Result<(), Box<dyn Error>> {
    let call = client.get_user(GetUserRequest::access_token("token"));
    call.config_override(Config::builder().region("eu-central-1")).interceptor(interceptor).await?;
    Ok(())
}

/// Pages.
pub async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    let users = ListUsersRequest::user_pool_id("eu-west-1_example").limit(20);
    let mut users = client.list_users(users).into_paginator().items();
    while let Some(user) = users.try_next().await? {
        println!("{:?}", user.username);
    }
    Ok(())
}

/// By hand.
pub fn by_hand() -> (InitiateAuthResponse, InitiateAuthError) {
    let mut response = InitiateAuthResponse::new();
    response.session = Some("a session".to_owned());
    let refusal = NotAuthorizedException::from(ErrorMetadata::builder().message("revoked").build());
    (response, InitiateAuthError::NotAuthorizedException(refusal))
}
