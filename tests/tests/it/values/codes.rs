//! Errors whose members are called like what names an error.
//!
//! `__type` names it, and the header does; a member `code` does only where it is none of the error's own.

use tinsmith_runtime::config::RetryConfig;
use tinsmith_runtime::error::ProvideErrorMetadata;
use tinsmith_tests::goldens::errors::codes_as_members::operation::fail::{FailError, FailInput};
use tinsmith_tests::goldens::errors::codes_as_members::types::Reason;
use tinsmith_tests::goldens::errors::codes_as_members::{Client, Config};

use super::echo::answering;

async fn error(body: &str) -> FailError {
    let config = Config::builder().region("eu-west-1").http_client(answering(400, body));
    let config = config.retry_config(RetryConfig::disabled()).build();
    let outcome = Client::from_conf(config).fail(FailInput::new()).await;
    outcome.expect_err("this is an error").into_service_error()
}

#[tokio::test]
async fn a_member_code_does_not_name_the_error() {
    for body in [
        r#"{"__type":"Coded","code":"Inner.Code","message":"m"}"#,
        r#"{"code":"Inner.Code","message":"m","__type":"example#Coded:http://x/"}"#,
    ] {
        let FailError::Coded(error) = error(body).await else { panic!("{body}") };
        assert_eq!((error.code(), error.message()), (Some("Coded"), Some("m")), "{body}");
        assert_eq!(error.code.as_deref(), Some("Inner.Code"));
    }
}

#[tokio::test]
async fn a_member_code_that_names_an_error_is_still_a_member() {
    let error = error(r#"{"__type":"Coded","code":"Typed"}"#).await;
    assert!(
        matches!(&error, FailError::Coded(error) if error.code.as_deref() == Some("Typed")),
        "{error:?}"
    );
}

#[tokio::test]
async fn code_names_the_error_where_nothing_else_does() {
    let error = error(r#"{"code":"example#Typed","type":"a","Type":"b","Code":7}"#).await;
    let FailError::Typed(error) = error else { panic!("{error:?}") };
    assert_eq!((error.r#type.as_deref(), error.type2.as_deref()), (Some("a"), Some("b")));
    assert_eq!(error.code, Some(7));
}

#[tokio::test]
async fn an_error_that_the_model_does_not_name_has_its_type_as_code() {
    let error = error(r#"{"__type":"NewException","code":"Inner.Code","message":"m"}"#).await;
    assert!(matches!(error, FailError::Unhandled(_)), "{error:?}");
    assert_eq!((error.code(), error.message()), (Some("NewException"), Some("m")));
}

#[tokio::test]
async fn an_error_has_unions_and_itself_in_it() {
    let body = r#"{"__type":"Nested","reason":{"not":{"text":"a"}},"reasons":[{"new":1}],"cause":{"message":"inner","cause":{}}}"#;
    let FailError::Nested(error) = error(body).await else { panic!("{body}") };
    assert_eq!(error.message, None);
    assert_eq!(error.reason, Some(Reason::Not(Box::new(Reason::Text("a".to_owned())))));
    assert_eq!(error.reasons, Some(vec![Reason::Unknown]));
    let cause = error.cause.as_deref();
    assert_eq!(cause.and_then(|cause| cause.message.as_deref()), Some("inner"));
    assert!(cause.is_some_and(|cause| cause.cause.is_some()));
}

#[tokio::test]
async fn an_error_that_nests_without_end_is_still_the_error_that_it_is() {
    let deep = format!("{}{{}}{}", r#"{"not":"#.repeat(200), "}".repeat(200));
    let body = format!(r#"{{"__type":"Nested","message":"m","reason":{deep}}}"#);
    let FailError::Nested(error) = error(&body).await else { panic!("another error") };
    assert_eq!((error.message.as_deref(), error.reason), (Some("m"), None));
}

#[tokio::test]
async fn each_spelling_of_the_message_is_one() {
    let body = r#"{"__type":"SeveralMessages","errorMessage":"a","Message":"b"}"#;
    let FailError::SeveralMessages(error) = error(body).await else { panic!("{body}") };
    assert_eq!((error.error_message.as_deref(), error.message.as_deref()), (Some("a"), Some("b")));
}
