//! Cargo in a folder outside of the workspace, as somebody else's repository would run it.
//!
//! Nothing is asked of a registry: the versions are those of the workspace's lock file, which are on this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::sdk::root;

/// How the variables begin in which cargo describes the package that a test belongs to.
const OF_A_PACKAGE: [&str; 4] =
    ["CARGO_CRATE_", "CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_PRIMARY_PACKAGE"];

/// Gives a folder the lock file of the workspace.
///
/// # Panics
/// If it cannot be copied.
pub fn lock(folder: &Path) {
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the workspace is locked");
}

/// Cargo, offline, in a folder; `target` is where it builds.
///
/// What cargo tells a test about its package would make it rebuild what asks for that, so it is not passed on.
pub fn cargo(folder: &Path, target: &Path, command: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .arg(command)
        .current_dir(folder)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name == "OUT_DIR" || OF_A_PACKAGE.iter().any(|prefix| name.starts_with(prefix)) {
            cargo.env_remove(name.as_ref());
        }
    }
    cargo
}

/// Builds the one program of a folder; gives the program.
///
/// # Panics
/// If it does not compile, or is not one.
pub fn build(folder: &Path, target: &Path, arguments: &[&str]) -> PathBuf {
    let mut cargo = cargo(folder, target, "build");
    let messages = run(cargo.arg("--message-format=json-render-diagnostics").args(arguments));
    let executable = messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executable.expect("cargo says where the program is")
}

/// Gives a folder every file of this checkout that git does not ignore. What the folder had goes, but for its `target`.
///
/// # Panics
/// If git does not list the files, or one cannot be copied.
pub fn checkout(folder: &Path) {
    let unusable = |error| panic!("{}: {error}", folder.display());
    fs::create_dir_all(folder).unwrap_or_else(unusable);
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}")) {
        let path = entry.unwrap_or_else(|error| panic!("{error}")).path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            fs::remove_dir_all(path).unwrap_or_else(unusable);
        } else if path.is_file() {
            fs::remove_file(path).unwrap_or_else(unusable);
        }
    }
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    for name in run(git.current_dir(root())).split_terminator('\0') {
        let (from, to) = (root().join(name), folder.join(name));
        // What is deleted here and not yet committed is listed all the same.
        if from.exists() {
            fs::create_dir_all(to.parent().unwrap_or(folder)).unwrap_or_else(unusable);
        }
        if from.is_symlink() {
            let target = fs::read_link(&from).unwrap_or_else(|error| panic!("{name}: {error}"));
            link(&target, &to).unwrap_or_else(|error| panic!("{name}: {error}"));
        } else if from.exists() {
            fs::copy(&from, &to).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

#[cfg(unix)]
fn link(target: &Path, place: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, place)
}

/// Builds find what a link leads to without it.
#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Runs a command that has to succeed; gives its standard output.
///
/// # Panics
/// If it cannot be started or fails, with its standard error.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{stderr}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
