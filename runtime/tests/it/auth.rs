//! Signing, and not signing.

use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::time::StaticTimeSource;
use tinsmith_runtime::config::{Config, Credentials, ProvideCredentials};
use tinsmith_runtime::error::{DisplayErrorContext, SdkError};

use super::sample::{Client, SIGNED, config, replay, request, response};

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "secret", None, None, "test")
}

#[tokio::test]
async fn a_signed_request_has_a_signature() {
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let config = config().credentials_provider(credentials()).time_source(time).build();
    let http =
        Client::from_conf(config).core.call(&SIGNED, request()).into_request().await.unwrap();
    assert_eq!(http.headers().get("x-amz-date"), Some("20150830T123600Z"));
    let authorization = http.headers().get("authorization").unwrap();
    let start = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/cognito-idp/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-target;x-amz-user-agent, Signature=";
    assert!(authorization.starts_with(start), "{authorization}");
}

#[tokio::test]
async fn signing_without_credentials_is_an_error_before_anything_is_sent() {
    let http = replay([]);
    let client = Client::from_conf(config().http_client(http.clone()).build());
    let error = client.core.call(&SIGNED, request()).await.unwrap_err();
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    let text = DisplayErrorContext(error).to_string();
    let start = "failed to construct request: this operation is signed and there are no credentials: set `credentials_provider` on the configuration (";
    assert!(text.starts_with(start), "{text}");
    assert_eq!(http.actual_requests().count(), 0);
}

#[tokio::test]
async fn signing_needs_a_region_even_beside_an_endpoint_url() {
    let config =
        Config::builder().endpoint_url("http://localhost").credentials_provider(credentials());
    let client = Client::from_conf(config.build());
    let error = client.core.call(&SIGNED, request()).await.unwrap_err();
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    assert!(DisplayErrorContext(error).to_string().contains("no region to sign for"));
}

#[derive(Debug)]
struct Untouchable;

impl ProvideCredentials for Untouchable {
    fn provide_credentials<'a>(
        &'a self,
    ) -> aws_credential_types::provider::future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        panic!("an operation that is not signed asked for credentials");
    }
}

#[tokio::test]
async fn an_operation_that_is_not_signed_never_asks_for_credentials() {
    let http = replay([response(200, &[], "{}")]);
    let config = config().http_client(http.clone()).credentials_provider(Untouchable).build();
    Client::from_conf(config).respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(http.actual_requests().next().unwrap().headers().get("authorization"), None);
}
