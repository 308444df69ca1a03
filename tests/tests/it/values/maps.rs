//! Lists and maps, what is null in them, and what is there twice.

use std::collections::HashMap;

use tinsmith_tests::goldens::types::echoed::types::{Everything, Kind};

use super::echo::{assert_echoes, read, refused, written};

fn strings<const N: usize>(strings: [&str; N]) -> Option<Vec<String>> {
    Some(strings.map(str::to_owned).into())
}

#[tokio::test]
async fn null_is_dropped_where_the_model_does_not_allow_it() {
    let body = r#"{"strings":[null,"a", null ],"stringByKind":{"plain":null,"new":"b"},"choiceByName":{"c":null}}"#;
    let value = read(body).await;
    assert_eq!(value.strings, strings(["a"]));
    assert_eq!(value.string_by_kind, Some([(Kind::from("new"), "b".to_owned())].into()));
    assert_eq!(value.choice_by_name, Some(HashMap::new()));
}

#[tokio::test]
async fn null_is_kept_where_the_model_allows_it() {
    assert_echoes(r#"{"sparseStrings":[null,"a",null],"sparseByName":{"a":null,"b":1}}"#).await;
    let value = read(r#"{"sparseStrings":[ null ]}"#).await;
    assert_eq!(value.sparse_strings, Some(vec![None]));
}

#[tokio::test]
async fn empty_is_not_absent() {
    let body = r#"{"empty":{},"strings":[],"stringByKind":{}}"#;
    assert_echoes(body).await;
    let value = read(body).await;
    assert_eq!((value.strings, value.string_by_kind), (Some(Vec::new()), Some(HashMap::new())));
    assert_eq!(written(Everything::new()).await, "{}");
}

#[tokio::test]
async fn keys_that_are_enums_keep_values_that_the_model_does_not_name() {
    let value = read(r#"{"stringByKind":{"plain":"a","new":"b"}}"#).await;
    let map = value.string_by_kind.clone().unwrap_or_default();
    assert_eq!(map.get(&Kind::Plain).map(String::as_str), Some("a"));
    assert_eq!(map.get(&Kind::from("new")).map(String::as_str), Some("b"));
    assert_echoes(r#"{"stringByKind":{"plain":"a","new":"b","a \"b\"/c: \\ {d} é\n":"c"}}"#).await;
}

#[tokio::test]
async fn the_last_of_what_is_there_twice_counts() {
    let value =
        read(r#"{"string":"a","string":"b","stringByKind":{"plain":"a","plain":"b"}}"#).await;
    assert_eq!(value.string.as_deref(), Some("b"));
    assert_eq!(value.string_by_kind, Some([(Kind::Plain, "b".to_owned())].into()));
}

#[tokio::test]
async fn members_that_are_null_or_unknown_are_absent() {
    let body = r#"{"new":{"a":[{"b":null}],"string":"x"},"string":null,"strings":null,"node":{"new":[],"name":null},"boolean":null}"#;
    let value = read(body).await;
    assert_eq!(written(value).await, r#"{"node":{}}"#);
}

#[tokio::test]
async fn white_space_is_allowed_wherever_json_has_it() {
    let body = " {\t\"strings\" :\r\n[ \"a\" , \"b\" ] , \"integer\":\n1 , \"boolean\" : null } \n";
    let value = read(body).await;
    assert_eq!((value.strings, value.integer), (strings(["a", "b"]), Some(1)));
}

#[tokio::test]
async fn no_body_is_an_object_without_members() {
    for body in ["", "   "] {
        assert_eq!(read(body).await, Everything::new());
    }
}

#[tokio::test]
async fn a_body_that_is_no_object_is_refused() {
    for body in ["null", "[]", "1", r#""{}""#, "{", r#"{"string":"a""#, "{}{}", r#"{"string" "a"}"#]
    {
        refused(body).await;
    }
}
