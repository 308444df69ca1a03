//! Requests: as values, as calls, as what would be sent, and as what is wrong with them.

use aws_smithy_http_client::test_util::infallible_client_fn;
use cognito_identity_provider::config::{Credentials, Validation};
use cognito_identity_provider::{Client, Config};
use tinsmith_specimens_fixture::{Marks, OPERATIONS, SECRET, marks_in};

use super::{assert_hides, assert_shows};

fn client(validation: Validation) -> Client {
    let config = Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .validation(validation)
        .http_client(infallible_client_fn(|_| http::Response::new("{}")));
    Client::from_conf(config.build())
}

#[test]
fn no_request_and_no_call_prints_a_sensitive_member() {
    let client = client(Validation::Off);
    let (mut with_secrets, mut secrets) = (0, 0);
    for operation in OPERATIONS {
        let mut marks = Marks::default();
        let request = (operation.request)(&mut marks);
        let call = (operation.call)(&client, &mut Marks::default());
        for printed in [
            format!("{request:?}"),
            format!("{request:#?}"),
            format!("{call:?}"),
            format!("{call:#?}"),
        ] {
            assert_hides(operation.name, &printed);
            assert_shows(operation.name, &printed, marks.plain_texts());
        }
        let count = marks.secrets().count();
        with_secrets += usize::from(count > 0);
        secrets += count;
    }
    assert_eq!((OPERATIONS.len(), with_secrets, secrets), (141, 86, 163));
}

#[tokio::test]
async fn no_request_that_is_not_sent_prints_its_sensitive_body() {
    let client = client(Validation::Off);
    let mut secrets = 0;
    for operation in OPERATIONS {
        let mut marks = Marks::default();
        let call = (operation.call)(&client, &mut marks);
        let (printed, body) = call.into_request().await;
        assert_hides(operation.name, &printed);
        let body = String::from_utf8(body).expect("a body is a document");
        assert_shows(operation.name, &body, marks.secrets().chain(marks.plain_texts()));
        secrets += marks_in(SECRET, &body).count();
    }
    assert_eq!(secrets, 163);
}

/// Short ones match few patterns, and enums are of values that the model does not know.
#[tokio::test]
async fn no_violation_prints_a_sensitive_value_that_is_short() {
    assert_eq!(violations(Validation::Strict, Marks::default).await, (122, 420));
}

/// Longer than most can be.
#[tokio::test]
async fn no_violation_prints_a_sensitive_value_that_is_long() {
    assert_eq!(violations(Validation::Strict, || Marks::padded(3000)).await, (128, 740));
}

/// Longer than any can be; without patterns, which take their time for these.
#[tokio::test]
async fn no_violation_prints_a_sensitive_value_that_is_longer_still() {
    assert_eq!(violations(Validation::Standard, || Marks::padded(140_000)).await, (129, 541));
}

/// Gives how many requests do not meet every constraint, and how many constraints these are.
async fn violations(level: Validation, marks: fn() -> Marks) -> (usize, usize) {
    let client = client(level);
    let (mut requests, mut violations) = (0, 0);
    for operation in OPERATIONS {
        let ending = (operation.call)(&client, &mut marks()).send().await;
        assert_hides(operation.name, &ending.printed);
        requests += usize::from(ending.error == Some("ConstructionFailure"));
        violations += ending.violations;
    }
    (requests, violations)
}
