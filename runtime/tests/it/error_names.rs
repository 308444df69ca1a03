//! Which error a response names, where that is not plain: errors with a member `code`, and codes that several errors share.

use tinsmith_runtime::client::{Core, Operation};
use tinsmith_runtime::error::{ErrorMetadata, ModeledError, ProvideErrorMetadata};

use super::sample::{
    QUERY_COMPATIBLE, RespondToAuthChallengeRequest, RespondToAuthChallengeResponse, SERVICE,
    config, replay, request, response,
};

macro_rules! errors {
    ($($error:ident, $name:literal $(, $query_code:literal)?;)*) => {
        $(
            #[derive(Clone, Debug, PartialEq)]
            struct $error {
                message: Option<String>,
                code: Option<String>,
                meta: ErrorMetadata,
            }

            impl From<ErrorMetadata> for $error {
                fn from(meta: ErrorMetadata) -> Self {
                    Self { message: meta.message().map(str::to_owned), code: None, meta }
                }
            }

            impl ModeledError for $error {
                fn name(&self) -> &'static str {
                    $name
                }
            }

            tinsmith_runtime::modeled_error!($error, $name $(, $query_code)?);

            tinsmith_runtime::structure! {
                [error] $error = "example#Error";
                message: "message" string,
                code: "code" string,
                @private meta
            }
        )*
    };
}

errors! {
    DashboardNotFoundError, "DashboardNotFoundError", "ResourceNotFound";
    QueueDoesNotExist, "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue";
    ResourceNotFound, "ResourceNotFound";
}

tinsmith_runtime::operation_error! {
    enum LookError of "Look" in self {
        DashboardNotFoundError is_dashboard_not_found_error or "ResourceNotFound",
        QueueDoesNotExist is_queue_does_not_exist or "AWS.SimpleQueueService.NonExistentQueue",
        ResourceNotFound is_resource_not_found,
    }
}

static LOOK: Operation<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse, LookError> =
    Operation::new("Look");

