//! The table of what it costs to compile.
//!
//! What comes in: what was measured of the official crate, of all operations and of one.
//! What goes out: a row for each measure, with the share of the official crate's and whether it is little enough.
//! What is deliberately not here: measuring.

use super::super::cpu_log::Build;
use super::super::ratio::{Style, Target, share};
use super::{ALL, Measured, OFFICIAL, PROFILES, Program, SLICE};
use crate::table::Table;

/// The runtime under the generated crates.
const RUNTIME: &str = "tinsmith-runtime";

const PROGRAMS: [&Program; 3] = [&OFFICIAL, &ALL, &SLICE];

/// Takes a part out of the CPU seconds of a build.
type Seconds = fn(&Program, &Build) -> f64;

/// Makes the table of three programs, in the order of the columns.
pub(super) fn table(measured: &[&Measured; 3]) -> Table {
    let mut table = Table::new(&[
        "",
        "official crate",
        "all operations",
        "share",
        "target",
        "one operation",
        "share",
        "target",
    ]);
    for row in rows(measured) {
        table.row(row.cells());
    }
    table
}

/// One row: a measure of the three, and what ours may be at most.
struct Row {
    what: String,
    values: [f64; 3],
    unit: Unit,
    style: Style,
    /// For all operations, and for one.
    targets: [Option<Target>; 2],
}

enum Unit {
    Seconds,
    Count,
    Megabytes,
}

fn rows(measured: &[&Measured; 3]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, (profile, ..)) in PROFILES.iter().enumerate() {
        let targets = match *profile {
            "check" => [Some(Target::part(6.0)), Some(Target::part(25.0))],
            "release" => [Some(Target::part(10.0)), Some(Target::part(25.0))],
            _ => [None, None],
        };
        let parts: [(&str, Seconds, [Option<Target>; 2]); 5] = [
            ("**counted**", counted, targets),
            ("SDK crate", |program, build| build.seconds(program.sdk), [None, None]),
            ("runtime crate", runtime, [None, None]),
            ("program", |program, build| build.seconds(program.name), [None, None]),
            ("everything", |_, build| build.whole, [None, None]),
        ];
        for (what, seconds, targets) in parts {
            let mut values = [0.0; 3];
            for ((value, program), measured) in values.iter_mut().zip(PROGRAMS).zip(measured) {
                *value = measured.builds.get(index).map_or(0.0, |build| seconds(program, build));
            }
            let what = format!("{profile}: {what}");
            rows.push(Row { what, values, unit: Unit::Seconds, style: Style::Part, targets });
        }
    }
    let row = |what: &str, of: fn(&Measured) -> f64, unit, style, targets| Row {
        what: what.to_owned(),
        values: measured.map(of),
        unit,
        style,
        targets,
    };
    let packages = |measured: &Measured| {
        let [.., release] = &measured.builds;
        release.packages() as f64
    };
    let small = Some(Target::percent(60.0));
    rows.extend([
        row("crates in the tree", packages, Unit::Count, Style::Percent, [None, None]),
        row(
            "**lines of Rust**",
            |measured| measured.lines.all as f64,
            Unit::Count,
            Style::Part,
            [Some(Target::part(8.0)), None],
        ),
        row(
            "without blank lines and comments",
            |measured| measured.lines.code as f64,
            Unit::Count,
            Style::Part,
            [None, None],
        ),
        row(
            "**release program, stripped**",
            |measured| measured.size as f64,
            Unit::Megabytes,
            Style::Percent,
            [small, small],
        ),
    ]);
    rows
}

/// What is in nobody's account but that of the SDK.
fn counted(program: &Program, build: &Build) -> f64 {
    build.seconds(program.sdk) + runtime(program, build) + build.seconds(program.name)
}

fn runtime(program: &Program, build: &Build) -> f64 {
    if program.is_ours { build.seconds(RUNTIME) } else { 0.0 }
}

impl Row {
    fn cells(&self) -> Vec<String> {
        let [official, ours @ ..] = self.values;
        let shown = |value: f64| match self.unit {
            Unit::Seconds if value == 0.0 => "–".to_owned(),
            Unit::Seconds => format!("{value:.1} s"),
            Unit::Count => format!("{value:.0}"),
            Unit::Megabytes => format!("{:.2} MB", value / 1e6),
        };
        let mut cells = vec![self.what.clone(), shown(official)];
        for (value, target) in ours.into_iter().zip(self.targets) {
            let of_official = value / official;
            cells.push(shown(value));
            cells.push(if official > 0.0 {
                share(self.style, of_official)
            } else {
                "–".to_owned()
            });
            cells.push(target.map_or_else(String::new, |target| target.verdict(of_official)));
        }
        cells
    }
}
