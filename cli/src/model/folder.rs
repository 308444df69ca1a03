//! The one Smithy model that a folder stands for: of a service's folder, of a version's, or of one with nothing else in it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::layout::Listing;
use super::names;
use super::origin::ENDINGS;

/// The model of a folder without a service description; `None` where there is no document in it.
///
/// A folder of all services is one of its service, if it has only one.
///
/// # Errors
/// A folder that cannot be read, and one with several models.
pub(super) fn model(folder: &Path) -> anyhow::Result<Option<PathBuf>> {
    let listing = Listing::below(folder)?;
    let services: Vec<&str> = listing.services().collect();
    match services.as_slice() {
        [] => {}
        [only] => return Ok(listing.newest(only).map(|path| folder.join(path))),
        several => {
            let listed: Vec<&str> = several.iter().take(3).copied().collect();
            bail!(
                "{} has the models of {} services, such as {}; give the folder or the file of one",
                folder.display(),
                several.len(),
                names::listed(&listed)
            );
        }
    }
    // `<service>/service/<version>/<service>-<version>.json`, of which this is `<service>` or `<service>/service`.
    for versions in [folder.join("service"), folder.to_owned()] {
        // Versions are dates, in order.
        for version in entries(&versions)?.into_iter().rev().filter(|path| path.is_dir()) {
            let name = version.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_of_version =
                |path: &PathBuf| stem(path).is_some_and(|stem| stem.ends_with(&format!("-{name}")));
            if let Some(path) = entries(&version)?.into_iter().find(is_of_version) {
                return Ok(Some(path));
            }
        }
    }
    let documents: Vec<PathBuf> =
        entries(folder)?.into_iter().filter(|path| stem(path).is_some()).collect();
    match documents.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.clone())),
        several => bail!(
            "{} has {} documents; give the one that is meant",
            folder.display(),
            several.len()
        ),
    }
}

/// The name of a document without its ending; `None` of other files.
fn stem(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str().filter(|_| path.is_file())?;
    ENDINGS.into_iter().find_map(|ending| name.strip_suffix(ending))
}

/// The paths in a folder, in the order of their names; none where there is no such folder.
fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = || format!("cannot read {}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        paths.push(entry.with_context(unreadable)?.path());
    }
    paths.sort();
    Ok(paths)
}
