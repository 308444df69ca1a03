//! What shells and `man` know of the command line, made from its definition.

use std::path::Path;

use anyhow::Context as _;
use clap_complete::Shell;
use tinsmith_project::say;

/// Prints the completions of a shell.
///
/// # Errors
/// That standard output cannot be written to.
pub(crate) fn completions(command: &mut clap::Command, shell: Shell) -> anyhow::Result<i32> {
    let mut text = Vec::new();
    clap_complete::generate(shell, command, "tinsmith", &mut text);
    say::out(String::from_utf8_lossy(&text).trim_end())?;
    Ok(0)
}

/// Writes a page for the program, and one for each of its commands.
///
/// # Errors
/// That a page cannot be written.
pub(crate) fn man_pages(command: clap::Command, folder: &Path) -> anyhow::Result<i32> {
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command, folder))
        .with_context(|| format!("cannot write the manual pages into {}", folder.display()))?;
    Ok(0)
}
