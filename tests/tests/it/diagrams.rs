//! Endpoint rules that a model has as a tree and as a decision diagram.
//!
//! The model of `endpoint/tree_and_diagram` has both, and its crate is made from the tree; `endpoint/diagram` has the diagram alone.
//! Both crates bring the cases of the model, which run with the tests of this package's library: that they pass there says that tree and diagram agree.
//! Here is what makes that so: the diagram is the tree's, and the cases are the same.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tinsmith_tests::diagrams;
use tinsmith_tests::golden::is_update;

const TREE: &str = "smithy.rules#endpointRuleSet";
const DIAGRAM: &str = "smithy.rules#endpointBdd";

fn path(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/endpoint").join(case)
}

fn model(case: &str) -> Option<Value> {
    let text = fs::read(path(case).join("model.json")).ok()?;
    Some(serde_json::from_slice(&text).expect("it is JSON"))
}

fn traits(model: &mut Value) -> &mut Value {
    &mut model["shapes"]["example#Shelf"]["traits"]
}

/// With `UPDATE_EXPECT=1` both models are written from the tree.
#[test]
fn the_diagram_is_that_of_the_tree() {
    let mut both = model("tree_and_diagram").expect("the model with the tree is there");
    let diagram = diagrams::of_tree(&traits(&mut both)[TREE]).expect("the tree is sound");
    traits(&mut both)[DIAGRAM] = diagram;
    let mut alone = both.clone();
    traits(&mut alone).as_object_mut().expect("traits are an object").remove(TREE);
    for (case, wanted) in [("tree_and_diagram", both), ("diagram", alone)] {
        let update = std::env::var("UPDATE_EXPECT").ok();
        if is_update(update.as_deref()).expect("the variable is 1, or not there") {
            let text = serde_json::to_string_pretty(&wanted).expect("JSON can be written");
            fs::write(path(case).join("model.json"), text + "\n").expect("it can be written");
        }
        assert_eq!(model(case), Some(wanted), "{case}");
    }
}

/// Every case of the model is a test of both crates, and none is left out.
#[test]
fn the_cases_of_both_are_the_same() {
    let mut both = model("tree_and_diagram").expect("the model is there");
    let cases = traits(&mut both)["smithy.rules#endpointTests"]["testCases"].as_array().cloned();
    let tests = |case: &str| {
        fs::read_to_string(path(case).join("expected/src/endpoint/tests.rs")).expect("it has tests")
    };
    let of_tree = tests("tree_and_diagram");
    assert_eq!(of_tree.matches("#[test]").count(), cases.expect("there are cases").len());
    // The words of a refusal come from the rules, and differ.
    let without_words = |text: &str| {
        let text: String = text.split_whitespace().collect();
        let mut parts = text.split("refused(&params,");
        let mut found = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            found += part.split_once(");").map_or(part, |(_, behind)| behind);
        }
        found
    };
    assert_eq!(without_words(&of_tree), without_words(&tests("diagram")));
}
