//! With the official crate.

use std::collections::HashMap;
use std::error::Error;

use aws_sdk_cognitoidentityprovider::config::{
    BehaviorVersion, Intercept, Region, SharedCredentialsProvider,
};
use aws_sdk_cognitoidentityprovider::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_cognitoidentityprovider::operation::RequestId;
use aws_sdk_cognitoidentityprovider::operation::initiate_auth::{
    InitiateAuthError, InitiateAuthOutput,
};
use aws_sdk_cognitoidentityprovider::operation::list_users::ListUsersOutput;
use aws_sdk_cognitoidentityprovider::operation::respond_to_auth_challenge::RespondToAuthChallengeOutput;
use aws_sdk_cognitoidentityprovider::operation::sign_up::SignUpError;
use aws_sdk_cognitoidentityprovider::types::error::NotAuthorizedException;
use aws_sdk_cognitoidentityprovider::types::{AttributeType, AuthFlowType, ChallengeNameType};
use aws_sdk_cognitoidentityprovider::{Client, Config};

/// Client.
pub fn client(credentials_provider: SharedCredentialsProvider) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(credentials_provider)
        .build();
    Client::from_conf(config)
}

/// Call.
pub async fn call(client: &Client) -> Result<InitiateAuthOutput, SdkError<InitiateAuthError>> {
    client
        .initiate_auth()
        .auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id("1example23456789")
        .auth_parameters("USERNAME", "kim")
        .auth_parameters("PASSWORD", "correct horse battery staple")
        .send()
        .await
}

/// Optional member that may be absent.
pub async fn optional(client: &Client, filter: Option<String>) -> Result<(), Box<dyn Error>> {
    let users = client.list_users().user_pool_id("eu-west-1_example").set_filter(filter);
    users.send().await?;
    Ok(())
}

/// Challenge that is answered.
pub async fn answer(
    (client, response): (&Client, InitiateAuthOutput),
    (username, code): (String, &str),
) -> Result<RespondToAuthChallengeOutput, Box<dyn Error>> {
    let answer = client
        .respond_to_auth_challenge()
        .client_id("1example23456789")
        .challenge_name(ChallengeNameType::SmsMfa)
        .set_session(response.session)
        .challenge_responses("USERNAME", username)
        .challenge_responses("SMS_MFA_CODE", code);
    Ok(answer.send().await?)
}

/// Parameters that were made elsewhere.
pub async fn elsewhere(
    client: &Client,
    parameters: HashMap<String, String>,
) -> Result<InitiateAuthOutput, Box<dyn Error>> {
    let request = client
        .initiate_auth()
        .auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id("1example23456789")
        .set_auth_parameters(Some(parameters));
    Ok(request.send().await?)
}

/// Password of a user, in the pool that a configuration names.
pub async fn password(
    (client, user_pool_id): (&Client, &String),
    (username, password): (&str, String),
) -> Result<(), Box<dyn Error>> {
    let request = client
        .admin_set_user_password()
        .user_pool_id(user_pool_id)
        .username(username)
        .password(password)
        .permanent(true);
    request.send().await?;
    Ok(())
}

/// Structure.
pub fn structure() -> Result<AttributeType, Box<dyn Error>> {
    Ok(AttributeType::builder().name("email").value("kim@example.org").build()?)
}

/// Response.
pub fn response(response: &InitiateAuthOutput, page: &ListUsersOutput) -> Option<usize> {
    let session: Option<&str> = response.session();
    let access_token = response.authentication_result()?.access_token();
    let users = page.users().len();
    let request_id = response.request_id();
    [session, access_token, request_id].iter().all(Option::is_some).then_some(users)
}

/// Enum.
pub fn challenge(challenge: &ChallengeNameType) -> String {
    match challenge {
        ChallengeNameType::SmsMfa => "a code by text message".to_owned(),
        other if other.as_str() == "PASSKEY" => "a passkey".to_owned(),
        other => format!("unknown: {}", other.as_str()),
    }
}

/// Error.
pub fn error(error: SdkError<InitiateAuthError>) -> String {
    let code = error.code().map(str::to_owned);
    match error.into_service_error() {
        InitiateAuthError::NotAuthorizedException(refusal) => refusal.to_string(),
        other if other.is_user_not_found_exception() => "no such user".to_owned(),
        _ => format!("failed: {code:?}"),
    }
}

/// Recognised.
pub fn exists(error: &SdkError<SignUpError>) -> bool {
    error.as_service_error().is_some_and(|error| error.is_username_exists_exception())
}

/// Recognised by `Debug`.
pub fn exists_in_debug(error: &SdkError<SignUpError>) -> bool {
    format!("{error:?}").contains("UsernameExistsException")
}

/// Recognised by text, which the official error does not have.
pub fn exists_in_text(error: &SdkError<SignUpError>) -> bool {
    DisplayErrorContext(error).to_string().contains("UsernameExistsException")
}

/// Printed.
pub fn printed(error: &SdkError<SignUpError>) -> String {
    format!("not signed up: {}", DisplayErrorContext(error))
}

/// A helper for any operation.
pub fn helped(error: &SdkError<SignUpError>) -> bool {
    is_timeout(error)
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
    let call = client.get_user().access_token("token").customize();
    call.config_override(Config::builder().region(Region::new("eu-central-1")))
        .interceptor(interceptor)
        .send()
        .await?;
    Ok(())
}

/// Pages.
pub async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    let users = client.list_users().user_pool_id("eu-west-1_example");
    let mut users = users.into_paginator().page_size(20).items().send();
    while let Some(user) = users.try_next().await? {
        println!("{:?}", user.username());
    }
    Ok(())
}

/// By hand.
pub fn by_hand() -> (InitiateAuthOutput, InitiateAuthError) {
    let response = InitiateAuthOutput::builder().session("a session").build();
    let refusal = NotAuthorizedException::builder().message("revoked").build();
    (response, InitiateAuthError::NotAuthorizedException(refusal))
}
