//! One run of git in a clone.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, bail};

/// Variables that would lead git to another repository than the one it is told, as a hook of git has them.
const ELSEWHERE: [&str; 9] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Whether git may reach the remote, which it does by itself for a file that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Network {
    On,
    Off,
}

/// Runs git; gives what it printed.
///
/// # Errors
/// git is not there, or fails: with its own words.
pub(super) fn run(clone: &Path, network: Network, arguments: &[&str]) -> anyhow::Result<Output> {
    let mut command = Command::new("git");
    command.arg("--git-dir").arg(clone);
    // Version 2 of the protocol lets any object be asked for.
    command.args(["-c", "protocol.version=2"]);
    // What is there stays: a revision that is pinned can be read without the network.
    command.args(["-c", "gc.auto=0", "-c", "maintenance.auto=false"]);
    if network == Network::Off {
        command.args(["-c", "protocol.allow=never"]);
    }
    command.args(arguments).stdin(Stdio::null());
    // What git says is looked at, so it must be in one language.
    command.env("LC_ALL", "C");
    for variable in ELSEWHERE {
        command.env_remove(variable);
    }
    let output = match command.output() {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(
            "git is not installed, or not in PATH; models come from a git repository\n  \
             help: install git, or take a model on disk with `--from`"
        ),
        output => output.context("cannot start git")?,
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim();
        if said.is_empty() {
            bail!("git failed with {}", output.status);
        }
        bail!("{said}");
    }
    Ok(output)
}
