//! What `docs/testing.md` quotes, block by block.

use std::error::Error;

use aws_smithy_http_client::test_util::{
    ReplayEvent, StaticReplayClient, capture_request, infallible_client_fn,
};
use aws_smithy_types::body::SdkBody;
use cognito_identity_provider::config::{Builder, Credentials};
use cognito_identity_provider::error::{CallError, ErrorMetadata};
use cognito_identity_provider::operation::get_user::{
    GetUserError, GetUserRequest, GetUserResponse,
};
use cognito_identity_provider::operation::list_users::ListUsersRequest;
use cognito_identity_provider::types::AttributeType;
use cognito_identity_provider::types::error::NotAuthorizedException;
use cognito_identity_provider::{Client, Config};

/// Returns the name to greet the user with, or `None` if the access token is no longer valid.
async fn name(client: &Client, token: &str) -> Result<Option<String>, CallError<GetUserError>> {
    match client.get_user(GetUserRequest::access_token(token)).await {
        Ok(user) => Ok(Some(name_of(user))),
        Err(error) if is_signed_out(error.as_service_error()) => Ok(None),
        Err(error) => Err(error),
    }
}

fn name_of(user: GetUserResponse) -> String {
    let given = user.user_attributes.into_iter().find(|attribute| attribute.name == "given_name");
    given.and_then(|attribute| attribute.value).unwrap_or(user.username)
}

fn is_signed_out(error: Option<&GetUserError>) -> bool {
    matches!(error, Some(GetUserError::NotAuthorizedException(_)))
}

fn config() -> Builder {
    Config::builder().region("eu-west-1")
}

fn request(body: &'static str) -> http::Request<SdkBody> {
    http::Request::post("https://cognito-idp.eu-west-1.amazonaws.com/")
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", "AWSCognitoIdentityProviderService.GetUser")
        .body(SdkBody::from(body))
        .expect("the request is well-formed")
}

fn response(status: u16, body: &'static str) -> http::Response<SdkBody> {
    let response = http::Response::builder().status(status).body(SdkBody::from(body));
    response.expect("the response is well-formed")
}

#[tokio::test]
async fn a_user_is_greeted_by_the_given_name() -> Result<(), Box<dyn Error>> {
    let http = StaticReplayClient::new(vec![ReplayEvent::new(
        request(r#"{"AccessToken":"t"}"#),
        response(
            200,
            r#"{"Username":"kim","UserAttributes":[{"Name":"given_name","Value":"Kim"}]}"#,
        ),
    )]);
    let client = Client::from_conf(config().http_client(http.clone()).build());

    assert_eq!(name(&client, "t").await?.as_deref(), Some("Kim"));
    http.assert_requests_match(&[]);
    Ok(())
}

#[tokio::test]
async fn nobody_is_greeted_after_a_sign_out() -> Result<(), Box<dyn Error>> {
    let refusal =
        r#"{"__type":"NotAuthorizedException","message":"Access Token has been revoked"}"#;
    let (http, sent) = capture_request(Some(response(400, refusal)));
    let client = Client::from_conf(config().http_client(http).build());

    assert_eq!(name(&client, "t").await?, None);
    let sent = sent.expect_request();
    assert_eq!(sent.headers().get("authorization"), None);
    assert_eq!(sent.body().bytes(), Some(br#"{"AccessToken":"t"}"#.as_slice()));
    Ok(())
}

#[tokio::test]
async fn every_user_has_a_name() -> Result<(), Box<dyn Error>> {
    let http = infallible_client_fn(|request| {
        let body = request.body().bytes().unwrap_or_default();
        let is_kim = body == br#"{"AccessToken":"kim"}"#;
        let name = if is_kim { "Kim" } else { "Robin" };
        http::Response::new(format!(r#"{{"Username":"{name}","UserAttributes":[]}}"#))
    });
    let client = Client::from_conf(config().http_client(http).build());

    assert_eq!(name(&client, "kim").await?.as_deref(), Some("Kim"));
    assert_eq!(name(&client, "robin").await?.as_deref(), Some("Robin"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_busy_service_is_asked_again() -> Result<(), Box<dyn Error>> {
    let busy = r#"{"__type":"TooManyRequestsException"}"#;
    let user = r#"{"Username":"kim","UserAttributes":[]}"#;
    let answers = [response(400, busy), response(400, busy), response(200, user)];
    let events = answers.map(|answer| ReplayEvent::new(request(r#"{"AccessToken":"t"}"#), answer));
    let http = StaticReplayClient::new(events.into());
    let client = Client::from_conf(config().http_client(http.clone()).build());

    assert_eq!(name(&client, "t").await?.as_deref(), Some("kim"));
    assert_eq!(http.actual_requests().count(), 3);
    Ok(())
}

#[test]
fn a_user_without_a_given_name_is_greeted_by_the_username() {
    let anonymous = GetUserResponse::username("kim").user_attributes([]);
    assert_eq!(name_of(anonymous), "kim");

    let named = GetUserResponse::username("kim")
        .user_attributes([AttributeType::name("given_name").value("Kim")]);
    assert_eq!(name_of(named), "Kim");
}

#[test]
fn only_a_refused_token_is_a_sign_out() {
    let meta = ErrorMetadata::builder().code("NotAuthorizedException").message("revoked").build();
    let error = GetUserError::NotAuthorizedException(NotAuthorizedException::from(meta));
    assert!(is_signed_out(Some(&error)));
    assert!(!is_signed_out(None));
}

#[tokio::test]
async fn users_are_listed_by_their_state() -> Result<(), Box<dyn Error>> {
    let keys = Credentials::new("AKIDEXAMPLE", "secret", None, None, "test");
    let client = Client::from_conf(config().credentials_provider(keys).build());

    let users = ListUsersRequest::user_pool_id("eu-west-1_example").filter("status = \"Enabled\"");
    let sent = client.list_users(users).into_request().await?;
    assert_eq!(sent.uri(), "https://cognito-idp.eu-west-1.amazonaws.com/");
    let body = r#"{"UserPoolId":"eu-west-1_example","Filter":"status = \"Enabled\""}"#;
    assert_eq!(sent.body().bytes(), Some(body.as_bytes()));
    Ok(())
}

fn local_client(url: &str) -> Client {
    let keys = Credentials::new("any", "any", None, None, "local");
    Client::from_conf(config().endpoint_url(url).credentials_provider(keys).build())
}

#[tokio::test]
async fn a_local_server_is_asked() -> Result<(), Box<dyn Error>> {
    let call = local_client("http://127.0.0.1:5000").get_user(GetUserRequest::access_token("t"));
    assert_eq!(call.into_request().await?.uri(), "http://127.0.0.1:5000/");
    Ok(())
}
