//! The form for programs.

use std::collections::BTreeSet;

use expect_test::expect_file;
use serde_json::Value;
use tinsmith_review::form::json::write;
use tinsmith_review::report::{CrateReview, Review, UsedBy};

use crate::sample;

#[test]
fn what_the_gate_says() {
    expect_file!["expected/gated.json"].assert_eq(&write(&sample::gated()));
}

#[test]
fn much() {
    let crates = vec![sample::much(), sample::other_generator()];
    expect_file!["expected/much.json"].assert_eq(&write(&Review { crates, ..Review::default() }));
}

const SCHEMA: &str = include_str!("../../../docs/review.schema.json");

/// The problems of a document by the schema of the documentation.
fn problems(document: &Value) -> Vec<String> {
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    compiler.add_resource("review.schema.json", schema).expect("it is a resource");
    let schema = compiler.compile("review.schema.json", &mut schemas).expect("it is a schema");
    let found = schemas.validate(document, schema).err();
    found.map(|problem| format!("{problem:#}")).into_iter().collect()
}

fn documents() -> Vec<Value> {
    let several = vec![sample::much(), sample::other_generator()];
    let several = Review { crates: several, ..Review::default() };
    let mut used = sample::review_of(sample::much());
    used.crates[0].used_by =
        Some(UsedBy { folder: "app".to_owned(), operations: vec!["SignUp".to_owned()] });
    let reviews = [several, used, sample::gated(), Review::default()];
    reviews.iter().map(|review| serde_json::from_str(&write(review)).expect("it is JSON")).collect()
}

#[test]
fn every_review_fits_the_schema() {
    for document in documents() {
        assert_eq!(problems(&document), [""; 0]);
    }
}

#[test]
fn the_schema_has_every_field_and_refuses_what_is_not_one() {
    let mut known = BTreeSet::new();
    collect(&serde_json::from_str(SCHEMA).expect("it is JSON"), &mut known);
    let mut used = BTreeSet::new();
    for document in &documents() {
        collect(document, &mut used);
    }
    assert_eq!(used.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());

    let document = serde_json::from_str::<Value>(&write(&sample::gated())).expect("it is JSON");
    let wrong: [fn(&mut Value); 5] = [
        |document| document["format"] = 2.into(),
        |document| document["step"] = "huge".into(),
        |document| document["crates"][0]["changes"][0]["fingerprint"] = "12".into(),
        |document| document["crates"][0]["changes"][0]["standing"]["state"] = "denied".into(),
        |document| {
            _ = document["crates"][0].as_object_mut().and_then(|fields| fields.remove("counts"))
        },
    ];
    for change in wrong {
        let mut document = document.clone();
        change(&mut document);
        assert_eq!(problems(&document).len(), 1);
    }
}

/// The names of all fields.
fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                collect(value, names);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn nothing() {
    let expected = "{\n  \"format\": 1,\n  \"step\": \"none\",\n  \"crates\": [],\n  \"not_occurring\": []\n}\n";
    assert_eq!(write(&Review::default()), expected);
}

#[test]
fn what_is_not_seen_is_escaped() {
    let unseen = "a\u{9b}31m\u{202e}b\u{200b}\u{e0041}\u{7f}\r\nc é 大 😀";
    let review = CrateReview { warnings: vec![unseen.to_owned()], ..sample::unchanged("first") };
    let text = write(&sample::review_of(review));
    let expected = r#""a\u009b31m\u202eb\u200b\udb40\udc41\u007f\r\nc é 大 😀""#;
    assert!(text.contains(expected), "{text}");
    let document: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(document["crates"][0]["warnings"][0], unseen);
}

#[test]
fn hostile_text_arrives_unchanged() {
    let document: Value = serde_json::from_str(&write(&sample::hostile())).expect("it is JSON");
    for (at, name) in sample::HOSTILE.into_iter().enumerate() {
        assert_eq!(document["crates"][at]["package"], name);
        assert_eq!(document["crates"][at]["warnings"][0], name);
        assert_eq!(document["crates"][at]["changes"][0]["detail"], name);
    }
}
