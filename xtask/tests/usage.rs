//! Help and wrong usage of `cargo xtask`.

#![allow(clippy::unwrap_used, reason = "what only tests call is a test too")]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

#[test]
fn every_command_is_listed() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    assert!(help.starts_with("Generates small Rust SDKs from API models"), "{help}");
    assert!(help.contains("Usage: cargo xtask"), "{help}");
    let commands = help.split_once("\nCommands:\n").map_or("", |(_, commands)| commands);
    let lines = commands.lines().take_while(|line| !line.is_empty());
    let names: Vec<&str> = lines.filter_map(|line| line.split_whitespace().next()).collect();
    let expected = [
        "codegen",
        "test",
        "add",
        "remove",
        "operations",
        "diff",
        "model",
        "history",
        "corpus",
        "conformance",
        "bench",
        "help",
    ];
    assert_eq!(names, expected);
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_was_meant() {
    for (command, expected) in [
        (&["codegn"][..], "similar subcommand"),
        (&["codegen", "--chek"], "a similar argument exists: '--check'"),
        (&["test", "--only", "lint"], "a similar value exists: 'lints'"),
        (&["model"], "Usage: cargo xtask model [OPTIONS] <COMMAND>"),
    ] {
        let output = run(command);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}: {message}");
        assert!(message.contains(expected), "{command:?}: {message}");
    }
}
