//! Signatures for several regions (SigV4a), checked with the public key that belongs to the secret.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::time::StaticTimeSource;
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use tinsmith_runtime::client::{Auth, Core, HttpRequest, Operation, Service};
use tinsmith_runtime::config::credentials::{ProvideCredentials, future};
use tinsmith_runtime::config::{
    AuthSchemeId, Config, ConfigBuilder, Credentials, SigningRegionSet,
};
use tinsmith_runtime::endpoint::{
    Document, Endpoint, EndpointAuthScheme, EndpointError, EndpointParams,
};

use super::sample::{RespondToAuthChallenge, TEMPLATE, request};

/// Credentials of the test suite that AWS publishes for SigV4a.
const ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// The public half of the key that is derived from them, as that suite has it: the coordinates of a point.
const X: &str = "b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1";
const Y: &str = "865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518";

static EITHER: RespondToAuthChallenge =
    Operation::new("AdminRespondToAuthChallenge").auth(&[Auth::SigV4, Auth::SigV4a]);

static SIGV4A: RespondToAuthChallenge =
    Operation::new("AdminRespondToAuthChallenge").auth(&[Auth::SigV4a]);

static SERVICE: Service = Service { endpoint: by_region, ..TEMPLATE };

/// An endpoint that asks for what is in the name of the region: schemes, each with the regions or the name that it is to sign for.
fn by_region(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let scheme = |name: &str| EndpointAuthScheme::with_capacity(name.to_owned(), 2);
    let everywhere = || {
        let regions = Document::Array(vec![Document::from("*")]);
        scheme("sigv4a").put("signingRegionSet", regions)
    };
    let endpoint = Endpoint::builder().url("https://elsewhere");
    Ok(match params.region {
        Some("everywhere") => endpoint.auth_scheme(everywhere()),
        Some("two") => {
            let regions = ["eu-west-1", "us-east-1"].map(Document::from).to_vec();
            endpoint.auth_scheme(
                scheme("sigv4a")
                    .put("signingRegionSet", Document::Array(regions))
                    .put("signingName", "another-name"),
            )
        }
        Some("either") => endpoint.auth_scheme(everywhere()).auth_scheme(scheme("sigv4")),
        Some("own") => endpoint.auth_scheme(scheme("sigv4a")),
        Some("express") => endpoint.auth_scheme(scheme("sigv4-s3express")),
        _ => endpoint,
    }
    .build())
}

fn config(region: &str) -> ConfigBuilder {
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let credentials = Credentials::new(ID, SECRET, None, None, "test");
    Config::builder().region(region).credentials_provider(credentials).time_source(time)
}

