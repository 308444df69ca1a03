//! Timestamps, in each format and place.

use tinsmith_runtime::primitives::DateTime;
use tinsmith_tests::goldens::types::echoed::types::Everything;

use super::echo::{assert_echoes, read, refused, written};

#[tokio::test]
async fn seconds_are_the_format_where_the_model_names_none() {
    let cases = [
        ("0", DateTime::from_secs(0)),
        ("1", DateTime::from_secs(1)),
        ("-1", DateTime::from_secs(-1)),
        ("-0.5", DateTime::from_secs_and_nanos(-1, 500_000_000)),
        ("1.123", DateTime::from_secs_and_nanos(1, 123_000_000)),
        ("253402300800", DateTime::from_secs(253_402_300_800)),
        ("-9223372036854775808", DateTime::from_secs(i64::MIN)),
        ("9223372036854775807", DateTime::from_secs(i64::MAX)),
    ];
    for (text, time) in cases {
        let body = format!(r#"{{"plain":{text},"epoch":{text},"overridden":{text}}}"#);
        let value = read(&body).await;
        assert_eq!(
            (value.plain, value.epoch, value.overridden),
            (Some(time), Some(time), Some(time))
        );
        assert_eq!(written(value).await, body);
    }
    assert_eq!(read(r#"{"plain":1.5e9}"#).await.plain, Some(DateTime::from_secs(1_500_000_000)));
    assert_eq!(read(r#"{"plain":1.0}"#).await.plain, Some(DateTime::from_secs(1)));
}

#[tokio::test]
async fn milliseconds_of_today_survive() {
    let body = r#"{"plain":1732377601.234}"#;
    let time = DateTime::from_secs_and_nanos(1_732_377_601, 234_000_000);
    let millis = read(body).await.plain.and_then(|time| time.to_millis().ok());
    assert_eq!(millis, time.to_millis().ok());
    assert_eq!(written(Everything::new().plain(time)).await, body);
    assert_eq!(written(read(body).await).await, body);
}

#[tokio::test]
async fn dates_have_fractions_and_offsets_and_are_sent_in_utc() {
    let cases = [
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", (0, 0)),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", (-1, 0)),
        (
            "2024-02-29T12:00:00.123456789Z",
            // Microseconds are all that is sent.
            "2024-02-29T12:00:00.123456Z",
            (1_709_208_000, 123_456_789),
        ),
        ("2024-02-29T12:00:00+01:30", "2024-02-29T10:30:00Z", (1_709_202_600, 0)),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", (253_402_300_799, 0)),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", (-62_135_596_800, 0)),
    ];
    for (text, sent, (seconds, nanos)) in cases {
        let time = DateTime::from_secs_and_nanos(seconds, nanos);
        let body = |text: &str| format!(r#"{{"date":"{text}","dates":["{text}"]}}"#);
        let value = read(&body(text)).await;
        assert_eq!((value.date, &value.dates), (Some(time), &Some(vec![time])), "{text}");
        assert_eq!(written(value).await, body(sent));
    }
}

#[tokio::test]
async fn dates_of_http_have_their_format_in_maps_too() {
    let cases =
        [("Tue, 29 Apr 2014 18:30:38 GMT", 1_398_796_238), ("Wed, 31 Dec 1969 23:59:59 GMT", -1)];
    for (text, seconds) in cases {
        let body = format!(r#"{{"http":"{text}","dateByName":{{"a":"{text}"}}}}"#);
        let time = DateTime::from_secs(seconds);
        let value = read(&body).await;
        assert_eq!(
            (value.http, &value.date_by_name),
            (Some(time), &Some([("a".to_owned(), time)].into()))
        );
        assert_eq!(written(value).await, body);
    }
    let fraction = DateTime::from_secs_and_nanos(1_398_796_238, 123_000_000);
    let sent = written(Everything::new().http(fraction)).await;
    assert_eq!(read(&sent).await.http.map(|time| time.secs()), Some(1_398_796_238), "{sent}");
}

#[tokio::test]
async fn seconds_do_for_any_format_and_a_date_where_there_is_none() {
    let value = read(r#"{"date":1,"http":1,"plain":"1970-01-01T00:00:01Z"}"#).await;
    let time = Some(DateTime::from_secs(1));
    assert_eq!((value.date, value.http, value.plain), (time, time, time));
    assert_echoes(r#"{"date":"1970-01-01T00:00:01Z"}"#).await;
}

#[tokio::test]
async fn what_is_no_time_is_refused() {
    let cases = [
        ("plain", r#""soon""#),
        ("plain", r#""""#),
        ("plain", "true"),
        ("plain", "{}"),
        ("plain", "9223372036854775808"),
        ("plain", "1-2"),
        ("date", r#""2024-13-01T00:00:00Z""#),
        ("date", r#""Tue, 29 Apr 2014 18:30:38 GMT""#),
        ("http", r#""2024-01-01T00:00:00Z""#),
        ("epoch", r#""1970-01-01T00:00:01Z""#),
    ];
    for (member, value) in cases {
        refused(&format!(r#"{{"{member}":{value}}}"#)).await;
    }
}

#[tokio::test]
async fn a_time_that_the_format_cannot_say_is_not_sent() {
    let far = DateTime::from_secs(i64::MAX);
    super::echo::unsendable(Everything::new().date(far)).await;
    super::echo::unsendable(Everything::new().http(far)).await;
}
