//! The log of `bench/cpu-time`: what each crate of a build cost.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context as _;

/// One build, from an empty folder.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Build {
    crates: Vec<Crate>,
    /// CPU seconds of everything: rustc, linkers, build scripts and the C compilers that they start, cargo.
    pub(super) whole: f64,
}

/// One start of rustc.
#[derive(Debug, PartialEq)]
pub(super) struct Crate {
    package: String,
    pub(super) version: String,
    /// That of the manifest.
    pub(super) folder: PathBuf,
    seconds: f64,
}

impl Build {
    /// Reads a log.
    ///
    /// # Errors
    /// A line that is not one, or none for cargo.
    pub(super) fn read(log: &str) -> anyhow::Result<Self> {
        let mut build = Self::default();
        for line in log.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[program, krate, package, version, folder, seconds] = fields.as_slice() else {
                anyhow::bail!("expected six fields in a line of the CPU log, found `{line}`");
            };
            let seconds: f64 = seconds
                .parse()
                .with_context(|| format!("expected seconds at the end of `{line}`"))?;
            match (program, krate) {
                ("cargo", _) => build.whole += seconds,
                // Cargo asks what rustc can do, by compiling nothing under this name.
                (_, "" | "___") => {}
                _ => build.crates.push(Crate {
                    package: package.to_owned(),
                    version: version.to_owned(),
                    folder: PathBuf::from(folder),
                    seconds,
                }),
            }
        }
        anyhow::ensure!(build.whole > 0.0, "expected a line for cargo in the CPU log, found none");
        Ok(build)
    }

    /// CPU seconds of a package: its crate and its build script, if it has one. Nothing for one that was not built.
    pub(super) fn seconds(&self, package: &str) -> f64 {
        let crates = self.crates.iter().filter(|krate| krate.package == package);
        crates.map(|krate| krate.seconds).sum()
    }

    /// The number of packages.
    pub(super) fn packages(&self) -> usize {
        let names = self.crates.iter().map(|krate| (&krate.package, &krate.version));
        names.collect::<BTreeSet<_>>().len()
    }

    /// What was compiled of a package.
    ///
    /// # Errors
    /// That nothing was.
    pub(super) fn package(&self, package: &str) -> anyhow::Result<&Crate> {
        let mut crates = self.crates.iter();
        crates
            .find(|krate| krate.package == package)
            .with_context(|| format!("expected the build to have `{package}`, which it has not"))
    }
}
