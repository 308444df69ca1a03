//! `cargo xtask bench compile`: what it costs to compile programs with 1, 20 and all operations, with the official crate and with ours.
//!
//! Measured are CPU seconds by crate and profile, the rebuild of a program after an edit, lines and sizes; seconds on the clock depend on cores and on what else runs.
//! Dependencies and SDK crates are built once for each profile and side, from an empty folder; programs on them one after the other.
//!
//! Counted as ours are the generated crate, the runtime under it, and the program, in which generic and inline functions are compiled: code that moves from one to another gains nothing.
//! Counted as theirs are the official crate and its program. The official runtime is under both, and in the whole.

mod page;
mod report;
mod side;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use self::side::{Program, Side};
use super::cpu_log::Build;
use super::lines;
use super::programs::{self, ALL, Calls, OFFICIAL, OFFICIAL_ON_RING, Package, SLICE, Sdk};
use super::workspace;
use crate::flags::{Compile, Profile};
use crate::{config, say};

/// What was measured of one profile; what was not asked for is missing.
pub(super) struct Measured {
    profile: Profile,
    official: Option<Side>,
    generated: Side,
    slice: Option<Side>,
    /// The official crate with a lighter HTTP client.
    on_ring: Option<Side>,
}

/// Builds everything, prints the tables or writes them into a page.
///
/// # Errors
/// What cannot be generated, built or written.
pub(super) fn run(asked: &Compile) -> anyhow::Result<()> {
    if let Some(path) = &asked.report {
        page::check(path)?;
    }
    let operations = workspace::prepare()?;
    let bench = Bench { timer: timer()?, asked };
    let measured = asked
        .profiles
        .iter()
        .map(|profile| bench.profile(*profile))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let text = report::text(&measured, operations);
    match &asked.report {
        Some(path) => page::write(path, &text),
        None => say::out(&text),
    }
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

/// What builds, and which programs.
struct Bench<'a> {
    timer: PathBuf,
    asked: &'a Compile,
}