async fn sent(
    operation: &'static RespondToAuthChallenge,
    config: ConfigBuilder,
) -> Result<HttpRequest, String> {
    let call = Core::new(&SERVICE, config.build()).call(operation, request());
    call.into_request().await.map_err(|error| error.to_string())
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Vec<u8> {
    let pairs = (0..digits.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn sha256(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is signed of a request to `/`, which is `POST` and has no query.
fn string_to_sign(sent: &HttpRequest, scope: &str, signed_headers: &str) -> String {
    let header = |name: &str| sent.headers().get(name).unwrap_or("elsewhere").to_owned();
    let headers: String =
        signed_headers.split(';').map(|name| format!("{name}:{}\n", header(name))).collect();
    let hash = sha256(sent.body().bytes().unwrap());
    let canonical = format!("POST\n/\n\n{headers}\n{signed_headers}\n{hash}");
    let hash = sha256(canonical.as_bytes());
    format!("AWS4-ECDSA-P256-SHA256\n20150830T123600Z\n{scope}\n{hash}")
}

/// Checks the signature of a request; gives the name that it is for, and the headers that are signed.
fn verified(sent: &HttpRequest) -> (String, String) {
    let authorization = sent.headers().get("authorization").unwrap();
    let rest = authorization
        .strip_prefix(&format!("AWS4-ECDSA-P256-SHA256 Credential={ID}/"))
        .unwrap_or_else(|| panic!("{authorization}"));
    let (scope, rest) = rest.split_once(", SignedHeaders=").unwrap();
    let (headers, signature) = rest.split_once(", Signature=").unwrap();
    let message = string_to_sign(sent, scope, headers);
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, bytes(&format!("04{X}{Y}")));
    key.verify(message.as_bytes(), &bytes(signature)).expect("the signature is of this request");
    key.verify(format!("{message} ").as_bytes(), &bytes(signature)).unwrap_err();
    (scope.to_owned(), headers.to_owned())
}

fn regions(sent: &HttpRequest) -> Option<&str> {
    sent.headers().get("x-amz-region-set")
}

#[tokio::test]
async fn an_endpoint_for_several_regions_is_signed_for_them() {
    let sent_everywhere = sent(&EITHER, config("everywhere")).await.unwrap();
    let (scope, headers) = verified(&sent_everywhere);
    assert_eq!(scope, "20150830/cognito-idp/aws4_request");
    assert_eq!(
        headers,
        "content-length;content-type;host;x-amz-date;x-amz-region-set;x-amz-target;x-amz-user-agent"
    );
    assert_eq!(regions(&sent_everywhere), Some("*"));

    let sent_to_two = sent(&EITHER, config("two")).await.unwrap();
    assert_eq!(verified(&sent_to_two).0, "20150830/another-name/aws4_request");
    assert_eq!(regions(&sent_to_two), Some("eu-west-1,us-east-1"));
}

#[tokio::test]
async fn without_regions_of_the_endpoint_it_is_the_own_one() {
    for region in ["own", "eu-west-1"] {
        let sent = sent(&SIGV4A, config(region)).await.unwrap();
        verified(&sent);
        assert_eq!(regions(&sent), Some(region));
    }
}

#[tokio::test]
async fn regions_of_the_configuration_go_before_those_of_the_endpoint() {
    for regions_to_set in ["*", "eu-*,us-east-1"] {
        let config = config("two").sigv4a_signing_region_set(regions_to_set);
        let sent = sent(&EITHER, config).await.unwrap();
        verified(&sent);
        assert_eq!(regions(&sent), Some(regions_to_set));
    }
}

#[tokio::test]
async fn another_endpoint_is_signed_for_one_region() {
    let sent = sent(&EITHER, config("eu-west-1")).await.unwrap();
    let authorization = sent.headers().get("authorization").unwrap();
    let start = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/cognito-idp/";
    assert!(authorization.starts_with(start), "{authorization}");
    assert_eq!(regions(&sent), None);
}

#[tokio::test]
async fn the_order_of_the_endpoint_counts_and_a_preference_goes_before_it() {
    verified(&sent(&EITHER, config("either")).await.unwrap());
    let sigv4 = config("either").auth_scheme_preference([AuthSchemeId::from("sigv4")]);
    let signed = sent(&EITHER, sigv4).await.unwrap();
    let authorization = signed.headers().get("authorization").unwrap();
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 "), "{authorization}");
    let sigv4a = config("eu-west-1").auth_scheme_preference([AuthSchemeId::from("sigv4a")]);
    verified(&sent(&EITHER, sigv4a).await.unwrap());
}

#[tokio::test]
async fn a_session_token_is_sent_and_signed() {
    let credentials = Credentials::new(ID, SECRET, Some("session".to_owned()), None, "test");
    let config = config("everywhere").credentials_provider(credentials);
    let sent = sent(&EITHER, config).await.unwrap();
    assert_eq!(sent.headers().get("x-amz-security-token"), Some("session"));
    assert!(verified(&sent).1.contains(";x-amz-security-token;"));
}

#[tokio::test]
async fn what_is_missing_is_told_before_anything_is_sent() {
    let credentials = || Credentials::new(ID, SECRET, None, None, "test");
    let without_credentials = Config::builder().region("everywhere");
    let without_region = Config::builder().credentials_provider(credentials());
    let express = config("express");
    for (config, why) in [
        (
            without_credentials,
            "this operation is signed and there are no credentials: set `credentials_provider` on the configuration",
        ),
        (
            without_region.clone(),
            "this operation is signed and there is no region to sign for: set `region` on the configuration",
        ),
        (
            express,
            "the endpoint of this request takes another kind of authentication than this client has for the operation: this is not supported yet",
        ),
    ] {
        let error = sent(&SIGV4A, config).await.unwrap_err();
        assert_eq!(error, format!("RespondToAuthChallenge was not sent: {why}"));
    }
    // A set of regions stands in for the region.
    let sent = sent(&SIGV4A, without_region.sigv4a_signing_region_set("us-east-1")).await;
    assert!(sent.is_ok(), "{sent:?}");
}

#[tokio::test]
async fn regions_that_no_header_can_hold_are_refused() {
    for hostile in ["us-east-1\r\nx-admin: yes", "\n", "\0"] {
        let regions = SigningRegionSet::from(hostile);
        let config = config("eu-west-1").sigv4a_signing_region_set(regions);
        let error = sent(&SIGV4A, config).await.unwrap_err();
        assert!(error.starts_with("RespondToAuthChallenge failed: "), "{error}");
    }
}

#[derive(Debug)]
struct Counting(Arc<AtomicUsize>);

impl ProvideCredentials for Counting {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::Relaxed);
        let credentials = Credentials::new(ID, SECRET, None, None, "test");
        future::ProvideCredentials::ready(Ok(credentials))
    }
}

#[tokio::test]
async fn both_signatures_share_the_credentials_of_a_client() {
    let count = Arc::new(AtomicUsize::new(0));
    let config = config("eu-west-1").credentials_provider(Counting(count.clone()));
    let client = Core::new(&SERVICE, config.build());
    client.call(&EITHER, request()).into_request().await.unwrap();
    let call = client.call(&EITHER, request());
    let call = call.config_override(Config::builder().region("everywhere"));
    verified(&call.into_request().await.unwrap());
    assert_eq!(count.load(Ordering::Relaxed), 1);
}
