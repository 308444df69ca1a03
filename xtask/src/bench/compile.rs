//! `cargo xtask bench compile`: what it costs to compile one program with the official crate, with all of ours, and with a slice of ours.
//!
//! What comes in: the programs of `bench/compile/`, each of which makes one call, with the same HTTP client.
//! What goes out: a table of CPU seconds by crate and profile, packages, lines and size.
//! What is deliberately not here: seconds on the clock, which depend on cores and on what else runs; Windows, which counts CPU time in another way than `bench/cpu-time` asks for it.
//!
//! Counted as ours are the generated crate, the runtime under it, and the program, in which what is generic is compiled: code that moves from one to another gains nothing.
//! Counted as theirs are the official crate and its program. The official runtime is under both, and in the whole.

mod report;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use super::cpu_log::Build;
use super::lines::{self, Lines};
use super::{machine, workspace};
use crate::{config, say};

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
const PROFILES: [(&str, &str, &[&str]); 3] =
    [("check", "check", &[]), ("debug", "build", &[]), ("release", "build", &["--release"])];

/// What is measured of one program.
#[derive(Default)]
struct Measured {
    /// One for each of the profiles.
    builds: [Build; 3],
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
    let official = measure(&OFFICIAL, &timer)?;
    let all = measure(&ALL, &timer)?;
    let slice = measure(&SLICE, &timer)?;
    say::out(&report::table(&[&official, &all, &slice]).text())?;
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

fn measure(program: &Program, timer: &Path) -> anyhow::Result<Measured> {
    let mut measured = Measured::default();
    for ((profile, subcommand, options), build) in PROFILES.iter().zip(&mut measured.builds) {
        say::step("Building", &format!("{}, {profile}", program.name));
        *build = build_of(program, timer, subcommand, options)?;
        say::step("Built", &format!("in {:.0} CPU seconds", build.whole));
    }
    // The release build is the last, and still there.
    let [.., release] = &measured.builds;
    let sdk = release.package(program.sdk)?;
    measured.lines = lines::of_folder(&sdk.folder.join("src"))?;
    measured.version.clone_from(&sdk.version);
    let file = build_folder().join("release").join(program.name);
    measured.size = fs::metadata(&file).context("the program was not built")?.len();
    Ok(measured)
}

/// Builds a program from an empty folder, and reads what that cost.
fn build_of(
    program: &Program,
    timer: &Path,
    subcommand: &str,
    options: &[&str],
) -> anyhow::Result<Build> {
    let folder = build_folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty target/bench/build")?;
    }
    fs::create_dir_all(&folder).context("cannot make target/bench/build")?;
    let log = folder.join("cpu.log");
    // The timer starts cargo, too: build scripts and the compilers that they start are in no other account.
    let cargo = workspace::cargo(subcommand);
    let mut command = Command::new(timer);
    command.arg(cargo.get_program()).args(cargo.get_args()).args(options);
    command.args(["--quiet", "--offline", "--package", program.name, "--target-dir"]);
    command.arg(&folder).current_dir(config::root());
    command.env("RUSTC_WRAPPER", timer).env("CPU_TIME_LOG", &log).env("CARGO_INCREMENTAL", "0");
    if !workspace::start(&mut command)?.success() {
        bail!("cannot build {}", program.name);
    }
    Build::read(&fs::read_to_string(&log).context("cannot read the CPU log")?)
}

fn build_folder() -> PathBuf {
    workspace::folder().join("build")
}
