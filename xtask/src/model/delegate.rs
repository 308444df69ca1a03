//! The import in a build that cannot read archives: it starts a build that can, with the same arguments.

use std::ffi::OsString;
use std::path::Path;

use anyhow::Context as _;

use super::import::{ImportOptions, Outcome};
use super::update::UpdateOptions;
use crate::{config, say};

/// Imports, in a build that can.
///
/// # Errors
/// That cargo cannot be started.
pub(crate) fn import(options: &ImportOptions<'_>) -> anyhow::Result<Outcome> {
    let mut arguments: Vec<OsString> = vec!["model".into(), "import".into()];
    if options.check {
        arguments.push("--check".into());
    }
    for (flag, path) in [("--from", &options.from), ("--out", &options.out)] {
        if let Some(path) = path {
            arguments.extend(named(flag, path)?);
        }
    }
    again(options.root, &arguments).map(|status| Outcome { status })
}

/// Updates, in a build that can.
///
/// # Errors
/// That cargo cannot be started.
pub(crate) fn update(options: &UpdateOptions<'_>) -> anyhow::Result<i32> {
    let asked = options.asked;
    let mut arguments: Vec<OsString> = vec!["model".into(), "update".into()];
    if let Some(version) = &asked.version {
        arguments.extend(["--version".into(), version.into()]);
    }
    if let Some(from) = &asked.from {
        arguments.extend(named("--from", from)?);
    }
    arguments.extend(["--form".into(), asked.forms.shown.name().into()]);
    for (_, path) in &asked.forms.written {
        arguments.extend(named("--write", path)?);
    }
    again(options.root, &arguments)
}

/// Starts this command again, compiled with what it takes to read archives; gives its exit status.
///
/// # Errors
/// That cargo cannot be started.
pub(crate) fn again(root: &Path, arguments: &[OsString]) -> anyhow::Result<i32> {
    let mut command = config::cargo();
    command.current_dir(root);
    command.args(["run", "--quiet", "--package", "xtask", "--features", "import", "--"]);
    command.args(arguments);
    say::step("Compiling", "what it takes to read archives, if it is not there yet");
    let status = command.status().context("cannot start cargo to compile the import")?;
    Ok(status.code().unwrap_or(1))
}

/// A flag and a path; cargo is started in another folder than this.
fn named(flag: &str, path: &Path) -> anyhow::Result<[OsString; 2]> {
    Ok([flag.into(), std::path::absolute(path)?.into()])
}
