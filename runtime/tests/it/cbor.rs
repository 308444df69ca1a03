//! What is sent and read in CBOR, byte by byte, and what becomes of documents that are none.

use std::collections::HashMap;

use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::client::{Call, Core, Operation, Protocol, Service};
use tinsmith_runtime::config::RetryConfig;
use tinsmith_runtime::error::{ErrorMetadata, ModeledError, ProvideErrorMetadata};
use tinsmith_runtime::primitives::{Blob, DateTime};
use tinsmith_runtime::validation::{Validate, Validator};

use super::sample::{QUERY_COMPATIBLE, TEMPLATE, config, replay};

static SERVICE: Service = Service { protocol: Protocol::RpcV2Cbor, ..TEMPLATE };
static OF_QUERIES: Service = Service { protocol: Protocol::RpcV2Cbor, ..QUERY_COMPATIBLE };

#[derive(Clone, Debug, Default)]
struct MeasureRequest {
    text: Option<String>,
    times: Option<Vec<DateTime>>,
    heats: Option<HashMap<String, f64>>,
}

impl Validate for MeasureRequest {
    fn validate(&self, _: &mut Validator) {}
}

#[derive(Clone, Debug, Default, PartialEq)]
struct MeasureResponse {
    text: Option<String>,
    small: Option<i8>,
    whole: Option<i32>,
    long: Option<i64>,
    single: Option<f32>,
    double: Option<f64>,
    flag: Option<bool>,
    bytes: Option<Blob>,
    time: Option<DateTime>,
    dated: Option<DateTime>,
    names: Option<Vec<String>>,
    gaps: Option<Vec<Option<String>>>,
    counts: Option<HashMap<String, i32>>,
    inner: Option<Box<Inner>>,
    either: Option<Either>,
    request_id: Option<String>,
}

tinsmith_runtime::response!(MeasureResponse);

#[derive(Clone, Debug, Default, PartialEq)]
struct Inner {
    text: Option<String>,
    inner: Option<Box<Inner>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Either {
    Left(String),
    Right(i32),
    Unknown,
}

tinsmith_runtime::structure! {
    [write] MeasureRequest = "example#MeasureRequest";
    text: "text" string,
    times: "times" list(timestamp),
    heats: "heats" map(string, double),
}

tinsmith_runtime::structure! {
    [response] MeasureResponse = "example#MeasureResponse";
    text: "text" string,
    small: "small" byte,
    whole: "whole" integer,
    long: "long" long,
    single: "single" float,
    double: "double" double,
    flag: "flag" boolean,
    bytes: "bytes" blob,
    time: "time" timestamp,
    dated: "dated" timestamp [DateTime],
    names: "names" list(string),
    gaps: "gaps" list(string),
    counts: "counts" map(string, integer),
    inner: "inner" structure,
    either: "either" union,
    @private request_id
}

tinsmith_runtime::structure! {
    [read] Inner = "example#Inner";
    text: "text" string,
    inner: "inner" structure,
}

tinsmith_runtime::union! {
    [read] Either = "example#Either";
    Left(value): "left" string,
    Right(value): "right" integer,
}

#[derive(Clone, Debug, PartialEq)]
struct Cold {
    message: Option<String>,
    code: Option<String>,
    degrees: Option<i32>,
    meta: ErrorMetadata,
}

impl From<ErrorMetadata> for Cold {
    fn from(meta: ErrorMetadata) -> Self {
        let message = meta.message().map(str::to_owned);
        Self { message, code: None, degrees: None, meta }
    }
}

impl ModeledError for Cold {
    fn name(&self) -> &'static str {
        "Cold"
    }
}

tinsmith_runtime::modeled_error!(Cold, "Cold", "Kiln.Cold");

tinsmith_runtime::structure! {
    [error] Cold = "example#Cold";
    message: "message" string,
    code: "code" string,
    degrees: "degrees" integer,
    @private meta
}

