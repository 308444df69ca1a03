//! Builds packages of the workspace `bench/` in one folder, and says what that cost.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use tinsmith_project::say;

use super::cpu_log::Build;
use super::programs::{Package, edited};
use super::workspace;
use crate::bench::Profile;
use crate::repository;

/// What builds.
pub(super) struct Builder {
    /// The program that notes CPU time.
    timer: PathBuf,
}

impl Builder {
    /// Builds what notes CPU time.
    ///
    /// # Errors
    /// That it cannot be built.
    pub(super) fn new() -> anyhow::Result<Self> {
        let folder = workspace::folder().join("tools");
        let mut cargo = workspace::cargo("build");
        cargo.args(["--quiet", "--package", "cpu-time", "--target-dir"]).arg(&folder);
        if !workspace::start(&mut cargo)?.success() {
            bail!("cannot build bench/cpu-time, which measures the others");
        }
        Ok(Self { timer: folder.join("debug/cpu-time") })
    }

    /// Removes all that was built, so that the next build has everything to do.
    ///
    /// # Errors
    /// A disk that does not do its part.
    pub(super) fn empty(&self) -> anyhow::Result<()> {
        let folder = folder();
        if folder.exists() {
            fs::remove_dir_all(&folder).context("cannot empty target/bench/build")?;
        }
        Ok(())
    }

    /// Builds a package and what it needs, nothing of it incrementally: a first build has nothing to do then that only the next one gains from.
    ///
    /// # Errors
    /// That it cannot be built.
    pub(super) fn build(&self, package: Package, profile: Profile) -> anyhow::Result<Build> {
        self.build_with(package, profile, &[])
    }

    /// Edits a package, builds another on it again, or the same, and gives the CPU seconds of the two: incrementally in debug, as cargo does it when it is told nothing.
    ///
    /// # Errors
    /// That something cannot be built, or that more was built than the two.
    pub(super) fn after_edit(
        &self,
        package: Package,
        built: Package,
        profile: Profile,
    ) -> anyhow::Result<f64> {
        let mut names = vec![package.name(), built.name()];
        names.dedup();
        let incremental = if profile == Profile::Release { &[][..] } else { &names };
        if !incremental.is_empty() {
            self.build_with(built, profile, incremental)?;
        }
        let path = package.source(&workspace::programs());
        let source = fs::read_to_string(&path).context("cannot read a program")?;
        fs::write(&path, edited(&source)).context("cannot edit a program")?;
        let build = self.build_with(built, profile, incremental);
        fs::write(&path, source).context("cannot take back the edit of a program")?;
        let build = build?;
        if build.packages() != names.len() {
            bail!(
                "expected an edit of {} to make cargo compile {} and nothing else",
                package.name(),
                names.join(" and "),
            );
        }
        Ok(names.iter().map(|name| build.seconds(name)).sum())
    }

    /// The size of a program that was built in release, in bytes.
    ///
    /// # Errors
    /// That it was not.
    pub(super) fn size(&self, package: Package) -> anyhow::Result<u64> {
        let file = folder().join("release").join(package.name());
        Ok(fs::metadata(&file).context("the program was not built")?.len())
    }

    /// Builds a package, some packages incrementally, and reads what that cost.
    fn build_with(
        &self,
        package: Package,
        profile: Profile,
        incremental: &[String],
    ) -> anyhow::Result<Build> {
        let name = package.name();
        let how = if incremental.is_empty() { "" } else { ", incrementally" };
        say::step("Building", &format!("{name}, {profile}{how}"));
        let (subcommand, options): (_, &[&str]) = match profile {
            Profile::Check => ("check", &[]),
            Profile::Debug => ("build", &[]),
            Profile::Release => ("build", &["--release"]),
        };
        let mut cargo = workspace::cargo(subcommand);
        cargo.args(options);
        // Else everything is that is no dependency from elsewhere, generated crates too.
        cargo.args(["--config", "profile.dev.incremental=false"]);
        for name in incremental {
            let setting = format!("profile.dev.package.\"{name}\".incremental=true");
            cargo.args(["--config", &setting]);
        }
        self.measured(&cargo, &name)
    }

    /// Checks a package of another workspace, and what it needs.
    ///
    /// # Errors
    /// That it cannot be checked.
    pub(super) fn check_in(&self, manifest: &Path, package: &str) -> anyhow::Result<Build> {
        say::step("Building", &format!("{package}, {}", Profile::Check));
        let mut cargo = repository::cargo();
        cargo.args(["check", "--config", "profile.dev.incremental=false", "--manifest-path"]);
        cargo.arg(manifest);
        self.measured(&cargo, package)
    }

    /// Has cargo build a package in the one folder, and reads what that cost.
    fn measured(&self, cargo: &Command, name: &str) -> anyhow::Result<Build> {
        let folder = folder();
        fs::create_dir_all(&folder).context("cannot make target/bench/build")?;
        let log = folder.join("cpu.log");
        if log.exists() {
            fs::remove_file(&log).context("cannot empty the CPU log")?;
        }
        let mut command = self.timed(cargo, &log);
        command.args(["--quiet", "--offline", "--package", name, "--target-dir"]).arg(&folder);
        let status = say::while_working("Building", || workspace::start(&mut command))?;
        if !status.success() {
            bail!("cannot build {name}");
        }
        let build = Build::read(&fs::read_to_string(&log).context("cannot read the CPU log")?)?;
        say::step("Built", &format!("in {:.1} CPU seconds", build.whole));
        Ok(build)
    }

    /// Cargo under the timer: build scripts and the compilers that they start are in no other account.
    fn timed(&self, cargo: &Command, log: &Path) -> Command {
        let mut command = Command::new(&self.timer);
        command.arg(cargo.get_program()).args(cargo.get_args());
        command.current_dir(repository::root()).env_remove("CARGO_INCREMENTAL");
        command.env("RUSTC_WRAPPER", &self.timer).env("CPU_TIME_LOG", log);
        command
    }
}

fn folder() -> PathBuf {
    workspace::folder().join("build")
}
