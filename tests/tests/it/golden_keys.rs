//! Values of an enum about which the overlay says no keys: they are sent and read as they are.
#![cfg(goldens)]

use std::collections::HashMap;

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use tinsmith_tests::goldens::keys::values_without_entry::operation::buy::BuyInput;
use tinsmith_tests::goldens::keys::values_without_entry::types::{Pay, Payment, Wish};
use tinsmith_tests::goldens::keys::values_without_entry::{Client, Config};

/// A client that is given an answer, and the record of what it sent.
fn client(body: &'static str) -> (Client, StaticReplayClient) {
    let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
    let response = http::Response::builder().body(SdkBody::from(body));
    let event = ReplayEvent::new(
        request.expect("the URI is well-formed"),
        response.expect("the answer is well-formed"),
    );
    let http = StaticReplayClient::new(vec![event]);
    let config = Config::builder().region("eu-west-1").http_client(http.clone());
    (Client::from_conf(config.build()), http)
}

fn sent(http: &StaticReplayClient) -> Value {
    let request = http.actual_requests().next().expect("a request was sent");
    let body = request.body().bytes().expect("the body is in memory");
    serde_json::from_slice(body).expect("the body is JSON")
}

#[tokio::test]
async fn such_a_value_is_sent_unchecked_and_read_as_unknown() {
    let (client, http) = client(r#"{"next":"cash","details":{"name":"Kim","x":"1"}}"#);
    let request = BuyInput::pay(Pay::ByPhone).details([("number", "1")]);
    let response = client.buy(request).await.expect("nothing is checked of its keys");
    assert_eq!(sent(&http), json!({ "pay": "by `phone`", "details": { "number": "1" } }));
    let Wish::Unknown { next, details, .. } = response.wish() else {
        panic!("it has no variant: {:?}", response.wish());
    };
    assert_eq!(next, Some(Pay::Cash));
    let entries = [("name", "Kim"), ("x", "1")].map(|(key, value)| (key.into(), value.into()));
    assert_eq!(details, HashMap::<String, String>::from(entries));
}

/// Values with an entry are checked as if the enum had no other.
#[tokio::test]
async fn the_others_are_checked() {
    let (client, http) = client(r#"{"next":"card","details":{"brands":"[\"a\"]"}}"#);
    let plain = BuyInput::pay(Pay::Card).details([("number", "1")]);
    let error = client.buy(plain).await.expect_err("the name is missing").to_string();
    assert!(error.contains(r#"details["name"]: required when pay is card"#), "{error}");
    assert_eq!(http.actual_requests().count(), 0, "nothing is sent");

    let answer = Payment::card().name("Kim").number("1");
    let response = client.buy(BuyInput::payment(answer)).await.expect("all keys are there");
    assert_eq!(sent(&http), json!({ "pay": "card", "details": { "name": "Kim", "number": "1" } }));
    assert!(matches!(response.wish(), Wish::Card { .. }));
}
