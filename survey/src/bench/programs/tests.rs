//! The programs of a service that never was.

use tinsmith_codegen::settings::{Operations, Package as Named, RuntimeSource};
use tinsmith_codegen::stages::ir::Crate;
use tinsmith_codegen::stages::pipeline::resolve_crate;
use tinsmith_codegen::{Document, Inputs, Settings};

use super::api::Api;
use super::call::Call;
use super::source::{edited, of as source};
use super::{ALL, Calls, OFFICIAL, Package, callable, chosen};

const TYPES: &str = "pub use crate::types::_kind::KIND;\n\npub use crate::types::_clay::Clay;\n";

const BUILDERS: &str = "pub fn r#type(mut self, input: Kind) -> Self {
    pub fn clay(mut self, input: Clay) -> Self {
    pub fn marks(mut self, input: impl Into<String>) -> Self {
    pub fn notes(
        mut self,
    pub fn glaze(mut self, input: impl Into<String>) -> Self {
    pub fn shelf(mut self, input: i32) -> Self {";

fn krate() -> Crate {
    let model = br#"{
        "smithy": "2.0",
        "shapes": {
            "kiln#Kiln": {
                "type": "service", "version": "2026-01-01",
                "operations": [
                    { "target": "kiln#Fire" }, { "target": "kiln#Glaze" },
                    { "target": "kiln#RespondToAuthChallenge" }, { "target": "kiln#Sort" }, { "target": "kiln#Turn" }
                ],
                "traits": { "aws.protocols#awsJson1_1": {} }
            },
            "kiln#Fire": { "type": "operation", "input": { "target": "kiln#FireInput" } },
            "kiln#Glaze": { "type": "operation" },
            "kiln#RespondToAuthChallenge": { "type": "operation" },
            "kiln#Sort": { "type": "operation" },
            "kiln#Turn": { "type": "operation" },
            "kiln#FireInput": {
                "type": "structure",
                "members": {
                    "clay": { "target": "kiln#Clay", "traits": { "smithy.api#required": {} } },
                    "type": { "target": "kiln#Kind", "traits": { "smithy.api#required": {} } },
                    "newer": { "target": "smithy.api#String" },
                    "marks": { "target": "kiln#Names" },
                    "notes": { "target": "kiln#Notes" },
                    "shelf": { "target": "smithy.api#Integer" }
                }
            },
            "kiln#Clay": {
                "type": "structure",
                "members": {
                    "weight": { "target": "smithy.api#Long", "traits": { "smithy.api#required": {} } },
                    "origin": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
                }
            },
            "kiln#Kind": {
                "type": "enum",
                "members": { "WOOD": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "wood" } } }
            },
            "kiln#Names": { "type": "list", "member": { "target": "smithy.api#String" } },
            "kiln#Notes": {
                "type": "map",
                "key": { "target": "smithy.api#String" }, "value": { "target": "smithy.api#String" }
            }
        }
    }"#;
    let inputs = Inputs::new(Document { name: "kiln.json", bytes: model });
    let runtime = RuntimeSource::Path("runtime".to_owned());
    let package = Named { name: "kiln".to_owned(), runtime, standalone: true };
    resolve_crate(&inputs, &Settings::new(package, Operations::All)).unwrap().0
}

fn api() -> Api {
    let with = ["glaze", "respond_to_auth_challenge", "sort", "turn"].map(|module| (module, ""));
    Api::of(&[&[("fire", BUILDERS)], &with[..]].concat(), TYPES)
}

fn program(sdk: &'static super::Sdk) -> String {
    let (krate, api) = (krate(), api());
    let operations = callable(&krate, &api);
    let calls: Vec<Call<'_>> =
        operations.iter().map(|operation| Call::of(&krate, &api, operation).unwrap()).collect();
    source(Package::program(sdk, Calls::All), &api, &calls)
}

#[test]
fn both_make_the_same_call_with_the_required_members_and_two_others() {
    let official = "
    let response = client
        .fire()
        .clay(official::types::Clay::builder().weight(text.len() as i64).origin(text).build()?)
        .r#type(official::types::KIND::Wood)
        .marks(text)
        .notes(text, text)
        .send()
        .await?;
    println!(\"{response:?}\");
    Ok(())
";
    let program_of_official = program(&OFFICIAL);
    assert!(program_of_official.contains(official), "{program_of_official}");
    let generated = program(&ALL);
    let (_, call) = generated.split_once("async fn fire(").unwrap();
    let (call, _) = call.split_once("\n}\n").unwrap();
    for part in
        ["text.len() as i64", "sdk::types::Kind::Wood", ".marks([text])", ".notes([(text, text)])"]
    {
        assert!(call.contains(part), "{part} in {call}");
    }
    assert!(!call.contains("shelf") && !call.contains("newer"), "{call}");
}

#[test]
fn a_program_makes_the_call_that_it_is_asked_for() {
    for sdk in [&OFFICIAL, &ALL] {
        let program = program(sdk);
        assert!(program.contains("        \"Fire\" => fire(client, text).await,\n"), "{program}");
        assert!(program.contains(&format!("bench/compile/{}", sdk.client)), "{program}");
    }
}

#[test]
fn an_edit_changes_one_call() {
    let source = program(&ALL);
    let changed = edited(&source);
    let differ = source.lines().zip(changed.lines()).filter(|(old, new)| old != new);
    assert_eq!(differ.count(), 1);
}

#[test]
fn operations_are_spread_and_the_one_of_all_programs_is_among_them() {
    let (krate, api) = (krate(), api());
    let operations = callable(&krate, &api);
    let names = |count| -> Vec<&str> {
        chosen(&operations, count).iter().map(|operation| operation.shape.name()).collect()
    };
    assert_eq!(names(1), ["RespondToAuthChallenge"]);
    assert_eq!(names(3), ["Fire", "RespondToAuthChallenge", "Sort"]);
    assert_eq!(names(5), ["Fire", "Glaze", "RespondToAuthChallenge", "Sort", "Turn"]);
    assert_eq!(names(20), names(5));
}

#[test]
fn what_the_official_crate_lacks_is_not_called() {
    let krate = krate();
    let without = Api::of(&[("respond_to_auth_challenge", ""), ("fire", "")], TYPES);
    let operations = callable(&krate, &without);
    let names: Vec<&str> = operations.iter().map(|operation| operation.shape.name()).collect();
    assert_eq!(names, ["Fire", "RespondToAuthChallenge"]);
    let error = Call::of(&krate, &without, operations[0]).err().unwrap();
    assert!(error.to_string().starts_with("cannot write a call of Fire: "), "{error}");
}
