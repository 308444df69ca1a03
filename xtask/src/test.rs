//! `cargo xtask test`: everything that CI checks, in order, stopping at the first failure.

use std::time::Instant;

use anyhow::{Context as _, bail};

use crate::{config, say};

/// The steps: what each is for, and the arguments of cargo.
const STEPS: [(&str, &[&str]); 8] = [
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
    ("tests", &["test", "--workspace", "--all-features", "--locked"]),
    // With the feature, so that it need not start itself again.
    (
        "conformance",
        &[
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            "import",
            "--locked",
            "--",
            "conformance",
            "--report",
            "docs/conformance.md",
            "--check",
        ],
    ),
    (
        "corpus",
        &[
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            "import",
            "--locked",
            "--",
            "corpus",
            "--check=hardest",
        ],
    ),
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

/// The step after which features are checked: what they have in common is then compiled.
const BEFORE_FEATURES: &str = "freshness";

/// The features of the crates that have some, each of which has to build alone: no HTTP stack, no timers, what a caller brings has to be enough.
const FEATURES: [(&str, &[&str]); 3] = [
    (
        "tinsmith-runtime",
        &[
            "aws-json",
            "default-https-client",
            "pattern",
            "protocol-tests",
            "request-compression",
            "rt-tokio",
        ],
    ),
    ("cognito-identity-provider", &["default-https-client", "pattern", "rt-tokio"]),
    ("xtask", &["import", "review"]),
];

/// Runs every step.
///
/// # Errors
/// The first step that fails.
pub(crate) fn run() -> anyhow::Result<i32> {
    let start = Instant::now();
    for (what, arguments) in STEPS {
        check(what, arguments)?;
        if what == BEFORE_FEATURES {
            check_features()?;
        }
    }
    say::step(
        "Finished",
        &format!("all {} checks in {} s", STEPS.len() + 1, start.elapsed().as_secs()),
    );
    Ok(0)
}

/// Checks each crate without any feature, and with each alone.
fn check_features() -> anyhow::Result<()> {
    for (package, features) in FEATURES {
        for feature in [""].iter().chain(features) {
            let arguments = [
                "clippy",
                "--package",
                package,
                "--no-default-features",
                "--features",
                feature,
                "--locked",
                "--",
                "-D",
                "warnings",
            ];
            check("features", &arguments)?;
        }
    }
    Ok(())
}

fn check(what: &str, arguments: &[&str]) -> anyhow::Result<()> {
    say::step("Checking", &format!("{what}: cargo {}", arguments.join(" ")));
    let mut command = config::cargo();
    command.args(arguments);
    if what == "documentation" {
        command.env("RUSTDOCFLAGS", "-D warnings");
    }
    let status = command.status().context("cannot start cargo")?;
    if !status.success() {
        bail!("{what}: `cargo {}` failed", arguments.join(" "));
    }
    Ok(())
}
