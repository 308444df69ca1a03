//! A directory source: the packages, and every crate of the lockfile, as `cargo vendor` has them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use tinsmith_project::say;

use crate::repository;

/// What a directory source has beside each crate; no file of ours is checked again.
const CHECKSUMS: &str = r#"{"files":{}}"#;

/// Makes the folder, below `target/`.
///
/// # Errors
/// A crate that cannot be had, a package that is not packed, and what cannot be written.
pub(super) fn make(packages: &[&str]) -> anyhow::Result<PathBuf> {
    let target = target();
    let folder = target.join("packages/registry");
    say::step("Vendoring", "the crates of Cargo.lock");
    let mut vendor = repository::cargo();
    vendor.args(["vendor", "--quiet", "--locked", "--versioned-dirs"]).arg(&folder);
    run(vendor.stdout(Stdio::null()))?;
    let version = env!("CARGO_PKG_VERSION");
    for package in packages {
        let name = format!("{package}-{version}");
        let packed = target.join("package").join(format!("{name}.crate"));
        let mut unpack = Command::new("tar");
        unpack.arg("-xzf").arg(&packed).arg("-C").arg(&folder);
        run(&mut unpack)?;
        let checksums = folder.join(&name).join(".cargo-checksum.json");
        fs::write(&checksums, CHECKSUMS)
            .with_context(|| format!("cannot write {}", checksums.display()))?;
    }
    Ok(folder)
}

/// Where this repository builds.
pub(super) fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    repository::root().join(target)
}

/// Runs a command that has to succeed.
///
/// # Errors
/// That it does not, or cannot be started.
pub(super) fn run(command: &mut Command) -> anyhow::Result<()> {
    let program = Path::new(command.get_program()).display().to_string();
    let status = command.status().with_context(|| format!("cannot start {program}"))?;
    ensure!(status.success(), "{program} failed with {status}: {command:?}");
    Ok(())
}
