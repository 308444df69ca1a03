//! What a review says of callers, against what a compiler says of them.
//!
//! Every use of each version of a crate is compiled against the other version, in both directions (see `tinsmith_tests::callers`).

use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_tests::callers::{Pair, Seen, Tally, Version, check, judge};
use tinsmith_tests::sdk;

/// Cases in which a name stands for something else than before, so that programs compile and do another thing.
const TAKEN_NAMES: [&str; 3] =
    ["odd__values_swapped", "operation_renamed_in_rust", "value_renamed_in_rust__collision"];

/// Pairs of released versions that differ much, and the longest way.
const RELEASED: [(&str, &str); 12] = [
    ("1.31.19", "1.31.39"),
    ("1.34.104", "1.34.157"),
    ("1.34.157", "1.35.18"),
    ("1.35.18", "1.35.68"),
    ("1.35.68", "1.35.79"),
    ("1.37.6", "1.38.2"),
    ("1.40.9", "1.40.15"),
    ("1.42.94", "1.43.19"),
    ("1.43.40", "1.43.51"),
    ("1.43.84", "1.43.109"),
    ("1.43.109", "1.44.1"),
    ("1.29.0", "1.44.5"),
];

/// The pairs of small models by which every row of the review's table is tested.
#[test]
fn small_models_break_callers_where_the_review_says_so() {
    let pairs = small_pairs();
    let mut problems = Vec::new();
    let (there, back) = judged(&pairs, "small", &mut problems);
    println!("| {there} |\n| {back} |");
    assert!(there.failed > 0 && back.failed > 0, "nothing fails where something is removed");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The pairs of `review/tests/cases`, by name.
pub(crate) fn small_pairs() -> Vec<Pair> {
    let folder = sdk::root().join("review/tests/cases");
    let cases = fs::read_dir(&folder).expect("the folder of the cases can be read");
    let mut cases: Vec<PathBuf> = cases
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases.iter().map(|case| small(case)).collect()
}

fn small(case: &Path) -> Pair {
    let name = case.file_name().unwrap_or_default().to_string_lossy();
    let version = |side: &str| {
        let model = fs::read(case.join(format!("{side}.smithy.json")));
        let model = model.unwrap_or_else(|error| panic!("{name}, {side}: {error}"));
        let overlay = fs::read(case.join(format!("{side}.overlay.json"))).ok();
        let version = Version::of(&model, overlay.as_deref());
        version.unwrap_or_else(|error| panic!("{name}, {side}: {error}"))
    };
    Pair { name: name.replace('-', "_"), old: version("old"), new: version("new") }
}

/// Prints the table of `docs/verdict.md`.
#[test]
#[ignore = "takes the models that `cargo xtask history` fetches, and minutes"]
fn released_versions_break_callers_where_the_review_says_so() {
    let mut problems = Vec::new();
    for (old, new) in RELEASED {
        let pair = Pair { name: "cognito".to_owned(), old: released(old), new: released(new) };
        let (there, back) = judged(&[pair], "released", &mut problems);
        println!("| {old} | {new} | {there} |\n| {new} | {old} | {back} |");
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A version of Cognito's model that `cargo xtask history` has fetched.
fn released(version: &str) -> Version {
    let folder = sdk::root().join("target/history").join(version);
    let path = folder.join("cognito-identity-provider.json");
    let model = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Version::of(&model, None).unwrap_or_else(|error| panic!("{version}: {error}"))
}

/// Checks pairs together; gives the sum of their tallies for the way there and the way back.
fn judged(pairs: &[Pair], name: &str, problems: &mut Vec<String>) -> (Tally, Tally) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("callers").join(name);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
    let failures = check(pairs, &folder, target).unwrap_or_else(|error| panic!("{error}"));
    let mut sums = (Tally::default(), Tally::default());
    for (pair, failed) in pairs.iter().zip(&failures) {
        let (broken, added) = (failed.broken(), failed.added());
        let (uses, new_uses) = (&failed.of_old, &failed.of_new);
        let there = Seen { uses, broken: &broken, new_uses, added: &added };
        let back = Seen { uses: new_uses, broken: &added, new_uses: uses, added: &broken };
        let mut review = pair.review();
        let verdicts = [judge(&review, there), judge(&pair.review_of_the_way_back(), back)];
        // A review that says nothing is asked about every use that fails.
        review.changes.clear();
        assert_eq!(judge(&review, there).problems.len(), broken.len() + added.len());
        let [there, back] = verdicts;
        let named = |way: &str, problem: &String| format!("{} {way}: {problem}", pair.name);
        problems.extend(there.problems.iter().map(|problem| named("there", problem)));
        problems.extend(back.problems.iter().map(|problem| named("back", problem)));
        let unseen = there.unseen.iter().chain(&back.unseen);
        if TAKEN_NAMES.contains(&pair.name.as_str()) {
            let not = || format!("{}: every change is seen, no name is taken", pair.name);
            problems.extend(unseen.count().eq(&0).then(not));
        } else {
            problems.extend(unseen.map(|problem| named("there or back", problem)));
        }
        sums = (sums.0 + there.tally, sums.1 + back.tally);
    }
    sums
}
