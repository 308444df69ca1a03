//! What is sent, byte by byte.

use std::collections::HashMap;

use tinsmith_runtime::client::Core;
use tinsmith_runtime::primitives::{BigDecimal, BigInteger, DateTime};

use super::super::sample::config;
use super::{MEASURE, MEASURE_ALL, MeasureRequest, OF_QUERIES, SERVICE, bytes, text};

#[tokio::test]
async fn a_request_goes_to_the_uri_of_its_operation_with_a_document() {
    let request = MeasureRequest {
        text: Some("é".to_owned()),
        times: Some(vec![DateTime::from_secs(1), DateTime::from_millis(1_500)]),
        heats: Some(HashMap::from([("a".to_owned(), f64::NAN)])),
        ..Default::default()
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

/// The official encoder panics where it cannot parse a big number. What it cannot parse is no such number to begin with.
#[tokio::test]
async fn whatever_is_a_big_number_is_written() {
    let signs = ["", "-", "+", "--", "+-", "_"];
    let coefficients =
        ["", "0", "00", "007", "12", "1_2", "1.", ".1", ".", "1.25", "1.2.5", "-.", "a", "inf"];
    let exponents = [
        "",
        "e",
        "e+",
        "e-",
        "e3",
        "E-3",
        "e+3",
        "e--3",
        "e3.0",
        "e_",
        "e9223372036854775807",
        "e9223372036854775808",
        "e-9223372036854775806",
        "e-9223372036854775807",
        "e-9223372036854775808",
        "e170141183460469231731687303715884105728",
    ];
    let (mut integers, mut decimals) = (0, 0);
    for sign in signs {
        for coefficient in coefficients {
            for exponent in exponents {
                let text = [sign, coefficient, exponent].concat();
                let large: Option<BigInteger> = text.parse().ok();
                let exact: Option<BigDecimal> = text.parse().ok();
                integers += i32::from(large.is_some());
                decimals += i32::from(exact.is_some());
                let request = MeasureRequest { large, exact, ..Default::default() };
                let core = Core::new(&SERVICE, config().build());
                let sent = core.call(&MEASURE, request).into_request().await.unwrap();
                let found: ciborium::Value =
                    ciborium::from_reader(sent.body().bytes().unwrap()).unwrap();
                assert!(found.is_map(), "{text}");
            }
        }
    }
    assert_eq!((integers, decimals), (8, 144));
}

#[tokio::test]
async fn big_numbers_are_written_with_all_of_their_digits() {
    let request = MeasureRequest {
        large: Some("-18446744073709551617".parse().unwrap()),
        exact: Some("+273.150".parse().unwrap()),
        ..Default::default()
    };
    let core = Core::new(&SERVICE, config().build());
    let sent = core.call(&MEASURE, request).into_request().await.unwrap();
    let large = format!("{} c3 49 010000000000000000", text("large"));
    let exact = format!("{} c4 82 22 1a 00042afe", text("exact"));
    assert_eq!(sent.body().bytes(), Some(&*bytes(&format!("bf {large} {exact} ff"))));
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
