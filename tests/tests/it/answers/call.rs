//! Calls whose every request gets the same answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use cognito_identity_provider::operation::admin_get_user::AdminGetUserRequest;
use cognito_identity_provider::operation::describe_managed_login_branding::DescribeManagedLoginBrandingRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::types::AuthStart;
use serde_json::Value;
use tinsmith_runtime::config::{Config, Credentials};
use tinsmith_runtime::error::{CallError, OperationError, ProvideErrorMetadata, SdkError};
use tinsmith_tests::goldens::types::answers;
use tinsmith_tests::goldens::types::answers::operation::get_records::GetRecordsInput;
use tinsmith_tests::goldens::types::answers::operation::query_forecast::QueryForecastInput;

use super::table::Row;
use super::view;

/// What a caller gets: the members of the response as JSON, the code and message of the service's error, or the words of an error that is ours; and how many requests were made, if not one.
pub(super) async fn outcome(row: &Row) -> String {
    let requests = Arc::new(AtomicUsize::new(0));
    let (count, status, headers, body) =
        (requests.clone(), row.status.unwrap_or(200), row.headers.clone(), row.bytes());
    let http = infallible_client_fn(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        let mut response = http::Response::builder().status(status);
        for (name, value) in &headers {
            response = response.header(name, value);
        }
        response.body(SdkBody::from(body.clone())).expect("the answer is well-formed")
    });
    let config = Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .http_client(http)
        .build();
    let cognito = || cognito_identity_provider::Client::from_conf(config.clone());
    let golden = || answers::Client::from_conf(config.clone());
    let outcome = match row.operation.as_str() {
        "InitiateAuth" => {
            let start = AuthStart::user_password_auth().username("u").password("p");
            let request = InitiateAuthRequest::start(start).client_id("c");
            told(cognito().initiate_auth(request).await, view::initiate_auth)
        }
        "AdminGetUser" => {
            let request = AdminGetUserRequest::user_pool_id("eu-west-1_p").username("u");
            told(cognito().admin_get_user(request).await, view::admin_get_user)
        }
        "DescribeManagedLoginBranding" => {
            let request = DescribeManagedLoginBrandingRequest::user_pool_id("eu-west-1_p")
                .managed_login_branding_id(BRANDING);
            told(cognito().describe_managed_login_branding(request).await, view::branding)
        }
        "GetRecords" => told(golden().get_records(GetRecordsInput::new()).await, view::records),
        "QueryForecast" => {
            told(golden().query_forecast(QueryForecastInput::new()).await, view::forecast)
        }
        other => panic!("no operation {other}"),
    };
    match requests.load(Ordering::Relaxed) {
        1 => outcome,
        requests => format!("{outcome} ({requests} requests)"),
    }
}

const BRANDING: &str = "01234567-89ab-4cde-8f01-23456789abcd";

fn told<O, E: OperationError + ProvideErrorMetadata>(
    result: Result<O, CallError<E>>,
    view: impl FnOnce(&O) -> Value,
) -> String {
    match result.map_err(CallError::into_sdk_error) {
        Ok(response) => view(&response).to_string().replace("\"~", "").replace("~\"", ""),
        Err(SdkError::ServiceError(error)) => {
            let error = error.into_err();
            let message = error.message().map(|message| message.replace('\n', "\\n"));
            match (error.code(), message) {
                (Some(code), Some(message)) => format!("{code}: {message}"),
                (Some(text), None) => text.to_owned(),
                (None, Some(text)) => format!("error: {text}"),
                (None, None) => "error".to_owned(),
            }
        }
        Err(error) => {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            let words = source.unwrap_or_else(|| error.to_string());
            let why = words.strip_prefix("the body of the response cannot be read: ");
            format!("error: {}", why.unwrap_or(&words))
        }
    }
}
