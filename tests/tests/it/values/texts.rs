//! Strings, enums, blobs and booleans.

use tinsmith_runtime::primitives::Blob;
use tinsmith_tests::goldens::types::echoed::types::{Everything, Kind};

use super::echo::{assert_echoes, read, refused, written};

#[tokio::test]
async fn escapes_are_read_and_what_needs_one_is_sent_with_it() {
    let body = r#"{"string":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 \u0000"}"#;
    let text = "\"\\/\u{8}\u{c}\n\r\té😀 \0";
    assert_eq!(read(body).await.string.as_deref(), Some(text));
    assert_echoes(body).await;
    let sent = written(Everything::new().string("\"\\\n\u{1}é")).await;
    assert_eq!(sent, r#"{"string":"\"\\\n\u0001é"}"#);
}

#[tokio::test]
async fn half_a_character_is_refused() {
    for body in [r#"{"string":"\ud83d"}"#, r#"{"string":"\ud83dx"}"#, r#"{"string":"\ude00"}"#] {
        refused(body).await;
    }
}

#[tokio::test]
async fn escapes_in_names_of_members_count() {
    assert_eq!(read(r#"{"str\u0069ng":"a"}"#).await.string.as_deref(), Some("a"));
}

#[tokio::test]
async fn a_value_of_another_type_is_refused() {
    let cases = [
        (r#"{"string":1}"#, "expected a string"),
        (r#"{"string":{}}"#, "expected a string"),
        (r#"{"boolean":"true"}"#, "expected a boolean"),
        (r#"{"boolean":1}"#, "expected a boolean"),
        (r#"{"blob":[1]}"#, "expected a string of base64"),
        (r#"{"kind":1}"#, "expected a string"),
        (r#"{"strings":{}}"#, "expected an array"),
        (r#"{"stringByKind":[]}"#, "expected an object"),
        (r#"{"node":[]}"#, "expected an object"),
    ];
    for (body, expected) in cases {
        let error = refused(body).await;
        assert!(error.contains(expected), "{body}: {error}");
    }
}

#[tokio::test]
async fn blobs_are_base64() {
    for (text, bytes) in [("", vec![]), ("AA==", vec![0]), ("+/8=", vec![0xfb, 0xff])] {
        let body = format!(r#"{{"blob":"{text}"}}"#);
        assert_eq!(read(&body).await.blob, Some(Blob::new(bytes)), "{body}");
        assert_echoes(&body).await;
    }
    for text in ["A", "_-8=", "AAA*"] {
        let error = refused(&format!(r#"{{"blob":"{text}"}}"#)).await;
        assert!(error.contains("blob: expected a string of base64"), "{text}: {error}");
    }
}

#[tokio::test]
async fn an_enum_has_the_values_of_its_model_and_any_other() {
    let odd = r#"{"kind":"a \"b\"/c: \\ {d} é\n"}"#;
    assert_eq!(read(odd).await.kind, Some(Kind::Odd));
    assert_echoes(odd).await;
    assert_eq!(read(r#"{"kind":"new"}"#).await.kind, Some(Kind::from("new")));
    assert_echoes(r#"{"kind":"new"}"#).await;
    assert_echoes(r#"{"kind":""}"#).await;
}

#[tokio::test]
async fn text_that_holds_json_is_sent_as_it_is() {
    let body = r#"{"json":"{\"a\": [1.0, null]}"}"#;
    assert_eq!(read(body).await.json.as_deref(), Some(r#"{"a": [1.0, null]}"#));
    assert_eq!(written(read(body).await).await, body);
}

#[tokio::test]
async fn traits_of_other_protocols_change_nothing() {
    let body = r#"{"renamed":"a","header":"b","query":"c","flattened":["d"]}"#;
    let value = read(body).await;
    assert_eq!((value.renamed.as_deref(), value.header.as_deref()), (Some("a"), Some("b")));
    assert_eq!(value.query.as_deref(), Some("c"));
    assert_eq!(written(value).await, body);
    assert_eq!(read(r#"{"other":"a","x-header":"b","q":"c"}"#).await, Everything::new());
}

#[tokio::test]
async fn what_cannot_be_read_is_named_by_the_members_around_it() {
    let error = refused(r#"{"node":{"all":[{},{"choice":{"not":{"text":7}}}]}}"#).await;
    let expected = "cannot be read: node.all[1].choice.not.text: expected a string";
    assert!(error.contains(expected), "{error}");
}
