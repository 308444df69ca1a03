//! Numbers of every size.

use tinsmith_runtime::primitives::{BigDecimal, BigInteger};
use tinsmith_tests::goldens::types::echoed::types::{Everything, Level};

use super::echo::{assert_echoes, read, refused, written};

#[tokio::test]
async fn whole_numbers_have_the_limits_of_their_types() {
    let (low, high) = (
        r#"{"byte":-128,"short":-32768,"integer":-2147483648,"long":-9223372036854775808}"#,
        r#"{"byte":127,"short":32767,"integer":2147483647,"long":9223372036854775807}"#,
    );
    for body in [low, high] {
        assert_eq!(written(read(body).await).await, body);
    }
    let beyond = [
        ("byte", "128"),
        ("byte", "-129"),
        ("short", "32768"),
        ("short", "-32769"),
        ("integer", "2147483648"),
        ("integer", "-2147483649"),
        ("long", "9223372036854775808"),
        ("long", "-9223372036854775809"),
        ("level", "2147483648"),
    ];
    for (member, value) in beyond {
        refused(&format!(r#"{{"{member}":{value}}}"#)).await;
    }
}

#[tokio::test]
async fn a_whole_number_is_no_fraction_and_no_text() {
    for value in ["1.5", "15e-1", r#""1""#, "true", "-", "+1-", "1.", ".5", "0x1"] {
        let error = refused(&format!(r#"{{"integer":{value}}}"#)).await;
        assert!(error.contains("integer: expected a whole number of 32 bits"), "{value}: {error}");
    }
}

#[tokio::test]
async fn a_whole_number_is_one_in_every_notation() {
    for value in ["7.0", "0.7E1", "70e-1", "7e0", "7.000e+0"] {
        let body = format!(
            r#"{{"byte":{value},"short":{value},"integer":{value},"long":{value},"level":{value},"bigInteger":{value}}}"#
        );
        let sent = r#"{"byte":7,"short":7,"integer":7,"long":7,"bigInteger":7,"level":7}"#;
        assert_eq!(members(&written(read(&body).await).await), members(sent), "{value}");
    }
    let exact = read(r#"{"long":9007199254740993.0}"#).await;
    assert_eq!(exact.long, Some(9_007_199_254_740_993));
    let beyond = [("byte", "1.28e2"), ("integer", "3e9"), ("long", "1e19"), ("long", "1e400")];
    for (member, value) in beyond {
        refused(&format!(r#"{{"{member}":{value}}}"#)).await;
    }
    for value in ["0.5", "1e-1", "1e99999", r#""a""#, "[]"] {
        let error = refused(&format!(r#"{{"bigInteger":{value}}}"#)).await;
        assert!(error.contains("bigInteger: expected a whole number"), "{value}: {error}");
    }
}

fn members(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("this is JSON")
}

#[tokio::test]
async fn a_whole_number_does_for_a_fraction() {
    let value = read(r#"{"float":3,"double":-9007199254740993}"#).await;
    assert_eq!((value.float, value.double), (Some(3.0), Some(-9_007_199_254_740_992.0)));
}

#[tokio::test]
async fn fractions_are_sent_so_that_they_are_the_same_when_read() {
    let (float, double) = (f32::MIN_POSITIVE, f64::MAX);
    let sent = written(Everything::new().float(float).double(double)).await;
    let back = read(&sent).await;
    assert_eq!((back.float, back.double), (Some(float), Some(double)));
    assert_eq!(
        written(Everything::new().double(0.1).float(0.1)).await,
        r#"{"float":0.1,"double":0.1}"#
    );
    assert_eq!(read(r#"{"double":1.5E-3}"#).await.double, Some(0.0015));
}

#[tokio::test]
async fn what_is_no_number_in_json_is_text() {
    for (text, value) in [("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)] {
        let body = format!(r#"{{"float":"{text}","double":"{text}"}}"#);
        let read = read(&body).await;
        assert_eq!((read.float.map(f64::from), read.double), (Some(value), Some(value)));
        assert_eq!(written(read).await, body);
    }
    let nan = r#"{"float":"NaN","double":"NaN"}"#;
    let read = read(nan).await;
    assert!(read.float.is_some_and(f32::is_nan) && read.double.is_some_and(f64::is_nan));
    assert_eq!(written(read).await, nan);
    for text in ["1.5", "", "much"] {
        refused(&format!(r#"{{"double":"{text}"}}"#)).await;
    }
}

#[tokio::test]
async fn numbers_of_any_size_keep_every_digit() {
    let body = r#"{"bigInteger":-123456789012345678901234567890,"bigDecimal":0.1234567890123456789012345678900e400}"#;
    let value = read(body).await;
    let integer = value.big_integer.as_ref().map(BigInteger::as_ref);
    assert_eq!(integer, Some("-123456789012345678901234567890"));
    let decimal = value.big_decimal.as_ref().map(BigDecimal::as_ref);
    assert_eq!(decimal, Some("0.1234567890123456789012345678900e400"));
    assert_eq!(written(value).await, body);
    refused(r#"{"bigInteger":1.5}"#).await;
    refused(r#"{"bigDecimal":"a"}"#).await;
}

#[tokio::test]
async fn an_enum_of_numbers_has_the_values_of_its_model_and_any_other() {
    let value = read(r#"{"level":1,"levels":[-3,2,1]}"#).await;
    assert_eq!(value.level, Some(Level::Low));
    assert_eq!(value.levels, Some(vec![Level::Below, Level::from(2), Level::Low]));
    assert_echoes(r#"{"level":1,"levels":[-3,2,1]}"#).await;
}

#[test]
fn a_number_of_an_enum_is_one_value_however_it_is_made() {
    assert_eq!(Level::from(1), Level::Low);
    let unknown = Level::from(2);
    assert_eq!((unknown.as_i32(), unknown.unknown_value()), (2, Some(2)));
    assert_eq!((unknown.to_string(), Level::Below.to_string()), ("2".to_owned(), "-3".to_owned()));
    let Level::Unknown(value) = unknown else { panic!("{unknown:?}") };
    assert_eq!((i32::from(value.clone()), value.to_string()), (2, "2".to_owned()));
}
