//! The crates as one workspace, with one lockfile and one target folder; and beside them a crate with nothing but the endpoint functions.
//!
//! In come the names of the crates that were generated; out go manifests below `target/corpus/`, and copies of generated files.
//! The endpoint functions of all services, with their cases, are modules of one crate: one program to link and run instead of 153.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::beside::Beside;

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

/// Writes what makes a workspace of these crates; what stands there already, and is the same, stays untouched.
///
/// # Errors
/// What cannot be read or written.
pub(super) fn write(root: &Path, corpus: &Path, crates: &[&str]) -> anyhow::Result<()> {
    write_if_changed(&corpus.join("Cargo.toml"), &manifest(crates))?;
    // The versions are those of this workspace: cargo takes away what the crates do not need.
    let lockfile = corpus.join(LOCKFILE);
    if !lockfile.exists() {
        let own = root.join(LOCKFILE);
        fs::copy(&own, &lockfile).with_context(|| format!("cannot copy {}", own.display()))?;
    }
    write_endpoints(corpus, crates)
}

fn manifest(crates: &[&str]) -> String {
    let mut text = format!("[workspace]\nresolver = \"3\"\nmembers = [\n    \"{ENDPOINTS}\",\n");
    for name in crates {
        text.push_str(&format!("    \"crates/{name}\",\n"));
    }
    // Nobody looks for a bug in here with a debugger.
    text.push_str("]\n\n[profile.dev]\ndebug = false\n");
    text
}

fn write_endpoints(corpus: &Path, crates: &[&str]) -> anyhow::Result<()> {
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

/// Writes a file, unless it holds the text already: what is not touched is not compiled again.
///
/// # Errors
/// That it cannot be written.
pub(super) fn write_if_changed(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    let unwritable = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(unwritable)?;
    }
    Beside::write(path, text).and_then(Beside::put).with_context(unwritable)
}
