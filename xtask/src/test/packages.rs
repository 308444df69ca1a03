//! What is published, packed as it would be.
//!
//! The generator is built from its package too: its sources take in other files, and every other step finds those
//! wherever they are in the repository. To build the others would take twice as long, and they take in no file: their
//! `clippy.toml` refuses that.

use super::cargo;
use super::outcome::Outcome;

/// A working copy may be dirty. A package has no profile: with that of the workspace, dependencies are not compiled again.
const COMMANDS: [&str; 3] = [
    "package --package tinsmith-codegen --config profile.dev.debug=\"line-tables-only\" --allow-dirty --locked",
    "package --package tinsmith-http-client --package tinsmith-runtime --no-verify --allow-dirty --locked",
    "package --package tinsmith-cognito --no-verify --allow-dirty --locked",
];

/// Packs the crates.
///
/// # Errors
/// That cargo cannot be started.
pub(super) fn check() -> anyhow::Result<Outcome> {
    for command in COMMANDS {
        let outcome = cargo::run(command, &[])?;
        if matches!(outcome, Outcome::Failed(_)) {
            return Ok(outcome);
        }
    }
    Ok(Outcome::of_one(true))
}
