//! What a review says of old programs, against what they meet.
//!
//! Every version of a crate makes its calls at a service of the other version (see `tinsmith_tests::old_programs`).

use std::collections::BTreeSet;
use std::path::Path;

use tinsmith_tests::callers::Pair;
use tinsmith_tests::old_programs::{Tally, is_spoken, judge, met};
use tinsmith_tests::sdk;
use toml::{Table, Value};

use crate::callers::{RELEASED, released, small_pairs};

/// The pairs of small models by which every row of the review's table is tested.
#[test]
#[ignore = "takes some three minutes of CPU"]
fn old_programs_meet_what_the_review_says() {
    let mut pairs = small_pairs();
    pairs.retain(is_spoken);
    println!("{}", judged(&pairs, "small"));
}

/// Prints the table of `docs/verdict.md`.
#[test]
#[ignore = "takes the models that `cargo xtask history` fetches, and minutes"]
fn old_programs_meet_what_the_review_says_of_released_versions() {
    let pairs: Vec<Pair> = RELEASED
        .iter()
        .map(|(old, new)| {
            let name = format!("{old} | {new}");
            Pair { name, old: released(old), new: released(new) }
        })
        .collect();
    println!("{}", judged(&pairs, "released"));
}

/// Has the programs of all pairs make their calls; gives a table of what the review and they agree on, with the sums.
fn judged(pairs: &[Pair], name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("old_programs").join(name);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
    let run = met(pairs, &folder, target).unwrap_or_else(|error| panic!("{error}"));
    let mut otherwise = Otherwise::read(name);
    let mut sums = [Tally::default(); 2];
    let mut problems = Vec::new();
    let mut table = Vec::new();
    for (pair, met) in pairs.iter().zip(&run.met) {
        let reviews = [pair.review(), pair.review_of_the_way_back()];
        for (way, (review, met)) in reviews.iter().zip(met).enumerate() {
            let verdict = judge(review, met);
            let direction = ["forward", "reverse"][way];
            table.push(format!("| {} | {direction} | {} |", pair.name, verdict.tally));
            sums[way] = sums[way] + verdict.tally;
            for (what, shown) in &verdict.unsaid {
                let what = format!("{} {direction}: {what}", pair.name);
                problems.extend((!otherwise.has(&what)).then(|| format!("{what}: {shown}")));
            }
            for (kind, what) in &verdict.unmet {
                let what = format!("{} {direction}: {what}", pair.name);
                problems
                    .extend((!otherwise.has_kind(kind) && !otherwise.has(&what)).then_some(what));
            }
        }
    }
    problems.extend(otherwise.unused());
    assert!(problems.is_empty(), "{}\n{}", problems.join("\n"), problems.len());
    let [there, back] = sums;
    table.push(format!("| all | forward | {there} |\n| all | reverse | {back} |"));
    let (programs, calls, used) = (run.programs, run.calls, otherwise.used.len());
    table.push(format!("{programs} programs, {calls} calls; {used} entries of the list are used"));
    table.join("\n")
}

/// Where the review and the programs may say something else, each with its reason: `tests/fixtures/old_programs/otherwise.toml`.
struct Otherwise {
    kinds: BTreeSet<String>,
    listed: BTreeSet<String>,
    used: BTreeSet<String>,
}

impl Otherwise {
    fn read(name: &str) -> Self {
        let path = sdk::root().join("tests/fixtures/old_programs/otherwise.toml");
        let text = std::fs::read_to_string(&path).expect("the list can be read");
        let table: Table = text.parse().expect("the list is TOML");
        let of = |entry: &Value, key: &str| -> Vec<String> {
            let texts = entry.get(key).and_then(Value::as_array).into_iter().flatten();
            texts.map(|text| text.as_str().expect("it is a string").to_owned()).collect()
        };
        let entries = table.get(name).and_then(Value::as_array).into_iter().flatten();
        let (mut kinds, mut listed) = (BTreeSet::new(), BTreeSet::new());
        for entry in entries {
            assert!(entry.get("reason").is_some_and(Value::is_str), "{entry:?} has no reason");
            kinds.extend(of(entry, "kinds"));
            listed.extend(of(entry, "results"));
        }
        Self { kinds, listed, used: BTreeSet::new() }
    }

    fn has_kind(&mut self, kind: &str) -> bool {
        self.kinds.contains(kind) && {
            self.used.insert(kind.to_owned());
            true
        }
    }

    fn has(&mut self, what: &str) -> bool {
        self.listed.contains(what) && {
            self.used.insert(what.to_owned());
            true
        }
    }

    /// Entries for which there is no use any more.
    fn unused(&self) -> Vec<String> {
        let all = self.kinds.iter().chain(&self.listed).filter(|all| !self.used.contains(*all));
        all.map(|entry| format!("the list has {entry}, which does not occur")).collect()
    }
}
