//! The tables of what it costs to compile, in Markdown.

use super::super::programs::{Calls, OFFICIAL};
use super::super::ratio::{Style, Target, share};
use super::super::{machine, programs};
use super::Measured;
use super::side::Side;
use crate::bench::Profile;
use crate::table::Table;

/// Makes all tables that there are measures for; `operations` is the number of all.
pub(super) fn text(measured: &[Measured], operations: usize) -> String {
    let report = Report { measured, operations };
    let mut parts = Vec::new();
    let mut add = |heading: &str, words: &str, ours: &str, rows: Vec<Row>| {
        if !rows.is_empty() {
            parts.push(format!("### {heading}\n\n{words}\n\n{}", table(ours, &rows)));
        }
    };
    add("In short", "In release, from an empty folder.", GENERATED, report.summary());
    for of_profile in measured {
        let words = "CPU seconds from an empty folder. Counted are the SDK crate, our runtime under it, and the program.";
        add(title(of_profile.profile), words, GENERATED, report.profile(of_profile));
    }
    let words = format!(
        "The crate has `{}` alone, and the program calls it; the official crate has always all.",
        programs::OPERATION
    );
    add("A crate of one operation", &words, "one operation", report.slice());
    let words = "CPU seconds for the program alone, after a text in one of its calls was changed: incrementally in debug, from the start in release, as cargo does it.";
    add("After an edit", words, GENERATED, report.after_edit());
    add("Size", "Programs are stripped.", GENERATED, report.sizes());
    let versions = measured.iter().filter_map(|of_profile| of_profile.official.as_ref());
    let version = versions.map(|side| format!("; {} {}", OFFICIAL.package, side.version)).next();
    parts.push(format!(
        "`cargo xtask bench compile`: {}{}. One build each, stock profiles; lines are those of the SDK crate's `src`.",
        machine::description(),
        version.unwrap_or_default(),
    ));
    parts.join("\n\n")
}

/// The column of the crate with all operations.
const GENERATED: &str = "generated crate";

/// Of the SDK crate, our runtime and the program with so many calls, in release.
fn counted_target(profile: Profile, calls: Calls) -> Option<Target> {
    match (profile, calls) {
        (Profile::Check, _) => Some(Target::part(6.0)),
        (Profile::Release, Calls::One) => Some(Target::part(10.0)),
        (Profile::Release, Calls::Some) => Some(Target::part(8.0)),
        _ => None,
    }
}

/// Of all that is compiled for a program.
fn whole_target(profile: Profile) -> Option<Target> {
    (profile == Profile::Release).then(|| Target::percent(45.0))
}

/// Of a stripped program.
fn size_target() -> Option<Target> {
    Some(Target::percent(75.0))
}

struct Report<'m> {
    measured: &'m [Measured],
    operations: usize,
}

