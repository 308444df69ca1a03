//! What one SDK crate costs in one profile: the crate, the runtime under it, the programs on it, and everything else.

use super::super::cpu_log::Build;
use super::super::lines::Lines;
use super::super::programs::{Calls, Package};

/// CPU seconds of an SDK crate and what goes with it.
pub(super) struct Side {
    pub(super) sdk: f64,
    /// Of ours; the official one is in `others`, for both.
    pub(super) runtime: f64,
    /// The HTTP client, which is in `others` as well: neither side's is counted.
    pub(super) http_client: f64,
    /// Everything but the SDK crate, our runtime and the program.
    others: f64,
    pub(super) programs: Vec<Program>,
    /// Packages that were compiled, the program included.
    pub(super) packages: usize,
    /// Of the SDK crate.
    pub(super) lines: Lines,
    /// Of the SDK crate's package.
    pub(super) version: String,
}

/// A program on an SDK crate.
pub(super) struct Program {
    pub(super) calls: Calls,
    /// CPU seconds of the program alone.
    pub(super) seconds: f64,
    /// Of the stripped program, in bytes; in release.
    pub(super) size: Option<u64>,
    /// CPU seconds of the program alone, compiled again after an edit.
    pub(super) after_edit: Option<f64>,
}

impl Side {
    /// Takes apart a build from an empty folder.
    ///
    /// # Errors
    /// That the SDK crate was not built.
    pub(super) fn of_cold(package: Package, build: &Build, lines: Lines) -> anyhow::Result<Self> {
        let sdk = build.seconds(package.sdk.package);
        let runtime = package.sdk.runtime.map_or(0.0, |runtime| build.seconds(runtime));
        Ok(Self {
            sdk,
            runtime,
            http_client: build.seconds(package.sdk.http_client),
            others: build.whole - sdk - runtime - build.seconds(&package.name()),
            programs: Vec::new(),
            packages: build.packages(),
            lines,
            version: build.package(package.sdk.package)?.version.clone(),
        })
    }

    /// The same with another SDK crate, from a build of that one where all others were there already.
    ///
    /// # Errors
    /// That the SDK crate was not built.
    pub(super) fn with(
        &self,
        package: Package,
        build: &Build,
        lines: Lines,
    ) -> anyhow::Result<Self> {
        let runtime = package.sdk.runtime.map_or(0.0, |runtime| build.seconds(runtime));
        Ok(Self {
            sdk: build.seconds(package.sdk.package),
            // Compiled again where another crate asks for other features of it.
            runtime: if runtime > 0.0 { runtime } else { self.runtime },
            http_client: self.http_client,
            others: self.others,
            programs: Vec::new(),
            packages: self.packages,
            lines,
            version: build.package(package.sdk.package)?.version.clone(),
        })
    }

    /// The program with so many calls.
    pub(super) fn program(&self, calls: Calls) -> Option<&Program> {
        self.programs.iter().find(|program| program.calls == calls)
    }

    /// What is in nobody's account but that of the SDK.
    pub(super) fn counted(&self, calls: Calls) -> Option<f64> {
        Some(self.sdk + self.runtime + self.program(calls)?.seconds)
    }

    /// What is counted, and the HTTP client.
    pub(super) fn counted_with_http(&self, calls: Calls) -> Option<f64> {
        Some(self.counted(calls)? + self.http_client)
    }

    /// All that is compiled for a program.
    pub(super) fn everything(&self, calls: Calls) -> Option<f64> {
        Some(self.counted(calls)? + self.others)
    }

    /// The bytes that an operation adds to a program, on average of all but the first; `operations` is their number.
    pub(super) fn bytes_of_each(&self, operations: usize) -> Option<f64> {
        let (one, all) = (self.program(Calls::One)?.size?, self.program(Calls::All)?.size?);
        Some((all as f64 - one as f64) / (operations as f64 - 1.0))
    }
}
