//! Answers that are not HTTP.

use super::call::{Kind, assert_fails, assert_ok, config, head, ok, sign_in};
use super::server::{Server, Step};

/// Asserts that an answer that begins like this is final, and ends in these words.
async fn assert_final(bytes: Vec<u8>, words: &str) {
    let server = Server::start([vec![Step::Send(bytes), Step::Silence], ok()]).await;
    let words = format!(
        "dispatch failure: other: no answer from 127.0.0.1: client error (SendRequest): {words}"
    );
    assert_fails(sign_in(config(&server)).await, Kind::Dispatch, &words);
    assert_eq!(server.connections(), [0]);
}

#[tokio::test]
async fn another_protocol_is_none() {
    assert_final(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(), "invalid HTTP version parsed").await;
}

#[tokio::test]
async fn a_status_that_is_no_number_is_none() {
    assert_final(b"HTTP/1.1 OK\r\n\r\n".to_vec(), "invalid HTTP status-code parsed").await;
}

#[tokio::test]
async fn a_header_without_a_name_is_none() {
    let bytes = b"HTTP/1.1 200 OK\r\n: x\r\n\r\n".to_vec();
    assert_final(bytes, "invalid HTTP header parsed").await;
}

#[tokio::test]
async fn a_length_that_is_no_number_is_none() {
    let bytes = head(200, &[("content-length", "-1")]);
    assert_final(bytes, "invalid content-length parsed").await;
}

#[tokio::test]
async fn two_lengths_are_none() {
    let bytes = head(200, &[("content-length", "1"), ("content-length", "2")]);
    assert_final(bytes, "invalid content-length parsed").await;
}

#[tokio::test]
async fn a_header_that_is_too_large_is_none() {
    let bytes = head(200, &[("x-large", &"x".repeat(1_000_000))]);
    assert_final(bytes, "message head is too large").await;
}

#[tokio::test]
async fn too_many_headers_are_none() {
    assert_final(head(200, &[("x-many", "x"); 1000]), "message head is too large").await;
}

#[tokio::test]
async fn an_interim_answer_is_passed_over() {
    let mut answer = ok();
    answer.insert(0, Step::Send(head(100, &[])));
    let server = Server::start([answer]).await;
    assert_ok(sign_in(config(&server)).await);
    assert_eq!(server.connections(), [0]);
}
