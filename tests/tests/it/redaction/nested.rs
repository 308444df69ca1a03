//! Unions, and shapes that contain themselves: as values, in requests and in responses.

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use tinsmith_specimens_fixture::nested::sdk::{Client, Config};
use tinsmith_specimens_fixture::nested::{OPERATIONS, STRUCTURES};
use tinsmith_specimens_fixture::{Marks, PLAIN, SECRET, marks_in};

use super::{assert_hides, assert_shows};

/// A client whose calls are answered like this.
fn client(status: u16, body: &'static str) -> Client {
    let http = infallible_client_fn(move |_| {
        let answer = http::Response::builder().status(status).body(SdkBody::from(body));
        answer.expect("the status is one")
    });
    Client::from_conf(Config::builder().region("eu-west-1").http_client(http).build())
}

#[test]
fn no_structure_and_no_variant_prints_what_is_sensitive() {
    let (mut with_secrets, mut secrets) = (0, 0);
    for structure in STRUCTURES {
        let mut marks = Marks::default();
        let value = (structure.make)(&mut marks);
        for printed in [format!("{value:?}"), format!("{value:#?}")] {
            assert_hides(structure.name, &printed);
            assert_shows(structure.name, &printed, marks.plain_texts());
        }
        assert!(marks.secrets().count() >= structure.secrets, "{}", structure.name);
        with_secrets += usize::from(structure.secrets > 0);
        secrets += structure.secrets;
    }
    assert_eq!((STRUCTURES.len(), with_secrets, secrets), (16, 9, 10));
}

#[tokio::test]
async fn no_request_prints_what_is_sensitive_and_all_of_it_is_sent() {
    for operation in OPERATIONS {
        let mut marks = Marks::default();
        let call = (operation.call)(&client(200, "{}"), &mut marks);
        assert_hides(operation.name, &format!("{call:?} {call:#?}"));
        let (printed, body) = call.into_request().await;
        assert_hides(operation.name, &printed);
        let body = String::from_utf8(body).expect("a body is a document");
        assert_shows(operation.name, &body, marks.secrets().chain(marks.plain_texts()));
    }
}

#[tokio::test]
async fn no_response_prints_what_is_sensitive() {
    for operation in OPERATIONS {
        let client = client(200, operation.response);
        let ending = (operation.call)(&client, &mut Marks::default()).send().await;
        assert_eq!(ending.error, None, "{}", operation.name);
        assert_hides(operation.name, &ending.printed);
        assert_shows(operation.name, &ending.printed, marks_in(PLAIN, operation.response));
        assert_eq!(marks_in(SECRET, operation.response).count(), 32);
    }
}

#[tokio::test]
async fn no_error_prints_what_is_sensitive() {
    let body = r#"{"__type":"Refused","message":"why","choice":{"not":{"secret":"hush-1-"}}}"#;
    for operation in OPERATIONS {
        let ending = (operation.call)(&client(400, body), &mut Marks::default()).send().await;
        assert_eq!(ending.error, Some("ServiceError"), "{}", operation.name);
        assert!(ending.printed.contains("Refused: why"), "{}", ending.printed);
        assert_hides(operation.name, &ending.printed);
    }
}
