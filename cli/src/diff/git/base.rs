//! Which revision the working tree is compared with.
//!
//! A clone that is shallow has few commits, so that one is missing may have another reason there, and is said otherwise.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

use super::{git, output};

/// Where the main branch is looked for, in this order: what others have counts before what is here alone.
const MAIN: [&str; 4] = ["origin/HEAD", "origin/main", "main", "master"];

/// What brings a shallow clone the commits that it lacks.
const UNSHALLOW: &str = "this clone is shallow, and `git fetch --unshallow` brings the rest";

/// A revision to compare with.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::diff) struct Base {
    /// Its full name.
    pub(in crate::diff) commit: String,
    /// What it is, for people: `the merge base with main`.
    pub(in crate::diff) what: String,
    /// Why the comparison may not be the one that is meant.
    pub(in crate::diff) warning: Option<String>,
}

/// Finds a revision by any name that git knows; without one, the merge base with the main branch.
///
/// # Errors
/// There is no git, no repository, or no such revision.
pub(in crate::diff) fn find(root: &Path, name: Option<&str>) -> anyhow::Result<Base> {
    let (commit, what) = match name {
        Some(name) => match commit(root, name)? {
            Some(found) => (found, format!("which is {name}")),
            None if is_shallow(root)? => bail!("git knows no revision `{name}`; {UNSHALLOW}"),
            None => bail!("git knows no revision `{name}`"),
        },
        None => merge_base(root)?,
    };
    let is_head = self::commit(root, "HEAD")?.as_ref() == Some(&commit);
    let warning = (is_head && is_shallow(root)?).then(|| {
        format!("this is the revision that is checked out, so only what is not committed is compared; {UNSHALLOW}")
    });
    Ok(Base { commit, what, warning })
}

fn merge_base(root: &Path) -> anyhow::Result<(String, String)> {
    for name in MAIN {
        let Some(main) = commit(root, name)? else { continue };
        let mut command = git(root);
        command.args(["merge-base", "HEAD", &main]);
        return match answer(&mut command)? {
            Some(found) => Ok((found, format!("the merge base with {name}"))),
            None if is_shallow(root)? => {
                bail!("found no commit that HEAD and {name} have in common; {UNSHALLOW}")
            }
            None => {
                bail!("HEAD and {name} have no commit in common; name a revision with `--base`")
            }
        };
    }
    let looked = MAIN.join(", ");
    bail!("found no main branch (looked for {looked}); name a revision with `--base`")
}

/// The full name of a revision, if git knows it.
fn commit(root: &Path, name: &str) -> anyhow::Result<Option<String>> {
    let mut command = git(root);
    command.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
    command.arg(format!("{name}^{{commit}}"));
    answer(&mut command)
}

/// What git answers; nothing where it fails without a word, which is how it says that there is no such thing.
fn answer(command: &mut Command) -> anyhow::Result<Option<String>> {
    let output = command.output().context("cannot start git")?;
    let found = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() && !output.stderr.is_empty() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok((output.status.success() && !found.is_empty()).then_some(found))
}

/// Whether the clone lacks commits on purpose.
fn is_shallow(root: &Path) -> anyhow::Result<bool> {
    let mut command = git(root);
    command.args(["rev-parse", "--is-shallow-repository"]);
    Ok(output(&mut command)?.trim_ascii() == b"true")
}
