//! `cargo xtask test`: everything that CI checks, in order, stopping at the first failure.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, bail};

use crate::{config, say};

/// The steps: what each is for, and the arguments of cargo.
const STEPS: [(&str, &[&str]); 7] = [
    ("format", &["fmt", "--all", "--check"]),
    (
        "lints",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--locked",
            "--",
            "-D",
            "warnings",
        ],
    ),
    (
        "freshness",
        &["run", "--quiet", "--package", "xtask", "--locked", "--", "codegen", "--check"],
    ),
    // No HTTP stack, no timers: what a caller brings has to be enough.
    (
        "features",
        &["check", "--package", "cognito-identity-provider", "--no-default-features", "--locked"],
    ),
    ("tests", &["test", "--workspace", "--all-features", "--locked"]),
    ("documentation", &["doc", "--workspace", "--no-deps", "--locked"]),
    // What is published has to stay packable; that it compiles is checked above, and a working copy may be dirty.
    (
        "packages",
        &[
            "package",
            "--package",
            "tinsmith-codegen",
            "--package",
            "tinsmith-runtime",
            "--no-verify",
            "--allow-dirty",
            "--locked",
        ],
    ),
];

/// Runs every step.
///
/// # Errors
/// The first step that fails.
pub(crate) fn run() -> anyhow::Result<i32> {
    let start = Instant::now();
    for (what, arguments) in STEPS {
        say::step("Checking", &format!("{what}: cargo {}", arguments.join(" ")));
        let mut command = cargo();
        command.args(arguments);
        if what == "documentation" {
            command.env("RUSTDOCFLAGS", "-D warnings");
        }
        let status = command.status().context("cannot start cargo")?;
        if !status.success() {
            bail!("{what}: `cargo {}` failed", arguments.join(" "));
        }
    }
    say::step(
        "Finished",
        &format!("all {} checks in {} s", STEPS.len(), start.elapsed().as_secs()),
    );
    Ok(0)
}

/// Runs the benchmarks.
///
/// # Errors
/// That cargo cannot be started.
pub(crate) fn bench(arguments: &[String]) -> anyhow::Result<i32> {
    let mut command = cargo();
    command.args(["bench", "--package", "tinsmith-codegen", "--"]).args(arguments);
    let status = command.status().context("cannot start cargo")?;
    Ok(status.code().unwrap_or(1))
}

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(config::root());
    command
}
