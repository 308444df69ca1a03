//! The documents of one API in a released version, kept in a folder, and the model that they give.
//!
//! Older versions have fewer documents, and do not compress them: what there is is taken.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, ensure};
use tinsmith_codegen::Diagnostic;

use super::archive;
use super::convert;
use super::fetch::{self, Pip};
use super::origin;

pub use super::origin::{DOWNLOADS, SERVICE, file_names};
pub use super::sources::Pinned;

/// Has a folder hold the documents that stand at a path of a pinned wheel. The wheel itself is not kept.
///
/// # Errors
/// A wheel that cannot be had or is not the one that is pinned, or has no such documents; there is no folder then.
pub fn fetch(pinned: &Pinned, path: &str, downloads: &Path, folder: &Path) -> anyhow::Result<()> {
    let wheel = fetch::fetch(&Pip::default(), pinned, downloads, fetch::HELP)?;
    let bytes =
        std::fs::read(&wheel).with_context(|| format!("cannot read {}", wheel.display()))?;
    unpack(&bytes, pinned, path, folder)?;
    // All that is wanted of it stands elsewhere now; one that cannot be removed is in nobody's way.
    _ = std::fs::remove_file(&wheel);
    Ok(())
}

/// Unpacks what there is at a path of a wheel into a folder, whole or not at all.
pub(super) fn unpack(
    wheel: &[u8],
    pinned: &Pinned,
    path: &str,
    folder: &Path,
) -> anyhow::Result<()> {
    archive::ensure_pinned(wheel, pinned)?;
    let wanted: Vec<String> = file_names().map(|name| format!("{path}/{name}")).collect();
    let found = archive::read(wheel, &wanted).with_context(|| format!("in {}", pinned.file))?;
    let service = format!("{path}/{SERVICE}");
    ensure!(
        found.keys().any(|path| path.starts_with(&service)),
        "there is no {service}.json in {}",
        pinned.file
    );
    let unwritable = || format!("cannot write {}", folder.display());
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let staged = folder.with_file_name(format!(".{name}.tinsmith-new"));
    if staged.exists() {
        std::fs::remove_dir_all(&staged).with_context(unwritable)?;
    }
    std::fs::create_dir_all(&staged).with_context(unwritable)?;
    for (path, content) in found {
        let name = path.rsplit('/').next().unwrap_or(&path);
        std::fs::write(staged.join(name), content).with_context(unwritable)?;
    }
    std::fs::rename(&staged, folder).with_context(unwritable)
}

/// The model that the documents in a folder give.
///
/// # Errors
/// Documents that are no model.
pub fn convert(folder: &Path) -> anyhow::Result<String> {
    convert::convert(&origin::in_folder(folder)?)
}

/// The same, with the warnings instead of telling them.
///
/// # Errors
/// Documents that are no model.
pub fn converted(folder: &Path) -> anyhow::Result<(String, Vec<Diagnostic>)> {
    convert::converted(&origin::in_folder(folder)?)
}

/// The files of a pinned source distribution whose paths are wanted. It is kept in the folder of downloads.
///
/// # Errors
/// An archive that cannot be had, which `help` says what to do about, or that is not the one that is pinned.
pub fn files(
    pinned: &Pinned,
    downloads: &Path,
    help: &str,
    is_wanted: impl Fn(&str) -> bool,
) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let path = fetch::fetch(&Pip::default(), pinned, downloads, help)?;
    let sdist = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    archive::ensure_pinned(&sdist, pinned)
        .with_context(|| format!("{} cannot be taken: remove it", path.display()))?;
    archive::matching(&sdist, is_wanted).with_context(|| format!("in {}", path.display()))
}
