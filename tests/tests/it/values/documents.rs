//! Documents: JSON whose form the model does not know.

use tinsmith_runtime::primitives::{Document, Number};
use tinsmith_tests::goldens::types::echoed::types::Everything;

use super::echo::{assert_echoes, read, refused, written};

async fn document(body: &str) -> Option<Document> {
    read(&format!(r#"{{"document":{body}}}"#)).await.document
}

#[tokio::test]
async fn a_document_is_any_json() {
    let bodies = [
        "null",
        "true",
        r#""a\"b\u0001é""#,
        "0",
        "-1",
        "18446744073709551615",
        "-9223372036854775808",
        "1.5",
        "1e-7",
        "[]",
        "{}",
        r#"[null,[],{"a":null,"__type":"b"},1]"#,
        r#"{"a":{"b":[{"c":false}]},"":1}"#,
    ];
    for body in bodies {
        assert_echoes(&format!(r#"{{"document":{body}}}"#)).await;
    }
}

#[tokio::test]
async fn numbers_keep_their_sort_and_beyond_64_bits_become_fractions() {
    let number = |number| Some(Document::Number(number));
    assert_eq!(document("1").await, number(Number::PosInt(1)));
    assert_eq!(document("-1").await, number(Number::NegInt(-1)));
    assert_eq!(document("1.0").await, number(Number::Float(1.0)));
    assert_eq!(
        document("18446744073709551616").await,
        number(Number::Float(18_446_744_073_709_552_000.0))
    );
}

#[tokio::test]
async fn null_is_a_value_and_absence_is_none() {
    assert_eq!(document("null").await, Some(Document::Null));
    assert_eq!(read("{}").await.document, None);
    assert_eq!(written(Everything::new().document(Document::Null)).await, r#"{"document":null}"#);
}

#[tokio::test]
async fn null_is_a_value_in_lists_and_maps_too() {
    let body = r#"{"documents":[null,1,[null]],"documentByName":{"a":null}}"#;
    let value = read(body).await;
    assert_eq!(value.documents.as_ref().map(Vec::len), Some(3));
    assert_eq!(value.document_by_name, Some([("a".to_owned(), Document::Null)].into()));
    assert_echoes(body).await;
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    for body in ["nul", "{1:2}", "[1,]", r#"{"a":}"#, "1..2", "'a'"] {
        refused(&format!(r#"{{"document":{body}}}"#)).await;
    }
}
