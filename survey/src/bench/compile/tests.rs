//! The tables, from logs of builds that never were, and the page that they stand on.

use super::super::cpu_log::Build;
use super::super::lines::Lines;
use super::super::page::replaced;
use super::super::programs::{ALL, Calls, OFFICIAL, OFFICIAL_ON_RING, Package, SLICE, Sdk};
use super::side::{Program, Side};
use super::{Measured, report};
use crate::bench::Profile;

const RUNTIME: &str = "rustc\truntime\ttinsmith-runtime\t0.1.0\t/runtime\t1.5\n\
                       rustc\tclient\ttinsmith-http-client\t0.1.0\t/http-client\t4.5\n";

fn build(sdk: &Sdk, seconds: f64, runtime: &str, whole: f64) -> Build {
    let (program, package) = (format!("{}-1", sdk.name), sdk.package);
    let log = format!(
        "rustc\tsdk\t{package}\t1.0.0\t/sdk\t{seconds}\n\
         {runtime}\
         rustc\tmain\t{program}\t0.1.0\t/main\t2\n\
         cargo\t\t\t\t\t{whole}\n"
    );
    Build::read(&log).unwrap()
}

fn program(calls: Calls, seconds: f64, size: u64) -> Program {
    Program { calls, seconds, size: Some(size), after_edit: Some(seconds / 2.0) }
}

fn with(mut side: Side, programs: [(f64, u64); 3]) -> Side {
    for (calls, (seconds, size)) in Calls::ALL.into_iter().zip(programs) {
        side.programs.push(program(calls, seconds, size));
    }
    side
}

fn cold(sdk: &'static Sdk, build: &Build, lines: usize) -> Side {
    let lines = Lines { all: lines, code: lines / 2 };
    Side::of_cold(Package::program(sdk, Calls::One), build, lines).unwrap()
}

fn measured(profile: Profile) -> Measured {
    let client = "rustc\tclient\taws-smithy-http-client\t1.0.0\t/client\t40\n";
    let official = cold(&OFFICIAL, &build(&OFFICIAL, 98.0, client, 200.0), 80_000);
    let generated = cold(&ALL, &build(&ALL, 6.5, RUNTIME, 80.0), 10_000);
    let package = Package::program(&SLICE, Calls::One);
    let of_slice = build(&SLICE, 0.5, "", 2.5);
    let slice = generated.with(package, &of_slice, Lines { all: 1000, code: 800 }).unwrap();
    let on_ring = build(&OFFICIAL_ON_RING, 98.0, "", 170.0);
    let small = [(2.0, 10_000_000), (9.0, 10_900_000), (30.0, 17_000_000)];
    let ours = [(2.0, 7_000_000), (6.0, 7_500_000), (31.0, 9_100_000)];
    Measured {
        profile,
        official: Some(with(official, small)),
        generated: with(generated, ours),
        slice: Some(with(slice, ours)),
        on_ring: Some(with(cold(&OFFICIAL_ON_RING, &on_ring, 80_000), small)),
    }
}

/// The cells of the first row with this title, from the second on.
fn row(text: &str, what: &str) -> Vec<String> {
    let line = text.lines().find(|line| line.starts_with(&format!("| {what} "))).unwrap();
    line.trim_matches('|').split('|').skip(1).map(|cell| cell.trim().to_owned()).collect()
}

/// The part of a text behind a heading.
fn under<'t>(text: &'t str, heading: &str) -> &'t str {
    text.split_once(&format!("### {heading}\n")).unwrap().1
}

