//! Signing, and not signing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::time::StaticTimeSource;
use tinsmith_runtime::client::{Core, Service};
use tinsmith_runtime::config::credentials::{CredentialsError, ProvideCredentials, future};
use tinsmith_runtime::config::{AuthSchemeId, Config, ConfigBuilder};
use tinsmith_runtime::endpoint::{Endpoint, EndpointAuthScheme, EndpointError, EndpointParams};

use super::sample::{Client, SIGNED, TEMPLATE, config, credentials, replay, request, response};

#[tokio::test]
async fn a_signed_request_has_a_signature() {
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let config =
        config().credentials_provider(credentials("AKIDEXAMPLE")).time_source(time).build();
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
    assert!(error.is_construction_failure(), "{error:?}");
    let text = error.to_string();
    let start = "RespondToAuthChallenge was not sent: this operation is signed and there are no credentials: set `credentials_provider` on the configuration";
    assert_eq!(text, start);
    assert_eq!(http.actual_requests().count(), 0);
}

#[tokio::test]
async fn signing_needs_a_region_even_beside_an_endpoint_url() {
    let config = Config::builder()
        .endpoint_url("http://localhost")
        .credentials_provider(credentials("AKIDEXAMPLE"));
    let client = Client::from_conf(config.build());
    let error = client.core.call(&SIGNED, request()).await.unwrap_err();
    assert!(error.is_construction_failure(), "{error:?}");
    assert!(error.to_string().contains("no region to sign for"));
}

#[tokio::test]
async fn signing_can_be_left_out_where_there_are_no_credentials() {
    let http = replay([response(200, &[], "{}")]);
    let config = Config::builder().endpoint_url("http://localhost").allow_no_auth();
    let client = Client::from_conf(config.http_client(http.clone()).build());
    client.core.call(&SIGNED, request()).await.unwrap();
    let sent = http.actual_requests().next().unwrap();
    assert_eq!(sent.headers().get("authorization"), None);
    assert_eq!(sent.headers().get("x-amz-date"), None);
}

#[tokio::test]
async fn credentials_are_used_unless_no_authentication_is_preferred() {
    let signature = async |client: ConfigBuilder, call: ConfigBuilder| {
        let client = Client::from_conf(client.build());
        let call = client.core.call(&SIGNED, request()).config_override(call);
        call.into_request().await.unwrap().headers().get("authorization").map(str::to_owned)
    };
    let signed = || config().credentials_provider(credentials("AKID"));
    let preferring = |ids: &[&'static str]| {
        let ids: Vec<_> = ids.iter().map(|id| AuthSchemeId::from(*id)).collect();
        Config::builder().auth_scheme_preference(ids)
    };
    let nothing = Config::builder;
    assert!(signature(signed().allow_no_auth(), nothing()).await.is_some());
    assert!(signature(config().allow_no_auth(), signed()).await.is_some());
    assert_eq!(signature(config(), nothing().allow_no_auth()).await, None);
    for unsigned in [&["noAuth"][..], &["noAuth", "sigv4"], &["sigv4a", "noAuth"]] {
        let call = preferring(unsigned).allow_no_auth();
        assert_eq!(signature(signed(), call.clone()).await, None, "{unsigned:?}");
        assert_eq!(signature(signed().allow_no_auth(), preferring(unsigned)).await, None);
    }
    let call = preferring(&["sigv4", "noAuth"]).allow_no_auth();
    assert!(signature(signed(), call).await.is_some());
    // A preference that nobody allowed: it can come from the environment.
    assert!(signature(signed(), preferring(&["noAuth"])).await.is_some());
}

#[derive(Debug)]
struct Untouchable;

impl ProvideCredentials for Untouchable {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
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

#[derive(Debug)]
struct Failing;

impl ProvideCredentials for Failing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let cause = std::io::Error::other("the vault is closed");
        future::ProvideCredentials::ready(Err(CredentialsError::provider_error(cause)))
    }
}

