//! `cargo xtask bench compile`: what it costs to compile one program with the official crate, with all of ours, and with a slice of ours.
//!
//! What comes in: the programs of `bench/compile/`, each of which makes one call, with the same HTTP client.
//! What goes out: a table of CPU seconds by crate and profile, packages, lines and size.
//! What is deliberately not here: seconds on the clock, which depend on cores and on what else runs.
//!
//! Counted as ours are the generated crate, the runtime under it, and the program, in which what is generic is compiled: code that moves from one to another gains nothing.
//! Counted as theirs are the official crate and its program. The official runtime is under both, and in the whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

use super::cpu_log::Build;
use super::lines::{self, Lines};
use super::ratio::{Style, Target, share};
use super::table::Table;
use super::{machine, workspace};
use crate::say;

/// The runtime under the generated crates.
const RUNTIME: &str = "tinsmith-runtime";

/// A program, and what it is linked with.
struct Program {
    /// The package in `bench/`.
    name: &'static str,
    /// The SDK crate that it calls.
    sdk: &'static str,
    /// Whether `tinsmith-runtime` is under it.
    is_ours: bool,
}

const OFFICIAL: Program =
    Program { name: "program-official", sdk: "aws-sdk-cognitoidentityprovider", is_ours: false };
const ALL: Program = Program { name: "program-all", sdk: "cognito-all", is_ours: true };
const SLICE: Program = Program { name: "program-slice", sdk: "cognito-slice", is_ours: true };

/// What cargo is asked for: the name in the table, and the arguments.
const PROFILES: [(&str, &[&str]); 3] =
    [("check", &["check"]), ("debug", &["build"]), ("release", &["build", "--release"])];

/// What is measured of one program.
struct Measured {
    /// By profile.
    builds: BTreeMap<&'static str, Build>,
    lines: Lines,
    /// Of the stripped program, in bytes.
    size: u64,
    version: String,
}

/// Builds everything, prints the table.
///
/// # Errors
/// What cannot be generated or built.
pub(super) fn run() -> anyhow::Result<()> {
    workspace::prepare()?;
    let timer = timer()?;
    let [official, all, slice] = [OFFICIAL, ALL, SLICE].map(|program| measure(&program, &timer));
    let (official, all, slice) = (official?, all?, slice?);
    say::out(&table(&official, &all, &slice)?.text())?;
    say::out(&format!(
        "\n`cargo xtask bench compile`: {}; {} {}. CPU seconds of one build each, from an empty folder, stock profiles, no incremental compilation; lines are those of the SDK crate's `src`.",
        machine::description(),
        OFFICIAL.sdk,
        official.version,
    ))
}

/// Builds the program that notes CPU time.
fn timer() -> anyhow::Result<PathBuf> {
    let folder = workspace::folder().join("tools");
    let mut cargo = workspace::cargo("build");
    cargo.args(["--quiet", "--package", "cpu-time", "--target-dir"]).arg(&folder);
    if !workspace::start(&mut cargo)?.success() {
        bail!("cannot build bench/cpu-time, which measures the others");
    }
    Ok(folder.join("debug/cpu-time"))
}

fn measure(program: &Program, timer: &PathBuf) -> anyhow::Result<Measured> {
    let folder = workspace::folder().join("build");
    let mut builds = BTreeMap::new();
    for (profile, arguments) in PROFILES {
        say::step("Building", &format!("{}, {profile}", program.name));
        if folder.exists() {
            fs::remove_dir_all(&folder).context("cannot empty target/bench/build")?;
        }
        fs::create_dir_all(&folder).context("cannot make target/bench/build")?;
        let log = folder.join("cpu.log");
        // The timer starts cargo, too: what build scripts do is in nobody else's account.
        let cargo = workspace::cargo(arguments.first().copied().unwrap_or_default());
        let mut command = std::process::Command::new(timer);
        command.arg(cargo.get_program()).args(cargo.get_args()).args(&arguments[1..]);
        command.args(["--quiet", "--offline", "--package", program.name, "--target-dir"]);
        command.arg(&folder).current_dir(crate::config::root());
        command.env("RUSTC_WRAPPER", timer).env("CPU_TIME_LOG", &log).env("CARGO_INCREMENTAL", "0");
        if !workspace::start(&mut command)?.success() {
            bail!("cannot build {}, {profile}", program.name);
        }
        let log = fs::read_to_string(&log).context("cannot read the CPU log")?;
        builds.insert(profile, Build::read(&log)?);
    }
    let release = builds.get("release").context("the release build is the last")?;
    let sdk = release.package(program.sdk)?;
    let (lines, version) = (lines::of_folder(&sdk.folder.join("src"))?, sdk.version.clone());
    let size = fs::metadata(folder.join("release").join(program.name))?.len();
    Ok(Measured { builds, lines, size, version })
}