/// Gives the name of the variant, the code that callers see, the member `code`, and the type of awsQuery.
async fn read(
    headers: &[(&str, &str)],
    body: &'static str,
) -> (&'static str, String, Option<String>, Option<String>) {
    let service = if headers.is_empty() { &SERVICE } else { &QUERY_COMPATIBLE };
    let http = replay([response(400, headers, body)]);
    let core = Core::new(service, config().http_client(http).build());
    let error = core.call(&LOOK, request()).await.unwrap_err();
    assert!(error.is_service_error(), "{error:?}");
    let error = error.into_service_error();
    let (name, member) = match &error {
        LookError::DashboardNotFoundError(error) => ("DashboardNotFoundError", error.code.clone()),
        LookError::QueueDoesNotExist(error) => ("QueueDoesNotExist", error.code.clone()),
        LookError::ResourceNotFound(error) => ("ResourceNotFound", error.code.clone()),
        LookError::Unhandled(_) => ("", None),
    };
    let kind = error.meta().extra("type").map(str::to_owned);
    (name, error.code().unwrap_or_default().to_owned(), member, kind)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn a_member_called_code_is_no_code_of_an_error() {
    let named = read(&[], r#"{"__type":"a.b#QueueDoesNotExist:http://c/","code":"GONE"}"#).await;
    let expected = "QueueDoesNotExist";
    assert_eq!(named, (expected, expected.to_owned(), some("GONE"), None));
    let unknown = read(&[], r#"{"code":"GONE","__type":"NewException"}"#).await;
    assert_eq!(unknown, ("", "NewException".to_owned(), None, None));
}

#[tokio::test]
async fn a_code_is_enough_where_there_is_no_type() {
    for body in
        [r#"{"code":"GONE"}"#, r#"{"code":"GONE","__type":""}"#, r#"{"code":"GONE","__type":5}"#]
    {
        assert_eq!(read(&[], body).await, ("", "GONE".to_owned(), None, None), "{body}");
    }
    let named = read(&[], r#"{"code":"QueueDoesNotExist"}"#).await;
    assert_eq!(named.0, "QueueDoesNotExist");
}

#[tokio::test]
async fn an_empty_code_is_none() {
    for body in
        [r#"{"__type":"","message":"m"}"#, r#"{"code":"","message":"m"}"#, r##"{"__type":"#"}"##]
    {
        let http = replay([response(400, &[("x-amzn-requestid", "id-1")], body)]);
        let core = Core::new(&SERVICE, config().http_client(http).build());
        let error = core.call(&LOOK, request()).await.unwrap_err();
        assert_eq!((error.code(), error.request_id()), (None, Some("id-1")), "{body}");
        let expected = "the service answered with HTTP status 400 and no readable error";
        let message = if body.contains("message") { "m" } else { expected };
        assert_eq!(error.message(), Some(message), "{body}");
    }
}

#[tokio::test]
async fn a_query_code_names_the_error_that_has_it() {
    let code = "AWS.SimpleQueueService.NonExistentQueue";
    let headers = [("X-Amzn-Query-Error", "AWS.SimpleQueueService.NonExistentQueue;Sender")];
    for body in [r#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist"}"#, "{}", "", "<html>"] {
        let expected = ("QueueDoesNotExist", code.to_owned(), None, some("Sender"));
        assert_eq!(read(&headers, body).await, expected, "{body}");
    }
    // Without the header the code is the name of the shape.
    let named = read(&[], r#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist"}"#).await;
    assert_eq!(named, ("QueueDoesNotExist", "QueueDoesNotExist".to_owned(), None, None));
}

#[tokio::test]
async fn a_query_code_that_errors_share_is_told_apart_by_the_type() {
    let headers = [("x-amzn-query-error", "ResourceNotFound;Sender")];
    for (body, name) in [
        (
            r#"{"__type":"com.amazonaws.cloudwatch#DashboardNotFoundError"}"#,
            "DashboardNotFoundError",
        ),
        (r#"{"__type":"com.amazonaws.cloudwatch#ResourceNotFound"}"#, "ResourceNotFound"),
        // One that is called so goes before one that has it as its other code.
        ("{}", "ResourceNotFound"),
        (r#"{"__type":"NewException"}"#, "ResourceNotFound"),
    ] {
        let expected = (name, "ResourceNotFound".to_owned(), None, some("Sender"));
        assert_eq!(read(&headers, body).await, expected, "{body}");
    }
}

#[tokio::test]
async fn a_query_code_that_no_error_has_is_kept_beside_the_error_of_the_type() {
    let headers = [("x-amzn-query-error", "Throttled;Receiver")];
    let named = read(&headers, r#"{"__type":"QueueDoesNotExist"}"#).await;
    assert_eq!(named, ("QueueDoesNotExist", "Throttled".to_owned(), None, some("Receiver")));
    let unknown = read(&headers, r#"{"__type":"NewException"}"#).await;
    assert_eq!(unknown, ("", "Throttled".to_owned(), None, some("Receiver")));
}

#[tokio::test]
async fn a_malformed_query_header_is_as_if_it_were_not_there() {
    for header in ["QueueDoesNotExist", "", ";Sender"] {
        let headers = [("x-amzn-query-error", header)];
        let (name, code, ..) = read(&headers, r#"{"__type":"ResourceNotFound"}"#).await;
        assert_eq!((name, code.as_str()), ("ResourceNotFound", "ResourceNotFound"), "{header}");
    }
}

#[tokio::test]
async fn a_header_without_a_name_is_as_if_it_were_not_there() {
    for header in ["", " ", "#", "a.b#", ":http://c/"] {
        let headers = [("x-amzn-errortype", header)];
        let (name, code, ..) = read(&headers, r#"{"__type":"ResourceNotFound"}"#).await;
        assert_eq!((name, code.as_str()), ("ResourceNotFound", "ResourceNotFound"), "{header}");
    }
}

#[tokio::test]
async fn members_that_can_be_read_are_kept_beside_one_that_cannot() {
    let expected = ("ResourceNotFound", "ResourceNotFound".to_owned(), some("GONE"), None);
    for body in [
        r#"{"__type":"ResourceNotFound","message":5,"code":"GONE"}"#,
        r#"{"code":"GONE","message":[1],"__type":"ResourceNotFound"}"#,
        r#"{"__type":"ResourceNotFound","code":"GONE","message":"\ud83d"}"#,
        r#"{"__type":"ResourceNotFound","code":"GONE","message":"m"#,
        r#"{"message":"m","code":"GONE","__type":"ResourceNotFound""#,
    ] {
        assert_eq!(read(&[], body).await, expected, "{body}");
    }
}
