//! Commands that need more than every build has: they are started again in a build with the features they take.
//!
//! So a first `cargo xtask codegen` does not compile what only a review or an import needs.
//! Cargo says what it compiles, and nothing where nothing is left to compile.

use anyhow::Context as _;

use crate::config;

/// Starts this command again, with the same arguments in the same folder, compiled with these features; gives its exit status,
/// or 1 where it has none of its own: cargo's, when it does not compile, and that of a panic or a signal mean no more than that.
///
/// # Errors
/// That cargo cannot be started.
pub(crate) fn run(features: &str) -> anyhow::Result<i32> {
    let mut command = config::cargo();
    command.current_dir(std::env::current_dir().context("the current folder is gone")?);
    command.args(["run", "--package", "xtask", "--features", features]);
    command.arg("--manifest-path").arg(config::root().join("Cargo.toml"));
    command.arg("--").args(std::env::args_os().skip(1));
    let status = command.status().context("cannot start cargo to compile the command")?;
    Ok(status.code().filter(|code| (0..=2).contains(code)).unwrap_or(1))
}
