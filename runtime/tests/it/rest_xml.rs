//! What is sent and read in restXml where the official protocol leaves something to its caller, or gets it wrong.

use std::collections::HashMap;
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_types::body::SdkBody;
use aws_smithy_xml::protocol::aws_rest_xml::AwsRestXmlProtocol;
use tinsmith_runtime::client::{Call, Core, Operation, Protocol, Service};
use tinsmith_runtime::config::{ConfigBuilder, RetryConfig};
use tinsmith_runtime::primitives::{BigDecimal, DateTime};
use tinsmith_runtime::validation::{Validate, Validator};

use super::rest::NoUserAgent;
use super::sample::{TEMPLATE, config, credentials, replay, response};

static SERVICE: Service = Service {
    protocol: Protocol::RestXml,
    signing_name: Some("s3"),
    xml_namespace: Some("https://kilns.example"),
    ..TEMPLATE
};

#[derive(Clone, Debug, Default)]
struct Part {
    id: String,
    text: Option<String>,
}

tinsmith_runtime::structure! {
    [write] Part = "example#Part";
    id: "id" string [XmlAttribute],
    text: "text" string,
}

#[derive(Clone, Debug, Default)]
struct PutPartsRequest {
    path: String,
    parts: Option<Vec<Part>>,
    named: Option<HashMap<String, Part>>,
    flat: Option<HashMap<String, Vec<i32>>>,
    sizes: Option<Vec<BigDecimal>>,
}

impl Validate for PutPartsRequest {
    fn validate(&self, _: &mut Validator) {}
}

tinsmith_runtime::structure! {
    [write] PutPartsRequest = "example#PutPartsRequest";
    path: "path" string [HttpLabel],
    parts: "parts" list(structure [XmlNamespace(&("https://part.example", None))]),
    named: "named" map(string, structure [XmlName("part"), XmlNamespace(&("https://part.example", None))]),
    flat: "flat" map(string [XmlName("k")], list(integer [XmlName("n")])) [XmlFlattened, XmlName("numbers")],
    sizes: "sizes" list(big_decimal) [HttpHeader("X-Sizes")],
}

#[derive(Clone, Debug)]
struct PutPartsResponse {
    count: i32,
    since: Option<DateTime>,
    until: Option<DateTime>,
    request_id: Option<String>,
}

tinsmith_runtime::response!(PutPartsResponse);

tinsmith_runtime::structure! {
    [response] PutPartsResponse = "example#PutPartsResponse";
    count: "count" integer,
    since: "since" timestamp,
    until: "until" timestamp [HttpHeader("X-Until")],
    @private request_id
}

tinsmith_runtime::operation_error! {
    enum PutPartsError of "PutParts" {}
}

type PutParts = Operation<PutPartsRequest, PutPartsResponse, PutPartsError>;

static PUT_PARTS: PutParts = Operation::new("PutParts").http("PUT", "/{path+}");

fn request() -> PutPartsRequest {
    PutPartsRequest { path: "p".to_owned(), ..Default::default() }
}

fn put(config: ConfigBuilder, request: PutPartsRequest) -> Call<PutPartsResponse, PutPartsError> {
    Core::new(&SERVICE, config.build()).call(&PUT_PARTS, request)
}

/// The document of a request.
async fn document(config: ConfigBuilder, request: PutPartsRequest) -> String {
    let sent = put(config, request).into_request().await.unwrap();
    String::from_utf8(sent.body().bytes().unwrap().to_vec()).unwrap()
}

/// Makes a call that gets this response.
fn answered(response: http::Response<SdkBody>) -> Call<PutPartsResponse, PutPartsError> {
    let config = config().http_client(replay([response])).retry_config(RetryConfig::disabled());
    put(config, request())
}

fn part(id: &str) -> Part {
    Part { id: id.to_owned(), text: Some("t".to_owned()) }
}

const ROOT: &str = r#"<PutPartsRequest xmlns="https://kilns.example">"#;

