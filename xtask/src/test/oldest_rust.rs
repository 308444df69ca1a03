//! A build with the oldest Rust that the manifests name, where its toolchain is installed. Clippy holds the code to its
//! standard library in another step; this is about syntax.

use std::process::{Command, Stdio};

use anyhow::Context as _;

use super::outcome::Outcome;
use crate::repository;

/// The `rust-version` of the workspace.
const OLDEST: &str = env!("CARGO_PKG_RUST_VERSION");

/// Where it builds: two compilers in one folder would build everything anew in turns.
const TARGET: &str = "target/oldest-rust";

/// Checks the workspace with that toolchain.
///
/// # Errors
/// That rustup cannot be started, though it is there.
pub(super) fn check() -> anyhow::Result<Outcome> {
    if !is_installed() {
        return Ok(Outcome::LeftOut(format!(
            "there is no Rust {OLDEST} (`rustup toolchain install {OLDEST} --profile minimal`)"
        )));
    }
    let status = Command::new("rustup")
        .args(["run", OLDEST, "cargo", "check", "--workspace", "--all-features", "--locked"])
        .args(["--target-dir", TARGET])
        .current_dir(repository::root())
        .status()
        .context("cannot start rustup")?;
    Ok(Outcome::of_one(status.success()))
}

fn is_installed() -> bool {
    let listed = Command::new("rustup").args(["toolchain", "list"]).stderr(Stdio::null()).output();
    listed.is_ok_and(|listed| names(&String::from_utf8_lossy(&listed.stdout)))
}

/// Whether the list has it: `1.94.1-x86_64-unknown-linux-gnu`, what it is used for behind it.
fn names(listed: &str) -> bool {
    listed.lines().any(|line| {
        line.strip_prefix(OLDEST).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toolchain_is_found_by_its_version() {
        assert!(names(&format!("stable-x86_64\n{OLDEST}-x86_64-unknown-linux-gnu (active)\n")));
        assert!(!names("stable-x86_64-unknown-linux-gnu (default)\n"));
        assert!(!names(&format!("{OLDEST}1-x86_64-unknown-linux-gnu\n")));
    }
}