tinsmith_runtime::operation_error! {
    enum MeasureError of "Measure" in self {
        Cold is_cold or "Kiln.Cold",
    }
}

type Measure = Operation<MeasureRequest, MeasureResponse, MeasureError>;

static MEASURE: Measure = Operation::new("Measure");
static MEASURE_ALL: Measure = Operation::new("MeasureAll").without_input();

/// Bytes as they are written in hexadecimal; white space is passed over.
fn bytes(hex: &str) -> Vec<u8> {
    let digits: String = hex.split_whitespace().collect();
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

/// A text of fewer than 24 bytes.
fn text(text: &str) -> String {
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{:02x}{hex}", 0x60 + text.len())
}

/// A document of one member.
fn member(name: &str, value: &str) -> String {
    format!("a1 {} {value}", text(name))
}

fn http(status: u16, headers: &[(&str, &str)], body: Vec<u8>) -> http::Response<SdkBody> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(SdkBody::from(body)).unwrap()
}

fn answered(response: http::Response<SdkBody>) -> Call<MeasureResponse, MeasureError> {
    let config = config().http_client(replay([response])).retry_config(RetryConfig::disabled());
    Core::new(&SERVICE, config.build()).call(&MEASURE, MeasureRequest::default())
}

async fn read(document: &str) -> MeasureResponse {
    answered(http(200, &[], bytes(document))).await.unwrap_or_else(|error| {
        panic!("{document}: {error}");
    })
}

/// Why a document cannot be read; neither the line nor what stands behind it may have a part of it.
async fn refused(document: &str) -> String {
    let error = answered(http(200, &[], bytes(document))).await.unwrap_err();
    let sources = format!("{error:?}");
    assert!(!sources.contains("secret"), "{sources}");
    let line = error.to_string();
    let line = line.strip_prefix("Measure failed: the body of the response cannot be read: ");
    line.and_then(|line| line.strip_suffix(" (HTTP status 200)")).unwrap().to_owned()
}

#[tokio::test]
async fn a_request_goes_to_the_uri_of_its_operation_with_a_document() {
    let request = MeasureRequest {
        text: Some("é".to_owned()),
        times: Some(vec![DateTime::from_secs(1), DateTime::from_millis(1_500)]),
        heats: Some(HashMap::from([("a".to_owned(), f64::NAN)])),
    };
    let core = Core::new(&SERVICE, config().endpoint_url("http://localhost:1/base").build());
    let sent = core.call(&MEASURE, request).into_request().await.unwrap();
    assert_eq!(sent.method(), "POST");
    let uri = "http://localhost:1/base/service/AWSCognitoIdentityProviderService/operation/Measure";
    assert_eq!(sent.uri(), uri);
    let header = |name| sent.headers().get(name);
    assert_eq!(header("smithy-protocol"), Some("rpc-v2-cbor"));
    assert_eq!(header("content-type"), Some("application/cbor"));
    assert_eq!(header("accept"), Some("application/cbor"));
    assert_eq!(header("x-amz-target"), None);
    assert_eq!(header("x-amzn-query-mode"), None);
    let body = sent.body().bytes().unwrap();
    let found: ciborium::Value = ciborium::from_reader(body).unwrap();
    let expected = bytes(
        "a3 6474657874 62c3a9 6574696d6573 82 c1fb3ff0000000000000 c1fb3ff8000000000000 656865617473 a1 6161 fb7ff8000000000000",
    );
    let expected: ciborium::Value = ciborium::from_reader(expected.as_slice()).unwrap();
    // NaN is not equal to itself.
    assert_eq!(format!("{found:?}"), format!("{expected:?}"));
}