/// What the official protocol writes is here as it is: when it gets it right, this fails, and the correction can go.
#[tokio::test]
async fn attributes_and_namespaces_in_lists_and_maps_are_written() {
    let official = || config().protocol(AwsRestXmlProtocol::new());

    let list = PutPartsRequest { parts: Some(vec![part("<1>")]), ..request() };
    let member = r#"<member xmlns="https://part.example" id="&lt;1&gt;"><text xmlns="https://part.example">t</text></member>"#;
    let expected = format!("{ROOT}<parts>{member}</parts></PutPartsRequest>");
    assert_eq!(document(config(), list.clone()).await, expected);
    let without = r#"<member xmlns="https://part.example"><text xmlns="https://part.example">t</text></member>"#;
    let expected = format!("{ROOT}<parts>{without}</parts></PutPartsRequest>");
    assert_eq!(document(official(), list).await, expected);

    let map = HashMap::from([("a".to_owned(), part("2"))]);
    let map = PutPartsRequest { named: Some(map), ..request() };
    let value = r#"<part xmlns="https://part.example" id="2"><text>t</text></part>"#;
    let expected =
        format!("{ROOT}<named><entry><key>a</key>{value}</entry></named></PutPartsRequest>");
    assert_eq!(document(config(), map.clone()).await, expected);
    let without = "<part><text>t</text></part>";
    let expected =
        format!("{ROOT}<named><entry><key>a</key>{without}</entry></named></PutPartsRequest>");
    assert_eq!(document(official(), map).await, expected);
}

#[tokio::test]
async fn a_flattened_map_of_lists_has_all_of_its_names() {
    let map = HashMap::from([("a".to_owned(), vec![1, 2])]);
    let request = PutPartsRequest { flat: Some(map), ..request() };
    let entry = "<numbers><k>a</k><value><n>1</n><n>2</n></value></numbers>";
    let expected = format!("{ROOT}{entry}</PutPartsRequest>");
    assert_eq!(document(config(), request).await, expected);
}

#[tokio::test]
async fn big_numbers_are_written_in_lists_of_headers() {
    let sizes = ["0.10", "1e400"].map(|size| size.parse().unwrap());
    let sized = PutPartsRequest { sizes: Some(sizes.into()), ..request() };
    let sent = put(config(), sized).into_request().await.unwrap();
    assert_eq!(sent.headers().get("x-sizes"), Some("0.10, 1e400"));
}

#[tokio::test]
async fn a_response_of_success_that_is_an_error_is_one() {
    let body = "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code><Message>m</Message><RequestId>r</RequestId></Error>";
    let error = answered(response(200, &[], body)).await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("InternalError"), Some("m")));
    let body = "<ErrorResponse><Error><Code>InternalError</Code></Error></ErrorResponse>";
    let error = answered(response(200, &[], body)).await.unwrap_err();
    assert_eq!(error.code(), Some("InternalError"));
    let answer = answered(response(200, &[], "<R><count>1</count><Error/></R>")).await.unwrap();
    assert_eq!(answer.count, 1);
}

#[tokio::test(start_paused = true)]
async fn an_error_in_a_response_of_success_is_retried_if_it_is_the_services_fault() {
    let count = async |status, code: &str| {
        let body = format!("<Error><Code>{code}</Code></Error>");
        let http = replay([
            response(status, &[], body.leak()),
            response(200, &[], "<R><count>1</count></R>"),
        ]);
        let outcome = put(config().http_client(http.clone()), request()).await;
        (http.actual_requests().count(), outcome.map(|answer| answer.count).ok())
    };
    for code in ["InternalError", "ServiceUnavailable", "SlowDown", "RequestTimeout"] {
        assert_eq!(count(200, code).await, (2, Some(1)), "{code}");
    }
    for code in ["AccessDenied", "InvalidPart", "InternalErrors", ""] {
        assert_eq!(count(200, code).await, (1, None), "{code}");
    }
    assert_eq!(count(500, "AnyOther").await, (2, Some(1)));
}

#[tokio::test]
async fn the_status_names_an_error_without_a_document() {
    let error = answered(response(404, &[], "")).await.unwrap_err();
    assert_eq!(error.code(), Some("NotFound"));
    let error = answered(response(403, &[], "")).await.unwrap_err();
    assert_eq!(error.code(), None);
    let error = answered(response(404, &[], "<html><Code>no</Code></html>")).await.unwrap_err();
    assert_eq!(error.code(), None);
}

#[tokio::test]
async fn an_error_keeps_its_code_whatever_is_wrong_behind_it() {
    for body in [
        "<Error><Code>Busy</Code><Message>m",
        "<Error><Code>Busy</Code></Wrong>",
        "\u{feff}<ErrorResponse><Error><Code>Busy</Code></Error>",
    ] {
        let error = answered(response(503, &[], body)).await.unwrap_err();
        assert_eq!(error.code(), Some("Busy"), "{body}");
    }
}

