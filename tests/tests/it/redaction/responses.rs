//! Responses: those that can be read, those that cannot, and errors with more in them than they should have.

use serde_json::{Map, Value, json};
use tinsmith_specimens_fixture::{OPERATIONS, Operation, PLAIN, SECRET, marks_in};

use super::assert_shows;
use super::calls::call;

fn has_secrets(operation: &&Operation) -> bool {
    marks_in(SECRET, operation.response).next().is_some()
}

fn members(operation: &Operation) -> Map<String, Value> {
    serde_json::from_str(operation.response).expect("a response is an object")
}

#[tokio::test]
async fn no_response_prints_a_sensitive_member() {
    let (mut with_secrets, mut secrets) = (0, 0);
    for operation in OPERATIONS {
        let ending = call(operation, 200, operation.response).await;
        assert_eq!(ending.error, None, "{}", operation.name);
        assert_shows(operation.name, &ending.printed, marks_in(PLAIN, operation.response));
        let count = marks_in(SECRET, operation.response).count();
        with_secrets += usize::from(count > 0);
        secrets += count;
    }
    assert_eq!((with_secrets, secrets), (55, 94));
}

#[tokio::test]
async fn no_response_that_breaks_off_prints_what_came_of_it() {
    let mut count = 0;
    for operation in OPERATIONS.iter().filter(has_secrets) {
        let (start, secret) =
            operation.response.rmatch_indices(SECRET).next().expect("there is one");
        let body = &operation.response[..start + secret.len()];
        let ending = call(operation, 200, body).await;
        assert_eq!(ending.error, Some("ResponseError"), "{}", operation.name);
        count += 1;
    }
    assert_eq!(count, 55);
}

/// With every member of another type than the model says.
#[tokio::test]
async fn no_response_that_is_wrong_prints_what_is_in_it() {
    let mut count = 0;
    for operation in OPERATIONS.iter().filter(has_secrets) {
        let wrong = members(operation).into_iter().map(|(name, value)| (name, json!([[value]])));
        let body = Value::Object(wrong.collect()).to_string();
        let ending = call(operation, 200, &body).await;
        // Its one member is a document, which takes any JSON.
        let is_readable = operation.name == "StartWebAuthnRegistration";
        let expected = (!is_readable).then_some("ResponseError");
        assert_eq!(ending.error, expected, "{}", operation.name);
        count += 1;
    }
    assert_eq!(count, 55);
}

/// An error that the model names, with the members of a success.
#[tokio::test]
async fn no_error_prints_what_does_not_belong_to_it() {
    for operation in OPERATIONS {
        let mut body = members(operation);
        body.insert("__type".to_owned(), operation.error.into());
        body.insert("message".to_owned(), "why".into());
        let ending = call(operation, 400, &Value::Object(body).to_string()).await;
        assert_eq!(ending.error, Some("ServiceError"), "{}", operation.name);
        assert!(
            ending.printed.contains(&format!("{}: why", operation.error)),
            "{}",
            operation.name
        );
    }
}

/// An error page that repeats what it was asked.
#[tokio::test]
async fn no_error_page_is_printed_where_something_is_sensitive() {
    for operation in OPERATIONS {
        let body = format!("<html>{}</html>", operation.response);
        let ending = call(operation, 403, &body).await;
        assert_eq!(ending.error, Some("ServiceError"), "{}", operation.name);
    }
}