#[tokio::test]
async fn without_an_input_there_is_no_body_and_with_an_empty_one_there_is() {
    let sent = |operation| async move {
        let core = Core::new(&OF_QUERIES, config().build());
        core.call(operation, MeasureRequest::default()).into_request().await.unwrap()
    };
    let without = sent(&MEASURE_ALL).await;
    assert_eq!(without.body().bytes(), Some(&[][..]));
    assert_eq!(without.headers().get("content-type"), None);
    assert_eq!(without.headers().get("content-length"), Some("0"));
    assert_eq!(without.headers().get("x-amzn-query-mode"), Some("true"));
    let empty = sent(&MEASURE).await;
    assert_eq!(empty.body().bytes(), Some(&[0xbf, 0xff][..]));
    assert_eq!(empty.headers().get("content-type"), Some("application/cbor"));
    assert_eq!(empty.headers().get("content-length"), Some("2"));
}

#[tokio::test]
async fn a_number_is_read_in_every_width() {
    for (value, expected) in [
        ("05", 5),
        ("18 05", 5),
        ("19 0005", 5),
        ("1a 00000005", 5),
        ("1b 0000000000000005", 5),
        ("24", -5),
        ("38 04", -5),
        ("39 0004", -5),
        ("3a 00000004", -5),
        ("3b 0000000000000004", -5),
    ] {
        let expected_i64 = Some(i64::from(expected));
        let found = read(&member("small", value)).await.small;
        assert_eq!(found.map(i64::from), expected_i64, "{value}");
        let found = read(&member("whole", value)).await.whole;
        assert_eq!(found.map(i64::from), expected_i64, "{value}");
        assert_eq!(read(&member("long", value)).await.long, expected_i64, "{value}");
        let found = read(&member("single", value)).await.single;
        assert_eq!(found, Some(expected as f32), "{value}");
        let found = read(&member("double", value)).await.double;
        assert_eq!(found, Some(f64::from(expected)), "{value}");
    }
    for (value, expected) in [
        ("f9 3e00", 1.5),
        ("fa 3fc00000", 1.5),
        ("fb 3ff8000000000000", 1.5),
        ("f9 0050", 4.76837158203125e-6),
        ("f9 fc00", f64::NEG_INFINITY),
        ("fa 7f800000", f64::INFINITY),
        ("1b ffffffffffffffff", 18_446_744_073_709_551_615.0),
        ("3b ffffffffffffffff", -18_446_744_073_709_551_616.0),
    ] {
        assert_eq!(read(&member("double", value)).await.double, Some(expected), "{value}");
        assert_eq!(read(&member("single", value)).await.single, Some(expected as f32), "{value}");
    }
    for value in ["f9 7e00", "f9 7c01", "fa 7fc00000", "fb 7ff8000000000000"] {
        assert!(read(&member("double", value)).await.double.unwrap().is_nan(), "{value}");
        assert!(read(&member("single", value)).await.single.unwrap().is_nan(), "{value}");
    }
}

#[tokio::test]
async fn a_timestamp_is_what_was_written_whatever_format_the_model_has() {
    for (value, expected) in [
        ("c1 1a 6742fb31", DateTime::from_secs(1_732_442_929)),
        ("c1 20", DateTime::from_secs(-1)),
        ("d801 01", DateTime::from_secs(1)),
        ("d90001 01", DateTime::from_secs(1)),
        ("da00000001 01", DateTime::from_secs(1)),
        ("db0000000000000001 01", DateTime::from_secs(1)),
        ("01", DateTime::from_secs(1)),
        ("c1 f9 3e00", DateTime::from_millis(1_500)),
        // Of these two, the nearest double is a little less.
        ("c1 fb 41d9d07c4e4ef9db", DateTime::from_millis(1_732_374_841_234)),
        ("c1 fb bff8000000000000", DateTime::from_millis(-1_500)),
    ] {
        let found = read(&member("time", value)).await.time.unwrap();
        assert_eq!(found, expected, "{value}");
        assert_eq!(read(&member("dated", value)).await.dated.unwrap(), expected, "{value}");
    }
}

