//! What came of the corpus, as text for the terminal and as a page.
//!
//! A page has the columns that are the same on every machine first; times stand at the end, with a sentence about where they were taken.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use tinsmith_project::change::write_if_changed;
use tinsmith_project::say;

use super::check::Check;
use super::documents::Service;
use super::generate::Made;
use super::queue::Done;
use crate::bench::machine;
use crate::table::Table;

mod left_out;
mod sizes;

/// A page without its numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page(&'static str);

/// The page of the corpus.
pub(super) const OF_THE_CORPUS: Page = Page(include_str!("report/page.md"));

/// The page of models in Smithy's own format.
pub(super) const OF_MODELS: Page = Page(include_str!("report/models.md"));

/// What came of the corpus.
pub(super) struct Report {
    made: Vec<(Service, Made)>,
    failed: Vec<(Service, String)>,
    elapsed: Duration,
    check: Option<Check>,
}

impl Report {
    /// Takes what came of each service, and how long all of it took on the clock.
    pub(super) fn new(results: Vec<Done<Made>>, elapsed: Duration) -> Self {
        let mut report = Self { made: Vec::new(), failed: Vec::new(), elapsed, check: None };
        for Done { service, result } in results {
            match result {
                Ok(made) => report.made.push((service, made)),
                Err(error) => report.failed.push((service, format!("{error:#}"))),
            }
        }
        report
    }

    /// The crates that were generated, by name.
    pub(super) fn crates(&self) -> impl Iterator<Item = &str> {
        self.made.iter().map(|(service, _)| service.name.as_str())
    }

    /// What services failed with, a text each.
    pub(super) fn failures(&self) -> Vec<String> {
        let text = |(service, error): &(Service, String)| format!("{}: {error}", service.name);
        self.failed.iter().map(text).collect()
    }

    /// Adds what the compiler and the tests said.
    pub(super) fn add_check(&mut self, check: Check) {
        self.check = Some(check);
    }

    /// Writes every diagnostic into a file, which is where to look for those that the table counts.
    ///
    /// # Errors
    /// That it cannot be written.
    pub(super) fn list_diagnostics(&self, corpus: &Path) -> anyhow::Result<()> {
        let lines = self.made.iter().flat_map(|(_, made)| &made.warnings);
        let text = lines.fold(String::new(), |text, warning| text + warning + "\n");
        write_if_changed(&corpus.join("diagnostics.txt"), &text)
    }

