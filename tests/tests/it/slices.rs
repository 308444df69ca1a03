//! A type's file is the same in every slice that has it: adding an operation only adds.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::settings::Operations;
use tinsmith_tests::sdk;

/// The files that list what a crate has (operations, types, modules), and the front page, whose examples call some of it.
const LISTS: [&str; 7] = [
    "src/client.rs",
    "src/lib.rs",
    "src/meta.rs",
    "src/operation.rs",
    "src/types.rs",
    "src/types/error.rs",
    "src/wire.rs",
];

#[test]
fn one_operation_is_a_part_of_two() {
    let one = slice(&["RespondToAuthChallenge"]);
    let two = slice(&["InitiateAuth", "RespondToAuthChallenge"]);
    assert_eq!(differing(&one, &two), LISTS);
}

#[test]
fn one_operation_is_a_part_of_the_whole_service() {
    let one = slice(&["RespondToAuthChallenge"]);
    let whole = sdk::first().with_operations(Operations::All).generate();
    assert_eq!(whole.krate.operations.len(), 141);
    assert_eq!(differing(&one, &whole.tree.files), LISTS);
}

#[test]
fn the_order_in_which_operations_are_named_does_not_matter() {
    let one_way = slice(&["InitiateAuth", "RespondToAuthChallenge"]);
    let other_way = slice(&["RespondToAuthChallenge", "InitiateAuth"]);
    assert_eq!(differing(&one_way, &other_way), [""; 0]);
    assert_eq!(one_way.len(), other_way.len());
}

/// A list in a bigger slice has every line of the smaller one, so a diff shows additions alone.
#[test]
fn lists_only_grow() {
    let one = slice(&["RespondToAuthChallenge"]);
    let two = slice(&["InitiateAuth", "RespondToAuthChallenge"]);
    for path in ["src/operation.rs", "src/types.rs", "src/types/error.rs", "src/wire.rs"] {
        let lines = |files: &BTreeMap<String, String>| {
            files[path].lines().map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let lost: Vec<_> = lines(&one).difference(&lines(&two)).cloned().collect();
        assert_eq!(lost, [""; 0], "{path}");
    }
}

/// What an overlay says about a sign-in calls two operations.
#[test]
fn a_chapter_is_where_all_that_it_calls_is() {
    let has_it = |operations: &[&str]| {
        slice(operations)["src/lib.rs"].lines().any(|line| line == "//! # Sign in")
    };
    assert!(!has_it(&["RespondToAuthChallenge"]));
    assert!(!has_it(&["InitiateAuth", "SignUp"]));
    assert!(has_it(&["InitiateAuth", "RespondToAuthChallenge"]));
}

fn slice(operations: &[&str]) -> BTreeMap<String, String> {
    let names = operations.iter().map(|name| (*name).to_owned()).collect();
    sdk::first().with_operations(Operations::Named(names)).generate().tree.files
}

/// The files of the smaller slice that the bigger one does not have, or has with another text.
fn differing<'f>(
    small: &'f BTreeMap<String, String>,
    big: &BTreeMap<String, String>,
) -> Vec<&'f str> {
    let differs = |path: &&String| small.get(*path) != big.get(*path);
    small.keys().filter(differs).map(String::as_str).collect()
}
