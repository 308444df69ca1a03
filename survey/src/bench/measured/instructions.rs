//! How many instructions a call is, which no other program on the machine changes.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

/// How many calls are made in two runs, whose difference is counted: the first calls fill what all others find.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Lengths {
    pub(in super::super) fewer: u64,
    pub(in super::super) more: u64,
}

/// Counts; nothing where there is no valgrind.
///
/// # Errors
/// A program that fails, or prints no count.
pub(super) fn of_call(
    repeat: &Path,
    number: usize,
    lengths: Lengths,
) -> anyhow::Result<Option<u64>> {
    let Some(fewer) = of_calls(repeat, number, lengths.fewer)? else { return Ok(None) };
    let Some(more) = of_calls(repeat, number, lengths.more)? else { return Ok(None) };
    let calls = lengths.more.saturating_sub(lengths.fewer);
    Ok(more.saturating_sub(fewer).checked_div(calls))
}

fn of_calls(repeat: &Path, number: usize, calls: u64) -> anyhow::Result<Option<u64>> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(repeat).args([number.to_string(), calls.to_string()]);
    let output = match valgrind.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).context("cannot start valgrind"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("`repeat` failed under valgrind: {said}");
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
