//! The examples of `docs/calls.md`, which the page shows as they are here.

use std::error::Error;
use std::time::Duration;

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use cognito_identity_provider::config::Credentials;
use cognito_identity_provider::operation::admin_get_user::AdminGetUserRequest;
use cognito_identity_provider::operation::list_users::ListUsersRequest;
use cognito_identity_provider::{Client, Config, Maybe};
use tinsmith_tests::readme::blocks_of;

type Failed = Box<dyn Error>;

fn client() -> Client {
    let config = Config::builder().region("eu-west-1").build();
    Client::from_conf(config)
}

async fn email_of(client: &Client, pool: &str, name: &str) -> Result<Option<String>, Failed> {
    let request = AdminGetUserRequest::user_pool_id(pool).username(name);
    let user = client.admin_get_user(request).await?;
    let mut attributes = user.user_attributes.unwrap_or_default().into_iter();
    let email = attributes.find(|attribute| attribute.name == "email");
    Ok(email.and_then(|attribute| attribute.value))
}

fn users(pool: &str, filter: Option<&str>) -> ListUsersRequest {
    ListUsersRequest::user_pool_id(pool).limit(20).maybe(filter, ListUsersRequest::filter)
}

async fn quickly(client: &Client, request: ListUsersRequest) -> Result<usize, Failed> {
    let call = client.list_users(request).timeout(Duration::from_secs(5));
    let call = call.config_override(Config::builder().region("eu-central-1"));
    Ok(call.await?.users.unwrap_or_default().len())
}

async fn names(client: &Client, pool: &str) -> Result<Vec<String>, Failed> {
    let call = client.list_users(ListUsersRequest::user_pool_id(pool).limit(60));
    let mut users = call.into_paginator().items();
    let mut names = Vec::new();
    while let Some(user) = users.try_next().await? {
        names.extend(user.username);
    }
    Ok(names)
}

async fn exists(client: &Client, pool: &str, name: &str) -> Result<bool, Failed> {
    match client.admin_get_user(AdminGetUserRequest::user_pool_id(pool).username(name)).await {
        Ok(_) => Ok(true),
        Err(error) if error.is_user_not_found_exception() => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[test]
fn the_page_shows_what_runs() {
    let source = include_str!("calls_page.rs");
    let blocks = blocks_of("docs/calls.md", "rust");
    assert_eq!(blocks.len(), 6, "an example is missing");
    for block in blocks {
        assert!(source.contains(&block), "not in tests/tests/it/calls_page.rs:\n{block}");
    }
    let waiters = blocks_of("docs/calls.md", "rust,ignore");
    let program = include_str!("../../services/dynamodb.rs");
    for line in waiters.iter().flat_map(|block| block.lines()) {
        assert!(program.contains(line), "not in tests/services/dynamodb.rs:\n{line}");
    }
}

/// A client that gets these answers, one after the other, and what it sent.
fn answered(answers: &[(u16, &'static str)]) -> (Client, StaticReplayClient) {
    let event = |&(status, body): &(u16, &'static str)| {
        let request = http::Request::new(SdkBody::empty());
        let response = http::Response::builder().status(status).body(SdkBody::from(body));
        ReplayEvent::new(request, response.expect("the response is well-formed"))
    };
    let http = StaticReplayClient::new(answers.iter().map(event).collect());
    let config = Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("id", "secret", None, None, "a test"))
        .http_client(http.clone());
    (Client::from_conf(config.build()), http)
}

const KIM: &str =
    r#"{"Username":"kim","UserAttributes":[{"Name":"email","Value":"kim@example.com"}]}"#;

#[tokio::test]
async fn a_call_reads_an_attribute() -> Result<(), Failed> {
    assert!(format!("{:?}", client()).contains("eu-west-1"));
    let (client, _) = answered(&[(200, KIM)]);
    assert_eq!(email_of(&client, "eu-west-1_a", "kim").await?.as_deref(), Some("kim@example.com"));
    Ok(())
}

#[test]
fn an_option_is_set_where_there_is_a_value() {
    assert_eq!(users("eu-west-1_a", None).filter, None);
    let filtered = users("eu-west-1_a", Some("status = \"Enabled\""));
    assert_eq!(filtered.filter.as_deref(), Some("status = \"Enabled\""));
}

#[tokio::test]
async fn a_call_has_a_region_of_its_own() -> Result<(), Failed> {
    let (client, http) = answered(&[(200, r#"{"Users":[{"Username":"kim"}]}"#)]);
    assert_eq!(quickly(&client, users("eu-west-1_a", None)).await?, 1);
    let sent = http.actual_requests().next().expect("a request was sent");
    assert_eq!(sent.uri(), "https://cognito-idp.eu-central-1.amazonaws.com/");
    Ok(())
}

#[tokio::test]
async fn a_stream_reads_all_pages() -> Result<(), Failed> {
    let first = r#"{"Users":[{"Username":"kim"}],"PaginationToken":"next"}"#;
    let (client, http) = answered(&[(200, first), (200, r#"{"Users":[{"Username":"lee"}]}"#)]);
    assert_eq!(names(&client, "eu-west-1_a").await?, ["kim", "lee"]);
    assert_eq!(http.actual_requests().count(), 2);
    Ok(())
}

#[tokio::test]
async fn an_error_of_the_operation_is_told_from_others() -> Result<(), Failed> {
    let absent = r#"{"__type":"UserNotFoundException","message":"User does not exist."}"#;
    let denied = r#"{"__type":"NotAuthorizedException","message":"no"}"#;
    let (client, _) = answered(&[(200, KIM), (400, absent), (400, denied)]);
    assert!(exists(&client, "eu-west-1_a", "kim").await?);
    assert!(!exists(&client, "eu-west-1_a", "lee").await?);
    assert!(exists(&client, "eu-west-1_a", "lou").await.is_err());
    Ok(())
}
