//! What is sent and read in CBOR: an operation with members of every kind, and what its tests share.

mod errors;
mod refused;
mod requests;
mod responses;

use std::collections::HashMap;

use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::client::{Call, Core, Operation, Protocol, Service};
use tinsmith_runtime::config::RetryConfig;
use tinsmith_runtime::error::{ErrorMetadata, ModeledError};
use tinsmith_runtime::primitives::{BigDecimal, BigInteger, Blob, DateTime};
use tinsmith_runtime::validation::{Validate, Validator};

use super::sample::{QUERY_COMPATIBLE, TEMPLATE, config, replay};

static SERVICE: Service = Service { protocol: Protocol::RpcV2Cbor, ..TEMPLATE };
static OF_QUERIES: Service = Service { protocol: Protocol::RpcV2Cbor, ..QUERY_COMPATIBLE };

#[derive(Clone, Debug, Default)]
struct MeasureRequest {
    text: Option<String>,
    times: Option<Vec<DateTime>>,
    heats: Option<HashMap<String, f64>>,
    large: Option<BigInteger>,
    exact: Option<BigDecimal>,
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
    large: Option<BigInteger>,
    exact: Option<BigDecimal>,
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
    large: "large" big_integer,
    exact: "exact" big_decimal,
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
    large: "large" big_integer,
    exact: "exact" big_decimal,
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