#[tokio::test]
async fn lengths_can_be_left_open() {
    let whole = read("bf 6474657874 7f 6161 62c3a9 60 ff ff").await;
    assert_eq!(whole.text.as_deref(), Some("aé"));
    let whole = read("bf 7f 626279 6374657 3 ff 5f 41 61 40 42 6263 ff ff").await;
    assert_eq!(whole.bytes, Some(Blob::new("abc")));
    for names in [
        "82 6161 6162",
        "9f 6161 6162 ff",
        "98 02 6161 6162",
        "9b 0000000000000002 7f 6161 ff 6162",
    ] {
        let found = read(&member("names", names)).await.names;
        assert_eq!(found, Some(vec!["a".to_owned(), "b".to_owned()]), "{names}");
    }
    for counts in ["a1 6161 01", "bf 6161 01 ff", "b9 0001 6161 01", "bf 7f 6161 ff 1801 ff"] {
        let found = read(&member("counts", counts)).await.counts;
        assert_eq!(found, Some(HashMap::from([("a".to_owned(), 1)])), "{counts}");
    }
    for empty in ["80", "9f ff"] {
        assert_eq!(read(&member("names", empty)).await.names, Some(vec![]), "{empty}");
    }
    for empty in ["40", "5f ff"] {
        assert_eq!(read(&member("bytes", empty)).await.bytes, Some(Blob::new("")), "{empty}");
    }
}

#[tokio::test]
async fn what_is_null_or_undefined_is_absent() {
    for null in ["f6", "f7"] {
        for name in
            ["text", "whole", "double", "bytes", "time", "names", "counts", "inner", "either"]
        {
            assert_eq!(read(&member(name, null)).await, MeasureResponse::default(), "{name}");
        }
        let names = read(&member("names", &format!("82 {null} 6161"))).await.names;
        assert_eq!(names, Some(vec!["a".to_owned()]));
        let gaps = read(&member("gaps", &format!("82 {null} 6161"))).await.gaps;
        assert_eq!(gaps, Some(vec![None, Some("a".to_owned())]));
        let counts = read(&member("counts", &format!("a2 6161 {null} 6162 01"))).await.counts;
        assert_eq!(counts, Some(HashMap::from([("b".to_owned(), 1)])));
        let both = format!("a2 {} {null} {} 07", text("left"), text("right"));
        assert_eq!(read(&member("either", &both)).await.either, Some(Either::Right(7)));
    }
}

#[tokio::test]
async fn what_the_model_does_not_name_is_passed_over() {
    for value in [
        "01",
        "20",
        "4161",
        "6161",
        "80",
        "9f 01 9f ff ff",
        "a0",
        "bf 01 02 ff",
        "c0 6161",
        "d9d9f7 01",
        "f5",
        "f6",
        "f7",
        "e0",
        "f8 ff",
        "f9 0000",
        "5f 41 61 ff",
        "82 a1 6161 bf ff 9f 80 ff",
    ] {
        let document =
            format!("a3 {} {value} {} 01 {} {value}", text("a"), text("whole"), text("b"));
        let expected = MeasureResponse { whole: Some(1), ..MeasureResponse::default() };
        assert_eq!(read(&document).await, expected, "{value}");
        let found = read(&member("either", &format!("a1 {} {value}", text("middle")))).await;
        let expected = (value != "f6" && value != "f7").then_some(Either::Unknown);
        assert_eq!(found.either.filter(|_| expected.is_some()), expected, "{value}");
    }
    let typed = format!("a2 {} {} {} 01", text("__type"), text("example#Either"), text("right"));
    assert_eq!(read(&member("either", &typed)).await.either, Some(Either::Right(1)));
}

#[tokio::test]
async fn of_a_member_that_is_there_twice_the_last_value_counts() {
    let twice = |name: &str, one: &str, other: &str| {
        format!("a2 {} {one} {} {other}", text(name), text(name))
    };
    assert_eq!(read(&twice("whole", "01", "02")).await.whole, Some(2));
    assert_eq!(read(&twice("whole", "01", "f6")).await.whole, Some(1));
    let either = member("either", &twice("right", "01", "02"));
    assert_eq!(read(&either).await.either, Some(Either::Right(2)));
    let counts = member("counts", &twice("a", "01", "02"));
    assert_eq!(read(&counts).await.counts, Some(HashMap::from([("a".to_owned(), 2)])));
}

