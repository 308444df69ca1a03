//! How many instructions a call is, which no other program on the machine changes.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

/// The first fill what all others find.
const FEWER: u64 = 200;
const MORE: u64 = 1200;

/// Counts; nothing where there is no valgrind.
///
/// # Errors
/// A program that fails, or prints no count.
pub(super) fn of_call(programs: &Path, number: usize) -> anyhow::Result<Option<u64>> {
    let Some(fewer) = of_calls(programs, number, FEWER)? else { return Ok(None) };
    let Some(more) = of_calls(programs, number, MORE)? else { return Ok(None) };
    Ok(Some(more.saturating_sub(fewer) / (MORE - FEWER)))
}

fn of_calls(programs: &Path, number: usize, calls: u64) -> anyhow::Result<Option<u64>> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(programs.join("repeat")).args([number.to_string(), calls.to_string()]);
    let output = match valgrind.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).context("cannot start valgrind"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("`repeat` of bench/call failed under valgrind: {said}");
    }
    counted(&said).map(Some).with_context(|| format!("expected a count of valgrind, found {said}"))
}

/// Finds the count in what valgrind says: `==7== I refs: 1,234`.
fn counted(said: &str) -> Option<u64> {
    said.lines().find_map(|line| {
        let (what, count) = line.split_once("refs:")?;
        let is_instructions = what.split_whitespace().last() == Some("I");
        is_instructions.then(|| count.trim().replace(',', "").parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_found_among_what_valgrind_says() {
        let said = "==7== Command: repeat 0 200\n==7== \n==7== I   refs:      12,885,040,297\n";
        assert_eq!(counted(said), Some(12_885_040_297));
        assert_eq!(counted("==7== D refs: 1\n==7== I refs: 2 \n"), Some(2));
        assert_eq!(counted("==7== I refs: many\n"), None);
        assert_eq!(counted("valgrind: no such program\n"), None);
    }
}