#[tokio::test]
async fn a_text_is_read_to_its_end() {
    let body = "<R><count>1<!-- 2 -->3</count><since><![CDATA[2026-01-02T03:04:05Z]]></since></R>";
    let answer = answered(response(200, &[], body)).await.unwrap();
    assert_eq!(answer.count, 13);
    assert_eq!(answer.since, Some(DateTime::from_secs(1_767_323_045)));
    let body = "<Error><Code><![CDATA[Busy]]></Code><Message>a<!-- b -->c &lt;<![CDATA[<]]></Message></Error>";
    let error = answered(response(503, &[], body)).await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("Busy"), Some("ac <<")));
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let deep = "<a>".repeat(200) + &"</a>".repeat(200);
    let doctype = "<!DOCTYPE R [<!ENTITY e \"1\">]><R><count>&e;</count></R>";
    for (body, expected) in [
        ("", "the body is empty"),
        ("{}", "the document is malformed"),
        ("<R><count>1</count>", "the document is malformed"),
        ("<R><count>1</count><!-- </R>", "the document is malformed"),
        ("<R><count><![CDATA[1]</count></R>", "count: expected a whole number of 32 bits"),
        ("<!DOCTYPE html><html><count>1</count></html>", "the document is a page of HTML"),
        ("<R><count>1</count></R><R/>", "the document is malformed"),
        ("<R><count>secret</count></R>", "count: expected a whole number of 32 bits"),
        ("<R><count><a/></count></R>", "count: expected a whole number of 32 bits"),
        (doctype, "count: expected a whole number of 32 bits"),
        (
            "<R><count>1</count><since>1767323045</since></R>",
            "since: expected a timestamp, as in RFC 3339",
        ),
        (
            "<R><count>1</count><since><a/></since></R>",
            "since: expected a timestamp, as in RFC 3339",
        ),
    ] {
        let error = answered(response(200, &[], body)).await.unwrap_err().to_string();
        assert!(error.contains(&format!(": {expected} (HTTP")), "{body}: {error}");
    }
    let until = [("x-until", "2026-01-02T03:04:05Z")];
    let error = answered(response(200, &until, "<R><count>1</count></R>")).await.unwrap_err();
    let expected = ": until: expected a timestamp, as in HTTP (HTTP";
    assert!(error.to_string().contains(expected), "{error}");
    let body: &str = format!("<R><count>3</count>{deep}</R>").leak();
    assert_eq!(answered(response(200, &[], body)).await.unwrap().count, 3);
    let body = "\u{feff}<!-- a --><x:R xmlns:x=\"u\"><x:count>3</x:count><x:since>2026-01-02T03:04:05.25Z</x:since></x:R>\n";
    let answer = answered(response(200, &[], body)).await.unwrap();
    assert_eq!(answer.count, 3);
    assert_eq!(answer.since.map(|since| since.as_secs_f64()), Some(1_767_323_045.25));
}

#[tokio::test]
async fn a_label_without_a_value_is_named() {
    let error = put(config(), PutPartsRequest::default()).await.unwrap_err();
    assert!(error.to_string().contains("path was missing"), "{error}");
}

/// S3 takes a path as it is: not encoded twice, and with all of its segments. The signature is botocore's of the same request.
#[tokio::test]
async fn a_path_of_s3_is_signed_as_it_is() {
    static SIGNED: PutParts = Operation::new("PutParts").http("GET", "/{path+}").signed();
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let config = config()
        .credentials_provider(credentials("AKIDEXAMPLE"))
        .time_source(time)
        .interceptor(NoUserAgent);
    let request = PutPartsRequest { path: "a b//../ö+".to_owned(), ..Default::default() };
    let sent = Core::new(&SERVICE, config.build()).call(&SIGNED, request);
    let sent = sent.into_request().await.unwrap();
    assert!(sent.uri().ends_with("/a%20b//../%C3%B6%2B"), "{}", sent.uri());
    let authorization = sent.headers().get("authorization").unwrap();
    let expected = "SignedHeaders=content-length;content-type;host;x-amz-content-sha256;x-amz-date, Signature=4f8f932c1cd6550c063c47f6061d44d50f8ea137ef3d309d82c7f681570b2896";
    assert_eq!(authorization.split_once(", ").unwrap().1, expected, "{sent:?}");
}