#[tokio::test]
async fn an_empty_body_is_a_response_without_members() {
    assert_eq!(read("").await, MeasureResponse::default());
    assert_eq!(read("a0").await, MeasureResponse::default());
    assert_eq!(read("bf ff").await, MeasureResponse::default());
}

#[tokio::test]
async fn a_value_of_another_type_is_named_by_its_place() {
    let secret = text("secret");
    for (document, expected) in [
        (member("text", "01"), "text: expected a string"),
        (member("text", "46 736563726574"), "text: expected a string"),
        (member("text", "63 ff6161"), "text: expected a string of valid Unicode"),
        (member("text", "d9d9f7 6161"), "text: expected a string"),
        (member("small", "18 80"), "small: expected a whole number of 8 bits"),
        (member("whole", "1a 80000000"), "whole: expected a whole number of 32 bits"),
        (member("whole", "fb 3ff0000000000000"), "whole: expected a whole number of 32 bits"),
        (member("long", "1b 8000000000000000"), "long: expected a whole number of 64 bits"),
        (member("long", &secret), "long: expected a whole number of 64 bits"),
        (member("double", &secret), "double: expected a number"),
        (member("single", "c2 41 01"), "single: expected a number"),
        (member("flag", "01"), "flag: expected a boolean"),
        (member("bytes", &secret), "bytes: expected bytes"),
        (member("bytes", "81 01"), "bytes: expected bytes"),
        (member("time", &format!("c0 {secret}")), "time: expected a timestamp, in seconds"),
        (member("time", &format!("c1 {secret}")), "time: expected a timestamp, in seconds"),
        (member("dated", &secret), "dated: expected a timestamp, in seconds"),
        (member("time", "c1 f9 7e00"), "time: expected a timestamp, in seconds"),
        (member("time", "c1 fb 7ff0000000000000"), "time: expected a timestamp, in seconds"),
        (member("names", &secret), "names: expected an array"),
        (member("names", "82 6161 01"), "names[1]: expected a string"),
        (
            member("counts", &format!("a1 {secret} {secret}")),
            "counts[*]: expected a whole number of 32 bits",
        ),
        (member("counts", "a1 01 01"), "counts: the document is malformed"),
        (member("inner", &secret), "inner: expected an object"),
        (member("inner", &member("text", "01")), "inner.text: expected a string"),
        (
            member("either", &member("right", &secret)),
            "either.right: expected a whole number of 32 bits",
        ),
        (
            member("either", &format!("a2 {} 01 {} 6161", text("right"), text("left"))),
            "either: expected one member, found `right` and `left`",
        ),
        (secret.clone(), "expected an object"),
        ("80".to_owned(), "expected an object"),
        ("f6".to_owned(), "expected an object"),
        ("ff".to_owned(), "expected an object"),
        (format!("a1 01 {secret}"), "the document is malformed"),
    ] {
        assert_eq!(refused(&document).await, expected, "{document}");
    }
}

/// Cuts a document with everything in it off behind each of its bytes.
#[tokio::test]
async fn a_document_without_its_end_is_refused() {
    let whole = format!(
        "ad {} 7f 6161 ff {} 18 01 {} 1a 00000001 {} fb 3ff8000000000000 {} f5 {} 5f 4161 ff {} c1 fb 3ff8000000000000 {} 9f 6161 ff {} 81 f6 {} bf 6161 01 ff {} a1 {} bf ff {} a1 {} 01 {} 82 01 a1 01 02",
        text("text"),
        text("small"),
        text("whole"),
        text("double"),
        text("flag"),
        text("bytes"),
        text("time"),
        text("names"),
        text("gaps"),
        text("counts"),
        text("inner"),
        text("inner"),
        text("either"),
        text("right"),
        text("unknown"),
    );
    let whole = bytes(&whole);
    let response = answered(http(200, &[], whole.clone())).await.unwrap();
    assert_eq!(response.either, Some(Either::Right(1)));
    for length in 1..whole.len() {
        let error = answered(http(200, &[], whole.get(..length).unwrap().to_vec())).await;
        let line = error.unwrap_err().to_string();
        assert!(line.contains("the document ends early"), "{length}: {line}");
    }
}

