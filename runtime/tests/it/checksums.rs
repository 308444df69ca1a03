//! Requests of operations with `@httpChecksum` or `@httpChecksumRequired`.
//!
//! The sums are those of Python's `zlib` and `hashlib`, and of `awscrt` for CRC32C and CRC64NVME.

use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::client::{Checksum, Core, HttpRequest, Operation};
use tinsmith_runtime::config::interceptors::{
    BeforeTransmitInterceptorContextMut, BoxError, ConfigBag, RuntimeComponents,
};
use tinsmith_runtime::config::{
    Config, ConfigBuilder, Intercept, RequestChecksumCalculation, RetryConfig,
};

use super::log::{self, Log};
use super::sample::{
    RespondToAuthChallenge, RespondToAuthChallengeRequest, SERVICE, config, credentials, replay,
    request, response,
};

const CHOICE: &str = "x-amz-sdk-checksum-algorithm";

static CONTENT_MD5: RespondToAuthChallenge =
    Operation::new("Put").signed().with_checksum(Checksum::ContentMd5);

static WITHOUT_CHOICE: RespondToAuthChallenge =
    Operation::new("Put").signed().with_checksum(Checksum::Required { algorithm_header: None });

static REQUIRED: RespondToAuthChallenge = Operation::new("Put")
    .signed()
    .with_checksum(Checksum::Required { algorithm_header: Some(CHOICE) });

static OPTIONAL: RespondToAuthChallenge =
    Operation::new("Put").signed().with_checksum(Checksum::Optional { algorithm_header: CHOICE });

static SENSITIVE: RespondToAuthChallenge = Operation::new("Put")
    .signed()
    .with_sensitive_input()
    .with_checksum(Checksum::Required { algorithm_header: Some(CHOICE) });

static COMPRESSED: RespondToAuthChallenge =
    Operation::new("Put").signed().compressed().with_checksum(Checksum::ContentMd5);

/// What a request says of checksums, sorted: names without what they have in common, and values.
fn checksums(sent: &HttpRequest) -> Vec<(String, String)> {
    let names = |name: &str| name == "content-md5" || name.contains("checksum");
    let found = sent.headers().iter().filter(|(name, _)| names(name));
    let mut found: Vec<_> =
        found.map(|(name, value)| (name.replace("x-amz-", ""), value.to_owned())).collect();
    found.sort();
    found
}

/// Sets headers when the request is written, as members do that are bound to them.
#[derive(Debug)]
struct Set(&'static [(&'static str, &'static str)]);

impl Intercept for Set {
    fn name(&self) -> &'static str {
        "Set"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        for (name, value) in self.0 {
            context.request_mut().headers_mut().insert(*name, *value);
        }
        Ok(())
    }
}

fn signing() -> ConfigBuilder {
    config().credentials_provider(credentials("AKID"))
}

fn core(config: ConfigBuilder) -> Core {
    Core::new(&SERVICE, config.build())
}

async fn sent(operation: &'static RespondToAuthChallenge, config: ConfigBuilder) -> HttpRequest {
    core(config).call(operation, request()).into_request().await.unwrap()
}

