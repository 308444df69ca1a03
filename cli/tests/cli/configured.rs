//! `generate` as it is run every day: with the configuration of this workspace.

use crate::sandbox::Sandbox;

#[test]
fn the_configured_crates_are_fresh_and_are_not_written_again() {
    let sandbox = Sandbox::new();
    let check = sandbox.run(&["generate", "--check"]);
    // Ends the test when there is something to write: a test changes no committed file.
    assert_eq!(check.status, 0, "{}", check.stderr);
    let outcome = sandbox.run(&["generate"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let synced: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains("Synced")).collect();
    assert!(!synced.is_empty(), "{}", outcome.stderr);
    for line in synced {
        assert!(line.contains(": 0 written, ") && line.ends_with(" 0 removed"), "{line}");
    }
}

#[test]
fn the_operations_of_the_configured_models_are_listed() {
    let outcome = Sandbox::new().run(&["operations"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("\nInitiateAuth "), "{}", outcome.stdout);
}