#[tokio::test]
async fn lengths_that_nothing_can_have_are_refused() {
    for (document, place) in [
        ("bb ffffffffffffffff".to_owned(), ""),
        (member("text", "7b ffffffffffffffff 61"), "text: "),
        (member("text", "7b 7fffffffffffffff 61"), "text: "),
        (member("bytes", "5b ffffffffffffffff 61"), "bytes: "),
        (member("bytes", "5f 5b ffffffffffffffff 61"), "bytes: "),
        (member("names", "9b ffffffffffffffff 6161"), "names[1]: "),
        (member("counts", "bb ffffffffffffffff 6161 01"), "counts: "),
        (member("unknown", "9b ffffffffffffffff 01"), ""),
        (member("unknown", "5b ffffffffffffffff 01"), ""),
    ] {
        assert_eq!(
            refused(&document).await,
            format!("{place}the document ends early"),
            "{document}"
        );
    }
}

#[tokio::test]
async fn documents_that_are_nested_too_deeply_are_refused() {
    let nested = |depth: usize| {
        let begin: String = (0..depth).map(|_| format!("a1 {} ", text("inner"))).collect();
        format!("{begin} a0")
    };
    let mut inner = read(&nested(127)).await.inner;
    let mut depth = 0;
    while let Some(found) = inner {
        depth += 1;
        inner = found.inner;
    }
    assert_eq!(depth, 127);
    for depth in [128, 10_000] {
        let line = refused(&nested(depth)).await;
        assert!(line.ends_with("inner: the document is nested too deeply"), "{line}");
    }
    // What is passed over takes no stack.
    let unknown = format!("{} 01", "81".repeat(100_000));
    assert_eq!(read(&member("unknown", &unknown)).await, MeasureResponse::default());
    let open = format!("{}{}", "9f".repeat(100_000), "ff".repeat(100_000));
    assert_eq!(read(&member("unknown", &open)).await, MeasureResponse::default());
}

#[tokio::test]
async fn bytes_that_are_no_item_are_refused() {
    for (document, expected) in [
        (member("text", "1c"), "text: expected a string"),
        (member("text", "7c"), "text: expected a string"),
        (member("text", "7f 01 ff"), "text: expected a string"),
        (member("text", "7f 7f 6161 ff ff"), "text: expected a string"),
        (member("bytes", "5f 6161 ff"), "bytes: expected bytes"),
        (member("unknown", "1c"), "the document is malformed"),
        (member("unknown", "fc"), "the document is malformed"),
        (member("unknown", "ff"), "the document is malformed"),
        ("a0 00".to_owned(), "the document is malformed"),
        ("bf 6474657874 ff".to_owned(), "text: expected a string"),
        ("3c68746d6c3e".to_owned(), "expected an object"),
    ] {
        assert_eq!(refused(&document).await, expected, "{document}");
    }
}

/// Gives the variant, its code, message, member `code` and number of degrees.
async fn failed(headers: &[(&str, &str)], body: &str) -> (&'static str, String, String, String) {
    let service = if headers.is_empty() { &SERVICE } else { &OF_QUERIES };
    let config = config().http_client(replay([http(400, headers, bytes(body))]));
    let core = Core::new(service, config.retry_config(RetryConfig::disabled()).build());
    let error = core.call(&MEASURE, MeasureRequest::default()).await.unwrap_err();
    assert!(error.is_service_error(), "{error:?}");
    let error = error.into_service_error();
    let (variant, members) = match &error {
        MeasureError::Cold(error) => ("Cold", format!("{:?} {:?}", error.code, error.degrees)),
        MeasureError::Unhandled(_) => ("", String::new()),
    };
    let meta = error.meta();
    (
        variant,
        error.code().unwrap_or_default().to_owned(),
        meta.message().unwrap_or_default().to_owned(),
        members,
    )
}

