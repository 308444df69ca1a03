//! Unions.

use tinsmith_runtime::primitives::{Blob, DateTime, Document};
use tinsmith_tests::goldens::types::echoed::types::{Choice, Empty, Everything, Level, Node};

use tinsmith_tests::goldens::types::unions::types::Value as SecretValue;

use super::echo::{assert_echoes, read, refused, unsendable};

async fn choice(body: &str) -> Choice {
    read(&format!(r#"{{"choice":{body}}}"#)).await.choice.expect("the member is there")
}

#[tokio::test]
async fn each_variant_is_read_and_sent_under_its_own_name() {
    let cases = [
        (r#"{"nothing":{}}"#, Choice::Nothing),
        (r#"{"empty":{}}"#, Choice::Empty(Empty::new())),
        (r#"{"text":""}"#, Choice::Text(String::new())),
        (r#"{"data":"AP8="}"#, Choice::Data(Blob::new([0, 255]))),
        (r#"{"date":"Thu, 01 Jan 1970 00:00:01 GMT"}"#, Choice::Date(DateTime::from_secs(1))),
        (r#"{"level":-3}"#, Choice::Level(Level::Below)),
        (r#"{"document":[1]}"#, Choice::Document(Document::Array(vec![1_u64.into()]))),
        (r#"{"not":{"not":{"text":"a"}}}"#, not(not(Choice::Text("a".to_owned())))),
        (r#"{"node":{"choice":{"nothing":{}}}}"#, in_node(Choice::Nothing)),
        (r#"{"many":[{"level":1},{"many":[]}]}"#, level_and_none()),
        (r#"{"byName":{"a":{"text":"b"}}}"#, named("a", Choice::Text("b".to_owned()))),
    ];
    for (body, expected) in cases {
        assert_eq!(choice(body).await, expected, "{body}");
        assert_echoes(&format!(r#"{{"choice":{body}}}"#)).await;
    }
}

fn not(choice: Choice) -> Choice {
    Choice::Not(Box::new(choice))
}

fn in_node(choice: Choice) -> Choice {
    Choice::Node(Box::new(Node::new().choice(choice)))
}

fn level_and_none() -> Choice {
    Choice::Many(vec![Choice::Level(Level::Low), Choice::Many(Vec::new())])
}

fn named(name: &str, choice: Choice) -> Choice {
    Choice::ByName([(name.to_owned(), choice)].into())
}

#[tokio::test]
async fn unions_are_elements_of_lists_and_values_of_maps() {
    assert_echoes(r#"{"choices":[{"text":"a"},{"nothing":{}}],"choiceByName":{"b":{"level":7}}}"#)
        .await;
}

#[tokio::test]
async fn members_that_are_null_do_not_count() {
    let text = Choice::Text("b".to_owned());
    let bodies = [
        r#"{"level":null,"text":"b"}"#,
        r#"{"text":"b","level":null}"#,
        r#"{"unknown":null,"text":"b","unknown2":null}"#,
        r#"{"document":null,"text":"b"}"#,
        r#"{"text":"b","document":null}"#,
        r#"{"text":"b","nothing":null}"#,
    ];
    for body in bodies {
        assert_eq!(choice(body).await, text, "{body}");
    }
}

#[tokio::test]
async fn a_document_that_is_null_is_one_where_nothing_else_is() {
    assert_eq!(choice(r#"{"document":null}"#).await, Choice::Document(Document::Null));
    assert_echoes(r#"{"choice":{"document":null}}"#).await;
}

#[tokio::test]
async fn the_name_of_the_type_does_not_count() {
    let text = Choice::Text("b".to_owned());
    for body in [r#"{"__type":"Choice","text":"b"}"#, r#"{"text":"b","__type":"example#Choice"}"#] {
        assert_eq!(choice(body).await, text, "{body}");
    }
    assert_eq!(choice(r#"{"__type":"Choice"}"#).await, Choice::Unknown);
}

#[tokio::test]
async fn what_the_model_does_not_name_is_unknown() {
    let bodies = [
        r#"{"new":{"a":[1,{"b":null}]}}"#,
        "{}",
        r#"{"text":null}"#,
        r#"{"new":1}"#,
        r#"{"document":null,"new":1}"#,
    ];
    for body in bodies {
        assert_eq!(choice(body).await, Choice::Unknown, "{body}");
    }
    let many = read(r#"{"choices":[{"new":1},{"text":"a"},null]}"#).await;
    assert_eq!(many.choices, Some(vec![Choice::Unknown, Choice::Text("a".to_owned())]));
}

#[tokio::test]
async fn a_union_has_one_member() {
    for (body, found) in [
        (r#"{"text":"a","level":1}"#, "`text` and `level`"),
        (r#"{"level":1,"text":"a"}"#, "`level` and `text`"),
        (r#"{"nothing":{},"document":{}}"#, "`nothing` and `document`"),
        (r#"{"document":null,"text":"a","level":1}"#, "`text` and `level`"),
        (r#"{"text":"a","new":1}"#, "`text` and one that the model does not name"),
        (r#"{"new":[1],"text":"a"}"#, "`text` and one that the model does not name"),
        (r#"{"new":1,"newer":2}"#, "two that the model does not name"),
    ] {
        let error = refused(&format!(r#"{{"choices":[{body}]}}"#)).await;
        let expected = format!("choices[0]: expected one member, found {found}");
        assert!(error.contains(&expected), "{body}: {error}");
    }
}

#[tokio::test]
async fn of_two_values_of_one_member_the_last_counts() {
    assert_eq!(choice(r#"{"text":"a","text":"b"}"#).await, Choice::Text("b".to_owned()));
}

#[tokio::test]
async fn what_is_unknown_is_not_sent() {
    let error = unsendable(Everything::new().choices([Choice::Nothing, Choice::Unknown])).await;
    assert!(error.contains("an unknown variant of `Choice` cannot be sent"), "{error}");
}

#[tokio::test]
async fn a_variant_without_content_takes_whatever_stands_there() {
    for body in [r#"{"nothing":{"new":1}}"#, r#"{"nothing":true}"#, r#"{"nothing":[[]]}"#] {
        assert_eq!(choice(body).await, Choice::Nothing, "{body}");
    }
}

#[tokio::test]
async fn a_union_is_an_object() {
    for body in [r#""text""#, "[]", "1"] {
        let error = refused(&format!(r#"{{"choice":{body}}}"#)).await;
        assert!(error.contains("expected an object"), "{error}");
    }
}

#[test]
fn a_sensitive_variant_is_not_printed() {
    let value = SecretValue::Secret("hush".to_owned());
    assert_eq!(format!("{value:?}"), "Secret(*** Sensitive Data Redacted ***)");
}