#[test]
fn the_runtime_counts_as_ours_and_targets_are_those_of_their_row() {
    let text = report::text(&[measured(Profile::Release)], 131);
    let release = under(&text, "Release");
    assert_eq!(row(release, "SDK crate"), ["98.0 s", "6.5 s", "1/15.1", ""]);
    assert_eq!(row(release, "runtime crate"), ["–", "1.5 s", "–", ""]);
    assert_eq!(row(release, "HTTP client, not counted"), ["40.0 s", "4.5 s", "1/8.9", ""]);
    assert_eq!(row(release, "counted and HTTP client, 1 call"), ["140.0 s", "14.5 s", "1/9.7", ""]);
    assert_eq!(row(release, "program, 20 calls"), ["9.0 s", "6.0 s", "67 %", ""]);
    assert_eq!(
        row(release, r"**counted**, 1 call"),
        ["100.0 s", "10.0 s", "1/10.0", "at most 1/10: met"]
    );
    assert_eq!(
        row(release, "**counted**, 20 calls"),
        ["107.0 s", "14.0 s", "1/7.6", "at most 1/8: missed"]
    );
    assert_eq!(row(release, "**counted**, all 131 calls"), ["128.0 s", "39.0 s", "1/3.3", ""]);
    assert_eq!(
        row(release, "**everything**, 20 calls"),
        ["207.0 s", "84.0 s", "41 %", "at most 45 %: met"]
    );
    assert_eq!(
        row(release, "**everything**, 1 call, official on ring"),
        ["170.0 s", "80.0 s", "47 %", "at most 45 %: missed"]
    );
}

#[test]
fn a_slice_has_what_was_built_for_the_whole_crate_too() {
    let text = report::text(&[measured(Profile::Release)], 131);
    let slice = under(&text, "A crate of one operation");
    assert_eq!(row(slice, "release: SDK crate"), ["98.0 s", "0.5 s", "1/196.0", ""]);
    assert_eq!(
        row(slice, "release: **counted**"),
        ["100.0 s", "4.0 s", "1/25.0", "at most 1/25: met"]
    );
    assert_eq!(row(slice, "release: everything"), ["200.0 s", "74.0 s", "1/2.7", ""]);
}

#[test]
fn sizes_are_of_whole_programs_and_of_what_an_operation_adds() {
    let text = report::text(&[measured(Profile::Release)], 131);
    let sizes = under(&text, "Size");
    assert_eq!(
        row(sizes, "**program**, 1 call"),
        ["10.00 MB", "7.00 MB", "70 %", "at most 75 %: met"]
    );
    assert_eq!(
        row(sizes, "**what a further operation adds**"),
        ["53.8 kB", "16.2 kB", "1/3.3", "at most 1/3: met"]
    );
    assert_eq!(row(sizes, "crates in the tree"), ["3", "4", "133 %", ""]);
    assert_eq!(row(sizes, "**lines of Rust**"), ["80000", "10000", "1/8.0", "at most 1/8: met"]);
    let edits = under(&text, "After an edit");
    assert_eq!(row(edits, "release, 20 calls"), ["4.5 s", "3.0 s", "67 %", ""]);
}

#[test]
fn what_was_not_measured_has_no_row_and_no_verdict() {
    let mut generated = cold(&ALL, &build(&ALL, 6.5, RUNTIME, 80.0), 10_000);
    let program = Program { calls: Calls::One, seconds: 2.0, size: None, after_edit: None };
    generated.programs.push(program);
    let measured =
        Measured { profile: Profile::Check, official: None, generated, slice: None, on_ring: None };
    let text = report::text(&[measured], 131);
    assert_eq!(row(&text, r"**counted**, 1 call"), ["–", "10.0 s", "–", ""]);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("### ")).collect();
    assert_eq!(headings, ["### Check"]);
    assert!(!text.contains("20 calls"), "{text}");
}

#[test]
fn tables_are_put_between_the_comments_of_a_page() {
    let begin = "<!-- Written by `cargo xtask bench compile --report`: begin -->\n";
    let end = "<!-- Written by `cargo xtask bench compile --report`: end -->\n";
    let page = format!("# Cost\n\n{begin}{end}\nMore.\n");
    let first = replaced(&page, "compile", "old").unwrap();
    assert_eq!(first, format!("# Cost\n\n{begin}\nold\n\n{end}\nMore.\n"));
    assert_eq!(replaced(&first, "compile", "new").unwrap(), first.replace("old", "new"));
    assert_eq!(replaced(&page, "inline", "new"), None);
    assert_eq!(replaced("# Cost\n", "compile", "new"), None);
    assert_eq!(replaced(begin, "compile", "new"), None);
}
