//! What a review says of old programs, against what they meet.
//!
//! Every version of a crate makes its calls at a service of the other version (see `tinsmith_tests::old_programs`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tinsmith_codegen::settings::Operations;
use tinsmith_tests::callers::{Pair, Version};
use tinsmith_tests::old_programs::{Run, Tally, Verdict, called, is_spoken, judge, met};
use tinsmith_tests::sdk;
use toml::{Table, Value};

use crate::callers::small_pairs;

/// The pairs of small models by which every row of the review's table is tested.
#[test]
#[ignore = "takes some three minutes of CPU"]
fn old_programs_meet_what_the_review_says() {
    let mut pairs = small_pairs();
    pairs.retain(is_spoken);
    println!("{}", judged(&pairs, "small"));
}

/// Prints the table of `docs/verdict.md`. Of each service, the operations that differ are generated and called.
#[test]
#[ignore = "takes the models that `cargo xtask history` fetches, and minutes"]
fn old_programs_meet_what_the_review_says_of_released_versions() {
    let services = sdk::root().join("survey/src/history/services.toml");
    let services = fs::read_to_string(&services).expect("the list of services can be read");
    let services: Table = services.parse().expect("the list of services is TOML");
    let services = services["service"].as_array().expect("it has services");
    let mut otherwise = Otherwise::read("released");
    let mut problems = Vec::new();
    for service in services {
        let text = |key: &str| service[key].as_str().expect("it is a text").to_owned();
        let versions = [text("old"), text("new")];
        let table = released(&text("name"), &versions, &mut otherwise, &mut problems);
        println!("{}", table.join("\n"));
    }
    problems.extend(otherwise.unused());
    assert!(problems.is_empty(), "{}\n{}", problems.join("\n"), problems.len());
}

/// Compares two released versions of a service, both ways; gives a row for each, and how much was called.
fn released(
    name: &str,
    [old, new]: &[String; 2],
    otherwise: &mut Otherwise,
    problems: &mut Vec<String>,
) -> Vec<String> {
    let read = |version: &str| {
        let path = format!("target/history/services/{name}/{version}/model.json");
        fs::read(sdk::root().join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let (before, after) = (read(old), read(new));
    let whole = |model: &[u8]| Version::of(model, None).unwrap_or_else(|it| panic!("{name}: {it}"));
    let pair =
        Pair { name: format!("{name} {old} {new}"), old: whole(&before), new: whole(&after) };
    assert!(is_spoken(&pair), "{name} speaks AWS JSON");
    let called = called(&pair);
    let sliced = |model: &[u8], version: &Version| {
        let operations = called.iter().filter(|name| version.has_operation(name));
        Version::of_operations(model, None, Operations::named(operations))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let slices = Pair {
        name: pair.name.clone(),
        old: sliced(&before, &pair.old),
        new: sliced(&after, &pair.new),
    };
    let run = run(&[slices], name);
    let mut table = Vec::new();
    for (way, met) in run.met.iter().flatten().enumerate() {
        let (review, from, to) = match way {
            0 => (pair.review(), old, new),
            _ => (pair.review_of_the_way_back(), new, old),
        };
        let tally = held(&format!("{name} {from} {to}"), &judge(&review, met), otherwise, problems);
        table.push(format!("| `{name}` | {from} | {to} | {tally} |"));
    }
    table.push(format!("{} operations, {} calls", called.len(), run.calls));
    table
}

/// Has the programs of some pairs make their calls.
fn run(pairs: &[Pair], name: &str) -> Run {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("old_programs").join(name);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
    met(pairs, &folder, target).unwrap_or_else(|error| panic!("{error}"))
}

/// Notes where a review and the programs say something else, but for what is listed; gives the numbers.
fn held(
    step: &str,
    verdict: &Verdict,
    otherwise: &mut Otherwise,
    problems: &mut Vec<String>,
) -> Tally {
    for (what, shown) in &verdict.unsaid {
        let what = format!("{step}: {what}");
        problems.extend((!otherwise.has(&what)).then(|| format!("{what}: {shown}")));
    }
    for (kind, what) in &verdict.unmet {
        let what = format!("{step}: {what}");
        problems.extend((!otherwise.has_kind(kind) && !otherwise.has(&what)).then_some(what));
    }
    verdict.tally
}

/// Has the programs of all pairs make their calls; gives a table of what the review and they agree on, with the sums.
fn judged(pairs: &[Pair], name: &str) -> String {
    let run = run(pairs, name);
    let mut otherwise = Otherwise::read(name);
    let mut sums = [Tally::default(); 2];
    let mut problems = Vec::new();
    let mut table = Vec::new();
    for (pair, met) in pairs.iter().zip(&run.met) {
        let reviews = [pair.review(), pair.review_of_the_way_back()];
        for (way, (review, met)) in reviews.iter().zip(met).enumerate() {
            let direction = ["forward", "reverse"][way];
            let step = format!("{} {direction}", pair.name);
            let tally = held(&step, &judge(review, met), &mut otherwise, &mut problems);
            table.push(format!("| {} | {direction} | {tally} |", pair.name));
            sums[way] = sums[way] + tally;
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
        let text = fs::read_to_string(&path).expect("the list can be read");
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
