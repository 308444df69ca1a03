//! What is sent and read where members are bound to HTTP.

use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_json::protocol::aws_rest_json_1::AwsRestJsonProtocol;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::client::{Call, Core, Operation, Protocol, Service};
use tinsmith_runtime::config::interceptors::{
    BeforeTransmitInterceptorContextMut, BoxError, ConfigBag, RuntimeComponents,
};
use tinsmith_runtime::config::{ConfigBuilder, Intercept, RetryConfig};
use tinsmith_runtime::primitives::{BigDecimal, BigInteger, Blob};
use tinsmith_runtime::validation::{Validate, Validator};

use super::sample::{TEMPLATE, config, credentials, replay, response};

static SERVICE: Service = Service { protocol: Protocol::RestJson1, ..TEMPLATE };

#[derive(Clone, Debug, Default)]
struct GetFileRequest {
    folder: String,
    path: String,
    tag: Option<String>,
    parts: Option<Vec<i32>>,
    sizes: Option<Vec<BigInteger>>,
    shares: Option<Vec<Option<BigDecimal>>>,
    weights: Option<Vec<BigInteger>>,
    note: Option<String>,
}

impl Validate for GetFileRequest {
    fn validate(&self, _: &mut Validator) {}
}

#[derive(Clone, Debug)]
struct GetFileResponse {
    bytes: Option<Blob>,
    count: Option<i32>,
    sizes: Option<Vec<BigInteger>>,
    shares: Option<Vec<BigDecimal>>,
    request_id: Option<String>,
}

tinsmith_runtime::response!(GetFileResponse);

#[derive(Clone, Debug)]
struct GetTitleResponse {
    title: String,
    tag: String,
    request_id: Option<String>,
}

tinsmith_runtime::response!(GetTitleResponse);

tinsmith_runtime::operation_error! {
    enum GetFileError of "GetFile" {}
}

tinsmith_runtime::structure! {
    [write] GetFileRequest = "example#GetFileRequest";
    folder: "folder" string [HttpLabel],
    path: "path" string [HttpLabel],
    tag: "tag" string [HttpHeader("X-Tag")],
    parts: "parts" list(integer) [HttpQuery("part")],
    sizes: "sizes" list(big_integer) [HttpHeader("X-Sizes")],
    shares: "shares" list(big_decimal) [HttpQuery("share")],
    weights: "weights" list(big_integer),
    note: "note" string [JsonName("remark")],
}

tinsmith_runtime::structure! {
    [response] GetFileResponse = "example#GetFileResponse";
    bytes: "bytes" blob [HttpPayload],
    count: "count" integer [HttpHeader("X-Count")],
    sizes: "sizes" list(big_integer) [HttpHeader("X-Sizes")],
    shares: "shares" list(big_decimal) [HttpHeader("X-Shares")],
    @private request_id
}

tinsmith_runtime::structure! {
    [response] GetTitleResponse = "example#GetTitleResponse";
    title: "title" string,
    tag: "tag" string [HttpHeader("X-Tag")],
    @private request_id
}

type GetFile = Operation<GetFileRequest, GetFileResponse, GetFileError>;
type GetTitle = Operation<GetFileRequest, GetTitleResponse, GetFileError>;

static GET_FILE: GetFile =
    Operation::new("GetFile").http("PUT", "/folders/{folder}/{path+}?format=raw");
static GET_TITLE: GetTitle = Operation::new("GetTitle").http("PUT", "/titles/{folder}/{path}");

fn request() -> GetFileRequest {
    GetFileRequest { folder: "a/b".to_owned(), path: "c/d e".to_owned(), ..Default::default() }
}

fn get_file(config: ConfigBuilder, request: GetFileRequest) -> Call<GetFileResponse, GetFileError> {
    Core::new(&SERVICE, config.build()).call(&GET_FILE, request)
}

/// Makes a call that gets these responses.
fn answered(
    responses: impl IntoIterator<Item = http::Response<SdkBody>>,
) -> Call<GetFileResponse, GetFileError> {
    get_file(config().http_client(replay(responses)), request())
}

fn path_and_query(request: &HttpRequest) -> String {
    let uri: http::Uri = request.uri().parse().unwrap();
    uri.path_and_query().unwrap().to_string()
}

