//! The table, from logs of builds that never were.

use super::super::cpu_log::Build;
use super::super::lines::Lines;
use super::{Measured, OFFICIAL, Program, SLICE, report};

fn measured(program: &Program, sdk: f64, runtime: &str, lines: Lines, size: u64) -> Measured {
    let (name, krate) = (program.name, program.sdk);
    let log = format!(
        "rustc\tsdk\t{krate}\t1.0.0\t/sdk\t{sdk}\n\
         {runtime}\
         rustc\tmain\t{name}\t0.1.0\t/main\t2\n\
         cargo\t\t\t\t\t100\n"
    );
    let build = || Build::read(&log).unwrap();
    Measured { builds: [build(), build(), build()], lines, size, version: "1.0.0".to_owned() }
}

#[test]
fn the_runtime_counts_as_ours_and_targets_are_those_of_their_row() {
    let official = measured(&OFFICIAL, 98.0, "", Lines { all: 80_000, code: 40_000 }, 10_000_000);
    let runtime = "rustc\truntime\ttinsmith-runtime\t0.1.0\t/runtime\t1.5\n";
    let all = measured(&super::ALL, 6.5, runtime, Lines { all: 10_000, code: 8000 }, 6_100_000);
    let slice = measured(&SLICE, 0.5, runtime, Lines { all: 1000, code: 800 }, 5_000_000);
    let text = report::table(&[&official, &all, &slice]).text();
    let row = |what: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.starts_with(&format!("| {what} "))).unwrap();
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    assert_eq!(
        row("release: **counted**"),
        [
            "release: **counted**",
            "100.0 s",
            "10.0 s",
            "1/10.0",
            "at most 1/10: met",
            "4.0 s",
            "1/25.0",
            "at most 1/25: met"
        ]
    );
    assert_eq!(row("check: **counted**")[3..5], ["1/10.0", "at most 1/6: met"]);
    assert_eq!(row("debug: **counted**")[3..5], ["1/10.0", ""]);
    assert_eq!(row("debug: runtime crate")[1..4], ["–", "1.5 s", "–"]);
    assert_eq!(row("crates in the tree")[1..4], ["2", "3", "150 %"]);
    assert_eq!(row("**lines of Rust**")[1..5], ["80000", "10000", "1/8.0", "at most 1/8: met"]);
    assert_eq!(
        row("**release program, stripped**")[1..5],
        ["10.00 MB", "6.10 MB", "61 %", "at most 60 %: missed"]
    );
}