impl Bench<'_> {
    fn profile(&self, profile: Profile) -> anyhow::Result<Measured> {
        let official = match self.asked.official {
            true => Some(self.cold(&OFFICIAL, profile, &self.asked.calls)?),
            false => None,
        };
        // The whole program in release is all that another HTTP client is measured for.
        let on_ring = match self.asked.official && profile == Profile::Release {
            true => Some(self.cold(&OFFICIAL_ON_RING, profile, &[Calls::One])?),
            false => None,
        };
        let generated = self.cold(&ALL, profile, &self.asked.calls)?;
        let slice = match self.asked.calls.contains(&Calls::One) {
            true => Some(self.beside(&generated, &SLICE, profile)?),
            false => None,
        };
        Ok(Measured { profile, official, generated, slice, on_ring })
    }

    /// Builds programs, the first of them and all that it needs from an empty folder.
    fn cold(&self, sdk: &'static Sdk, profile: Profile, calls: &[Calls]) -> anyhow::Result<Side> {
        let folder = build_folder();
        if folder.exists() {
            fs::remove_dir_all(&folder).context("cannot empty target/bench/build")?;
        }
        let mut side: Option<Side> = None;
        for calls in calls {
            let package = Package { sdk, calls: *calls };
            let build = self.build(package, profile, Incremental::No)?;
            let side = match &mut side {
                Some(side) => side,
                none => {
                    let folder = &build.package(sdk.package)?.folder;
                    let lines = lines::of_folder(&folder.join("src"))?;
                    none.insert(Side::of_cold(package, &build, lines)?)
                }
            };
            side.programs.push(self.program(package, profile, &build)?);
        }
        side.context("no program was asked for")
    }

    /// Builds the program with one call on another crate, where everything that both need has been built for `side`.
    fn beside(&self, side: &Side, sdk: &'static Sdk, profile: Profile) -> anyhow::Result<Side> {
        let package = Package { sdk, calls: Calls::One };
        let build = self.build(package, profile, Incremental::No)?;
        let lines = lines::of_folder(&build.package(sdk.package)?.folder.join("src"))?;
        let mut other = side.with(package, &build, lines)?;
        other.programs.push(self.program(package, profile, &build)?);
        Ok(other)
    }

    /// What there is to know of a program that was just built.
    fn program(
        &self,
        package: Package,
        profile: Profile,
        build: &Build,
    ) -> anyhow::Result<Program> {
        let mut program = Program {
            calls: package.calls,
            seconds: build.seconds(&package.name()),
            size: None,
            after_edit: None,
        };
        if profile == Profile::Release {
            let file = build_folder().join("release").join(package.name());
            program.size = Some(fs::metadata(&file).context("the program was not built")?.len());
        }
        // A program that calls everything is one that nobody edits.
        if profile != Profile::Check && package.calls != Calls::All {
            program.after_edit = Some(self.after_edit(package, profile)?);
        }
        Ok(program)
    }

    /// Edits a program and builds it again: incrementally in debug, as cargo does it when it is told nothing.
    fn after_edit(&self, package: Package, profile: Profile) -> anyhow::Result<f64> {
        let incremental = match profile {
            Profile::Release => Incremental::No,
            Profile::Check | Profile::Debug => Incremental::OfProgram,
        };
        if incremental == Incremental::OfProgram {
            self.build(package, profile, incremental)?;
        }
        let path = package.source(&workspace::programs());
        let source = fs::read_to_string(&path).context("cannot read a program")?;
        fs::write(&path, programs::edited(&source)).context("cannot edit a program")?;
        let build = self.build(package, profile, incremental);
        fs::write(&path, source).context("cannot take back the edit of a program")?;
        let build = build?;
        let name = package.name();
        if build.packages() != 1 {
            bail!(
                "expected an edit of {name} to make cargo compile {name} alone, which it did not"
            );
        }
        Ok(build.seconds(&name))
    }

    /// Builds a program, and reads what that cost.
    fn build(
        &self,
        package: Package,
        profile: Profile,
        incremental: Incremental,
    ) -> anyhow::Result<Build> {
        let name = package.name();
        let folder = build_folder();
        fs::create_dir_all(&folder).context("cannot make target/bench/build")?;
        let log = folder.join("cpu.log");
        if log.exists() {
            fs::remove_file(&log).context("cannot empty the CPU log")?;
        }
        say::step("Building", &format!("{name}, {profile}{incremental}"));
        let mut command = self.command(profile, &log);
        command.args(["--quiet", "--offline", "--package", &name, "--target-dir"]).arg(&folder);
        for setting in incremental.settings(&name) {
            command.args(["--config", &setting]);
        }
        let status = say::while_working("Building", || workspace::start(&mut command))?;
        if !status.success() {
            bail!("cannot build {name}");
        }
        let build = Build::read(&fs::read_to_string(&log).context("cannot read the CPU log")?)?;
        say::step("Built", &format!("in {:.1} CPU seconds", build.whole));
        Ok(build)
    }

    /// Cargo under the timer: build scripts and the compilers that they start are in no other account.
    fn command(&self, profile: Profile, log: &Path) -> Command {
        let (subcommand, options): (_, &[&str]) = match profile {
            Profile::Check => ("check", &[]),
            Profile::Debug => ("build", &[]),
            Profile::Release => ("build", &["--release"]),
        };
        let cargo = workspace::cargo(subcommand);
        let mut command = Command::new(&self.timer);
        command.arg(cargo.get_program()).args(cargo.get_args()).args(options);
        command.current_dir(config::root()).env_remove("CARGO_INCREMENTAL");
        command.env("RUSTC_WRAPPER", &self.timer).env("CPU_TIME_LOG", log);
        command
    }
}

/// What is compiled incrementally. Cargo does so with everything that is no dependency from elsewhere, the generated crate too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Incremental {
    /// Nothing, so that a build from an empty folder has nothing to do that only the next one gains from.
    No,
    /// The program alone: nothing else is compiled again.
    OfProgram,
}

impl Incremental {
    /// Settings for cargo.
    fn settings(self, program: &str) -> Vec<String> {
        let of_all = "profile.dev.incremental=false".to_owned();
        match self {
            Self::No => vec![of_all],
            Self::OfProgram => {
                vec![of_all, format!("profile.dev.package.\"{program}\".incremental=true")]
            }
        }
    }
}

impl std::fmt::Display for Incremental {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::No => "",
            Self::OfProgram => ", incrementally",
        })
    }
}

fn build_folder() -> PathBuf {
    workspace::folder().join("build")
}
