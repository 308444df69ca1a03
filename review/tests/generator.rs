//! The same model by another generator: what callers can name decides, and a few hunks stand for the rest.

use tinsmith_codegen::settings::{Operations, Package, RuntimeSource};
use tinsmith_codegen::stages::pipeline::{Prepared, generate_with_model};
use tinsmith_codegen::{Document, Generated, Inputs, Settings, SourceTree};
use tinsmith_review::compare::{Declared, Version, compare};
use tinsmith_review::report::{Cause, CrateReview};
use tinsmith_review::table::{Callers, Step};

const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "a#Kilns": {"type": "service", "version": "1", "operations": [{"target": "a#Fire"}],
        "traits": {"aws.protocols#awsJson1_1": {}, "aws.auth#sigv4": {"name": "kilns"},
            "aws.api#service": {"sdkId": "Kilns"}}},
    "a#Fire": {"type": "operation", "input": {"target": "a#FireRequest"}, "output": {"target": "a#FireResponse"}},
    "a#FireRequest": {"type": "structure", "members": {
        "Kiln": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
        "Note": {"target": "smithy.api#String"}}},
    "a#FireResponse": {"type": "structure", "members": {"Heat": {"target": "smithy.api#Integer"}}}}}"#;

fn generated() -> (Prepared, Generated) {
    let package = Package {
        name: "kilns".to_owned(),
        runtime: RuntimeSource::Version("1".to_owned()),
        standalone: true,
    };
    let inputs = Inputs::new(Document { name: "kilns.json", bytes: MODEL.as_bytes() });
    generate_with_model(&inputs, &Settings::new(package, Operations::All)).expect("a sound model")
}

/// The review of a crate whose files an older generator wrote with `edit`'s result in the place of today's.
fn review(edit: impl Fn(&str, &str) -> String) -> CrateReview {
    let (prepared, generated) = generated();
    let files = generated.tree.files.iter();
    let committed = files.map(|(path, text)| (path.clone(), edit(path, text))).collect();
    let version = Version { label: "here", prepared: &prepared, generated: &generated };
    compare("kilns", version, version, Some(&SourceTree { files: committed }), &Declared::default())
        .0
}

#[test]
fn comments_and_bodies_are_no_api() {
    let review = review(|_, text| text.replace("/// Sets `Note`.", "/// Sets the `Note` member."));
    assert_eq!(review.changes, []);
    assert_eq!(review.step(), Step::Patch);
    let [file] = review.files.as_slice() else { panic!("one file: {:?}", review.files) };
    assert_eq!((file.path.as_str(), file.cause), ("src/operation/fire.rs", Cause::Generator));
    let change = review.generator.expect("another generator");
    let kinds: Vec<_> = change
        .kinds
        .iter()
        .map(|kind| (&*kind.kind, kind.files, kind.added, kind.removed))
        .collect();
    assert_eq!(kinds, [("operations", 1, 1, 1)]);
}

#[test]
fn another_public_item_is_a_change_of_the_api() {
    let review = review(|_, text| {
        text.replace(
            "pub fn note(mut self, value: impl Into<String>)",
            "pub fn with_note(mut self, value: String)",
        )
        .replace("pub kiln: String", "pub kiln: Box<str>")
        .replace(
            "#[derive(Clone, Debug, Default, PartialEq)]",
            "#[derive(Clone, Debug, PartialEq)]",
        )
    });
    let changes: Vec<_> = review
        .changes
        .iter()
        .map(|change| (change.row().id, &*change.subject, &*change.detail))
        .collect();
    assert_eq!(
        changes,
        [
            ("generated-item-changed", "operation::fire::FireRequest.kiln", "Box<str> -> String"),
            (
                "generated-item-removed",
                "operation::fire::FireRequest::with_note",
                "gone: fn(mut self, String) -> Self"
            ),
            ("generated-item-added", "impl Default for operation::fire::FireResponse", "new"),
            (
                "generated-item-added",
                "operation::fire::FireRequest::note",
                "new: fn(mut self, impl Into<String>) -> Self"
            ),
        ]
    );
    assert!(review.changes.iter().all(|change| change.files == ["src/operation/fire.rs"]));
    assert_eq!((review.step(), review.count(Callers::Breaking)), (Step::Major, 2));
}

#[test]
fn three_hunks_stand_for_the_most_others_and_each_is_the_smallest_of_its_sort() {
    let review = review(|path, text| {
        let text = text.replace("/// Sets `", "/// Set `").replace("Do not edit.", "No edits.");
        if path == "src/meta.rs" {
            text.replace("pub const", "// A constant.\npub const")
        } else {
            text
        }
    });
    let change = review.generator.expect("another generator");
    let examples: Vec<_> = change
        .examples
        .iter()
        .map(|example| (example.path.as_str(), example.alike, example.hunk.lines.len()))
        .collect();
    // The headers of Rust files, those of others, and the setter; `meta` has the largest sort of all.
    assert_eq!(
        examples,
        [("src/client.rs", 10, 5), ("rustfmt.toml", 2, 4), ("src/operation/fire.rs", 1, 8)]
    );
}

#[test]
fn the_same_generator_and_model_are_no_change() {
    let review = review(|_, text| text.to_owned());
    assert_eq!((review.changes.len(), review.files.len(), &review.generator), (0, 0, &None));
    assert_eq!(review.step(), Step::None);
}