#[track_caller]
fn assert_checksums(sent: &HttpRequest, expected: &[(&str, &str)]) {
    let found = checksums(sent);
    let found: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn the_body_is_that_of_the_sums() {
    let sent = sent(&REQUIRED, signing()).await;
    let body = br#"{"ClientId":"client1","ChallengeName":"SMS_MFA"}"#;
    assert_eq!(sent.body().bytes(), Some(body.as_slice()));
}

#[tokio::test]
async fn md5_is_a_header_of_its_own() {
    let sent = sent(&CONTENT_MD5, signing()).await;
    assert_checksums(&sent, &[("content-md5", "ViLvfviALD/s7uo/sPPw/g==")]);
}

#[tokio::test]
async fn crc32_is_made_where_nobody_chooses() {
    let sum = ("checksum-crc32", "M1oQLQ==");
    assert_checksums(&sent(&WITHOUT_CHOICE, signing()).await, &[sum]);
    let named = [sum, ("sdk-checksum-algorithm", "CRC32")];
    assert_checksums(&sent(&REQUIRED, signing()).await, &named);
    assert_checksums(&sent(&OPTIONAL, signing()).await, &named);
}

#[tokio::test]
async fn each_algorithm_can_be_chosen() {
    let rows: [(&'static [_; 1], _, _); 7] = [
        (&[(CHOICE, "CRC32")], "checksum-crc32", "M1oQLQ=="),
        (&[(CHOICE, "CRC32C")], "checksum-crc32c", "4YqiOw=="),
        (&[(CHOICE, "CRC64NVME")], "checksum-crc64nvme", "eF87hE3MSLY="),
        (&[(CHOICE, "SHA1")], "checksum-sha1", "ReFwh5Wc5BOvJ9Y7Jp0dqk6lZiY="),
        (&[(CHOICE, "SHA256")], "checksum-sha256", "GgJ2CsSpDGPb52VxLFw59+8F9p/UyNZZqb+GZI+UN/0="),
        (
            &[(CHOICE, "SHA512")],
            "checksum-sha512",
            "uKzsBjBH5F0PCzNbDVDlUzG68gXnnirewJHCQACd7+22qKLs38sbRA7meOiNLgIexhJxZez9Fa6y0DJocSgq7Q==",
        ),
        // Sent as the caller has it.
        (&[(CHOICE, "sha1")], "checksum-sha1", "ReFwh5Wc5BOvJ9Y7Jp0dqk6lZiY="),
    ];
    for (choice, name, sum) in rows {
        for operation in [&REQUIRED, &OPTIONAL] {
            let sent = sent(operation, signing().interceptor(Set(choice))).await;
            assert_checksums(&sent, &[(name, sum), ("sdk-checksum-algorithm", choice[0].1)]);
        }
    }
}

#[tokio::test]
async fn a_client_can_be_told_to_make_those_alone_that_are_required() {
    let when_required =
        || signing().request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
    assert_checksums(&sent(&OPTIONAL, when_required()).await, &[]);
    let named = [("checksum-crc32", "M1oQLQ=="), ("sdk-checksum-algorithm", "CRC32")];
    assert_checksums(&sent(&REQUIRED, when_required()).await, &named);
    let chosen = when_required().interceptor(Set(&[(CHOICE, "CRC32")]));
    assert_checksums(&sent(&OPTIONAL, chosen).await, &named);
    assert_eq!(checksums(&sent(&CONTENT_MD5, when_required()).await).len(), 1);

    // A setting of one call counts over that of the client.
    let call = core(when_required()).call(&OPTIONAL, request());
    let own =
        Config::builder().request_checksum_calculation(RequestChecksumCalculation::WhenSupported);
    let sent = call.config_override(own).into_request().await.unwrap();
    assert_checksums(&sent, &named);
}

#[tokio::test]
async fn a_checksum_of_the_caller_stays_and_no_other_is_made() {
    let given: [(&'static RespondToAuthChallenge, &'static [_]); 4] = [
        (&REQUIRED, &[("x-amz-checksum-crc32", "AAAAAA==")]),
        (&REQUIRED, &[("x-amz-checksum-xxhash3", "AAAAAAAAAAA=")]),
        // S3 takes the checksum, and not what is said of its algorithm.
        (&OPTIONAL, &[("x-amz-checksum-sha1", "x"), (CHOICE, "SHA256")]),
        (&CONTENT_MD5, &[("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")]),
    ];
    for (operation, headers) in given {
        let sent = sent(operation, signing().interceptor(Set(headers))).await;
        let expected: Vec<_> = headers
            .iter()
            .map(|(name, value)| (name.trim_start_matches("x-amz-"), *value))
            .collect();
        assert_checksums(&sent, &expected);
    }
}

#[tokio::test]
async fn headers_about_checksums_are_none() {
    for header in ["x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type"] {
        let headers: &'static [_] = Vec::leak(vec![(header, "x")]);
        let sent = sent(&WITHOUT_CHOICE, signing().interceptor(Set(headers))).await;
        assert_eq!(sent.headers().get("x-amz-checksum-crc32"), Some("M1oQLQ=="), "{header}");
    }
}

#[tokio::test]
async fn an_algorithm_that_is_not_known_is_an_error_of_the_call() {
    let http = replay([(); 2].map(|()| response(200, &[], "{}")));
    let choosing = |name| {
        signing().http_client(http.clone()).interceptor(Set(Vec::leak(vec![(CHOICE, name)])))
    };
    let core_of = |name| core(choosing(name));
    for operation in [&REQUIRED, &OPTIONAL] {
        let error = core_of("XXHASH3").call(operation, request()).await.unwrap_err();
        // It shows when the request is written, which the orchestrator counts as sending.
        assert!(error.is_dispatch_failure(), "{error:?}");
        let text = error.to_string();
        let expected = "no checksum can be made by the algorithm \"XXHASH3\" in `x-amz-sdk-checksum-algorithm`: expected one of CRC32, CRC32C, CRC64NVME, SHA1, SHA256, SHA512, or the checksum itself in a header `x-amz-checksum-…`";
        assert!(text.contains(expected), "{text}");
    }
    let log = Log::start();
    let error = core_of("SECRET7").call(&SENSITIVE, request()).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("by the algorithm in `x-amz-sdk-checksum-algorithm`"), "{text}");
    log::assert_hides(&text, &["SECRET7"]);
    drop(log.stop());
    assert_eq!(http.actual_requests().count(), 0);
}

/// Gives the request another body just before it is signed.
#[derive(Debug)]
struct Replace;

impl Intercept for Replace {
    fn name(&self) -> &'static str {
        "Replace"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.request_mut().body_mut();
        let body = std::mem::replace(body, SdkBody::from("123456789"));
        assert_eq!(body.bytes().map(<[u8]>::len), Some(48));
        Ok(())
    }
}

