//! The table of partitions: every kind of difference, and none.

use tinsmith_codegen::stages::partitions;
use tinsmith_codegen::{Document, SourceTree};
use tinsmith_review::compare::partitions::{Table, compare};
use tinsmith_review::report::CrateReview;
use tinsmith_review::table::Step;

/// A partition with these regions, and `dnsSuffix`.
fn partition(id: &str, suffix: &str, regions: &[&str]) -> String {
    let regions: Vec<String> = regions.iter().map(|region| format!("\"{region}\": {{}}")).collect();
    format!(
        r#"{{"id": "{id}", "regionRegex": "^({id})\\-\\w+\\-\\d+$", "regions": {{{}}}, "outputs": {{
            "name": "{id}", "dnsSuffix": "{suffix}", "dualStackDnsSuffix": "dual.{suffix}",
            "implicitGlobalRegion": "{id}-1", "supportsFIPS": true, "supportsDualStack": true}}}}"#,
        regions.join(", ")
    )
}

fn review(old: &[String], new: &[String]) -> Option<CrateReview> {
    let document = |list: &[String]| format!(r#"{{"partitions": [{}]}}"#, list.join(", "));
    let texts = [document(old), document(new)];
    let facts = |text: &'static str| Document { name: "partitions.json", bytes: text.as_bytes() };
    let [old, new] = texts.map(|text| facts(text.leak()));
    let tree = |facts| {
        let text = partitions::generate(facts).expect("the document is sound");
        SourceTree { files: [("src/partitions.rs".to_owned(), text)].into() }
    };
    let (old_tree, new_tree) = (tree(old), tree(new));
    let old = Table { label: "old", facts: old, tree: &old_tree };
    let new = Table { label: "new", facts: new, tree: &new_tree };
    compare("runtime", &old, &new).expect("both are JSON").map(|(review, _)| review)
}

fn changes(review: &CrateReview) -> Vec<(&str, &str, &str)> {
    let changes = review.changes.iter();
    changes.map(|change| (change.row().id, &*change.subject, &*change.detail)).collect()
}

#[test]
fn every_difference_is_a_change() {
    let old = [
        partition("aws", "amazonaws.com", &["aws-1", "aws-2"]),
        partition("old", "old.example", &["old-1"]),
    ];
    let new = [
        partition("aws", "amazonaws.example", &["aws-1", "aws-3"]),
        partition("new", "new.example", &["new-1", "new-2"]),
    ];
    let review = review(&old, &new).expect("they differ");
    assert_eq!(
        changes(&review),
        [
            (
                "partition-changed",
                "aws",
                r#"dnsSuffix: `"amazonaws.com"` -> `"amazonaws.example"`"#
            ),
            (
                "partition-changed",
                "aws",
                r#"dualStackDnsSuffix: `"dual.amazonaws.com"` -> `"dual.amazonaws.example"`"#
            ),
            ("region-removed", "aws.aws-2", "gone"),
            ("region-added", "aws.aws-3", "new"),
            ("partition-added", "new", "2 regions"),
            ("partition-removed", "old", "1 region"),
        ]
    );
    assert_eq!(review.step(), Step::Minor);
    let [file] = review.files.as_slice() else { panic!("one file") };
    assert!(review.changes.iter().all(|change| change.files == [file.path.clone()]));
}

#[test]
fn the_same_facts_are_no_review() {
    let table = [partition("aws", "amazonaws.com", &["aws-1"])];
    assert!(review(&table, &table).is_none());
}
