//! What translated patterns match, in the runtime: `fixtures/patterns/vectors.json`.
//!
//! `docs/patterns.md` says how the expectations relate to the answers of Node and Java.

use serde_json::Value;
use tinsmith_codegen::stages::pattern::translate;
use tinsmith_runtime::validation::{Validation, Validator};

const VECTORS: &str = include_str!("../../fixtures/patterns/vectors.json");

#[test]
fn a_translated_pattern_matches_what_other_engines_do() {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    assert_eq!(vectors.len(), 39);
    for vector in &vectors {
        let pattern = vector["pattern"].as_str().expect("a vector has a pattern");
        let translated: &'static str = translate(pattern).expect(pattern).leak();
        for (key, expected) in [("matches", true), ("refuses", false)] {
            for value in vector[key].as_array().expect("a list of strings") {
                let value = value.as_str().expect("a string");
                let mut validator = Validator::new(Validation::Strict);
                validator.pattern("value", value, translated);
                let found = validator.finish().is_ok();
                assert_eq!(found, expected, "{value:?} and {pattern}, as {translated}");
            }
        }
    }
}
