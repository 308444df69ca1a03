//! Errors of restXml that come without a document, and with a status alone: S3 answers requests for headers so.

use tinsmith_runtime::client::{Core, Operation, Protocol, Service};
use tinsmith_runtime::error::{ErrorMetadata, ModeledError};
use tinsmith_runtime::validation::{Validate, Validator};

use super::sample::{TEMPLATE, config, replay, response};

static SERVICE: Service = Service { protocol: Protocol::RestXml, ..TEMPLATE };

#[derive(Clone, Debug, Default)]
struct KeyRequest {
    key: String,
}

impl Validate for KeyRequest {
    fn validate(&self, _: &mut Validator) {}
}

tinsmith_runtime::structure! {
    [write] KeyRequest = "example#KeyRequest";
    key: "Key" string [HttpLabel],
}

#[derive(Clone, Debug)]
struct KeyResponse {
    kind: Option<String>,
    request_id: Option<String>,
}

tinsmith_runtime::response!(KeyResponse);

tinsmith_runtime::structure! {
    [response] KeyResponse = "example#KeyResponse";
    kind: "ContentType" string [HttpHeader("Content-Type")],
    @private request_id
}

/// An error without members of its own.
macro_rules! error {
    ($name:ident, $text:literal) => {
        #[derive(Clone, Debug, PartialEq)]
        struct $name {
            message: Option<String>,
            meta: ErrorMetadata,
        }

        impl From<ErrorMetadata> for $name {
            fn from(meta: ErrorMetadata) -> Self {
                Self { message: meta.message().map(str::to_owned), meta }
            }
        }

        impl ModeledError for $name {
            fn name(&self) -> &'static str {
                $text
            }
        }

        tinsmith_runtime::modeled_error!($name, $text);

        tinsmith_runtime::structure! {
            [error] $name = "example#Error";
            message: "Message" string,
            @private meta
        }
    };
}

error!(NotFound, "NotFound");
error!(NoSuchKey, "NoSuchKey");

tinsmith_runtime::operation_error! {
    enum HeadError of "Head" in self {
        NotFound is_not_found,
    }
}

tinsmith_runtime::operation_error! {
    enum GetError of "Get" in self {
        NoSuchKey is_no_such_key,
    }
}

/// The models of S3 differ in what they call the error of `HeadObject`.
#[tokio::test]
async fn a_status_alone_is_the_error_that_the_operation_has_for_it() {
    static HEAD: Operation<KeyRequest, KeyResponse, HeadError> =
        Operation::new("Head").http("HEAD", "/{Key+}");
    static GET: Operation<KeyRequest, KeyResponse, GetError> =
        Operation::new("Get").http("GET", "/{Key+}");
    let core = |status, body| {
        let answer = response(status, &[("x-amz-request-id", "r")], body);
        Core::new(&SERVICE, config().http_client(replay([answer])).build())
    };
    let request = || KeyRequest { key: "k".to_owned() };

    let error = core(404, "").call(&HEAD, request()).await.unwrap_err();
    let line = "Head failed: NotFound (HTTP status 404, request id r)";
    assert_eq!(error.to_string(), line);
    let HeadError::NotFound(found) = error.as_service_error().unwrap() else { panic!("{error}") };
    assert_eq!((found.meta.code(), &found.message), (Some("NotFound"), &None));

    let error = core(404, "").call(&GET, request()).await.unwrap_err();
    let GetError::NoSuchKey(found) = error.as_service_error().unwrap() else { panic!("{error}") };
    assert_eq!((found.meta.code(), &found.message), (Some("NoSuchKey"), &None));

    let other = core(403, "").call(&HEAD, request()).await.unwrap_err();
    assert!(matches!(other.as_service_error(), Some(HeadError::Unhandled(_))), "{other}");
    let page = core(404, "<html/>").call(&HEAD, request()).await.unwrap_err();
    assert!(matches!(page.as_service_error(), Some(HeadError::Unhandled(_))), "{page}");

    let found = core(200, "").call(&HEAD, request()).await.unwrap();
    assert_eq!((found.kind, found.request_id.as_deref()), (None, Some("r")));
}
