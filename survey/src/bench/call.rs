//! `cargo xtask bench call`: what one call costs, in a connector in memory and over connections.
//!
//! There is no network, which costs a thousand times as much.

mod instructions;
mod over_http;

use std::process::Stdio;

use anyhow::{Context as _, bail};
use tinsmith_project::say;

use super::ratio::{Style, Target, share};
use super::{machine, workspace};
use crate::table::Table;

/// The names that the programs print.
const OFFICIAL: &str = "official crate";
const OURS: &str = "generated crate";
const BY_HAND: &str = "by hand on the official runtime";

/// One way to make the call, with one answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) answer: String,
    pub(super) way: String,
    pub(super) nanos: u64,
    /// None where nothing can count them.
    pub(super) instructions: Option<u64>,
    pub(super) allocations: u64,
    pub(super) bytes: u64,
}

/// Builds the programs, runs them, prints the table.
///
/// # Errors
/// What cannot be generated, built or started.
pub(super) fn run() -> anyhow::Result<()> {
    workspace::prepare()?;
    say::step("Building", "the callers, release profile");
    let folder = workspace::folder().join("call");
    let mut cargo = workspace::cargo("build");
    cargo.args(["--quiet", "--release", "--offline", "--package", "call", "--target-dir"]);
    if !workspace::start(cargo.arg(&folder))?.success() {
        bail!("cannot build bench/call");
    }
    let output = |name: &str| {
        say::step("Measuring", name);
        let mut command = std::process::Command::new(folder.join("release").join(name));
        let output = command.stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("cannot start {name} of bench/call"))?;
        if !output.status.success() {
            bail!("{name} of bench/call failed");
        }
        String::from_utf8(output.stdout).with_context(|| format!("{name} printed no text"))
    };
    let mut measured = read(&output("time")?, &output("allocations")?)?;
    say::step("Measuring", "instructions");
    let programs = folder.join("release");
    for (number, one) in measured.iter_mut().enumerate() {
        one.instructions = instructions::of_call(&programs, number)?;
    }
    say::step("Measuring", "over HTTP");
    let over_http = over_http::measure(&programs)?;
    say::out(&table(&measured)?.text())?;
    say::out(&format!(
        "\n`cargo xtask bench call`: {}. Medians of 5000 rounds of ten calls each, in which the ways take turns; instructions are counted by valgrind, if it is installed; allocations count every growth; a call by hand has the headers, retries and protections of the official clients.\n",
        machine::description(),
    ))?;
    say::out(&over_http::table(&over_http)?.text())?;
    say::out(&format!(
        "\nThe process that makes the calls alone, user and system together: 10,000 successful calls, 200 at a time, on loopback without TLS; medians of {} runs, in which the ways take turns.",
        over_http::RUNS,
    ))
}

/// Reads what the two programs printed.
///
/// # Errors
/// A line that is not one, or that the programs do not name the same calls.
pub(super) fn read(times: &str, allocations: &str) -> anyhow::Result<Vec<Measured>> {
    anyhow::ensure!(
        times.lines().count() == allocations.lines().count(),
        "expected as many times as counts of allocations"
    );
    let lines = times.lines().zip(allocations.lines());
    let measured = lines.map(|(time, allocations)| {
        let time: Vec<&str> = time.split('\t').collect();
        let counts: Vec<&str> = allocations.split('\t').collect();
        let (&[answer, way, nanos], &[same_answer, same_way, count, bytes]) =
            (time.as_slice(), counts.as_slice())
        else {
            bail!("expected three fields and four, found {time:?} and {counts:?}");
        };
        anyhow::ensure!(
            (answer, way) == (same_answer, same_way),
            "expected `{answer}`, `{way}` in both outputs, found `{same_answer}`, `{same_way}`"
        );
        let number = |text: &str| {
            text.parse::<u64>().with_context(|| format!("expected a whole number, found `{text}`"))
        };
        Ok(Measured {
            answer: answer.to_owned(),
            way: way.to_owned(),
            nanos: number(nanos)?,
            instructions: None,
            allocations: number(count)?,
            bytes: number(bytes)?,
        })
    });
    measured.collect()
}

/// Makes the table: a row for each way, its measures as shares of the official crate's.
///
/// # Errors
/// An answer that the official crate or the call by hand was not measured with.
pub(super) fn table(measured: &[Measured]) -> anyhow::Result<Table> {
    let mut table = Table::new(&[
        "one call",
        "time",
        "of official",
        "instructions",
        "of official",
        "allocations",
        "of official",
        "bytes",
        "targets",
    ]);
    for one in measured {
        let like = |way: &str| {
            let mut same = measured.iter().filter(|other| other.answer == one.answer);
            same.find(|other| other.way == way)
                .with_context(|| format!("expected a measure of `{}`, `{way}`", one.answer))
        };
        let official = like(OFFICIAL)?;
        let of = |part: u64, whole: u64| part as f64 / whole as f64;
        let time = of(one.nanos, official.nanos);
        let allocations = of(one.allocations, official.allocations);
        let targets = if one.way == OURS {
            let by_hand = of(one.nanos, like(BY_HAND)?.nanos);
            format!(
                "time of official {}; allocations {}; time of by hand {}: {}",
                Target::percent(100.0).verdict(time),
                Target::percent(100.0).verdict(allocations),
                share(Style::Percent, by_hand),
                Target::percent(110.0).verdict(by_hand),
            )
        } else {
            String::new()
        };
        table.row([
            format!("{}, {}", one.answer, one.way),
            format!("{:.1} µs", one.nanos as f64 / 1000.0),
            share(Style::Percent, time),
            one.instructions.map_or_else(|| "–".to_owned(), |count| count.to_string()),
            one.instructions.zip(official.instructions).map_or_else(
                || "–".to_owned(),
                |(ours, theirs)| share(Style::Percent, of(ours, theirs)),
            ),
            one.allocations.to_string(),
            share(Style::Percent, allocations),
            one.bytes.to_string(),
            targets,
        ]);
    }
    Ok(table)
}
