//! The call as one writes it by hand on the official runtime: `serde` structures and its `Operation`.
//!
//! It has the headers, retries, timeouts and protections of the official clients, so that the work is the same. The endpoint alone is fixed.

use std::error::Error;
use std::fmt::{Display, Formatter};
use std::rc::Rc;

use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::{ApiMetadata, UserAgentInterceptor};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::SystemTimeSource;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::Layer;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::retry::RetryConfig;
use measure::{MakeCall, expect};
use tokio::runtime::Runtime;

use crate::documents::{ErrorBody, Request, Response};
use crate::{Answer, canned};

/// Whatever the service reports; who calls asks for the code.
#[derive(Debug)]
struct ServiceError(ErrorMetadata);

impl Display for ServiceError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Error for ServiceError {}

impl ProvideErrorMetadata for ServiceError {
    fn meta(&self) -> &ErrorMetadata {
        &self.0
    }
}

pub(crate) fn calls(answer: Answer, runtime: Rc<Runtime>) -> MakeCall {
    let mut layer = Layer::new("by hand");
    layer.store_put(ApiMetadata::new("cognito-by-hand", env!("CARGO_PKG_VERSION")));
    let operation = Operation::builder()
        .service_name("Cognito Identity Provider")
        .operation_name("RespondToAuthChallenge")
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(&format!("https://cognito-idp.{}.amazonaws.com", canned::REGION))
        .http_client(canned::http_client(answer))
        .no_auth()
        .standard_retry(&RetryConfig::standard())
        .retry_classifier(HttpStatusCodeClassifier::default())
        .retry_classifier(AwsErrorCodeClassifier::<ServiceError>::new())
        .retry_classifier(TransientErrorClassifier::<ServiceError>::new())
        .sleep_impl(TokioSleep::new())
        .time_source(SystemTimeSource::new())
        .interceptor(UserAgentInterceptor::new())
        .interceptor(InvocationIdInterceptor::new())
        .interceptor(RequestInfoInterceptor::new())
        .interceptor(RecursionDetectionInterceptor::new())
        .interceptor(ServiceClockSkewInterceptor::new())
        .interceptor(StalledStreamProtectionInterceptor::default())
        .with_connection_poisoning()
        .runtime_plugin(StaticRuntimePlugin::new().with_config(layer.freeze()))
        .serializer(write)
        .deserializer(read)
        .build();
    Box::new(move || match runtime.block_on(operation.invoke(Request::canned())) {
        Ok(response) => expect(response.expires_in(), Some(canned::EXPIRES_IN)),
        Err(error) => {
            let error = error.as_service_error().ok_or("expected an error of the service")?;
            expect(error.code(), Some("NotAuthorizedException"))?;
            expect(error.message(), Some(canned::ERROR_MESSAGE))
        }
    })
}

fn write(request: Request) -> Result<HttpRequest, BoxError> {
    let body = serde_json::to_vec(&request)?;
    let request = http::Request::builder()
        .method("POST")
        .uri("/")
        .header("content-type", "application/x-amz-json-1.1")
        .header("content-length", body.len())
        .header("x-amz-target", "AWSCognitoIdentityProviderService.RespondToAuthChallenge")
        .body(SdkBody::from(body))?;
    Ok(HttpRequest::try_from(request)?)
}

fn read(response: &HttpResponse) -> Result<Response, OrchestratorError<ServiceError>> {
    let body = response.body().bytes().unwrap_or_default();
    if response.status().is_success() {
        return serde_json::from_slice(body).map_err(OrchestratorError::other);
    }
    let error: ErrorBody = serde_json::from_slice(body).map_err(OrchestratorError::other)?;
    let mut meta = ErrorMetadata::builder().code(error.code);
    if let Some(message) = error.message {
        meta = meta.message(message);
    }
    if let Some(request_id) = response.headers().get("x-amzn-requestid") {
        meta = meta.custom("aws_request_id", request_id);
    }
    Err(OrchestratorError::operation(ServiceError(meta.build())))
}