#[tokio::test]
async fn a_member_is_where_it_is_bound_and_the_others_are_the_document() {
    let request = GetFileRequest {
        tag: Some("t".to_owned()),
        parts: Some(vec![1, 2]),
        note: Some("n".to_owned()),
        ..request()
    };
    let sent = get_file(config(), request).into_request().await.unwrap();
    assert_eq!(sent.method(), "PUT");
    assert_eq!(path_and_query(&sent), "/folders/a%2Fb/c/d%20e?format=raw&part=1&part=2");
    assert_eq!(sent.headers().get("x-tag"), Some("t"));
    assert_eq!(sent.body().bytes(), Some(&br#"{"remark":"n"}"#[..]));
}

/// What the official protocol writes is here as it is: when it writes the numbers, this fails, and `WithBigNumbers` can go.
#[tokio::test]
async fn big_numbers_are_written_in_lists_of_headers_and_queries() {
    const LARGE: &str = "-123456789012345678901234567890";
    let large = || vec![LARGE.parse().unwrap(), "7".parse().unwrap()];
    let request = GetFileRequest {
        sizes: Some(large()),
        shares: Some(vec![Some("0.10".parse().unwrap()), None, Some("1e400".parse().unwrap())]),
        weights: Some(large()),
        ..request()
    };
    let sent = get_file(config(), request.clone()).into_request().await.unwrap();
    let header = format!("{LARGE}, 7");
    let path = "/folders/a%2Fb/c/d%20e?format=raw";
    assert_eq!(sent.headers().get("x-sizes"), Some(header.as_str()));
    assert_eq!(path_and_query(&sent), format!("{path}&share=0.10&share=1e400"));
    let body = format!("{{\"weights\":[{LARGE},7]}}");
    assert_eq!(sent.body().bytes(), Some(body.as_bytes()));

    let official = config().protocol(AwsRestJsonProtocol::new());
    let sent = get_file(official, request).into_request().await.unwrap();
    assert_eq!(sent.headers().get("x-sizes"), Some(""));
    assert_eq!(path_and_query(&sent), path);
}

/// JSON has one notation for a number; what the codec refuses would show in its error.
#[tokio::test]
async fn a_big_number_is_written_as_json_has_it() {
    let weights = ["-007", "00", "12"].map(|number| number.parse().unwrap());
    let request = GetFileRequest { weights: Some(weights.into()), ..request() };
    let sent = get_file(config(), request).into_request().await.unwrap();
    assert_eq!(sent.body().bytes(), Some(&br#"{"weights":[-7,0,12]}"#[..]));
}

#[tokio::test]
async fn big_numbers_are_read_in_lists_of_headers() {
    let headers = [("x-sizes", "3.6e3, 123456789012345678901234567890"), ("x-shares", "0.10,7")];
    let file = answered([response(200, &headers, "")]).await.unwrap();
    let texts = |numbers: &[BigInteger]| -> Vec<String> {
        numbers.iter().map(|number| number.as_ref().to_owned()).collect()
    };
    let sizes = file.sizes.as_deref().map(texts).unwrap();
    assert_eq!(sizes, ["3600", "123456789012345678901234567890"]);
    assert_eq!(file.shares, Some(vec!["0.10".parse().unwrap(), "7".parse().unwrap()]));

    let headers = [("x-shares", "0.10, secret")];
    let error = answered([response(200, &headers, "")]).await.unwrap_err();
    let expected = "GetFile failed: the body of the response cannot be read: shares[1]: expected a number (HTTP status 200)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn the_path_of_an_endpoint_stays_before_that_of_the_operation() {
    let config = config().endpoint_url("http://localhost:1/base");
    let sent = get_file(config, request()).into_request().await.unwrap();
    assert_eq!(path_and_query(&sent), "/base/folders/a%2Fb/c/d%20e?format=raw");
}

#[tokio::test]
async fn a_label_without_a_value_is_named() {
    let nameless = GetFileRequest { folder: String::new(), ..request() };
    let error = get_file(config(), nameless).await.unwrap_err();
    assert!(error.to_string().contains("folder"), "{error}");
}

#[tokio::test]
async fn what_cannot_stand_in_a_header_is_refused_and_not_shown() {
    let split = GetFileRequest { tag: Some("secret\r\nX-Other: 1".to_owned()), ..request() };
    let error = get_file(config(), split).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("X-Tag"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}

#[tokio::test]
async fn bytes_are_given_as_they_are() {
    for body in ["\u{feff}{", " ", "null"] {
        let file = answered([response(200, &[("x-count", "3")], body)]).await.unwrap();
        assert_eq!(file.bytes, Some(Blob::new(body)));
        assert_eq!(file.count, Some(3));
    }
    let file = answered([response(200, &[], "")]).await.unwrap();
    assert_eq!((file.bytes, file.count), (None, None));
}

#[tokio::test(start_paused = true)]
async fn bytes_that_are_fewer_than_their_length_are_asked_for_again() {
    let cut_off = || response(200, &[("content-length", "4")], "ab");
    let file = answered([cut_off(), response(200, &[("content-length", "4")], "abcd")]);
    assert_eq!(file.await.unwrap().bytes, Some(Blob::new("abcd")));

    let config = config().http_client(replay([cut_off()])).retry_config(RetryConfig::disabled());
    let error = get_file(config, request()).await.unwrap_err();
    let expected = "GetFile failed: the body of the response cannot be read: the body is shorter than its length (HTTP status 200)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_header_that_cannot_be_read_is_named() {
    let error = answered([response(200, &[("x-count", "secret")], "")]).await.unwrap_err();
    let expected = "GetFile failed: the body of the response cannot be read: count: expected a whole number of 32 bits (HTTP status 200)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_document_is_missed_where_one_of_its_members_is_required() {
    let title = |responses: [_; 1]| {
        let config = config().http_client(replay(responses)).build();
        Core::new(&SERVICE, config).call(&GET_TITLE, request())
    };
    let found = title([response(200, &[], r#"{"title":"a"}"#)]).await.unwrap();
    assert_eq!((found.title.as_str(), found.tag.as_str()), ("a", ""));
    let error = title([response(200, &[("x-tag", "t")], "")]).await.unwrap_err();
    assert!(error.to_string().contains("the body is empty"), "{error}");
}

#[tokio::test]
async fn an_error_without_a_body_is_named_by_its_header_or_its_status() {
    let named = [("x-amzn-errortype", "example#Gone:http://example.com/")];
    let error = answered([response(404, &named, "")]).await.unwrap_err();
    assert_eq!(error.code(), Some("Gone"));
    let error = answered([response(404, &[], "")]).await.unwrap_err();
    assert_eq!(error.code(), None);
    assert!(error.to_string().contains("HTTP status 404"), "{error}");
}

/// Takes away what differs from machine to machine.
#[derive(Debug)]
pub(crate) struct NoUserAgent;

impl Intercept for NoUserAgent {
    fn name(&self) -> &'static str {
        "NoUserAgent"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().headers_mut().remove("x-amz-user-agent");
        Ok(())
    }
}

/// In what is signed, a path is encoded twice; the signature is botocore's of the same request.
#[tokio::test]
async fn a_path_is_signed_as_aws_takes_it() {
    static SIGNED: GetFile =
        Operation::new("GetFile").http("GET", "/folders/{folder}/{path+}?format=raw").signed();
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let config = config()
        .credentials_provider(credentials("AKIDEXAMPLE"))
        .time_source(time)
        .interceptor(NoUserAgent);
    let request = GetFileRequest { parts: Some(vec![2, 1]), ..request() };
    let call = Core::new(&SERVICE, config.build()).call(&SIGNED, request);
    let sent = call.into_request().await.unwrap();
    assert_eq!(path_and_query(&sent), "/folders/a%2Fb/c/d%20e?format=raw&part=2&part=1");
    let authorization = sent.headers().get("authorization").unwrap();
    let expected = "SignedHeaders=content-length;content-type;host;x-amz-date, Signature=250b4d15fe6d31a6ad23660969f2de3dd027ff998c2a96fa2ed89c9807a36451";
    assert_eq!(authorization.split_once(", ").unwrap().1, expected);
}

#[tokio::test]
async fn another_protocol_of_the_configuration_sends_where_it_sends() {
    let rpc = config().protocol(AwsJsonRpcProtocol::aws_json_1_0());
    let sent = get_file(rpc, request()).into_request().await.unwrap();
    assert_eq!((sent.method(), path_and_query(&sent).as_str()), ("POST", "/"));

    let rest = config().protocol(AwsRestJsonProtocol::new());
    let sent = get_file(rest, request()).into_request().await.unwrap();
    assert_eq!(sent.method(), "PUT");
    assert_eq!(path_and_query(&sent), "/folders/a%2Fb/c/d%20e?format=raw");
}
