//! Connections that end, and which of them take another request.

use cognito_identity_provider::Client;

use super::call::{
    Kind, OK, answer, assert_fails, assert_ok, config, head, ok, once, sign_in, sign_in_with,
};
use super::server::{Answer, Server, Step};

/// Asserts that a fault is tried again as often as the policy says, each time by a connection of its own, and ends in these words; and that a success after one such fault is one.
async fn assert_transient(fault: impl Fn() -> Answer, kind: Kind, words: &str) {
    let server = Server::start([fault(), fault(), fault(), ok()]).await;
    assert_fails(sign_in(config(&server)).await, kind, words);
    assert_eq!(server.connections(), [0, 1, 2]);

    let server = Server::start([fault(), ok()]).await;
    assert_ok(sign_in(config(&server)).await);
    assert_eq!(server.connections(), [0, 1]);

    let server = Server::start([fault(), ok()]).await;
    assert_fails(sign_in(once(&server)).await, kind, words);
    assert_eq!(server.connections(), [0]);
}

#[tokio::test]
async fn a_reset_before_the_answer_is_tried_again() {
    let words = "dispatch failure: io error: no answer from 127.0.0.1: client error (SendRequest): connection error: ConnectionReset";
    assert_transient(|| vec![Step::Reset], Kind::Io, words).await;
}

#[tokio::test]
async fn a_connection_that_is_closed_before_the_answer_is_tried_again() {
    let words = "dispatch failure: other: no answer from 127.0.0.1: client error (SendRequest): connection closed before message completed";
    assert_transient(|| vec![Step::Close], Kind::Dispatch, words).await;
}

#[tokio::test]
async fn a_connection_that_is_closed_in_the_middle_of_the_headers_is_tried_again() {
    let fault = || vec![Step::Send(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec()), Step::Close];
    let words = "dispatch failure: other: no answer from 127.0.0.1: client error (SendRequest): connection closed before message completed";
    assert_transient(fault, Kind::Dispatch, words).await;
}

async fn two_calls(server: &Server) {
    let client = Client::from_conf(config(server).build());
    assert_ok(sign_in_with(&client).await);
    assert_ok(sign_in_with(&client).await);
}

/// 200 tasks make ten calls each. A call that finds no idle connection opens one; when another call gives its own back first, it takes that, and the new one waits in the pool. So there can be more connections than tasks.
#[tokio::test]
async fn many_calls_at_a_time_share_their_connections() {
    const TASKS: usize = 200;
    const CALLS: usize = 10;
    let server = Server::start((0..TASKS * CALLS).map(|_| ok())).await;
    let client = Client::from_conf(once(&server).build());
    let tasks = (0..TASKS).map(|_| {
        let client = client.clone();
        tokio::spawn(async move {
            for _ in 0..CALLS {
                assert_ok(sign_in_with(&client).await);
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("each call of the task has an answer");
    }
    let connections = server.connections();
    assert_eq!(connections.len(), TASKS * CALLS);
    assert!(connections.iter().all(|connection| *connection < 2 * TASKS), "{connections:?}");
}

#[tokio::test]
async fn a_connection_takes_one_request_after_another() {
    let server = Server::start([ok(), ok()]).await;
    two_calls(&server).await;
    assert_eq!(server.connections(), [0, 0]);
}

#[tokio::test]
async fn a_connection_that_the_server_means_to_close_takes_no_other_request() {
    let server = Server::start([answer(200, &[("connection", "close")], OK), ok()]).await;
    two_calls(&server).await;
    assert_eq!(server.connections(), [0, 1]);
}

#[tokio::test]
async fn a_connection_with_bytes_behind_the_answer_takes_no_other_request() {
    let length = OK.len().to_string();
    let mut longer = head(200, &[("content-length", &length)]);
    longer.extend_from_slice(OK.as_bytes());
    longer.extend_from_slice(b"{}");
    let longer = vec![Step::Send(longer)];
    let server = Server::start([longer, ok()]).await;
    two_calls(&server).await;
    assert_eq!(server.connections(), [0, 1]);
}

/// The client may notice the end before it sends, or only after: nothing of that arrives anywhere, and the call is made once.
#[tokio::test]
async fn a_connection_that_is_closed_while_it_idles_costs_nothing() {
    let closed = [answer(200, &[], OK), vec![Step::Close]].into_iter().flatten().collect();
    let server = Server::start([closed, ok()]).await;
    two_calls(&server).await;
    assert_eq!(server.connections(), [0, 1]);
}

/// The server gives up an idle connection while the request is on its way: the request may have been carried out.
#[tokio::test]
async fn a_connection_that_is_closed_under_a_request_is_the_retry_policys() {
    let server = Server::start([ok(), vec![Step::Close], ok()]).await;
    two_calls(&server).await;
    assert_eq!(server.connections(), [0, 0, 1]);

    let server = Server::start([ok(), vec![Step::Close], ok()]).await;
    let client = Client::from_conf(once(&server).build());
    assert_ok(sign_in_with(&client).await);
    let words = "dispatch failure: other: no answer from 127.0.0.1: client error (SendRequest): connection closed before message completed";
    assert_fails(sign_in_with(&client).await, Kind::Dispatch, words);
    assert_eq!(server.connections(), [0, 0]);
}

/// What is behind the connection may be ill; a connection to another one may not.
#[tokio::test]
async fn a_connection_that_brought_a_transient_error_takes_no_other_request() {
    for status in [500, 502, 503, 504] {
        let server = Server::start([answer(status, &[], ""), ok()]).await;
        assert_ok(sign_in(config(&server)).await);
        assert_eq!(server.connections(), [0, 1], "{status}");
    }
}

#[tokio::test]
async fn a_connection_that_brought_another_error_takes_the_next_request() {
    let throttled = answer(400, &[], r#"{"__type":"TooManyRequestsException"}"#);
    let server = Server::start([throttled, ok()]).await;
    assert_ok(sign_in(config(&server)).await);
    assert_eq!(server.connections(), [0, 0]);
}

#[tokio::test]
async fn an_answer_without_a_length_ends_with_its_connection() {
    let answer = vec![Step::Send(head(200, &[])), Step::Send(OK.into()), Step::Close];
    let server = Server::start([answer]).await;
    assert_ok(sign_in(config(&server)).await);
    assert_eq!(server.connections(), [0]);
}
