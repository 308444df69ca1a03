//! `cargo xtask bench protocols`: what CBOR costs and saves beside JSON.
//!
//! CloudWatch offers both. A crate is generated for each, with the same three operations; the programs are in `bench/protocols/`, a workspace of its own.

mod report;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use tinsmith_project::{args, say};

use self::report::{Body, Report};
use super::measured::Programs;
use super::measured::instructions::Lengths;
use super::page::Page;
use super::workspace;
use crate::{corpus, repository};

/// Whose model is taken, as the corpus has it.
const SERVICE: &str = "cloudwatch";

const OPERATIONS: [&str; 3] = ["GetMetricData", "ListMetrics", "PutMetricData"];

/// A protocol, and what is made for it.
struct Protocol {
    /// As the programs print it, and the table.
    name: &'static str,
    /// Its trait.
    id: &'static str,
    /// The generated crate.
    sdk: &'static str,
    /// The package with the calls, and its program.
    program: &'static str,
}

const JSON: Protocol =
    Protocol { name: "JSON", id: "awsJson1_0", sdk: "cloudwatch-json", program: "calls-in-json" };

const CBOR: Protocol =
    Protocol { name: "CBOR", id: "rpcv2Cbor", sdk: "cloudwatch-cbor", program: "calls-in-cbor" };

/// Builds the programs, runs them, prints a table or writes it into a page.
///
/// # Errors
/// What cannot be fetched, generated, built, started or written.
pub(super) fn run(report: Option<&Path>) -> anyhow::Result<()> {
    let page = Page::of(report, "protocols")?;
    prepare()?;
    let mut cargo = cargo("build");
    cargo.args(["--package", "protocols"]);
    let programs = Programs::build("bench/protocols", cargo, target())?;
    let sizes = [size(&JSON)?, size(&CBOR)?];
    let crates = crates_of_one([&tree(&JSON)?, &tree(&CBOR)?]);
    let bodies = Body::read(&programs.output("bodies")?)?;
    let measured = programs.measure(Lengths { fewer: 50, more: 250 })?;
    page.show(&Report { bodies, measured, sizes, crates }.text()?)
}

/// Generates both crates, and fetches what they and the programs depend on.
fn prepare() -> anyhow::Result<()> {
    let model = corpus::model(SERVICE)?;
    for Protocol { id, sdk, .. } in [JSON, CBOR] {
        let krate = args::Crate {
            package: Some(sdk.to_owned()),
            operations: OPERATIONS.map(str::to_owned).to_vec(),
            protocol: Some(id.to_owned()),
            ..args::Crate::default()
        };
        workspace::write_crate_of(&model, krate)?;
    }
    say::step("Fetching", "what is not there yet");
    if !workspace::start(cargo("fetch").arg("--quiet"))?.success() {
        bail!(
            "cannot fetch what bench/protocols/Cargo.lock names; after a change of the runtime's dependencies, `cargo update --workspace --manifest-path bench/protocols/Cargo.toml` brings it up to date"
        );
    }
    Ok(())
}

/// The size of the program on the crate of one protocol, in bytes. It is built by itself, so that the runtime has the one codec.
fn size(protocol: &Protocol) -> anyhow::Result<u64> {
    let mut cargo = cargo("build");
    cargo.args(["--package", protocol.program, "--features", "program"]);
    let program = Programs::build("bench/protocols", cargo, target())?.path(protocol.program);
    Ok(fs::metadata(&program).context("the program was not built")?.len())
}

/// The crates that this program is made of, as cargo prints them.
fn tree(protocol: &Protocol) -> anyhow::Result<String> {
    let mut cargo = cargo("tree");
    cargo.args(["--offline", "--package", protocol.program, "--features", "program"]);
    cargo.args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let output = cargo.stderr(Stdio::inherit()).output().context("cannot start cargo tree")?;
    if !output.status.success() {
        bail!("cargo tree failed");
    }
    String::from_utf8(output.stdout).context("cargo tree printed no text")
}

/// Counts the crates that each of two trees has and the other has not, those with a path left out: they are the generated crate and the program.
fn crates_of_one(trees: [&str; 2]) -> [usize; 2] {
    let [first, second] = trees.map(|tree| {
        let is_fetched = |line: &&str| !line.contains(['/', '\\']);
        let crates = tree.lines().filter(is_fetched).map(|line| line.trim_end_matches(" (*)"));
        crates.collect::<BTreeSet<&str>>()
    });
    [first.difference(&second).count(), second.difference(&first).count()]
}

/// A command of cargo for that workspace, bound to its lockfile.
fn cargo(subcommand: &str) -> Command {
    let mut cargo = repository::cargo();
    cargo.args([subcommand, "--locked", "--manifest-path", "bench/protocols/Cargo.toml"]);
    cargo
}

fn target() -> PathBuf {
    workspace::folder().join("protocols")
}
