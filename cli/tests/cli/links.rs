//! Links and pipes in an output: none is followed, read or written through.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::sandbox::{MODEL, Sandbox};

const GENERATE: [&str; 5] = ["generate", "--model", "model.json", "--out", "sdk"];

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    fs::create_dir_all(sandbox.path("sdk/src")).unwrap();
    sandbox
}

fn pipe(sandbox: &Sandbox, name: &str) {
    assert!(Command::new("mkfifo").arg(sandbox.path(name)).status().unwrap().success());
}

/// What is in the way, as the command says it.
fn in_the_way(sandbox: &Sandbox) -> Vec<String> {
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1, "{}", outcome.stderr);
    outcome
        .stderr
        .lines()
        .filter_map(|line| Some(line.strip_prefix("  ")?.to_owned()))
        .filter(|line| !line.starts_with(' '))
        .collect()
}

#[test]
fn a_pipe_that_is_not_needed_is_skipped() {
    let sandbox = sandbox();
    for name in ["sdk/pipe", "sdk/src/pipe.rs", "sdk/rustfmt.pipe"] {
        pipe(&sandbox, name);
    }
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(sandbox.path("sdk/src/pipe.rs").exists());
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_somebody_elses() {
    let sandbox = sandbox();
    pipe(&sandbox, "sdk/src/lib.rs");
    assert_eq!(in_the_way(&sandbox), ["src/lib.rs"]);
}

#[test]
fn a_link_in_the_place_of_a_file_is_somebody_elses() {
    let sandbox = sandbox();
    let first = Sandbox::new();
    first.write("model.json", MODEL);
    assert_eq!(first.run(&GENERATE).status, 0);
    // What it leads to has our header, and even the text.
    symlink(first.path("sdk/src/lib.rs"), sandbox.path("sdk/src/lib.rs")).unwrap();
    symlink("nowhere", sandbox.path("sdk/src/meta.rs")).unwrap();
    assert_eq!(in_the_way(&sandbox), ["src/lib.rs", "src/meta.rs"]);
    assert!(!sandbox.path("sdk/Cargo.toml").exists());
}

#[test]
fn a_linked_folder_on_the_way_is_somebody_elses() {
    let sandbox = sandbox();
    fs::create_dir(sandbox.path("elsewhere")).unwrap();
    symlink(sandbox.path("elsewhere"), sandbox.path("sdk/src/operation")).unwrap();
    assert_eq!(
        in_the_way(&sandbox),
        ["src/operation/get_forecast.rs", "src/operation/get_history.rs"]
    );
    assert_eq!(fs::read_dir(sandbox.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn links_that_are_not_needed_are_not_followed() {
    let sandbox = sandbox();
    assert_eq!(sandbox.run(&GENERATE).status, 0);
    let text = sandbox.read("sdk/src/meta.rs");
    sandbox.write("elsewhere/kept.rs", &text);
    symlink(sandbox.path("elsewhere"), sandbox.path("sdk/src/elsewhere")).unwrap();
    symlink(sandbox.path("elsewhere/kept.rs"), sandbox.path("sdk/src/kept.rs")).unwrap();
    symlink(sandbox.path("sdk"), sandbox.path("sdk/src/round")).unwrap();
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.contains(" 0 written, 15 unchanged, 0 removed"), "{}", outcome.stderr);
    assert_eq!(sandbox.read("sdk/src/kept.rs"), text);
    fs::remove_file(sandbox.path("sdk/src/round")).unwrap();
}

#[test]
fn a_link_beside_a_file_is_not_written_through() {
    let sandbox = sandbox();
    sandbox.write("mine.txt", "mine");
    symlink(sandbox.path("mine.txt"), sandbox.path("sdk/src/.lib.rs.tinsmith-new")).unwrap();
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1, "{}", outcome.stderr);
    assert_eq!(sandbox.read("mine.txt"), "mine");
    assert!(sandbox.path("sdk/src/.lib.rs.tinsmith-new").is_symlink());
}

#[test]
fn the_output_itself_may_be_a_link() {
    let sandbox = sandbox();
    symlink(sandbox.path("sdk"), sandbox.path("linked")).unwrap();
    let outcome = sandbox.run(&["generate", "--model", "model.json", "--out", "linked"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(sandbox.path("sdk/src/lib.rs").exists());
}
