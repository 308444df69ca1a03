//! The form for programs.

use expect_test::expect_file;
use tinsmith_review::form::json::write;
use tinsmith_review::report::{CrateReview, Review};

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
    let document: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(document["crates"][0]["warnings"][0], unseen);
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
