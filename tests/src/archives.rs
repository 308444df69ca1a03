//! Commands that take what pip downloads, where it is not there yet.

use std::env;
use std::io::{self, Write as _};
use std::process::Command;

/// What the commands say when an archive is not there and cannot be downloaded.
const UNAVAILABLE: [&str; 2] = ["pip could not download ", "downloading needs Python with pip"];

/// Runs a command that has to succeed; gives its standard output.
///
/// # Errors
/// What the command said, from where it says that an archive cannot be had.
///
/// # Panics
/// If it cannot be started, or fails for another reason.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    match UNAVAILABLE.iter().find_map(|start| said.find(start)) {
        Some(start) => Err(said.get(start..).unwrap_or_default().trim_end().to_owned()),
        None => panic!("{command:?}:\n{said}"),
    }
}

/// Says on standard error that a test did not run.
///
/// # Panics
/// Where the environment says `CI=true`: there, a test that silently did not run would be worse than one that fails.
pub fn not_run(test: &str, reason: &str) {
    let is_ci = env::var("CI").as_deref() == Ok("true");
    assert!(!is_ci, "{test} has to run under CI, but: {reason}");
    // Written to the handle, since the harness hides what a passing test prints; nobody is left to tell if it is closed.
    let line = format!("NOT RUN: {test}: needs the pinned archives, but: {reason}\n");
    _ = io::stderr().write_all(line.as_bytes());
}
