//! What is read of whole documents.

use std::collections::HashMap;

use tinsmith_runtime::primitives::{Blob, DateTime};

use super::{Either, MeasureResponse, member, read, text};

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
async fn a_big_number_is_read_in_every_form() {
    for (value, expected) in [
        ("05", "5"),
        ("24", "-5"),
        ("1b ffffffffffffffff", "18446744073709551615"),
        ("3b ffffffffffffffff", "-18446744073709551616"),
        ("c2 40", "0"),
        ("c2 49 010000000000000000", "18446744073709551616"),
        ("c3 49 010000000000000000", "-18446744073709551617"),
        ("d802 41 05", "5"),
        ("c4 82 03 05", "5000"),
        ("c4 82 21 19 0bb8", "30"),
    ] {
        let found = read(&member("large", value)).await.large;
        assert_eq!(found.as_ref().map(AsRef::as_ref), Some(expected), "{value}");
    }
    for (value, expected) in [
        ("c4 82 22 1a 00042afe", "273.150"),
        ("c4 9f 20 0f ff", "1.5"),
        ("d804 82 20 0f", "1.5"),
        ("db0000000000000004 82 20 c3 41 0e", "-1.5"),
        ("05", "5"),
        ("c3 49 010000000000000000", "-18446744073709551617"),
    ] {
        let found = read(&member("exact", value)).await.exact;
        assert_eq!(found.as_ref().map(AsRef::as_ref), Some(expected), "{value}");
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
        ("1b 7fffffffffffffff", DateTime::from_secs(i64::MAX)),
        ("c1 fb c3e0000000000000", DateTime::from_secs(i64::MIN)),
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
