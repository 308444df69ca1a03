//! Bodies that are cut off, and bodies that are large.

use std::sync::Arc;

use cognito_identity_provider::Client;
use cognito_identity_provider::error::CallError;
use cognito_identity_provider::operation::list_users::{
    ListUsersError, ListUsersRequest, ListUsersResponse,
};
use tokio::sync::Notify;

use super::call::{
    Kind, OK, answer, assert_fails, assert_ok, config, head, in_time, ok, once, sign_in,
};
use super::hooks::OnHead;
use super::server::{Answer, Server, Step};

const MEGABYTE: usize = 1_000_000;

/// Asserts that a body that ends like this is asked for again, by another connection; and without retries ends in these words.
async fn assert_cut_off(fault: impl Fn() -> Answer, words: &str) {
    let server = Server::start([fault(), ok()]).await;
    assert_ok(sign_in(config(&server)).await);
    assert_eq!(server.connections(), [0, 1]);

    let server = Server::start([fault(), ok()]).await;
    let words = format!("response error: {words}");
    assert_fails(sign_in(once(&server)).await, Kind::Response, &words);
    assert_eq!(server.connections(), [0]);
}

#[tokio::test]
async fn a_body_that_is_shorter_than_its_length_is_cut_off() {
    let fault = || {
        vec![Step::Send(head(200, &[("content-length", "16")])), Step::Send(OK.into()), Step::Close]
    };
    let words = "error reading a body from connection: end of file before message length reached";
    assert_cut_off(fault, words).await;
}

#[tokio::test]
async fn a_body_without_its_last_chunk_is_cut_off() {
    let chunk = format!("{:x}\r\n{OK}\r\n", OK.len());
    let fault = || {
        let head = head(200, &[("transfer-encoding", "chunked")]);
        vec![Step::Send(head), Step::Send(chunk.clone().into_bytes()), Step::Close]
    };
    let words = "error reading a body from connection: unexpected EOF during chunk size line";
    assert_cut_off(fault, words).await;
}

#[tokio::test]
async fn a_chunk_without_a_size_is_as_good_as_cut_off() {
    let fault = || {
        let head = head(200, &[("transfer-encoding", "chunked")]);
        vec![Step::Send(head), Step::Send(b"size\r\n".to_vec()), Step::Silence]
    };
    let words = "error reading a body from connection: Invalid chunk size line: missing size digit";
    assert_cut_off(fault, words).await;
}

/// As far as HTTP goes, it is complete.
#[tokio::test]
async fn a_document_that_is_longer_than_its_length_is_not_asked_for_again() {
    let head = head(200, &[("content-length", "14"), ("connection", "close")]);
    let server = Server::start([vec![Step::Send(head), Step::Send(OK.into())], ok()]).await;
    let words = "response error: the body of the response cannot be read: the document ends early";
    assert_fails(sign_in(config(&server)).await, Kind::Response, words);
    assert_eq!(server.connections(), [0]);
}

#[tokio::test]
async fn a_reset_in_the_middle_of_the_body_is_tried_again() {
    let arrived = Arc::new(Notify::new());
    let fault = || {
        let head = head(200, &[("content-length", "15")]);
        vec![Step::Send(head), Step::Until(arrived.clone()), Step::Reset]
    };
    let server = Server::start([fault(), ok()]).await;
    assert_ok(sign_in(config(&server).interceptor(OnHead(arrived.clone()))).await);
    assert_eq!(server.connections(), [0, 1]);

    let arrived = Arc::new(Notify::new());
    let head = head(200, &[("content-length", "15")]);
    let fault = vec![Step::Send(head), Step::Until(arrived.clone()), Step::Reset];
    let server = Server::start([fault, ok()]).await;
    let outcome = sign_in(once(&server).interceptor(OnHead(arrived))).await;
    let words = "response error: error reading a body from connection: ConnectionReset";
    assert_fails(outcome, Kind::Response, words);
    assert_eq!(server.connections(), [0]);
}

async fn list_users(server: &Server) -> Result<ListUsersResponse, CallError<ListUsersError>> {
    let client = Client::from_conf(config(server).build());
    in_time(async { client.list_users(ListUsersRequest::user_pool_id("eu-west-1_pool")).await })
        .await
}

#[tokio::test]
async fn ten_megabytes_are_read() {
    let user = |at| {
        format!(
            r#"{{"Username":"user{at}","Enabled":true,"UserStatus":"CONFIRMED","Attributes":[{{"Name":"email","Value":"user{at}@example.com"}}]}}"#
        )
    };
    let mut body = r#"{"Users":["#.to_owned();
    let mut count = 0;
    while body.len() < 10 * MEGABYTE {
        let separator = if count == 0 { "" } else { "," };
        body.push_str(&format!("{separator}{}", user(count)));
        count += 1;
    }
    body.push_str("]}");
    let server = Server::start([answer(200, &[], body)]).await;
    let users = list_users(&server).await.expect("the page can be read").users.expect("users");
    assert_eq!(users.len(), count);
    let last = users.last().expect("there is a last user");
    assert_eq!(last.username, Some(format!("user{}", count - 1)));
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn ten_megabytes_of_a_page_are_an_error_like_any_other() {
    let server = Server::start([answer(400, &[], vec![b'x'; 10 * MEGABYTE])]).await;
    let error = list_users(&server).await.expect_err("this is not a success");
    let raw = error.raw_response().expect("there was a response");
    assert_eq!(raw.body().bytes().map(<[u8]>::len), Some(10 * MEGABYTE));
    let words = "the service answered with HTTP status 400 and no readable error";
    assert_eq!(error.into_service_error().to_string(), words);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn ten_megabytes_of_a_message_are_kept() {
    let message = "x".repeat(10 * MEGABYTE);
    let body = format!(r#"{{"__type":"InvalidParameterException","message":"{message}"}}"#);
    let server = Server::start([answer(400, &[], body)]).await;
    let error = list_users(&server).await.expect_err("this is not a success");
    assert_eq!(error.code(), Some("InvalidParameterException"));
    assert_eq!(error.message().map(str::len), Some(10 * MEGABYTE));
    assert_eq!(server.seen().len(), 1);
}
