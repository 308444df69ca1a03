//! `cargo xtask bench call`: what one call costs, in a connector in memory and over connections.
//!
//! There is no network, which costs a thousand times as much.

mod over_http;

use anyhow::Context as _;
use tinsmith_project::say;

use super::measured::instructions::Lengths;
use super::measured::{Measured, Programs};
use super::ratio::{Style, Target, share};
use super::{machine, workspace};
use crate::table::Table;

/// The names that the programs print.
const OFFICIAL: &str = "official crate";
const OURS: &str = "generated crate";
const BY_HAND: &str = "by hand on the official runtime";

/// Builds the programs, runs them, prints the table.
///
/// # Errors
/// What cannot be generated, built or started.
pub(super) fn run() -> anyhow::Result<()> {
    workspace::prepare()?;
    let mut cargo = workspace::cargo("build");
    cargo.args(["--package", "call"]);
    let programs = Programs::build("bench/call", cargo, workspace::folder().join("call"))?;
    let measured = programs.measure(Lengths { fewer: 200, more: 1200 })?;
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
            let mut same = measured.iter().filter(|other| other.what == one.what);
            same.find(|other| other.way == way)
                .with_context(|| format!("expected a measure of `{}`, `{way}`", one.what))
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
            format!("{}, {}", one.what, one.way),
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
