//! What is read from a response of failure.

use tinsmith_runtime::client::Core;
use tinsmith_runtime::config::RetryConfig;
use tinsmith_runtime::error::ProvideErrorMetadata;

use super::super::sample::{config, replay};
use super::{MEASURE, MeasureError, MeasureRequest, OF_QUERIES, SERVICE, bytes, http, text};

/// Gives the variant, its code, message, member `code` and number of degrees.
async fn failed(headers: &[(&str, &str)], body: &str) -> (&'static str, String, String, String) {
    let service = if headers.is_empty() { &SERVICE } else { &OF_QUERIES };
    let config = config().http_client(replay([http(400, headers, bytes(body))]));
    let core = Core::new(service, config.retry_config(RetryConfig::disabled()).build());
    let error = core.call(&MEASURE, MeasureRequest::default()).await.unwrap_err();
    assert!(error.is_service_error(), "{error:?}");
    let error = error.into_service_error();
    let (variant, members) = match &error {
        MeasureError::Cold(error) => ("Cold", format!("{:?} {:?}", error.code, error.degrees)),
        MeasureError::Unhandled(_) => ("", String::new()),
    };
    let meta = error.meta();
    (
        variant,
        error.code().unwrap_or_default().to_owned(),
        meta.message().unwrap_or_default().to_owned(),
        members,
    )
}

fn found(
    variant: &'static str,
    code: &str,
    message: &str,
    members: &str,
) -> (&'static str, String, String, String) {
    (variant, code.to_owned(), message.to_owned(), members.to_owned())
}

const UNREADABLE: &str = "the service answered with HTTP status 400 and no readable error";

#[tokio::test]
async fn an_error_is_named_by_its_type_alone() {
    let ty = |name: &str| format!("{} {}", text("__type"), text(name));
    let degrees = format!("{} 07", text("degrees"));
    let cold = format!("a3 {} {degrees} {} {}", ty("example#Cold"), text("message"), text("brr"));
    let expected = found("Cold", "Cold", "brr", "None Some(7)");
    assert_eq!(failed(&[], &cold).await, expected);
    // A header must not name it, and neither must a member.
    assert_eq!(failed(&[("x-amzn-errortype", "Hot")], &cold).await, expected);
    let code = format!("a2 {} {} {}", text("code"), text("Hot"), ty("Cold:http://a/"));
    assert_eq!(failed(&[], &code).await, found("Cold", "Cold", "", "Some(\"Hot\") None"));
    let only_code = format!("a1 {} {}", text("code"), text("Cold"));
    assert_eq!(failed(&[], &only_code).await, found("", "", UNREADABLE, ""));
    let only_header = failed(&[("x-amzn-errortype", "Cold")], "a0").await;
    assert_eq!(only_header, found("", "", UNREADABLE, ""));
    let capital = format!("a2 {} {} {}", ty("Hot"), text("Message"), text("ouch"));
    assert_eq!(failed(&[], &capital).await, found("", "Hot", "ouch", ""));
}

#[tokio::test]
async fn a_code_of_queries_is_what_callers_see() {
    let header = [("x-amzn-query-error", "Kiln.Cold;Sender")];
    let cold = format!("a1 {} {}", text("__type"), text("example#Cold"));
    let expected = found("Cold", "Kiln.Cold", "", "None None");
    assert_eq!(failed(&header, &cold).await, expected);
    assert_eq!(failed(&header, "").await, expected);
    let empty = failed(&[("x-amzn-query-error", ";Sender")], &cold).await;
    assert_eq!(empty, found("Cold", "Cold", "", "None None"));
}

#[tokio::test]
async fn of_an_error_that_is_malformed_somewhere_the_rest_is_kept() {
    let ty = format!("{} {}", text("__type"), text("Cold"));
    let message = format!("{} {}", text("message"), text("brr"));
    for (body, expected) in [
        // A value of another type.
        (
            format!("a3 {ty} {message} {} 6161", text("degrees")),
            found("Cold", "Cold", "brr", "None None"),
        ),
        (format!("a2 {ty} {} 01", text("message")), found("Cold", "Cold", "", "None None")),
        (format!("a2 {} 01 {message}", text("__type")), found("", "", "brr", "")),
        // No end.
        (format!("a3 {ty} {message}"), found("Cold", "Cold", "brr", "None None")),
        (format!("bf {ty} {} 68 6272", text("message")), found("Cold", "Cold", "", "None None")),
        // Not CBOR at all.
        ("3c68746d6c3e".to_owned(), found("", "", UNREADABLE, "")),
        ("7b7d".to_owned(), found("", "", UNREADABLE, "")),
        (String::new(), found("", "", UNREADABLE, "")),
    ] {
        assert_eq!(failed(&[], &body).await, expected, "{body}");
    }
}
