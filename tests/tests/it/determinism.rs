//! The same input gives the same bytes: twice, and with the shapes of the model in any order.
//!
//! The order of members is another matter: it is the model's, and the generated code keeps it.

use std::collections::BTreeMap;

use tinsmith_codegen::settings::Operations;
use tinsmith_codegen::stages::smithy::Node;
use tinsmith_codegen::stages::write::write_node;
use tinsmith_codegen::{Document, Generated, Inputs, generate};
use tinsmith_tests::golden::Case;
use tinsmith_tests::sdk;

#[test]
fn a_second_run_gives_the_same_bytes() {
    let first = sdk::first().generate().tree.files;
    // Documents are read again, so that no state can be left over from the first run.
    assert_same(&first, &sdk::first().generate().tree.files);
}

#[test]
fn the_order_of_shapes_does_not_matter_to_the_whole_service() {
    let sdk = sdk::first().with_operations(Operations::All);
    let first = sdk.generate();
    let shuffled = sdk.generate_from(&shuffled(sdk.model(), 7));
    assert_same(&first.tree.files, &with_hash_of(&first, shuffled));
}

#[test]
fn the_order_of_shapes_does_not_matter_to_names_that_collide() {
    let case = Case::open("naming/hostile").expect("the case is there");
    let generate = |model: &[u8]| {
        let inputs = Inputs::new(Document { name: "model.json", bytes: model });
        generate(&inputs, case.settings()).expect("the case is generated")
    };
    let model = case.model().bytes;
    let first = generate(model);
    for seed in 1..=3 {
        let shuffled = generate(&shuffled(model, seed));
        assert_same(&first.tree.files, &with_hash_of(&first, shuffled));
    }
}

/// The files with the hash of the other's model, which is the hash of bytes and so not the same.
fn with_hash_of(other: &Generated, generated: Generated) -> BTreeMap<String, String> {
    let (theirs, own) = (&other.krate.source.sha256, &generated.krate.source.sha256);
    assert_ne!(theirs, own, "the model was not shuffled");
    let files = generated.tree.files.into_iter();
    files.map(|(path, text)| (path, text.replace(own, theirs))).collect()
}

/// The model with its shapes in an order that depends on the seed alone.
fn shuffled(model: &[u8], seed: u64) -> Vec<u8> {
    let Ok(Node::Object(mut top)) = Node::parse(model) else { panic!("the model is no object") };
    let Some(Node::Object(shapes)) = top.get_mut("shapes") else { panic!("there are no shapes") };
    let mut state = seed;
    let mut keyed: Vec<_> = shapes.drain(..).map(|shape| (next(&mut state), shape)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    shapes.extend(keyed.into_iter().map(|(_, shape)| shape));
    write_node(&Node::Object(top)).into_bytes()
}

/// The next number of a linear congruential generator.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 16
}

/// As `assert_eq!`, but a failure prints a path instead of every file.
#[track_caller]
fn assert_same(first: &BTreeMap<String, String>, second: &BTreeMap<String, String>) {
    let paths = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(first), paths(second));
    let differing: Vec<&String> =
        first.keys().filter(|path| first.get(*path) != second.get(*path)).collect();
    assert_eq!(differing, Vec::<&String>::new());
}
