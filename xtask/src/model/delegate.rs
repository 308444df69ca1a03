//! The import in a build that cannot read archives: it starts a build that can, with the same arguments.

use std::process::Command;

use anyhow::Context as _;

use super::import::{ImportOptions, Outcome};
use crate::say;

/// Starts this command again, compiled with what it takes to read archives.
///
/// # Errors
/// That cargo cannot be started.
pub(crate) fn run(options: &ImportOptions<'_>) -> anyhow::Result<Outcome> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", "xtask", "--features", "import", "--"]);
    command.arg("model").arg("import");
    if options.check {
        command.arg("--check");
    }
    for (flag, path) in [("--from", &options.from), ("--out", &options.out)] {
        if let Some(path) = path {
            command.arg(flag).arg(std::path::absolute(path)?);
        }
    }
    command.current_dir(options.root);
    say::step("Compiling", "what it takes to read archives, if it is not there yet");
    let status = command.status().context("cannot start cargo to compile the import")?;
    Ok(Outcome { status: status.code().unwrap_or(1) })
}
