//! Downloading a pinned archive with pip, which knows the user's mirrors, proxies and certificates.
//!
//! pip checks the hash before it runs any code of a package; the caller checks it again.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, bail, ensure};

use super::sources::Pinned;
use crate::say;

/// What to do when an archive cannot be had.
const HELP: &str = "help: `cargo xtask codegen` needs the committed model only; importing is for moving to another version of it.
  Without the network, put the archives that model/sources.toml names into a folder and run
  `cargo xtask model import --from FOLDER`.";

/// The archive in this folder, downloaded if it is not there yet.
pub(super) fn fetch(pinned: &Pinned, folder: &Path) -> anyhow::Result<PathBuf> {
    let path = folder.join(&pinned.file);
    if path.exists() {
        return Ok(path);
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    say::step("Downloading", &format!("{} with pip", pinned.file));
    let requirements = folder.join(format!("{}.requirements.txt", pinned.name));
    let line = format!("{}=={} --hash=sha256:{}\n", pinned.package, pinned.version, pinned.sha256);
    std::fs::write(&requirements, line)?;
    let output = python(|command| {
        command.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"]);
        command.args(["--no-deps", "--require-hashes"]);
        if pinned.file.ends_with(".whl") {
            command.args(["--only-binary", ":all:"]);
        } else {
            // Only this package: what pip needs to look at its metadata may come as wheels.
            command.args(["--no-binary", &pinned.package]);
        }
        command.arg("--dest").arg(folder).arg("--requirement").arg(&requirements);
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("pip could not download {}:\n{}\n{HELP}", pinned.file, said.trim_end());
    }
    ensure!(path.exists(), "pip downloaded another file than {}\n{HELP}", pinned.file);
    Ok(path)
}

/// Runs Python, under either of its names.
fn python(arguments: impl Fn(&mut Command)) -> anyhow::Result<Output> {
    for name in ["python3", "python"] {
        let mut command = Command::new(name);
        arguments(&mut command);
        match command.stdin(Stdio::null()).output() {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            result => return result.with_context(|| format!("cannot start {name}")),
        }
    }
    bail!("downloading needs Python with pip, and there is neither `python3` nor `python`\n{HELP}")
}