    /// Everything for the terminal.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.table(), String::new()];
        let left_out = left_out::list(&self.made);
        if !left_out.is_empty() {
            lines.extend([left_out, String::new()]);
        }
        lines.push(self.totals());
        lines
    }

    /// Writes the page.
    ///
    /// # Errors
    /// That it cannot be written.
    pub(super) fn write(&self, page: Page, path: &Path) -> anyhow::Result<()> {
        let left_out = match left_out::list(&self.made).as_str() {
            "" => "None.".to_owned(),
            list => list.to_owned(),
        };
        let page = page
            .0
            .replace("{totals}", &self.totals())
            .replace("{machine}", &machine::description())
            .replace("{sizes}", &sizes::table(&self.made))
            .replace("{left out}", &left_out)
            .replace("{table}", &self.table());
        write_if_changed(path, &page)?;
        say::step("Wrote", &path.display().to_string());
        Ok(())
    }

    /// A row for each service.
    fn table(&self) -> String {
        let mut table = Table::new(&[
            "service",
            "protocol",
            "operations",
            "left out",
            "shapes",
            "files",
            "lines",
            "endpoint tests",
            "warnings",
            "kB",
            "CPU ms",
        ]);
        for (service, made) in &self.made {
            let protocol = match made.other_protocols.as_slice() {
                [] => made.protocol.to_owned(),
                others => format!("{}, also {}", made.protocol, others.join(", ")),
            };
            let numbers = [
                made.operations,
                made.left_out.len(),
                made.shapes,
                made.files,
                made.lines,
                made.cases,
                made.warnings.len(),
            ];
            let bytes = service.bytes.div_ceil(1000).to_string();
            let time = made.time.as_millis().to_string();
            let numbers = numbers.map(|number| number.to_string());
            table.row(
                [service.name.clone(), protocol].into_iter().chain(numbers).chain([bytes, time]),
            );
        }
        for (service, _) in &self.failed {
            table.row([service.name.clone(), "failed".to_owned()]);
        }
        table.text()
    }

    /// The totals, a line each.
    fn totals(&self) -> String {
        let sum = |count: fn(&Made) -> usize| {
            self.made.iter().map(|(_, made)| count(made)).sum::<usize>()
        };
        let time: Duration = self.made.iter().map(|(_, made)| made.time).sum();
        let mut protocols: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, made) in &self.made {
            *protocols.entry(made.protocol).or_default() += 1;
        }
        let protocols: Vec<String> =
            protocols.into_iter().map(|(name, count)| format!("{count} {name}")).collect();
        let mut text = format!(
            "* {} of {} services generated ({})\n* {} operations, and {} left out\n* {} shapes\n* {} files with {} lines\n* {} warnings\n* {:.1} s of CPU time, {:.1} s elapsed, including writing the files",
            self.made.len(),
            self.made.len() + self.failed.len(),
            protocols.join(", "),
            sum(|made| made.operations),
            sum(|made| made.left_out.len()),
            sum(|made| made.shapes),
            sum(|made| made.files),
            sum(|made| made.lines),
            sum(|made| made.warnings.len()),
            time.as_secs_f64(),
            self.elapsed.as_secs_f64(),
        );
        if let Some(check) = &self.check {
            // Writing to a `String` cannot fail.
            _ = write!(
                text,
                "\n* {} of {} crates compile without warnings\n* {} of {} endpoint tests pass",
                check.crates - check.broken(),
                check.crates,
                check.passed,
                sum(|made| made.cases),
            );
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    fn done(name: &str, result: anyhow::Result<Made>) -> Done<Made> {
        let service = Service { name: name.to_owned(), path: name.into(), bytes: 120_000 };
        Done { service, result }
    }

    fn made(left_out: &[(&str, &str)]) -> Made {
        let left_out =
            left_out.iter().map(|(name, reason)| ((*name).to_owned(), (*reason).to_owned()));
        Made {
            protocol: "awsJson1_0",
            other_protocols: vec!["rpcv2Cbor".to_owned()],
            operations: 2,
            left_out: left_out.collect(),
            shapes: 3,
            files: 4,
            lines: 5000,
            cases: 6,
            warnings: vec!["warning: kiln.json: something".to_owned()],
            time: Duration::from_millis(24),
        }
    }

    fn report() -> Report {
        let results = vec![
            done("kiln", Ok(made(&[("Watch", "an event stream"), ("Fire", "a prefix")]))),
            done("oven", Err(anyhow!("no model").context("in service-2.json"))),
            done("stove", Ok(made(&[("Cook", "a prefix")]))),
        ];
        Report::new(results, Duration::from_secs(1))
    }

    #[test]
    fn there_is_a_row_for_each_service_and_those_that_failed_are_last() {
        let table = report().table();
        let rows: Vec<Vec<&str>> = table
            .lines()
            .skip(2)
            .map(|line| line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        let protocol = "awsJson1_0, also rpcv2Cbor";
        let expected = [
            vec!["kiln", protocol, "2", "2", "3", "4", "5000", "6", "1", "120", "24"],
            vec!["stove", protocol, "2", "1", "3", "4", "5000", "6", "1", "120", "24"],
            vec!["oven", "failed"],
        ];
        assert_eq!(rows, expected);
        assert_eq!(report().failures(), ["oven: in service-2.json: no model"]);
        assert_eq!(report().crates().collect::<Vec<_>>(), ["kiln", "stove"]);
    }

    #[test]
    fn the_totals_are_of_what_was_generated() {
        assert_eq!(
            report().totals(),
            "* 2 of 3 services generated (2 awsJson1_0)\n* 4 operations, and 3 left out\n* 6 shapes\n* 8 files with 10000 lines\n* 2 warnings\n* 0.0 s of CPU time, 1.0 s elapsed, including writing the files"
        );
    }

    #[test]
    fn what_is_left_out_is_listed_by_reason_most_operations_first() {
        let list = left_out::list(&report().made);
        let expected = "* 2 operations: a prefix\n  * kiln: Fire\n  * stove: Cook\n\
                        * 1 operation: an event stream\n  * kiln: Watch";
        assert_eq!(list, expected);
        assert_eq!(left_out::list(&[]), "");
    }

    #[test]
    fn time_is_set_against_size() {
        let table = sizes::table(&report().made);
        let row: Vec<&str> = table.lines().nth(2).unwrap().split('|').map(str::trim).collect();
        let expected = ["", "up to 200 kB", "2", "240", "10000", "48", "20.0", "48.0", ""];
        assert_eq!((table.lines().count(), row.as_slice()), (3, &expected[..]));
    }
}