#[tokio::test]
async fn a_body_that_an_interceptor_changes_is_summed_up_as_it_is_sent() {
    let sent = sent(&WITHOUT_CHOICE, signing().interceptor(Replace)).await;
    assert_checksums(&sent, &[("checksum-crc32", "y/Q5Jg==")]);
    let own = Config::builder().interceptor(Replace);
    let call = core(signing()).call(&CONTENT_MD5, request()).config_override(own);
    let sent = call.into_request().await.unwrap();
    assert_checksums(&sent, &[("content-md5", "JfnnlDI7RTiF9RgfG2JNCw==")]);
}

#[tokio::test]
async fn the_sum_of_a_compressed_body_is_that_of_what_is_sent() {
    let config = signing().request_min_compression_size_bytes(0);
    let sent = sent(&COMPRESSED, config).await;
    assert_eq!(sent.headers().get("content-encoding"), Some("gzip"));
    let sums = checksums(&sent);
    assert_eq!(sums.len(), 1);
    assert_ne!(sums[0].1, "ViLvfviALD/s7uo/sPPw/g==");
}

#[tokio::test]
async fn checksums_are_signed_and_named_in_the_user_agent() {
    // The official codes; SHA512 has none.
    let rows: [(&'static str, &[&str]); 6] = [
        ("CRC32", &["E", "U"]),
        ("CRC32C", &["E", "V"]),
        ("CRC64NVME", &["E", "W"]),
        ("SHA1", &["E", "X"]),
        ("SHA256", &["E", "Y"]),
        ("SHA512", &["E"]),
    ];
    for (name, expected) in rows {
        let choice = Set(Vec::leak(vec![(CHOICE, name)]));
        let sent = sent(&REQUIRED, signing().interceptor(choice)).await;
        let signature = sent.headers().get("authorization").unwrap();
        let header = format!(";x-amz-checksum-{};", name.to_lowercase());
        assert!(signature.contains(&header), "{signature}");
        assert!(signature.contains(";x-amz-sdk-checksum-algorithm;"), "{signature}");
        let agent = sent.headers().get("x-amz-user-agent").unwrap();
        let features = agent.split(' ').find_map(|part| part.strip_prefix("m/")).unwrap();
        let mut features: Vec<_> = features.split(',').collect();
        features.sort_unstable();
        assert_eq!(features, expected, "{agent}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_the_checksum() {
    let http = replay([response(500, &[], ""), response(200, &[], "{}")]);
    let config = signing().http_client(http.clone()).retry_config(RetryConfig::standard());
    core(config).call(&REQUIRED, request()).await.unwrap();
    let sent: Vec<_> = http.actual_requests().map(checksums).collect();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0], sent[1]);
    assert_eq!(sent[0].len(), 2);
}

#[tokio::test]
async fn one_client_makes_the_checksums_of_many_requests() {
    let core = core(signing());
    for (id, sum) in [("client1", "M1oQLQ=="), ("client2", "llJ7QQ==")] {
        let request = RespondToAuthChallengeRequest::new("SMS_MFA", id);
        let sent = core.call(&WITHOUT_CHOICE, request).into_request().await.unwrap();
        assert_checksums(&sent, &[("checksum-crc32", sum)]);
    }
}
