//! Paginators: which requests follow each other, and where the stream ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_smithy_http_client::test_util::StaticReplayClient;
use cognito_identity_provider::client::{Paginator, RepeatedToken};
use cognito_identity_provider::config::interceptors::{
    BeforeTransmitInterceptorContextMut, BoxError, ConfigBag, Intercept, RuntimeComponents,
};
use cognito_identity_provider::config::{Credentials, Validation};
use cognito_identity_provider::error::{CallError, RequestId};
use cognito_identity_provider::operation::list_users::{
    ListUsersError, ListUsersRequest, ListUsersResponse,
};
use cognito_identity_provider::types::UserType;
use cognito_identity_provider::{Client, Config};

use super::canned::{REQUEST_ID, Response, config, replay, response, text};

const POOL: &str = "eu-west-1_abc";

/// A page of users with these names, and the token of the next one.
fn page(names: &[&str], token: Option<&str>) -> Response {
    let users: Vec<String> =
        names.iter().map(|name| format!(r#"{{"Username":"{name}"}}"#)).collect();
    let token = token.map(|token| format!(r#","PaginationToken":"{token}""#)).unwrap_or_default();
    response(200, &format!(r#"{{"Users":[{}]{token}}}"#, users.join(",")))
}

fn config_with(http: &StaticReplayClient) -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "test");
    config().http_client(http.clone()).credentials_provider(credentials).build()
}

/// A client that is given these pages, and the record of what it sent.
fn client(pages: impl IntoIterator<Item = Response>) -> (Client, StaticReplayClient) {
    let http = replay(pages);
    (Client::from_conf(config_with(&http)), http)
}

fn users() -> ListUsersRequest {
    ListUsersRequest::user_pool_id(POOL)
}

fn paginator(client: &Client) -> Paginator<ListUsersResponse, ListUsersError> {
    client.list_users(users()).into_paginator()
}

/// The bodies of the requests so far.
fn sent(http: &StaticReplayClient) -> Vec<String> {
    http.actual_requests().map(|request| text(request.body()).to_owned()).collect()
}

/// The body of a request for the page with this token.
fn request_for(token: &str) -> String {
    format!(r#"{{"UserPoolId":"{POOL}","PaginationToken":"{token}"}}"#)
}

fn first_request() -> String {
    format!(r#"{{"UserPoolId":"{POOL}"}}"#)
}

fn names(page: &ListUsersResponse) -> Vec<&str> {
    let users = page.users.as_deref().unwrap_or_default();
    users.iter().filter_map(|user| user.username.as_deref()).collect()
}

fn user(name: &str) -> UserType {
    let mut user = UserType::new();
    user.username = Some(name.to_owned());
    user
}

fn assert_repeated(error: &CallError<ListUsersError>) {
    assert!(error.find_source::<RepeatedToken>().is_some(), "{error:?}");
    let start =
        "ListUsers failed: expected a new token for the next page, found the token of this page; ";
    assert!(error.to_string().starts_with(start), "{error}");
}

#[tokio::test]
async fn pages_follow_each_other_until_one_has_no_token() {
    let (client, http) =
        client([page(&["a", "b"], Some("t1")), page(&["c"], Some("t2")), page(&["d"], None)]);
    let pages = paginator(&client).pages().try_collect().await.expect("every page is read");
    assert_eq!(pages.iter().map(names).collect::<Vec<_>>(), [vec!["a", "b"], vec!["c"], vec!["d"]]);
    assert_eq!(sent(&http), [first_request(), request_for("t1"), request_for("t2")]);
}

#[tokio::test]
async fn after_the_last_page_there_is_nothing_however_often_it_is_asked() {
    let (client, http) = client([page(&["a"], None), page(&["unused"], None)]);
    let mut pages = paginator(&client).pages();
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(sent(&http).len(), 1);
}

#[tokio::test]
async fn a_page_is_the_whole_response() {
    let (client, _) = client([page(&["a"], Some("t1")), page(&[], None)]);
    let mut pages = paginator(&client).pages();
    let page = pages.try_next().await.expect("the page is read").expect("there is a page");
    assert_eq!(page.pagination_token.as_deref(), Some("t1"));
    assert_eq!(page.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn every_other_member_is_the_same_in_each_request() {
    let (client, http) = client([page(&[], Some("t1")), page(&[], None)]);
    let request = users().limit(2).filter("status = \"Enabled\"").attributes_to_get(["email"]);
    let pages = client.list_users(request).into_paginator().pages();
    pages.try_collect().await.expect("every page is read");
    let rest = r#""AttributesToGet":["email"],"Limit":2"#;
    let filter = r#""Filter":"status = \"Enabled\"""#;
    assert_eq!(
        sent(&http),
        [
            format!(r#"{{"UserPoolId":"{POOL}",{rest},{filter}}}"#),
            format!(r#"{{"UserPoolId":"{POOL}",{rest},"PaginationToken":"t1",{filter}}}"#),
        ]
    );
}

#[tokio::test]
async fn a_page_without_items_is_no_end() {
    let no_users = || response(200, r#"{"PaginationToken":"t2"}"#);
    let (first, _) = client([page(&["a"], Some("t1")), no_users(), page(&["b"], None)]);
    let items = paginator(&first).items().try_collect().await.expect("every page is read");
    assert_eq!(items, [user("a"), user("b")]);
    let (second, _) = client([page(&[], Some("t1")), page(&[], Some("t2")), page(&["b"], None)]);
    let items = paginator(&second).items().try_collect().await.expect("every page is read");
    assert_eq!(items, [user("b")]);
}

#[tokio::test]
async fn an_empty_token_is_none() {
    let (client, http) = client([page(&["a"], Some("")), page(&["unused"], None)]);
    let pages = paginator(&client).pages().try_collect().await.expect("the page is read");
    assert_eq!(pages.len(), 1);
    assert_eq!(sent(&http), [first_request()]);
}

#[tokio::test]
async fn the_first_error_is_the_last_thing_that_a_stream_of_pages_gives() {
    let refused = response(400, r#"{"__type":"NotAuthorizedException","message":"no"}"#);
    let (client, http) = client([page(&["a"], Some("t1")), refused, page(&["unused"], None)]);
    let mut pages = paginator(&client).pages();
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    let error = pages.next().await.expect("the error is given").expect_err("it is an error");
    assert!(matches!(error.as_service_error(), Some(ListUsersError::NotAuthorizedException(_))));
    assert!(pages.next().await.is_none());
    assert_eq!(sent(&http), [first_request(), request_for("t1")]);
}

#[tokio::test]
async fn the_first_error_is_the_last_thing_that_a_stream_of_items_gives() {
    let refused = response(400, r#"{"__type":"NotAuthorizedException","message":"no"}"#);
    let (client, http) = client([page(&["a", "b"], Some("t1")), refused, page(&["unused"], None)]);
    let mut items = paginator(&client).items();
    assert_eq!(items.try_next().await.expect("the item is read"), Some(user("a")));
    assert_eq!(items.try_next().await.expect("the item is read"), Some(user("b")));
    let error = items.try_next().await.expect_err("the second page is an error");
    assert!(matches!(error.into_service_error(), ListUsersError::NotAuthorizedException(_)));
    assert!(items.next().await.is_none());
    assert_eq!(sent(&http).len(), 2);
}

#[tokio::test]
async fn a_repeated_token_is_an_error_after_its_page() {
    let (client, http) =
        client([page(&["a"], Some("t1")), page(&["b"], Some("t1")), page(&["unused"], None)]);
    let mut items = paginator(&client).items();
    assert_eq!(items.try_next().await.expect("the item is read"), Some(user("a")));
    assert_eq!(items.try_next().await.expect("the item is read"), Some(user("b")));
    assert_repeated(&items.try_next().await.expect_err("the token was sent already"));
    assert!(items.next().await.is_none());
    assert_eq!(sent(&http), [first_request(), request_for("t1")]);
}

#[tokio::test]
async fn a_repeated_token_is_the_end_where_the_caller_says_so() {
    let (client, http) =
        client([page(&["a"], Some("t1")), page(&["b"], Some("t1")), page(&["unused"], None)]);
    let items = paginator(&client).end_at_repeated_token().items();
    assert_eq!(items.try_collect().await.expect("no error"), [user("a"), user("b")]);
    assert_eq!(sent(&http).len(), 2);
}

#[tokio::test]
async fn a_token_that_comes_back_later_is_not_repeated() {
    let (client, http) = client([
        page(&[], Some("t1")),
        page(&[], Some("t2")),
        page(&[], Some("t1")),
        page(&[], None),
    ]);
    let pages = paginator(&client).pages().try_collect().await.expect("every page is read");
    assert_eq!(pages.len(), 4);
    assert_eq!(sent(&http)[3], request_for("t1"));
}

#[tokio::test]
async fn a_request_with_a_token_starts_at_its_page() {
    let (client, http) = client([page(&["c"], Some("t2")), page(&["d"], None)]);
    let items = client.list_users(users().pagination_token("t1")).into_paginator().items();
    assert_eq!(items.try_collect().await.expect("every page is read"), [user("c"), user("d")]);
    assert_eq!(sent(&http), [request_for("t1"), request_for("t2")]);
}

#[tokio::test]
async fn the_token_that_a_request_starts_with_can_be_repeated_too() {
    let (client, http) = client([page(&["a"], Some("t1")), page(&["unused"], None)]);
    let call = client.list_users(users().pagination_token("t1"));
    let mut pages = call.into_paginator().pages();
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert_repeated(&pages.try_next().await.expect_err("the token was sent already"));
    assert_eq!(sent(&http).len(), 1);
}

#[tokio::test]
async fn nothing_is_sent_before_a_page_is_asked_for() {
    let (client, http) = client([page(&["a"], Some("t1")), page(&["b"], None)]);
    let mut pages = paginator(&client).pages();
    assert_eq!(sent(&http).len(), 0);
    assert!(pages.next().await.is_some());
    assert_eq!(sent(&http).len(), 1);
    assert!(pages.next().await.is_some());
    assert_eq!(sent(&http).len(), 2);
}

#[tokio::test]
async fn nothing_is_sent_before_the_items_ahead_are_taken() {
    let (client, http) = client([page(&["a", "b"], Some("t1")), page(&["c"], None)]);
    let mut items = paginator(&client).items();
    assert_eq!(sent(&http).len(), 0);
    for requests in [1, 1, 2] {
        assert!(items.next().await.is_some_and(|item| item.is_ok()));
        assert_eq!(sent(&http).len(), requests);
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_is_dropped_sends_nothing_more() {
    let (client, http) = client([page(&["a", "b"], Some("t1")), page(&["unused"], None)]);
    let mut items = paginator(&client).items();
    assert!(items.next().await.is_some());
    drop(items);
    tokio::task::yield_now().await;
    assert_eq!(sent(&http), [first_request()]);
}

#[tokio::test]
async fn streams_can_be_sent_to_another_task() {
    let (client, _) = client([page(&["a"], Some("t1")), page(&["b"], None)]);
    let items = paginator(&client).items();
    let task = tokio::spawn(async move { items.try_collect().await.map(|items| items.len()) });
    assert_eq!(task.await.expect("the task ends").expect("every page is read"), 2);
    let (client, _) = self::client([page(&["a"], None)]);
    let mut pages = paginator(&client).pages();
    let task = tokio::spawn(async move { pages.next().await.is_some() });
    assert!(task.await.expect("the task ends"));
}

/// Counts requests, and marks each.
#[derive(Clone, Debug, Default)]
struct Mark(Arc<AtomicUsize>);

impl Intercept for Mark {
    fn name(&self) -> &'static str {
        "Mark"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        context.request_mut().headers_mut().try_insert("x-page", number.to_string())?;
        Ok(())
    }
}

#[tokio::test]
async fn an_interceptor_of_the_call_sees_every_page() {
    let (client, http) = client([page(&[], Some("t1")), page(&[], Some("t2")), page(&[], None)]);
    let call = client.list_users(users()).interceptor(Mark::default());
    call.into_paginator().pages().try_collect().await.expect("every page is read");
    let marks: Vec<_> =
        http.actual_requests().filter_map(|request| request.headers().get("x-page")).collect();
    assert_eq!(marks, ["0", "1", "2"]);
}

#[tokio::test]
async fn the_checks_of_the_call_are_those_of_every_page() {
    let pages = || [page(&[], Some("t1")), page(&[], None)];
    let (first, http) = client(pages());
    let mut unsent = first.list_users(users().limit(61)).into_paginator().pages();
    let error = unsent.try_next().await.expect_err("at most 60 are allowed");
    let violations = error.validation_error().expect("the request is refused").violations();
    assert_eq!(violations[0].to_string(), "Limit: must be 0 to 60, is 61");
    assert!(unsent.next().await.is_none());
    assert_eq!(sent(&http).len(), 0);

    let (second, http) = client(pages());
    let call = second.list_users(users().limit(61)).validation(Validation::Off);
    call.into_paginator().pages().try_collect().await.expect("nothing is checked");
    assert_eq!(sent(&http).len(), 2);
}

#[tokio::test]
async fn a_token_of_the_service_is_checked_as_any_member() {
    let (client, http) = client([page(&["a"], Some("t 1")), page(&["unused"], None)]);
    let call = client.list_users(users()).validation(Validation::Strict);
    let mut pages = call.into_paginator().pages();
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    let error = pages.try_next().await.expect_err("a token has no space");
    let violations = error.validation_error().expect("the request is refused").violations();
    assert_eq!(violations[0].path(), "PaginationToken");
    assert_eq!(sent(&http).len(), 1);
}

#[tokio::test]
async fn debug_shows_the_operation_and_the_request() {
    let (client, _) = client([]);
    let shown = format!("{:?}", paginator(&client));
    assert!(shown.starts_with("Paginator { operation: Operation(ListUsers), request: "), "{shown}");
}
