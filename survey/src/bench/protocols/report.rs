//! The table of two protocols, in Markdown.

use anyhow::{Context as _, bail};

use super::super::machine;
use super::super::measured::{Measured, whole_number};
use super::super::ratio::{Style, share};
use super::{CBOR, JSON};
use crate::table::Table;

/// The body of a call that has its values.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// What is called.
    pub(super) what: String,
    /// The name of the protocol.
    pub(super) way: String,
    /// `request` or `response`.
    pub(super) of: String,
    pub(super) bytes: u64,
}

impl Body {
    /// Reads what `bodies` printed.
    ///
    /// # Errors
    /// A line that is not one.
    pub(super) fn read(printed: &str) -> anyhow::Result<Vec<Self>> {
        let bodies = printed.lines().map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[what, way, of, bytes] = fields.as_slice() else {
                bail!("expected four fields, found {fields:?}");
            };
            Ok(Self {
                what: what.to_owned(),
                way: way.to_owned(),
                of: of.to_owned(),
                bytes: whole_number(bytes)?,
            })
        });
        bodies.collect()
    }
}

/// What was measured, JSON before CBOR where there are two.
pub(super) struct Report {
    pub(super) bodies: Vec<Body>,
    pub(super) measured: Vec<Measured>,
    /// Of the stripped programs, in bytes.
    pub(super) sizes: [u64; 2],
    /// How many crates the other has not.
    pub(super) crates: [usize; 2],
}

impl Report {
    /// Makes the table, and says how it was measured.
    ///
    /// # Errors
    /// A call that was not measured in both protocols.
    pub(super) fn text(&self) -> anyhow::Result<String> {
        Ok(format!(
            "{}\n\n`cargo xtask bench protocols`: {}. \
             A call includes everything from building the request to reading the response, through a connector in memory. \
             Times are medians of 1000 rounds, in which calls and protocols take turns. \
             Valgrind counts the instructions, if it is installed. It emulates a processor without instructions for SHA-256, so the signature of a large request counts for more than it takes. \
             Every growth counts as an allocation. \
             The program makes the three calls with the default features of the crate.",
            self.table()?.text(),
            machine::description(),
        ))
    }

    /// Makes the rows of each call, and those of the program.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub(super) fn table(&self) -> anyhow::Result<Table> {
        let mut table = Table::new(&["", JSON.name, CBOR.name, "CBOR of JSON"]);
        for json in self.bodies.iter().filter(|body| body.way == JSON.name) {
            let what = &json.what;
            let mut bodies = self.bodies.iter().filter(|body| body.what == *what);
            let cbor = bodies.find(|body| body.way == CBOR.name);
            let cbor = cbor.with_context(|| format!("expected a body of {what} in CBOR"))?;
            let body = [json.bytes, cbor.bytes];
            table.row(row(&format!("{what}: {}", json.of), body, kilobytes));
            let calls = [self.measured(what, JSON.name)?, self.measured(what, CBOR.name)?];
            let microseconds = |nanos| format!("{:.1} µs", nanos as f64 / 1e3);
            table.row(row(&format!("{what}: time"), calls.map(|call| call.nanos), microseconds));
            let what_is_counted = format!("{what}: instructions");
            match calls.map(|call| call.instructions) {
                [Some(json), Some(cbor)] => {
                    let millions = |count| format!("{:.2} million", count as f64 / 1e6);
                    table.row(row(&what_is_counted, [json, cbor], millions));
                }
                _ => table.row([what_is_counted, "–".to_owned(), "–".to_owned(), "–".to_owned()]),
            }
            let allocations = calls.map(|call| call.allocations);
            table.row(row(&format!("{what}: allocations"), allocations, |count| count.to_string()));
        }
        let megabytes = |bytes| format!("{:.2} MB", bytes as f64 / 1e6);
        table.row(row("the program, stripped", self.sizes, megabytes));
        let [json, cbor] = self.crates;
        let what = "its crates that the other has not";
        table.row([what.to_owned(), json.to_string(), cbor.to_string()]);
        Ok(table)
    }

    fn measured(&self, what: &str, way: &str) -> anyhow::Result<&Measured> {
        let mut measured = self.measured.iter();
        measured
            .find(|one| one.what == what && one.way == way)
            .with_context(|| format!("expected a measure of {what} in {way}"))
    }
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", bytes as f64 / 1e3)
}

/// A row of numbers in JSON and in CBOR, and what the second is of the first.
fn row(what: &str, numbers: [u64; 2], written: impl Fn(u64) -> String) -> [String; 4] {
    let [json, cbor] = numbers;
    let of_json = share(Style::Percent, cbor as f64 / json as f64);
    [what.to_owned(), written(json), written(cbor), of_json]
}