fn found(
    variant: &'static str,
    code: &str,
    message: &str,
    members: &str,
) -> (&'static str, String, String, String) {
    (variant, code.to_owned(), message.to_owned(), members.to_owned())
}

const UNREADABLE: &str = "the service answered with HTTP status 400 and no readable error";

#[tokio::test]
async fn an_error_is_named_by_its_type_alone() {
    let ty = |name: &str| format!("{} {}", text("__type"), text(name));
    let degrees = format!("{} 07", text("degrees"));
    let cold = format!("a3 {} {degrees} {} {}", ty("example#Cold"), text("message"), text("brr"));
    let expected = found("Cold", "Cold", "brr", "None Some(7)");
    assert_eq!(failed(&[], &cold).await, expected);
    // A header must not name it, and neither must a member.
    assert_eq!(failed(&[("x-amzn-errortype", "Hot")], &cold).await, expected);
    let code = format!("a2 {} {} {}", text("code"), text("Hot"), ty("Cold:http://a/"));
    assert_eq!(failed(&[], &code).await, found("Cold", "Cold", "", "Some(\"Hot\") None"));
    let only_code = format!("a1 {} {}", text("code"), text("Cold"));
    assert_eq!(failed(&[], &only_code).await, found("", "", UNREADABLE, ""));
    let only_header = failed(&[("x-amzn-errortype", "Cold")], "a0").await;
    assert_eq!(only_header, found("", "", UNREADABLE, ""));
    let capital = format!("a2 {} {} {}", ty("Hot"), text("Message"), text("ouch"));
    assert_eq!(failed(&[], &capital).await, found("", "Hot", "ouch", ""));
}

#[tokio::test]
async fn a_code_of_queries_is_what_callers_see() {
    let header = [("x-amzn-query-error", "Kiln.Cold;Sender")];
    let cold = format!("a1 {} {}", text("__type"), text("example#Cold"));
    let expected = found("Cold", "Kiln.Cold", "", "None None");
    assert_eq!(failed(&header, &cold).await, expected);
    assert_eq!(failed(&header, "").await, expected);
    let empty = failed(&[("x-amzn-query-error", ";Sender")], &cold).await;
    assert_eq!(empty, found("Cold", "Cold", "", "None None"));
}

#[tokio::test]
async fn of_an_error_that_is_malformed_somewhere_the_rest_is_kept() {
    let ty = format!("{} {}", text("__type"), text("Cold"));
    let message = format!("{} {}", text("message"), text("brr"));
    for (body, expected) in [
        // A value of another type.
        (
            format!("a3 {ty} {message} {} 6161", text("degrees")),
            found("Cold", "Cold", "brr", "None None"),
        ),
        (format!("a2 {ty} {} 01", text("message")), found("Cold", "Cold", "", "None None")),
        (format!("a2 {} 01 {message}", text("__type")), found("", "", "brr", "")),
        // No end.
        (format!("a3 {ty} {message}"), found("Cold", "Cold", "brr", "None None")),
        (format!("bf {ty} {} 68 6272", text("message")), found("Cold", "Cold", "", "None None")),
        // Not CBOR at all.
        ("3c68746d6c3e".to_owned(), found("", "", UNREADABLE, "")),
        ("7b7d".to_owned(), found("", "", UNREADABLE, "")),
        (String::new(), found("", "", UNREADABLE, "")),
    ] {
        assert_eq!(failed(&[], &body).await, expected, "{body}");
    }
}
