//! The form for programs.

use expect_test::expect_file;
use tinsmith_review::form::json::write;
use tinsmith_review::report::Review;

use crate::sample;

#[test]
fn much() {
    let crates = vec![sample::much(), sample::other_generator()];
    expect_file!["expected/much.json"].assert_eq(&write(&Review { crates }));
}

#[test]
fn nothing() {
    let expected = "{\n  \"format\": 1,\n  \"step\": \"none\",\n  \"crates\": []\n}\n";
    assert_eq!(write(&Review::default()), expected);
}

#[test]
fn hostile_text_arrives_unchanged() {
    let document: serde_json::Value =
        serde_json::from_str(&write(&sample::hostile())).expect("it is JSON");
    for (at, name) in sample::HOSTILE.into_iter().enumerate() {
        assert_eq!(document["crates"][at]["package"], name);
        assert_eq!(document["crates"][at]["warnings"][0], name);
        assert_eq!(document["crates"][at]["changes"][0]["detail"], name);
    }
}
