//! `cargo xtask bench ec2`: what it costs to check a crate of EC2, the largest service, beside the official crate.
//!
//! The crates are dependencies of a package of its own, `target/bench/ec2/`, with the versions that `bench/Cargo.lock` has. Nothing but `cargo check` is measured: the official crate takes too long in release.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use tinsmith_project::change::write_if_changed;
use tinsmith_project::{args, say};

use super::builder::Builder;
use super::lines::{self, Lines};
use super::page::Page;
use super::ratio::{Style, share};
use super::{machine, workspace};
use crate::table::Table;
use crate::{corpus, repository};

/// The official crate, and its version.
const OFFICIAL: (&str, &str) = ("aws-sdk-ec2", "1.274.0");

/// The operation of the slice.
const OPERATION: &str = "DescribeInstances";

/// The generated crates: all operations, and one.
const ALL: &str = "ec2-all";
const SLICE: &str = "ec2-slice";

/// CPU seconds of one crate, and what it is made of.
struct Measured {
    /// The SDK crate alone.
    sdk: f64,
    /// Our runtime under it, or nothing.
    runtime: f64,
    /// All that was compiled.
    everything: f64,
    lines: Lines,
}

/// Checks the three crates, each with all that it needs, prints a table or writes it into a page.
///
/// # Errors
/// What cannot be fetched, generated, checked or written.
pub(super) fn run(report: Option<&Path>) -> anyhow::Result<()> {
    let page = Page::of(report, "ec2")?;
    prepare()?;
    let builder = Builder::new()?;
    let official = measure(&builder, OFFICIAL.0)?;
    let all = measure(&builder, ALL)?;
    let slice = measure(&builder, SLICE)?;
    page.show(&text(&official, &all, &slice))
}

fn folder() -> PathBuf {
    workspace::folder().join("ec2")
}

/// Generates both crates, writes the package on them, and fetches what it needs.
fn prepare() -> anyhow::Result<()> {
    // What notes CPU time is a part of the workspace `bench/`, which cargo reads only when all of it is there.
    workspace::prepare()?;
    let model = corpus::model("ec2")?;
    write_crate(&model, ALL, Vec::new())?;
    write_crate(&model, SLICE, vec![OPERATION.to_owned()])?;
    let (package, version) = OFFICIAL;
    let manifest = format!(
        "# Written by `cargo xtask bench ec2`.\n\n\
         [workspace]\nresolver = \"3\"\n\n\
         [package]\nname = \"ec2\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{package} = \"={version}\"\n\
         {ALL} = {{ path = \"../{ALL}\" }}\n{SLICE} = {{ path = \"../{SLICE}\" }}\n"
    );
    write_if_changed(&folder().join("Cargo.toml"), &manifest)?;
    write_if_changed(&folder().join("src/lib.rs"), "//! Nothing: its dependencies are checked.\n")?;
    let lock = folder().join("Cargo.lock");
    if !lock.exists() {
        fs::copy(repository::root().join("bench/Cargo.lock"), &lock)
            .context("cannot copy bench/Cargo.lock")?;
    }
    say::step("Fetching", "what is not there yet");
    let mut cargo = repository::cargo();
    cargo.args(["fetch", "--quiet", "--manifest-path"]).arg(folder().join("Cargo.toml"));
    if !workspace::start(&mut cargo)?.success() {
        bail!("cannot fetch what {package} depends on");
    }
    Ok(())
}

/// Generates a crate of these operations, or of all.
fn write_crate(model: &Path, package: &str, operations: Vec<String>) -> anyhow::Result<()> {
    let package = Some(package.to_owned());
    workspace::write_crate_of(model, args::Crate { package, operations, ..args::Crate::default() })
}

/// Checks a package and all that it needs, from an empty folder.
fn measure(builder: &Builder, package: &str) -> anyhow::Result<Measured> {
    builder.empty()?;
    let build = builder.check_in(&folder().join("Cargo.toml"), package)?;
    let source = build.package(package)?.folder.join("src");
    Ok(Measured {
        sdk: build.seconds(package),
        runtime: build.seconds("tinsmith-runtime"),
        everything: build.whole,
        lines: lines::of_folder(&source)?,
    })
}

/// What a row is about.
type Measure = fn(&Measured) -> f64;

/// How a number is written in the table.
type Format = fn(f64) -> String;

fn text(official: &Measured, all: &Measured, slice: &Measured) -> String {
    let mut table =
        Table::new(&["", "official crate", "all operations", "share", "one operation", "share"]);
    let seconds: Format = |value| format!("{value:.1} s");
    let number: Format = |value| format!("{value:.0}");
    let rows: [(&str, Measure, Format); 4] = [
        ("SDK crate", |of| of.sdk, seconds),
        ("**counted**: SDK crate and our runtime", |of| of.sdk + of.runtime, seconds),
        ("everything", |of| of.everything, seconds),
        ("lines of the SDK crate", |of| of.lines.all as f64, number),
    ];
    for (what, of, written) in rows {
        let theirs = of(official);
        let mut cells = vec![what.to_owned(), written(theirs)];
        for ours in [of(all), of(slice)] {
            cells.extend([written(ours), share(Style::Part, ours / theirs)]);
        }
        table.row(cells);
    }
    let (package, version) = OFFICIAL;
    format!(
        "{}\n\n`cargo xtask bench ec2`: {}; {package} {version}. CPU seconds of `cargo check`, one build each from an empty folder; the crate of one operation has `{OPERATION}`.",
        table.text(),
        machine::description(),
    )
}