impl Report<'_> {
    fn of(&self, profile: Profile) -> Option<&Measured> {
        self.measured.iter().find(|measured| measured.profile == profile)
    }

    /// What a reader wants to know first.
    fn summary(&self) -> Vec<Row> {
        let Some(release) = self.of(Profile::Release) else { return Vec::new() };
        let mut rows = Vec::new();
        for calls in [Calls::One, Calls::Some] {
            let what = format!("SDK crate and program with {}", self.counted_calls(calls));
            let target = counted_target(Profile::Release, calls);
            rows.push(release.row(what, Unit::Seconds, |side| side.counted(calls)).target(target));
        }
        let of_slice = |of: Measure| release.slice.as_ref().and_then(of);
        rows.push(Row {
            ours: of_slice(|side| side.counted(Calls::One)),
            ..release
                .row("the same with a crate of one operation", Unit::Seconds, |side| {
                    side.counted(Calls::One)
                })
                .target(Some(Target::part(25.0)))
        });
        let what = "everything that a program with one call needs";
        rows.push(
            release
                .row(what, Unit::Seconds, |side| side.everything(Calls::One))
                .percent()
                .target(whole_target(Profile::Release)),
        );
        rows.push(release.size_row("that program, stripped", Calls::One));
        measured_only(rows)
    }

    fn profile(&self, measured: &Measured) -> Vec<Row> {
        let profile = measured.profile;
        let mut rows = vec![
            measured.row("SDK crate", Unit::Seconds, |side| Some(side.sdk)),
            measured.row("runtime crate", Unit::Seconds, |side| {
                (side.runtime > 0.0).then_some(side.runtime)
            }),
            measured.row("HTTP client, not counted", Unit::Seconds, |side| Some(side.http_client)),
        ];
        for calls in Calls::ALL {
            let what = format!("program, {}", self.counted_calls(calls));
            rows.push(measured.row(what, Unit::Seconds, |side| Some(side.program(calls)?.seconds)));
        }
        for calls in Calls::ALL {
            let what = format!("**counted**, {}", self.counted_calls(calls));
            let target = counted_target(profile, calls);
            rows.push(measured.row(what, Unit::Seconds, |side| side.counted(calls)).target(target));
        }
        let what = format!("counted and HTTP client, {}", self.counted_calls(Calls::One));
        rows.push(measured.row(what, Unit::Seconds, |side| side.counted_with_http(Calls::One)));
        for calls in Calls::ALL {
            let what = format!("**everything**, {}", self.counted_calls(calls));
            rows.push(
                measured
                    .row(what, Unit::Seconds, |side| side.everything(calls))
                    .percent()
                    .target(whole_target(profile)),
            );
        }
        if let Some(on_ring) = &measured.on_ring {
            let what = "**everything**, 1 call, official on ring";
            rows.push(Row {
                theirs: on_ring.everything(Calls::One),
                ..measured
                    .row(what, Unit::Seconds, |side| side.everything(Calls::One))
                    .percent()
                    .target(whole_target(profile))
            });
        }
        measured_only(rows)
    }

    fn slice(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for measured in self.measured {
            let Some(slice) = &measured.slice else { continue };
            let target = match measured.profile {
                Profile::Release => Some(Target::part(25.0)),
                Profile::Check | Profile::Debug => None,
            };
            let parts: [(&str, Measure, Option<Target>); 3] = [
                ("SDK crate", |side| Some(side.sdk), None),
                ("**counted**", |side| side.counted(Calls::One), target),
                ("everything", |side| side.everything(Calls::One), None),
            ];
            for (what, of, target) in parts {
                let what = format!("{}: {what}", measured.profile);
                let row = measured.row(what, Unit::Seconds, of).target(target);
                rows.push(Row { ours: of(slice), ..row });
            }
        }
        measured_only(rows)
    }

    fn after_edit(&self) -> Vec<Row> {
        let of_profile = |measured: &Measured| {
            [Calls::One, Calls::Some].map(|calls| {
                let what = format!("{}, {}", measured.profile, self.counted_calls(calls));
                measured.row(what, Unit::Seconds, |side| side.program(calls)?.after_edit).percent()
            })
        };
        measured_only(self.measured.iter().flat_map(of_profile).collect())
    }

    fn sizes(&self) -> Vec<Row> {
        let Some(release) = self.of(Profile::Release) else { return Vec::new() };
        let mut rows: Vec<Row> = Calls::ALL
            .into_iter()
            .map(|calls| {
                let what = format!("**program**, {}", self.counted_calls(calls));
                release.size_row(what, calls)
            })
            .collect();
        if let Some(on_ring) = &release.on_ring {
            rows.push(Row {
                theirs: size(on_ring, Calls::One),
                ..release.size_row("**program**, 1 call, official on ring", Calls::One)
            });
        }
        let lines = |of: fn(&Side) -> usize| move |side: &Side| Some(of(side) as f64);
        rows.extend([
            release
                .row("**what a further operation adds**", Unit::Kilobytes, |side| {
                    side.bytes_of_each(self.operations)
                })
                .target(Some(Target::part(3.0))),
            release.row("crates in the tree", Unit::Count, lines(|side| side.packages)).percent(),
            release
                .row("**lines of Rust**", Unit::Count, lines(|side| side.lines.all))
                .target(Some(Target::part(8.0))),
            release.row(
                "without blank lines and comments",
                Unit::Count,
                lines(|side| side.lines.code),
            ),
        ]);
        measured_only(rows)
    }

    /// `1 call`, `20 calls`, `all 141 calls`
    fn counted_calls(&self, calls: Calls) -> String {
        match calls {
            Calls::One => "1 call".to_owned(),
            Calls::Some => format!("{} calls", calls.count(self.operations)),
            Calls::All => format!("all {} calls", self.operations),
        }
    }
}

impl Measured {
    /// A row of one measure of both sides.
    fn row(&self, what: impl Into<String>, unit: Unit, of: impl Fn(&Side) -> Option<f64>) -> Row {
        Row {
            what: what.into(),
            theirs: self.official.as_ref().and_then(&of),
            ours: of(&self.generated),
            unit,
            style: Style::Part,
            target: None,
        }
    }

    fn size_row(&self, what: impl Into<String>, calls: Calls) -> Row {
        let row = self.row(what, Unit::Megabytes, |side| size(side, calls));
        row.percent().target(size_target())
    }
}

fn size(side: &Side, calls: Calls) -> Option<f64> {
    Some(side.program(calls)?.size? as f64)
}

/// Takes a measure of a side, if it has it.
type Measure = fn(&Side) -> Option<f64>;

/// One measure of both sides, and what ours may be at most.
struct Row {
    what: String,
    theirs: Option<f64>,
    ours: Option<f64>,
    unit: Unit,
    style: Style,
    target: Option<Target>,
}

#[derive(Clone, Copy)]
enum Unit {
    Seconds,
    Count,
    Kilobytes,
    Megabytes,
}

fn measured_only(rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter().filter(|row| row.ours.is_some()).collect()
}

fn title(profile: Profile) -> &'static str {
    match profile {
        Profile::Check => "Check",
        Profile::Debug => "Debug",
        Profile::Release => "Release",
    }
}

fn table(ours: &str, rows: &[Row]) -> String {
    let mut table = Table::new(&["", "official crate", ours, "share", "target"]);
    for row in rows {
        table.row(row.cells());
    }
    table.text()
}

impl Row {
    fn percent(self) -> Self {
        Self { style: Style::Percent, ..self }
    }

    fn target(self, target: Option<Target>) -> Self {
        Self { target, ..self }
    }

    fn cells(&self) -> [String; 5] {
        let shown = |value: Option<f64>| {
            let Some(value) = value else { return "–".to_owned() };
            match self.unit {
                Unit::Seconds => format!("{value:.1} s"),
                Unit::Count => format!("{value:.0}"),
                Unit::Kilobytes => format!("{:.1} kB", value / 1e3),
                Unit::Megabytes => format!("{:.2} MB", value / 1e6),
            }
        };
        let of_theirs = self.theirs.zip(self.ours).map(|(theirs, ours)| ours / theirs);
        let verdict = of_theirs.zip(self.target).map(|(share, target)| target.verdict(share));
        [
            self.what.clone(),
            shown(self.theirs),
            shown(self.ours),
            of_theirs.map_or_else(|| "–".to_owned(), |of_theirs| share(self.style, of_theirs)),
            verdict.unwrap_or_default(),
        ]
    }
}
