//! `codegen` of any model: writing, leaving, removing, comparing.

use crate::sandbox::{MODEL, Sandbox};

const GENERATE: [&str; 5] = ["codegen", "--model", "model.json", "--out", "sdk"];

fn generated() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    sandbox
}

/// Lines of a report, without the time.
fn steps(stderr: &str) -> Vec<&str> {
    stderr.lines().map(str::trim).filter(|line| !line.starts_with("Finished")).collect()
}

#[test]
fn a_second_run_writes_nothing() {
    let sandbox = generated();
    let before = sandbox.files("sdk");
    assert!(before.contains_key("src/operation/get_forecast.rs"));
    let modified = |name: &str| std::fs::metadata(sandbox.path(name)).unwrap().modified().unwrap();
    let time = modified("sdk/src/lib.rs");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 0);
    assert_eq!(
        steps(&outcome.stderr).last(),
        Some(&"Synced sdk: 0 written, 15 unchanged, 0 removed")
    );
    assert_eq!(sandbox.files("sdk"), before);
    assert_eq!(modified("sdk/src/lib.rs"), time);
}

#[test]
fn the_report_says_what_was_read_sliced_and_written() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    let outcome = sandbox.run(&[&GENERATE[..], &["--operation", "GetForecast"]].concat());
    let lines = sandbox.files("sdk").values().map(|text| text.lines().count()).sum::<usize>();
    assert_eq!(
        steps(&outcome.stderr),
        [
            "Read model.json (1 kB)",
            &format!("Generated Weather: 1 operation, 2 shapes, 13 files, {lines} lines"),
            "Synced sdk: 13 written, 0 unchanged, 0 removed",
        ]
    );
    assert!(outcome.stderr.trim_end().ends_with(" ms"), "{}", outcome.stderr);
}

#[test]
fn a_smaller_slice_removes_what_is_left_over() {
    let sandbox = generated();
    sandbox.write("sdk/src/notes.txt", "mine");
    sandbox.write("sdk/target/debug/x.rs", "// not looked at");
    let outcome = sandbox.run(&[&GENERATE[..], &["--operation", "GetForecast"]].concat());
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let files = sandbox.files("sdk");
    assert!(!files.contains_key("src/operation/get_history.rs"));
    assert_eq!(files.get("src/notes.txt").map(String::as_str), Some("mine"));
    assert!(files.contains_key("target/debug/x.rs"));
}

#[test]
fn check_lists_stale_missing_and_left_over_files_and_writes_nothing() {
    let sandbox = generated();
    let fresh = sandbox.run(&[&GENERATE[..], &["--check"]].concat());
    assert_eq!(fresh.status, 0, "{}", fresh.stderr);

    let text = sandbox.read("sdk/src/meta.rs");
    sandbox.write("sdk/src/meta.rs", text.replace("2026-01-01", "2025-01-01"));
    std::fs::remove_file(sandbox.path("sdk/src/endpoint.rs")).unwrap();
    let header = text.lines().next().unwrap();
    sandbox.write("sdk/src/old.rs", format!("{header}\n"));
    let before = sandbox.files("sdk");
    let outcome = sandbox.run(&[&GENERATE[..], &["--check"]].concat());
    assert_eq!(outcome.status, 1);
    let report: Vec<&str> = outcome.stderr.lines().skip(2).take(9).collect();
    assert_eq!(
        report,
        [
            "error: sdk: 1 file stale",
            "  sdk/src/meta.rs",
            "      - pub const API_VERSION: &str = \"2025-01-01\";",
            "      + pub const API_VERSION: &str = \"2026-01-01\";",
            "error: sdk: 1 file missing",
            "  sdk/src/endpoint.rs",
            "error: sdk: 1 file left over",
            "  sdk/src/old.rs",
            "run `cargo xtask codegen` to write them again",
        ]
    );
    assert_eq!(sandbox.files("sdk"), before);
}

#[test]
fn a_file_of_somebody_else_is_never_touched() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    sandbox.write("sdk/Cargo.toml", "# mine\n");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.stderr.contains("sdk holds files that were not generated and are in the way; nothing was written:\n  Cargo.toml\n"),
        "{}",
        outcome.stderr
    );
    assert_eq!(sandbox.files("sdk").len(), 1);
    assert_eq!(sandbox.read("sdk/Cargo.toml"), "# mine\n");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_somebody_elses() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    sandbox.write("sdk/src/wire.rs/notes.txt", "mine");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.contains("nothing was written:\n  src/wire.rs\n"), "{}", outcome.stderr);
    let files: Vec<String> = sandbox.files("sdk").into_keys().collect();
    assert_eq!(files, ["src/wire.rs/notes.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing_behind() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    // A file where a folder has to be: no user, whatever their rights, can write below it.
    sandbox.write("sdk/src/operation", "in the way");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.contains("cannot "), "{}", outcome.stderr);
    let files: Vec<String> = sandbox.files("sdk").into_keys().collect();
    assert_eq!(files, ["src/operation"]);
}
