//! Programs that measure calls, and what they print.
//!
//! `bench/measure/` has what they are made of.

pub(super) mod instructions;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use tinsmith_project::say;

use self::instructions::Lengths;
use super::workspace;

/// One way to make a call.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Measured {
    /// What is called, or what is answered.
    pub(super) what: String,
    pub(super) way: String,
    pub(super) nanos: u64,
    /// None where nothing can count them.
    pub(super) instructions: Option<u64>,
    pub(super) allocations: u64,
    pub(super) bytes: u64,
}

/// The programs of a package, built in release.
pub(super) struct Programs {
    /// The package's folder, for messages.
    package: &'static str,
    folder: PathBuf,
}

impl Programs {
    /// Has a command of cargo, `cargo build` with a manifest and a package, build them below this folder.
    ///
    /// # Errors
    /// That they cannot be built.
    pub(super) fn build(
        package: &'static str,
        mut cargo: Command,
        target: PathBuf,
    ) -> anyhow::Result<Self> {
        say::step("Building", &format!("{package}, release profile"));
        cargo.args(["--quiet", "--release", "--offline", "--target-dir"]).arg(&target);
        if !workspace::start(&mut cargo)?.success() {
            bail!("cannot build {package}");
        }
        Ok(Self { package, folder: target.join("release") })
    }

    /// The path of one of them.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Runs one of them; gives what it prints.
    ///
    /// # Errors
    /// That it cannot be started, or fails.
    pub(super) fn output(&self, name: &str) -> anyhow::Result<String> {
        let Self { package, .. } = self;
        say::step("Measuring", name);
        let output = Command::new(self.path(name)).stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("cannot start {name} of {package}"))?;
        if !output.status.success() {
            bail!("{name} of {package} failed");
        }
        String::from_utf8(output.stdout).with_context(|| format!("{name} printed no text"))
    }

    /// Runs `time` and `allocations`, and `repeat` where its instructions can be counted.
    ///
    /// # Errors
    /// A program that cannot be started, fails, or prints something else.
    pub(super) fn measure(&self, lengths: Lengths) -> anyhow::Result<Vec<Measured>> {
        let mut measured = read(&self.output("time")?, &self.output("allocations")?)?;
        say::step("Measuring", "instructions");
        for (number, one) in measured.iter_mut().enumerate() {
            one.instructions = instructions::of_call(&self.path("repeat"), number, lengths)?;
        }
        Ok(measured)
    }
}

/// Reads what `time` and `allocations` printed.
///
/// # Errors
/// A line that is not one, or that the programs do not name the same calls.
pub(super) fn read(times: &str, allocations: &str) -> anyhow::Result<Vec<Measured>> {
    anyhow::ensure!(
        times.lines().count() == allocations.lines().count(),
        "expected as many times as counts of allocations"
    );
    let lines = times.lines().zip(allocations.lines());
    let measured = lines.map(|(time, allocations)| {
        let time: Vec<&str> = time.split('\t').collect();
        let counts: Vec<&str> = allocations.split('\t').collect();
        let (&[what, way, nanos], &[same_what, same_way, count, bytes]) =
            (time.as_slice(), counts.as_slice())
        else {
            bail!("expected three fields and four, found {time:?} and {counts:?}");
        };
        anyhow::ensure!(
            (what, way) == (same_what, same_way),
            "expected `{what}`, `{way}` in both outputs, found `{same_what}`, `{same_way}`"
        );
        Ok(Measured {
            what: what.to_owned(),
            way: way.to_owned(),
            nanos: whole_number(nanos)?,
            instructions: None,
            allocations: whole_number(count)?,
            bytes: whole_number(bytes)?,
        })
    });
    measured.collect()
}

/// Reads a number that a program printed.
///
/// # Errors
/// That it is none.
pub(super) fn whole_number(text: &str) -> anyhow::Result<u64> {
    text.parse().with_context(|| format!("expected a whole number, found `{text}`"))
}
