//! Requests of operations with `@requestCompression`.

use std::io::Read;

use aws_smithy_http_client::test_util::StaticReplayClient;
use flate2::read::GzDecoder;
use tinsmith_runtime::client::{Core, HttpRequest, Operation};
use tinsmith_runtime::config::interceptors::{
    BeforeTransmitInterceptorContextMut, BoxError, ConfigBag, RuntimeComponents,
};
use tinsmith_runtime::config::{Config, ConfigBuilder, Intercept, RetryConfig};
use tinsmith_runtime::validation::Validation;

use super::log::{self, Log};
use super::sample::{
    RESPOND_TO_AUTH_CHALLENGE, RespondToAuthChallenge, RespondToAuthChallengeRequest, SERVICE,
    config, credentials, replay, request, response,
};

static COMPRESSED: RespondToAuthChallenge = Operation::new("Put").signed().compressed();

static COMPRESSED_SENSITIVE: RespondToAuthChallenge =
    Operation::new("Put").with_sensitive_input().compressed();

/// `{"ClientId":"…","ChallengeName":"SMS_MFA"}` of so many bytes.
fn request_of(bytes: usize) -> RespondToAuthChallengeRequest {
    let around = r#"{"ClientId":"","ChallengeName":"SMS_MFA"}"#.len();
    RespondToAuthChallengeRequest::new("SMS_MFA", "a".repeat(bytes - around))
}

fn signing() -> ConfigBuilder {
    config().credentials_provider(credentials("AKID")).validation(Validation::Off)
}

fn core(config: ConfigBuilder) -> (Core, StaticReplayClient) {
    let http = replay([(); 2].map(|()| response(200, &[], "{}")));
    (Core::new(&SERVICE, config.http_client(http.clone()).build()), http)
}

/// Makes a call with so many bytes; gives the headers `content-encoding` and `content-length`, and the body.
async fn sent(config: ConfigBuilder, bytes: usize) -> (Option<String>, String, Vec<u8>) {
    let (core, http) = core(config);
    core.call(&COMPRESSED, request_of(bytes)).await.unwrap();
    parts(http.actual_requests().next().unwrap())
}

fn parts(sent: &HttpRequest) -> (Option<String>, String, Vec<u8>) {
    let header = |name: &str| Some(sent.headers().get(name)?.to_owned());
    let body = sent.body().bytes().unwrap().to_vec();
    (header("content-encoding"), header("content-length").unwrap(), body)
}