/// One row: a measure of the three, and what ours may be at most.
struct Row {
    what: String,
    values: [f64; 3],
    unit: Unit,
    style: Style,
    all: Option<Target>,
    slice: Option<Target>,
}

/// Takes a part out of the CPU seconds of a build.
type Seconds = fn(&Program, &Build) -> f64;

enum Unit {
    Seconds,
    Count,
    Megabytes,
}

fn table(official: &Measured, all: &Measured, slice: &Measured) -> anyhow::Result<Table> {
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
    for row in rows(official, all, slice)? {
        table.row(row.cells());
    }
    Ok(table)
}

fn rows(official: &Measured, all: &Measured, slice: &Measured) -> anyhow::Result<Vec<Row>> {
    let measured = [(&OFFICIAL, official), (&ALL, all), (&SLICE, slice)];
    let mut rows = Vec::new();
    for (profile, _) in PROFILES {
        let builds = measured
            .map(|(program, measured)| measured.builds.get(profile).map(|build| (program, build)));
        let [Some(official), Some(all), Some(slice)] = builds else {
            bail!("{profile} was not built");
        };
        let of = |seconds: Seconds| {
            [official, all, slice].map(|(program, build)| seconds(program, build))
        };
        let (all_target, slice_target) = match profile {
            "check" => (Some(6.0), Some(25.0)),
            "release" => (Some(10.0), Some(25.0)),
            _ => (None, None),
        };
        rows.push(Row {
            what: format!("**{profile}: counted**"),
            values: of(counted),
            unit: Unit::Seconds,
            style: Style::Part,
            all: all_target.map(Target::part),
            slice: slice_target.map(Target::part),
        });
        let parts: [(&str, Seconds); 4] = [
            ("SDK crate", |program, build| build.seconds(program.sdk)),
            ("runtime crate", runtime),
            ("program", |program, build| build.seconds(program.name)),
            ("everything", |_, build| build.whole),
        ];
        for (what, seconds) in parts {
            let what = format!("{profile}: {what}");
            rows.push(Row::plain(what, of(seconds), Unit::Seconds, Style::Part));
        }
    }
    let numbers = |of: fn(&Measured) -> f64| [official, all, slice].map(of);
    let packages =
        numbers(|measured| measured.builds.get("release").map_or(0.0, |b| b.packages() as f64));
    rows.push(Row::plain("crates in the tree".to_owned(), packages, Unit::Count, Style::Percent));
    rows.push(Row {
        what: "**lines of Rust**".to_owned(),
        values: numbers(|measured| measured.lines.all as f64),
        unit: Unit::Count,
        style: Style::Part,
        all: Some(Target::part(8.0)),
        slice: None,
    });
    let code = numbers(|measured| measured.lines.code as f64);
    let what = "without blank lines and comments".to_owned();
    rows.push(Row::plain(what, code, Unit::Count, Style::Part));
    rows.push(Row {
        what: "**release program, stripped**".to_owned(),
        values: numbers(|measured| measured.size as f64),
        unit: Unit::Megabytes,
        style: Style::Percent,
        all: Some(Target::percent(60.0)),
        slice: Some(Target::percent(60.0)),
    });
    Ok(rows)
}

/// What is in nobody's account but that of the SDK.
fn counted(program: &Program, build: &Build) -> f64 {
    build.seconds(program.sdk) + runtime(program, build) + build.seconds(program.name)
}

fn runtime(program: &Program, build: &Build) -> f64 {
    if program.is_ours { build.seconds(RUNTIME) } else { 0.0 }
}

impl Row {
    fn plain(what: String, values: [f64; 3], unit: Unit, style: Style) -> Self {
        Self { what, values, unit, style, all: None, slice: None }
    }

    fn cells(&self) -> Vec<String> {
        let [official, all, slice] = self.values;
        let shown = |value: f64| match self.unit {
            Unit::Seconds if value == 0.0 => "–".to_owned(),
            Unit::Seconds => format!("{value:.1} s"),
            Unit::Count => format!("{value:.0}"),
            Unit::Megabytes => format!("{:.2} MB", value / 1e6),
        };
        let mut cells = vec![self.what.clone(), shown(official)];
        for (value, target) in [(all, self.all), (slice, self.slice)] {
            let of_official = value / official;
            let is_comparable = official > 0.0;
            cells.push(shown(value));
            cells.push(if is_comparable {
                share(self.style, of_official)
            } else {
                "–".to_owned()
            });
            cells.push(target.map_or_else(String::new, |target| target.verdict(of_official)));
        }
        cells
    }
}
