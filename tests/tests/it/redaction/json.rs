//! Values by serde, as JSON: the same as on the wire, back again, and without what is sensitive.

use aws_smithy_http_client::test_util::infallible_client_fn;
use cognito_identity_provider::config::{Credentials, Validation};
use cognito_identity_provider::{Client, Config};
use serde_json::Value;
use tinsmith_specimens_fixture::{Marks, OPERATIONS, PLAIN, marks_in};

use super::{assert_hides, assert_shows};

fn client() -> Client {
    let config = Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .validation(Validation::Off)
        .http_client(infallible_client_fn(|_| http::Response::new("{}")));
    Client::from_conf(config.build())
}

#[tokio::test]
async fn every_request_is_the_same_by_serde_as_on_the_wire() {
    let client = client();
    for operation in OPERATIONS {
        let json = (operation.request_json)(&mut Marks::default());
        assert!(json.comes_back, "{}: {}", operation.name, json.whole);
        let call = (operation.call)(&client, &mut Marks::default());
        let (_, sent) = call.into_request().await;
        let sent: Value = serde_json::from_slice(&sent).expect("a body is JSON");
        assert_eq!(json.whole, sent, "{}", operation.name);
    }
    assert_eq!(OPERATIONS.len(), 141);
}

#[test]
fn every_response_is_the_same_by_serde_as_on_the_wire() {
    let client = client();
    for operation in OPERATIONS {
        let call = (operation.call)(&client, &mut Marks::default());
        let json = call.response_json(operation.response);
        assert!(json.comes_back, "{}: {}", operation.name, json.whole);
        let sent: Value = serde_json::from_str(operation.response).expect("it is JSON");
        assert_eq!(json.whole, sent, "{}", operation.name);
    }
}

#[test]
fn without_secrets_there_are_none_and_all_else_is() {
    let client = client();
    for operation in OPERATIONS {
        let mut marks = Marks::default();
        let request = (operation.request_json)(&mut marks).without_secrets.to_string();
        assert_hides(operation.name, &request);
        assert_shows(operation.name, &request, marks.plain_texts());

        let call = (operation.call)(&client, &mut Marks::default());
        let response = call.response_json(operation.response).without_secrets.to_string();
        assert_hides(operation.name, &response);
        assert_shows(operation.name, &response, marks_in(PLAIN, operation.response));
    }
}
