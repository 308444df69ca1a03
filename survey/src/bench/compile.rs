//! `cargo xtask bench compile`: what it costs to compile programs with 1, 20 and all operations, with the official crate and with ours.
//!
//! Measured are CPU seconds by crate and profile, the rebuild of a program after an edit, lines and sizes; seconds on the clock depend on cores and on what else runs.
//! Dependencies and SDK crates are built once for each profile and side, from an empty folder; programs on them one after the other.
//!
//! Counted as ours are the generated crate, the runtime under it, and the program, in which generic and inline functions are compiled: code that moves from one to another gains nothing.
//! Counted as theirs are the official crate and its program. The official runtime is under both, and in the whole.

mod report;
mod side;
#[cfg(test)]
mod tests;

use anyhow::Context as _;

use self::side::{Program, Side};
use super::builder::Builder;
use super::cpu_log::Build;
use super::lines;
use super::page::Page;
use super::programs::{ALL, Calls, OFFICIAL, OFFICIAL_ON_RING, Package, SLICE, Sdk};
use super::workspace;
use crate::bench::{Compile, Profile};

/// What was measured of one profile; what was not asked for is missing.
struct Measured {
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
    let page = Page::of(asked.report.as_deref(), "compile")?;
    let operations = workspace::prepare()?;
    let mut asked = asked.clone();
    asked.profiles.sort();
    asked.calls.sort();
    let bench = Bench { builder: Builder::new()?, asked: &asked };
    let measured = asked.profiles.iter().map(|profile| bench.profile(*profile));
    let measured = measured.collect::<anyhow::Result<Vec<_>>>()?;
    page.show(&report::text(&measured, operations))
}

/// What builds, and which programs.
struct Bench<'a> {
    builder: Builder,
    asked: &'a Compile,
}

impl Bench<'_> {
    fn profile(&self, profile: Profile) -> anyhow::Result<Measured> {
        let official = match !self.asked.generated {
            true => Some(self.cold(&OFFICIAL, profile, &self.asked.calls)?),
            false => None,
        };
        // The whole program in release is all that another HTTP client is measured for.
        let on_ring = match !self.asked.generated && profile == Profile::Release {
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
        self.builder.empty()?;
        let mut side: Option<Side> = None;
        for calls in calls {
            let package = Package::program(sdk, *calls);
            let build = self.builder.build(package, profile)?;
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
        let package = Package::program(sdk, Calls::One);
        let build = self.builder.build(package, profile)?;
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
            program.size = Some(self.builder.size(package)?);
        }
        // A program that calls everything is one that nobody edits.
        if profile != Profile::Check && package.calls != Calls::All {
            program.after_edit = Some(self.builder.after_edit(package, package, profile)?);
        }
        Ok(program)
    }
}
