//! A type's file is the same in every slice that has it: adding an operation only adds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};
use tinsmith_codegen::settings::{Operations, Package, RuntimeSource};
use tinsmith_codegen::{Document, Inputs, Settings, generate};
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

/// The rules of a service ask for signatures for several regions, where a parameter is set that one operation alone sets.
#[test]
fn signatures_for_several_regions_come_with_the_operation_that_needs_them() {
    let case = sdk::root().join("tests/cases/endpoint/of_several_regions/model.json");
    let model = fs::read_to_string(case).expect("the case has a model");
    let tree: Value = serde_json::from_str(&model).expect("it is JSON");
    for model in [&tree, &with_diagram(&tree)] {
        let without = slice_of(model, &["ListRules"]);
        assert!(!without["Cargo.toml"].contains("sigv4a"), "{}", without["Cargo.toml"]);
        assert!(without["src/wire/list_rules.rs"].contains(".signed()"));
        let with = slice_of(model, &["PutEvents"]);
        assert!(with["Cargo.toml"].contains(r#""sigv4a""#), "{}", with["Cargo.toml"]);
        assert!(with["src/wire/put_events.rs"].contains(".auth(&[Auth::SigV4, Auth::SigV4a])"));
        let both = slice_of(model, &["ListRules", "PutEvents"]);
        for (small, manifest) in [(without, &["Cargo.toml"][..]), (with, &[])] {
            let mut differing = differing(&small, &both);
            differing.retain(|path| !LISTS.contains(path));
            assert_eq!(differing, manifest);
        }
    }
}

/// A setting of the client can be what an endpoint asks for, whatever the operation is.
#[test]
fn a_parameter_that_a_client_sets_concerns_every_operation() {
    let case = sdk::root().join("tests/cases/endpoint/of_several_regions/model.json");
    let model = fs::read_to_string(case).expect("the case has a model");
    let mut model: Value = serde_json::from_str(&model).expect("it is JSON");
    let traits = &mut model["shapes"]["example.events#Events"]["traits"];
    traits["smithy.rules#clientContextParams"] = json!({ "EndpointId": { "type": "string" } });
    for model in [&model, &with_diagram(&model)] {
        assert!(slice_of(model, &["ListRules"])["Cargo.toml"].contains(r#""sigv4a""#));
    }
}

/// The model with its rules as a decision diagram.
fn with_diagram(model: &Value) -> Value {
    let mut model = model.clone();
    let traits = &mut model["shapes"]["example.events#Events"]["traits"];
    let traits = traits.as_object_mut().expect("a service has traits");
    traits.remove("smithy.rules#endpointTests");
    let tree = traits.remove("smithy.rules#endpointRuleSet").expect("it has rules");
    let inner = &tree["rules"][0]["rules"];
    let condition = |rule: &Value| rule["conditions"][0].clone();
    let end = |rule: &Value| {
        let mut end = rule.clone();
        end["conditions"] = json!([]);
        end
    };
    let rules = tree["rules"].as_array().expect("it is a list");
    let [endpoint_id, endpoint, region, missing] = rules.as_slice() else {
        panic!("the case has other rules")
    };
    let nodes: [[i32; 3]; 5] = [
        [-1, 1, -1],
        [0, 3, 4],
        [1, 100_000_001, 100_000_002],
        [2, 100_000_003, 5],
        [3, 100_000_004, 100_000_005],
    ];
    let bytes: Vec<u8> = nodes.iter().flatten().flat_map(|number| number.to_be_bytes()).collect();
    let diagram = json!({
        "version": "1.1",
        "parameters": tree["parameters"],
        "conditions": [
            condition(endpoint_id), condition(&inner[0]), condition(endpoint), condition(region),
        ],
        "results": [end(&inner[0]), end(&inner[1]), end(endpoint), end(region), end(missing)],
        "root": 2,
        "nodeCount": nodes.len(),
        "nodes": data_encoding::BASE64.encode(&bytes),
    });
    traits.insert("smithy.rules#endpointBdd".to_owned(), diagram);
    model
}

fn slice_of(model: &Value, operations: &[&str]) -> BTreeMap<String, String> {
    let bytes = model.to_string().into_bytes();
    let inputs = Inputs::new(Document { name: "model.json", bytes: &bytes });
    let package = Package {
        name: "events".to_owned(),
        runtime: RuntimeSource::Version("1".to_owned()),
        standalone: true,
    };
    let settings = Settings::new(package, Operations::named(operations.iter().copied()));
    generate(&inputs, &settings).unwrap_or_else(|error| panic!("{error}")).tree.files
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
