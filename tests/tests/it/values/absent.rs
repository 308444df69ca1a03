//! What a caller gets of members that the service leaves out.
//!
//! Where the model has a default, that; where it requires the member, what the client's error correction of Smithy gives.

use std::collections::HashMap;

use tinsmith_runtime::config::{Credentials, RetryConfig};
use tinsmith_runtime::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};
use tinsmith_tests::goldens::types::{defaults, required};

use super::echo::answering;

use self::defaults::operation::get_defaults::{GetDefaultsRequest, GetDefaultsResponse};
use self::required::operation::put_required::{Answer, Required};
use self::required::types::{Choice, Color, Level, Nothing, Pair};

macro_rules! client {
    ($golden:ident, $body:expr) => {
        $golden::Client::from_conf(
            $golden::Config::builder()
                .region("eu-west-1")
                .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
                .http_client(answering(200, $body))
                .retry_config(RetryConfig::disabled())
                .build(),
        )
    };
}

async fn answer(body: &str) -> Answer {
    let request = Required::zulu(String::new())
        .alpha(1)
        .mike([""; 0])
        .kilo(Pair::second("b").first(Color::Red));
    client!(required, body).put_required(request).await.expect("this can be read")
}

async fn defaults(body: &str) -> GetDefaultsResponse {
    let call = client!(defaults, body).get_defaults(GetDefaultsRequest::new());
    call.await.expect("this can be read")
}

#[tokio::test]
async fn each_type_has_a_value_that_stands_for_a_required_member() {
    // `null` is as good as nothing.
    for body in
        ["{}", r#"{"flag":null,"text":null,"pair":null,"at":null,"choice":null,"list":null}"#]
    {
        let answer = answer(body).await;
        assert_eq!((answer.flag, answer.count, answer.ratio), (false, 0, 0.0));
        assert_eq!((answer.text.as_str(), &answer.data), ("", &Blob::new([])));
        assert_eq!((answer.at, &answer.any), (DateTime::from_secs(0), &Document::Null));
        assert_eq!((&answer.big, &answer.exact), (&BigInteger::default(), &BigDecimal::default()));
        assert_eq!((&answer.list, &answer.map), (&Vec::new(), &HashMap::new()));
        assert_eq!(
            (answer.color.unknown_value(), answer.level.unknown_value()),
            (Some(""), Some(0))
        );
        assert_eq!((&answer.choice, &answer.empty), (&Choice::Unknown, &Nothing::new()));
        assert_eq!(answer.pair, Pair::second("").first(Color::from("")));
        assert_eq!(answer.lenient, None);
    }
}

#[tokio::test]
async fn what_is_there_is_kept_beside_what_is_not() {
    let answer = answer(r#"{"count":3,"pair":{"second":"b"},"level":1,"any":[]}"#).await;
    assert_eq!((answer.count, answer.level), (3, Level::Low));
    assert_eq!(answer.pair, Pair::second("b").first(Color::from("")));
    assert_eq!(answer.any, Document::Array(Vec::new()));
}

#[tokio::test]
async fn a_default_is_filled_in_and_what_the_service_sends_replaces_it() {
    let absent = defaults("{}").await;
    assert_eq!((absent.flag, absent.byte), (true, -1));
    assert_eq!((absent.count, absent.ratio), (9_007_199_254_740_993, -0.5));
    assert_eq!((absent.required, absent.lenient), (7, None));
    assert_eq!(absent.unset, None);
    assert_eq!(absent.blob, Blob::new([]));
    assert_eq!(absent.bytes, Blob::new(*b"abc\xff"));
    assert_eq!(absent.required_bytes, Blob::new(*b"blob"));
    assert_eq!(absent.date_text, DateTime::from_secs(1_704_067_200));
    let moment = DateTime::from_secs_and_nanos(1_709_204_400, 250_000_000);
    assert_eq!(absent.date_offset, moment);
    assert_eq!(absent.at_fraction, DateTime::from_secs_and_nanos(-2, 500_000_000));
    let documents = [
        (absent.document, Document::Object(HashMap::new())),
        (absent.document_text, Document::String("hi".to_owned())),
        (absent.document_true, Document::Bool(true)),
        (absent.document_whole, Document::Number(Number::PosInt(7))),
        (absent.document_negative, Document::Number(Number::NegInt(-7))),
        (absent.document_fraction, Document::Number(Number::Float(-0.5))),
        (absent.document_list, Document::Array(Vec::new())),
    ];
    for (found, expected) in documents {
        assert_eq!(found, expected);
    }
    assert_eq!(absent.document_null, None);
    assert_eq!(absent.big_integer, "-12345678901234567".parse().expect("it is a number"));
    assert_eq!(absent.big_decimal, "0.1".parse().expect("it is a number"));
    assert!(absent.not_a_number.is_nan());
    assert_eq!((absent.endless, absent.endless_below), (f32::INFINITY, f64::NEG_INFINITY));
    let sent = defaults(r#"{"flag":false,"byte":0,"count":null,"required":0,"text":""}"#).await;
    assert_eq!((sent.flag, sent.byte, sent.required), (false, 0, 0));
    assert_eq!((sent.count, sent.text.as_str()), (9_007_199_254_740_993, ""));
}
