//! What the benchmarks make of what they measured; the measuring itself needs ten minutes and no test.

use super::call::table;
use super::cpu_log::Build;
use super::lines::{self, Lines};
use super::machine;
use super::measured::{Measured, read};
use super::ratio::{Style, Target, share};
use crate::table::Table;

const LOG: &str = "rustc\t___\txtask\t0.1.0\t/x\t0.05\n\
                   rustc\t\txtask\t0.1.0\t/x\t0.05\n\
                   rustc\tbuild_script_build\tserde\t1.0.0\t/serde\t0.25\n\
                   rustc\tserde\tserde\t1.0.0\t/serde\t1.5\n\
                   rustc\tprogram\tprogram\t0.1.0\t/program\t2\n\
                   cargo\t\txtask\t0.1.0\t/x\t4.125\n";

#[test]
fn a_log_gives_seconds_by_package_and_leaves_cargos_own_questions_out() {
    let build = Build::read(LOG).unwrap();
    assert_eq!(build.seconds("serde"), 1.75);
    assert_eq!(build.seconds("program"), 2.0);
    assert_eq!(build.seconds("xtask"), 0.0);
    assert_eq!(build.whole, 4.125);
    assert_eq!(build.packages(), 2);
    let serde = build.package("serde").unwrap();
    assert_eq!((serde.version.as_str(), serde.folder.to_str()), ("1.0.0", Some("/serde")));
}

#[test]
fn a_log_that_is_none_is_an_error_that_shows_the_line() {
    let problem = |log: &str| format!("{:#}", Build::read(log).unwrap_err());
    assert_eq!(
        problem("rustc\tx"),
        "expected six fields in a line of the CPU log, found `rustc\tx`"
    );
    assert_eq!(
        problem("cargo\t\t\t\t\tlong"),
        "expected seconds at the end of `cargo\t\t\t\t\tlong`: invalid float literal"
    );
    assert_eq!(problem(""), "expected a line for cargo in the CPU log, found none");
    let missing = Build::read(LOG).unwrap().package("tokio").unwrap_err();
    assert_eq!(missing.to_string(), "expected the build to have `tokio`, which it has not");
}

#[test]
fn lines_are_counted_with_and_without_blank_ones_and_comments() {
    let text = "//! A module.\n\n/// Documented.\nfn f() {\n    // Why.\n    g(); // there\n}\n";
    assert_eq!(lines::of_text(text), Lines { all: 7, code: 3 });
    assert_eq!(lines::of_text(""), Lines::default());
}

#[test]
fn shares_are_parts_where_they_are_small() {
    assert_eq!(share(Style::Part, 0.08), "1/12.5");
    assert_eq!(share(Style::Part, 0.75), "75 %");
    assert_eq!(share(Style::Part, 0.0), "0 %");
    assert_eq!(share(Style::Percent, 0.08), "8 %");
    assert_eq!(share(Style::Percent, 1.204), "120 %");
}

#[test]
fn a_target_is_met_up_to_its_limit() {
    assert_eq!(Target::part(10.0).verdict(0.1), "at most 1/10: met");
    assert_eq!(Target::part(10.0).verdict(0.11), "at most 1/10: missed");
    assert_eq!(Target::percent(60.0).verdict(0.6), "at most 60 %: met");
    assert_eq!(Target::percent(110.0).verdict(1.2), "at most 110 %: missed");
}

#[test]
fn a_table_is_aligned_markdown() {
    let mut table = Table::new(&["", "time", "target"]);
    table.row(["one call".to_owned(), "1 µs".to_owned(), "met".to_owned()]);
    table.row(["two".to_owned(), "12.5 µs".to_owned()]);
    let expected = "\
|          |    time | target |
| -------- | ------: | -----: |
| one call |    1 µs |    met |
| two      | 12.5 µs |        |";
    assert_eq!(table.text(), expected);
}

#[test]
fn calls_are_read_from_both_outputs_and_compared_with_the_official_crate() {
    let times = "success\tofficial crate\t40000\n\
                 success\tgenerated crate\t36000\n\
                 success\tby hand on the official runtime\t30000\n";
    let allocations = "success\tofficial crate\t200\t20000\n\
                       success\tgenerated crate\t220\t18000\n\
                       success\tby hand on the official runtime\t100\t9000\n";
    let mut measured = read(times, allocations).unwrap();
    assert_eq!(
        measured.first(),
        Some(&Measured {
            what: "success".to_owned(),
            way: "official crate".to_owned(),
            nanos: 40000,
            instructions: None,
            allocations: 200,
            bytes: 20000,
        })
    );
    let text = table(&measured).unwrap().text();
    let ours: Vec<&str> = text.lines().nth(3).unwrap().split('|').map(str::trim).collect();
    assert_eq!(
        ours,
        [
            "",
            "success, generated crate",
            "36.0 µs",
            "90 %",
            "–",
            "–",
            "220",
            "110 %",
            "18000",
            "time of official at most 100 %: met; allocations at most 100 %: missed; \
             time of by hand 120 %: at most 110 %: missed",
            "",
        ]
    );
    for (one, count) in measured.iter_mut().zip([200_000, 150_000, 100_000]) {
        one.instructions = Some(count);
    }
    let text = table(&measured).unwrap().text();
    assert!(text.lines().nth(3).unwrap().contains("|       150000 |        75 % |"), "{text}");
}

#[test]
fn outputs_that_do_not_belong_together_are_an_error() {
    let problem = |times: &str, counts: &str| format!("{:#}", read(times, counts).unwrap_err());
    assert_eq!(problem("a\tb\t1\n", ""), "expected as many times as counts of allocations");
    assert_eq!(
        problem("a\tb\t1\n", "a\tc\t1\t2\n"),
        "expected `a`, `b` in both outputs, found `a`, `c`"
    );
    assert_eq!(
        problem("a\tb\tx\n", "a\tb\t1\t2\n"),
        "expected a whole number, found `x`: invalid digit found in string"
    );
    let lonely = read("a\tgenerated crate\t1\n", "a\tgenerated crate\t1\t2\n").unwrap();
    let error = table(&lonely).err().unwrap();
    assert_eq!(error.to_string(), "expected a measure of `a`, `official crate`");
}

#[test]
fn the_processor_is_named_where_the_system_says_it() {
    let info = "processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nflags\t: fpu\n";
    assert_eq!(machine::processor(info), Some("Some CPU @ 2 GHz"));
    assert_eq!(machine::processor("Hardware\t: a board\n"), None);
}
