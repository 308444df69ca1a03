//! The crates as one workspace, with one lockfile and one target folder; and beside them a crate with nothing but the endpoint functions.
//!
//! The endpoint functions of all services, with their cases, are modules of one crate: one program to link and run instead of 153.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_project::change::write_if_changed;
use tinsmith_project::say;
use toml::{Table, Value};

/// The runtime, seen from the folder of a crate.
pub(super) const RUNTIME: &str = "../../../../runtime";

/// The package with the endpoint functions of all services, and its folder.
pub(super) const ENDPOINTS: &str = "endpoint-cases";

/// The lockfile.
const LOCKFILE: &str = "Cargo.lock";

/// The folder of a crate.
pub(super) fn folder_of(corpus: &Path, name: &str) -> PathBuf {
    corpus.join("crates").join(name)
}

/// Keeps other runs from changing the corpus, until what is given is dropped; waits for one that does.
///
/// # Errors
/// That the lock cannot be made.
pub(super) fn lock(corpus: &Path) -> anyhow::Result<File> {
    let path = corpus.join(".lock");
    let unusable = || format!("cannot lock {}", path.display());
    fs::create_dir_all(corpus).with_context(unusable)?;
    let file = File::create(&path).with_context(unusable)?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        say::step("Waiting", &format!("for another run to leave {}", corpus.display()));
    }
    file.lock().with_context(unusable)?;
    Ok(file)
}

/// The crates of the workspace as it is, but for those that are gone.
pub(super) fn members(corpus: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(corpus.join("Cargo.toml")).unwrap_or_default();
    let manifest: Table = manifest.parse().unwrap_or_default();
    let members = manifest.get("workspace").and_then(|workspace| workspace.get("members"));
    let members = members.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    members
        .filter_map(|member| member.strip_prefix("crates/"))
        .filter(|name| folder_of(corpus, name).join("Cargo.toml").exists())
        .map(str::to_owned)
        .collect()
}

/// Writes what makes a workspace of these crates; what stands there already, and is the same, stays untouched.
///
/// # Errors
/// What cannot be read or written.
pub(super) fn write(root: &Path, corpus: &Path, crates: &BTreeSet<&str>) -> anyhow::Result<()> {
    write_if_changed(&corpus.join("Cargo.toml"), &manifest(crates))?;
    // The versions are those of this workspace: cargo takes away what the crates do not need.
    let lockfile = corpus.join(LOCKFILE);
    if !lockfile.exists() {
        let own = root.join(LOCKFILE);
        fs::copy(&own, &lockfile).with_context(|| format!("cannot copy {}", own.display()))?;
    }
    write_endpoints(corpus, crates)
}

fn manifest(crates: &BTreeSet<&str>) -> String {
    let mut text = format!("[workspace]\nresolver = \"3\"\nmembers = [\n    \"{ENDPOINTS}\",\n");
    for name in crates {
        text.push_str(&format!("    \"crates/{name}\",\n"));
    }
    // Nobody looks for a bug in here with a debugger.
    text.push_str("]\n\n[profile.dev]\ndebug = false\n");
    text
}

fn write_endpoints(corpus: &Path, crates: &BTreeSet<&str>) -> anyhow::Result<()> {
    let folder = corpus.join(ENDPOINTS);
    let manifest = format!(
        "[package]\nname = \"{ENDPOINTS}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n\
         tinsmith-runtime = {{ path = \"../../../runtime\", default-features = false, features = [\"aws-json\"] }}\n"
    );
    write_if_changed(&folder.join("Cargo.toml"), &manifest)?;
    let mut root =
        "//! The endpoint functions of all services, with their cases.\n\n#![cfg(test)]\n\n"
            .to_owned();
    for name in crates {
        let module = module_of(name);
        root.push_str(&format!("mod {module};\n"));
        let source = folder_of(corpus, name).join("src");
        for (from, to) in [
            ("endpoint.rs", format!("{module}.rs")),
            ("endpoint/tests.rs", format!("{module}/tests.rs")),
        ] {
            let from = source.join(from);
            // A model without cases has no tests.
            if from.exists() {
                let text = fs::read_to_string(&from)
                    .with_context(|| format!("cannot read {}", from.display()))?;
                write_if_changed(&folder.join("src").join(to), &text)?;
            }
        }
    }
    write_if_changed(&folder.join("src/lib.rs"), &root)
}

/// The module with the endpoint function of a crate.
pub(super) fn module_of(name: &str) -> String {
    name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_those_of_the_manifest_that_are_there() {
        let scratch = tempfile::tempdir().unwrap();
        assert!(members(scratch.path()).is_empty());
        for name in ["kiln", "stray"] {
            let manifest = folder_of(scratch.path(), name).join("Cargo.toml");
            write_if_changed(&manifest, "[package]\n").unwrap();
        }
        let text = manifest(&BTreeSet::from(["gone", "kiln"]));
        write_if_changed(&scratch.path().join("Cargo.toml"), &text).unwrap();
        assert_eq!(members(scratch.path()), ["kiln"]);
    }

    #[test]
    fn another_run_has_to_wait() {
        let scratch = tempfile::tempdir().unwrap();
        let held = lock(scratch.path()).unwrap();
        let other = File::open(scratch.path().join(".lock")).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        drop(held);
        other.try_lock().unwrap();
    }
}
