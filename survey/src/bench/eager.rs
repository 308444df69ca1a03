//! Copies of generated crates and their runtime without `#[inline]`, whose functions are all compiled where they are defined.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::programs::{ALL, EAGER, EAGER_SLICE, SLICE_OF_SOME, Sdk};
use super::workspace::{folder, folder_of_sdk};
use crate::repository;

/// The package of the copy of `tinsmith-runtime`. Two packages of one name would have no place in a lockfile.
pub(super) const RUNTIME: &str = "tinsmith-runtime-eager";

/// Makes the copies, from crates that have been generated.
///
/// # Errors
/// A disk that does not do its part.
pub(super) fn write() -> anyhow::Result<()> {
    let runtime = folder().join("eager-runtime");
    copy(&repository::root().join("runtime"), &runtime, runtime_manifest)?;
    for (from, to) in [(&ALL, &EAGER), (&SLICE_OF_SOME, &EAGER_SLICE)] {
        copy(&folder_of_sdk(from.package), &folder_of_sdk(to.package), |manifest| {
            sdk_manifest(manifest, from, to, &runtime)
        })?;
    }
    Ok(())
}

/// Copies a package, its manifest changed.
fn copy(from: &Path, to: &Path, manifest: impl Fn(&str) -> String) -> anyhow::Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("cannot remove {}", to.display()))?;
    }
    copy_source(&from.join("src"), &to.join("src"))?;
    let path = from.join("Cargo.toml");
    let text = fs::read_to_string(&path);
    let text = text.with_context(|| format!("cannot read {}", path.display()))?;
    let path = to.join("Cargo.toml");
    fs::write(&path, manifest(&text)).with_context(|| format!("cannot write {}", path.display()))
}

fn copy_source(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_source(&path, &to)?;
        } else {
            let text = fs::read_to_string(&path);
            let text = text.with_context(|| format!("cannot read {}", path.display()))?;
            fs::write(&to, without_inline(&text))
                .with_context(|| format!("cannot write {}", to.display()))?;
        }
    }
    Ok(())
}

/// A source without the attribute; it keeps its lines.
pub(super) fn without_inline(source: &str) -> String {
    source.replace("#[inline]", "")
}

/// The manifest of the runtime for the copy: what tests depend on is left out, the crate itself above all, and the HTTP client is the same.
pub(super) fn runtime_manifest(manifest: &str) -> String {
    let name = format!("name = \"{RUNTIME}\"");
    let manifest = manifest.replacen("name = \"tinsmith-runtime\"", &name, 1);
    let manifest = manifest.replacen("path = \"../", "path = \"../../../", 1);
    let end = manifest.find("[dev-dependencies]").unwrap_or(manifest.len());
    let (kept, _) = manifest.split_at(end);
    format!("{kept}[lib]\nname = \"tinsmith_runtime\"\n")
}

/// The manifest of a generated crate for the copy, on the copy of the runtime.
fn sdk_manifest(manifest: &str, from: &Sdk, to: &Sdk, runtime: &Path) -> String {
    let line = |line: &str| {
        if line.starts_with("name = ") {
            line.replace(from.package, to.package)
        } else if let Some(rest) = line.strip_prefix("tinsmith-runtime = { path = ") {
            let rest = rest.split_once(", ").map_or("}", |(_, rest)| rest);
            let runtime = runtime.display();
            format!("tinsmith-runtime = {{ package = \"{RUNTIME}\", path = \"{runtime}\", {rest}")
        } else {
            line.to_owned()
        }
    };
    manifest.lines().map(|text| line(text) + "\n").collect()
}