#[tokio::test]
async fn why_a_provider_fails_is_told_and_nothing_is_sent() {
    let http = replay([]);
    let config = config().http_client(http.clone()).credentials_provider(Failing);
    let error = Client::from_conf(config.build()).core.call(&SIGNED, request()).await.unwrap_err();
    let text = error.to_string();
    let expected = "RespondToAuthChallenge failed: an error occurred while loading credentials: the vault is closed";
    assert_eq!(text, expected);
    assert_eq!(http.actual_requests().count(), 0);
}

#[tokio::test]
async fn the_regions_of_sigv4a_do_not_change_a_signature_for_one_region() {
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let config = config().credentials_provider(credentials("AKID")).time_source(time);
    let signature = async |config: Config| {
        let call = Client::from_conf(config).core.call(&SIGNED, request());
        let sent = call.into_request().await.unwrap();
        let authorization = sent.headers().get("authorization").unwrap().to_owned();
        authorization.split(", SignedHeaders").next().unwrap().to_owned()
    };
    let credential = "AWS4-HMAC-SHA256 Credential=AKID/20150830/eu-west-1/cognito-idp/aws4_request";
    assert_eq!(signature(config.clone().build()).await, credential);
    let everywhere = config.sigv4a_signing_region_set("*");
    assert_eq!(signature(everywhere.build()).await, credential);
}

#[tokio::test]
async fn calls_that_are_not_signed_leave_the_cache_of_credentials_alone() {
    let count = Arc::new(AtomicUsize::new(0));
    let config = config().credentials_provider(Counting(count.clone()));
    let client = Client::from_conf(config.build());
    client.core.call(&SIGNED, request()).into_request().await.unwrap();
    // The official cache has room for 64 providers; each of these calls must not take one.
    for _ in 0..65 {
        client.respond_to_auth_challenge(request()).into_request().await.unwrap();
    }
    client.core.call(&SIGNED, request()).into_request().await.unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[derive(Debug)]
struct Counting(Arc<AtomicUsize>);

impl ProvideCredentials for Counting {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::Relaxed);
        future::ProvideCredentials::ready(Ok(credentials("AKID")))
    }
}

static ELSEWHERE: Service = Service { endpoint: elsewhere, ..TEMPLATE };

/// An endpoint whose rules name how it is signed for.
fn elsewhere(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let scheme = params.region.unwrap_or("sigv4");
    let scheme = EndpointAuthScheme::with_capacity(scheme.to_owned(), 1);
    let scheme = scheme.put("signingRegion", "eu-north-1");
    Ok(Endpoint::builder().url("https://elsewhere").auth_scheme(scheme).build())
}

#[tokio::test]
async fn the_region_to_sign_for_can_be_that_of_the_endpoint() {
    let config = Config::builder().credentials_provider(credentials("AKID")).build();
    let call = Core::new(&ELSEWHERE, config).call(&SIGNED, request());
    let sent = call.into_request().await.unwrap();
    let signature = sent.headers().get("authorization").unwrap();
    assert!(signature.contains("/eu-north-1/cognito-idp/aws4_request"), "{signature}");
}

#[tokio::test]
async fn an_endpoint_that_takes_another_signature_is_an_error_before_anything_is_sent() {
    let config = Config::builder().region("sigv4a");
    let signed = config.clone().credentials_provider(credentials("AKID"));
    for config in [signed.clone(), signed.allow_no_auth(), config.allow_no_auth()] {
        let call = Core::new(&ELSEWHERE, config.build()).call(&SIGNED, request());
        let error = call.into_request().await.unwrap_err();
        assert!(error.is_construction_failure(), "{error:?}");
        assert_eq!(
            error.into_source().unwrap().to_string(),
            "the endpoint of this request takes another kind of authentication than this client has for the operation: this is not supported yet"
        );
    }
}
