//! Running cargo, and counting the tests that it runs.
//!
//! What cargo and the tests write is passed on.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::Context as _;
use tinsmith_project::program;

use super::outcome::{Outcome, Tally};
use crate::pass_on::Package;
use crate::repository;

/// What a test begins its line with that needs something which is not there; it counts as passed for its harness.
const NOT_RUN: &str = "NOT RUN: ";

/// Runs cargo to its end.
///
/// # Errors
/// That it cannot be started.
pub(super) fn run(arguments: &str, variables: &[(&str, &str)]) -> anyhow::Result<Outcome> {
    let mut command = command(arguments);
    command.envs(variables.iter().copied());
    let status = command.status().context("cannot start cargo")?;
    Ok(Outcome::of_one(status.success()))
}

/// Runs `cargo test` to its end, and counts its tests.
///
/// # Errors
/// That it cannot be started.
pub(super) fn run_tests(arguments: &str) -> anyhow::Result<Outcome> {
    let mut command = command(arguments);
    if io::stderr().is_terminal() {
        // It writes to us, and we to the terminal.
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let (results, messages) = (child.stdout.take(), child.stderr.take());
    let (tally, not_run) = thread::scope(|scope| {
        let messages = scope.spawn(move || {
            let mut not_run = BTreeSet::new();
            pass_on(messages, io::stderr(), |line| not_run.extend(test_not_run(line)));
            not_run
        });
        let mut tally = Tally::default();
        pass_on(results, io::stdout(), |line| tally += result(line).unwrap_or_default());
        (tally, messages.join().unwrap_or_default())
    });
    let status = child.wait().context("cannot wait for cargo")?;
    Ok(outcome(status.success(), tally, not_run.len()))
}

/// Runs a command of the package `tinsmith-survey`.
///
/// Features are those of the whole workspace, and `--examples` turns on those of tests, though there are none: so it is what
/// `cargo test` of the workspace has built already. The package alone would be compiled anew, and the generator with it.
///
/// # Errors
/// That it cannot be started.
pub(super) fn run_survey(arguments: &str) -> anyhow::Result<Outcome> {
    let name = Package::Survey.name();
    let build = format!("build --workspace --bin {name} --examples --all-features --locked");
    let built = run(&build, &[])?;
    if matches!(built, Outcome::Failed(_)) {
        return Ok(built);
    }
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let folder = repository::root().join(target).join("debug");
    let path = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    let mut command = Command::new(&path);
    command.args(arguments.split_ascii_whitespace()).current_dir(repository::root());
    command.env(program::VARIABLE, program::name());
    let status = command.status().with_context(|| format!("cannot start {}", path.display()))?;
    Ok(Outcome::of_one(status.success()))
}

fn command(arguments: &str) -> Command {
    let mut command = repository::cargo();
    command.args(arguments.split_ascii_whitespace());
    command
}

/// Writes what is read, and looks at each line. Whoever does not want to read it any more does not end the tests.
fn pass_on(from: Option<impl Read>, mut to: impl Write, mut look: impl FnMut(&str)) {
    let Some(from) = from else { return };
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        _ = to.write_all(&line).and_then(|()| to.flush());
        look(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
}

/// What a closing line of the harness says, if this is one:
/// `test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s`.
fn result(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for count in counts.split("; ") {
        match count.split_once(' ') {
            Some((number, "passed")) => tally.passed = number.parse().ok()?,
            Some((number, "failed")) => tally.failed = number.parse().ok()?,
            Some((number, "ignored")) => tally.skipped = number.parse().ok()?,
            _ => {}
        }
    }
    Some(tally)
}

/// The test that this line says did not run.
fn test_not_run(line: &str) -> Option<String> {
    let (test, _) = line.strip_prefix(NOT_RUN)?.split_once(": ")?;
    Some(test.to_owned())
}

/// Tests that did not run counted as passed; a test that does not compile counts as none.
fn outcome(success: bool, mut tally: Tally, not_run: usize) -> Outcome {
    let not_run = not_run.min(tally.passed);
    tally.passed -= not_run;
    tally.skipped += not_run;
    if success {
        return Outcome::Passed(tally);
    }
    tally.failed = tally.failed.max(1);
    Outcome::Failed(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_the_harness_are_counted() {
        let line = "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 2 filtered out; finished in 0.05s";
        assert_eq!(result(line), Some(Tally { passed: 12, failed: 0, skipped: 3 }));
        let line = "test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s";
        assert_eq!(result(line), Some(Tally { passed: 4, failed: 1, skipped: 0 }));
        assert_eq!(result("test result::tests::of_nothing ... ok"), None);
        assert_eq!(result("    test result: ok. 1 passed; 0 failed"), None);
    }

    #[test]
    fn a_test_that_says_it_did_not_run_is_no_test_that_passed() {
        let line = "NOT RUN: e2e::sign_in: needs the real servers, but: there is no python3";
        assert_eq!(test_not_run(line), Some("e2e::sign_in".to_owned()));
        let tally = Tally { passed: 5, failed: 0, skipped: 1 };
        let expected = Tally { passed: 3, failed: 0, skipped: 3 };
        assert_eq!(outcome(true, tally, 2), Outcome::Passed(expected));
    }

    #[test]
    fn tests_that_do_not_compile_are_one_failure() {
        let expected = Tally { passed: 0, failed: 1, skipped: 0 };
        assert_eq!(outcome(false, Tally::default(), 0), Outcome::Failed(expected));
    }

    #[test]
    fn bytes_that_are_no_text_are_passed_on_as_they_are() {
        let written = b"a \xff line\ntest result: ok. 1 passed; 0 failed";
        let (mut to, mut lines) = (Vec::new(), 0);
        pass_on(Some(&written[..]), &mut to, |_| lines += 1);
        assert_eq!((to.as_slice(), lines), (&written[..], 2));
    }
}
