//! Wrong usage of the survey, and its help, as `cargo xtask` passes them on.

#![allow(clippy::unwrap_used, reason = "what only tests call is a test too")]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinsmith-survey"));
    command.args(arguments).env(tinsmith_project::program::VARIABLE, "cargo xtask");
    command.output().unwrap()
}

#[test]
fn help_is_everywhere_and_names_the_program_that_was_called() {
    for (command, expected) in [
        (&["--help"][..], "Holds the generator to all services, and measures it"),
        (
            &["history", "--help"],
            "Compare released versions of one API with each other, and print a table",
        ),
        (
            &["conformance", "--help"],
            "Run the protocol suites of botocore against generated crates, and print a table",
        ),
        (
            &["corpus", "--help"],
            "Generate a crate from the newest model of every service whose protocol is supported, and print a table",
        ),
        (
            &["bench", "--help"],
            "Measure the generator, what its output costs to compile, and one call",
        ),
        (&["bench", "stages", "--help"], "The stages of the generator; what runs if none is named"),
        (&["bench", "review", "--help"], "A review of two models of Cognito, part by part"),
        (&["bench", "compile", "--help"], "CPU time and size of programs with 1, 20 and all"),
        (&["bench", "inline", "--help"], "What it costs that generated functions are"),
        (&["bench", "ec2", "--help"], "What it costs to check a crate of EC2"),
        (&["bench", "call", "--help"], "Time, instructions and allocations of one call"),
    ] {
        let output = run(command);
        let help = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{command:?}");
        assert!(help.starts_with(expected), "{command:?}: {help}");
        assert!(help.contains("Usage: cargo xtask"), "{command:?}: {help}");
    }
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_was_meant() {
    for (command, expected) in [
        (&["corpus", "--check=some"][..], "[possible values: all, hardest]"),
        (&["corpus", "sqs"], "unexpected argument 'sqs' found"),
        (&["corpus", "--services", "sqs", "--report", "r.md"], "cannot be used with"),
        (&["conformance", "--check"], "--report <FILE>"),
        (&["conformance", "--suite", "s", "--report", "r.md"], "cannot be used with"),
        (&["conformance", "input/json.json"], "unexpected argument 'input/json.json' found"),
        (&["conformance", "--suite"], "a value is required for '--suite <NAME>'"),
        (&["bench", "compil"], "a similar subcommand exists: 'compile'"),
        (&["bench", "call", "success"], "unexpected argument 'success' found"),
        (&["bench", "compile", "--calls", "2"], "[possible values: 1, 20, all]"),
        (&["bench", "compile", "--calls", "1", "--report", "r.md"], "cannot be used with"),
    ] {
        let output = run(command);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}: {message}");
        assert!(message.contains(expected), "{command:?}: {message}");
    }
}