fn unzipped(bytes: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

fn document_of(bytes: usize) -> String {
    let id = request_of(bytes).client_id;
    format!(r#"{{"ClientId":"{id}","ChallengeName":"SMS_MFA"}}"#)
}

#[tokio::test]
async fn a_request_of_ten_kibibytes_is_compressed() {
    let (encoding, length, body) = sent(signing(), 10_240).await;
    assert_eq!(encoding.as_deref(), Some("gzip"));
    assert_eq!(length, body.len().to_string());
    assert_eq!(unzipped(&body), document_of(10_240));
}

#[tokio::test]
async fn a_smaller_one_is_not() {
    let (encoding, length, body) = sent(signing(), 10_239).await;
    assert_eq!((encoding, length.as_str()), (None, "10239"));
    assert_eq!(body, document_of(10_239).into_bytes());
}

#[tokio::test]
async fn the_threshold_is_a_setting_of_the_client_or_of_a_call() {
    let (encoding, ..) = sent(signing().request_min_compression_size_bytes(100), 100).await;
    assert_eq!(encoding.as_deref(), Some("gzip"));
    let (encoding, ..) = sent(signing().request_min_compression_size_bytes(101), 100).await;
    assert_eq!(encoding, None);
    let (encoding, ..) = sent(signing().request_min_compression_size_bytes(10_485_760), 100).await;
    assert_eq!(encoding, None);

    let (core, http) = core(signing());
    let own = Config::builder().request_min_compression_size_bytes(0);
    core.call(&COMPRESSED, request_of(60)).config_override(own).await.unwrap();
    assert_eq!(parts(http.actual_requests().next().unwrap()).0.as_deref(), Some("gzip"));
}

#[tokio::test]
async fn a_threshold_out_of_its_range_is_an_error_of_the_call() {
    let (core, http) = core(signing().request_min_compression_size_bytes(10_485_761));
    let error = core.call(&COMPRESSED, request_of(60)).await.unwrap_err();
    assert!(error.is_construction_failure(), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("`request_min_compression_size_bytes`"), "{text}");
    assert!(text.contains("10485761") && text.contains("0..=10_485_760"), "{text}");
    assert_eq!(http.actual_requests().count(), 0);
    // Operations without the trait have nothing to do with it.
    core.call(&RESPOND_TO_AUTH_CHALLENGE, request()).await.unwrap();
}

#[tokio::test]
async fn compression_can_be_turned_off() {
    let (encoding, ..) = sent(signing().disable_request_compression(true), 10_240).await;
    assert_eq!(encoding, None);
    let (encoding, ..) = sent(signing().disable_request_compression(false), 10_240).await;
    assert_eq!(encoding.as_deref(), Some("gzip"));
}

/// Says that the body is encoded already.
#[derive(Debug)]
struct Encoded;

impl Intercept for Encoded {
    fn name(&self) -> &'static str {
        "Encoded"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().headers_mut().insert("content-encoding", "custom");
        Ok(())
    }
}

#[tokio::test]
async fn an_encoding_that_is_there_stays_before_it() {
    let (encoding, ..) = sent(signing().interceptor(Encoded), 10_240).await;
    assert_eq!(encoding.as_deref(), Some("custom, gzip"));
}

#[tokio::test]
async fn what_is_compressed_is_signed_and_named_in_the_user_agent() {
    let (core, _) = core(signing());
    let sent = core.call(&COMPRESSED, request_of(10_240)).into_request().await.unwrap();
    let signature = sent.headers().get("authorization").unwrap();
    assert!(signature.contains("SignedHeaders=content-encoding;"), "{signature}");
    // `L` is the official code for gzip, `E` for the retry mode, `e` for credentials that code gives.
    let agent = sent.headers().get("x-amz-user-agent").unwrap();
    let features = agent.split(' ').find_map(|part| part.strip_prefix("m/")).unwrap();
    let mut features: Vec<_> = features.split(',').collect();
    features.sort_unstable();
    assert_eq!(features, ["E", "L"], "{agent}");
}

#[tokio::test(start_paused = true)]
async fn each_attempt_sends_the_same_bytes() {
    let http = replay([response(500, &[], ""), response(200, &[], "{}")]);
    let config = signing().http_client(http.clone()).retry_config(RetryConfig::standard());
    let core = Core::new(&SERVICE, config.build());
    core.call(&COMPRESSED, request_of(10_240)).await.unwrap();
    let sent: Vec<_> = http.actual_requests().map(parts).collect();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0], sent[1]);
    assert_eq!(unzipped(&sent[1].2), document_of(10_240));
}

#[tokio::test]
async fn a_compressed_secret_is_hidden_too() {
    let (core, _) = core(signing());
    let log = Log::start();
    let sent = core.call(&COMPRESSED_SENSITIVE, request_of(10_240)).into_request().await.unwrap();
    let log = log.stop();
    assert_eq!(unzipped(sent.body().bytes().unwrap()), document_of(10_240));
    let zipped = format!("{:?}", &sent.body().bytes().unwrap()[..16]);
    let zipped = zipped.trim_matches(['[', ']']);
    log::assert_hides(&format!("{:?}", sent.body()), &[zipped, "\\x1f\\x8b"]);
    log::assert_hides(&log, &[zipped, "\\x1f\\x8b"]);
}
