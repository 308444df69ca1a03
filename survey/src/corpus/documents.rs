//! The documents of the services: taken out of the pinned source distribution once, a folder for each service.
//!
//! Documents are unpacked to `target/corpus/documents/`, whole or not at all.
//! Of each service the newest version is taken, if it lists a protocol that can be generated, in whatever place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use tinsmith::model::protocols;
use tinsmith::model::released::{self, DOWNLOADS, Pinned, SERVICE};
use tinsmith_codegen::stages::diagnostic::nearest;
use tinsmith_project::say;

use crate::distribution;

/// The file that a whole folder of documents has: what they were taken from, and the names that they may have.
const CONTENTS: &str = "contents.txt";

/// A service and its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// What the source calls it: the name of its folder, and of the crate.
    pub(crate) name: String,
    /// The folder with its documents; the file of what is a model already.
    pub(crate) path: PathBuf,
    /// The size of all of it.
    pub(crate) bytes: u64,
}

/// Every service of the corpus, by name; fetched and unpacked if that was not done yet.
///
/// # Errors
/// An archive that cannot be had or is not the one that is pinned, and a disk that does not do its part.
pub(super) fn services(root: &Path, corpus: &Path) -> anyhow::Result<Vec<Service>> {
    let pinned = distribution::pinned()?;
    let folder = corpus.join("documents");
    if !is_whole(&folder, &pinned) {
        unpack(&pinned, &root.join(DOWNLOADS), &folder)?;
    }
    listed(&folder)
}

/// Has a folder hold the documents of an archive, which is downloaded if it is not there.
fn unpack(pinned: &Pinned, downloads: &Path, folder: &Path) -> anyhow::Result<()> {
    let names: BTreeSet<String> = released::file_names().collect();
    let is_wanted = |path: &str| place(path, &names).is_some();
    let files = distribution::files(pinned, downloads, is_wanted)?;
    say::step("Unpacking", &format!("the services of {} {}", pinned.package, pinned.version));
    let documents = newest(files, &names).with_context(|| format!("in {}", pinned.file))?;
    write(&documents, pinned, folder)
}

/// The services with these names, in the order of the list; all of them if none is named.
///
/// # Errors
/// Every name that no service has, with the nearest one.
pub(super) fn chosen(services: Vec<Service>, names: &[String]) -> anyhow::Result<Vec<Service>> {
    let known = || services.iter().map(|service| service.name.as_str());
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| !known().any(|known| known == name.as_str()))
        .map(|name| match nearest(name, known()) {
            Some(near) => {
                format!("the corpus has no service `{name}`\n  help: did you mean `{near}`?")
            }
            None => format!("the corpus has no service `{name}`"),
        })
        .collect();
    ensure!(unknown.is_empty(), "{}", unknown.join("\nerror: "));
    if names.is_empty() {
        return Ok(services);
    }
    Ok(services.into_iter().filter(|service| names.contains(&service.name)).collect())
}

/// What the folder says when it is whole. A document or a protocol that can be read since is a reason to unpack again.
fn contents(pinned: &Pinned) -> String {
    let names: Vec<String> = released::file_names().collect();
    let protocols = protocols::generated();
    format!("{} {}\n{protocols}\n{}\n", pinned.file, pinned.sha256, names.join("\n"))
}

fn is_whole(folder: &Path, pinned: &Pinned) -> bool {
    fs::read_to_string(folder.join(CONTENTS)).is_ok_and(|found| found == contents(pinned))
}

/// Where a document of the archive belongs.
struct Place<'p> {
    service: &'p str,
    /// None for what is kept once for all versions: the cases of the endpoint rules.
    version: Option<&'p str>,
    file: &'p str,
}

/// The place of a path of the archive, if it is one of a document of a service.
fn place<'p>(path: &'p str, names: &BTreeSet<String>) -> Option<Place<'p>> {
    let parts: Vec<&str> = path.split('/').collect();
    let place = match *parts.as_slice() {
        [_, "botocore", "data", service, version, file] => {
            Place { service, version: Some(version), file }
        }
        [_, "tests", "functional", "endpoint-rules", service, file] => {
            Place { service, version: None, file }
        }
        _ => return None,
    };
    names.contains(place.file).then_some(place)
}

/// Documents by service and file name.
type Documents = BTreeMap<String, BTreeMap<String, Vec<u8>>>;

/// The documents of the newest version of each service that lists a protocol of the corpus.
fn newest(files: BTreeMap<String, Vec<u8>>, names: &BTreeSet<String>) -> anyhow::Result<Documents> {
    let mut versions: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Documents::new();
    let mut beside = Vec::new();
    // In the order of their paths, so a newer version, which is a date, comes later.
    for (path, content) in files {
        let Some(Place { service, version, file }) = place(&path, names) else { continue };
        let Some(version) = version else {
            beside.push((service.to_owned(), file.to_owned(), content));
            continue;
        };
        let documents = found.entry(service.to_owned()).or_default();
        if versions.insert(service.to_owned(), version.to_owned()).is_some_and(|old| old != version)
        {
            documents.clear();
        }
        documents.insert(file.to_owned(), content);
    }
    let service = format!("{SERVICE}.json");
    found.retain(|_, documents| documents.get(&service).is_some_and(|text| is_generated(text)));
    for (service, file, content) in beside {
        if let Some(documents) = found.get_mut(&service) {
            documents.insert(file, content);
        }
    }
    ensure!(
        !found.is_empty(),
        "expected services that list {}, found none",
        protocols::generated()
    );
    Ok(found)
}

/// Whether a service description lists a protocol that can be generated, first or not.
///
/// One that cannot be read does not count as one that does: what is in it is not known.
fn is_generated(content: &[u8]) -> bool {
    protocols::is_any_generated(&protocols::of(content))
}

/// Writes documents beside the folder and renames that, so that a folder of the name is never half of one.
fn write(documents: &Documents, pinned: &Pinned, folder: &Path) -> anyhow::Result<()> {
    let unwritable = || format!("cannot write {}", folder.display());
    let staged = folder.with_file_name(".documents.tinsmith-new");
    for old in [&staged, folder] {
        if old.exists() {
            fs::remove_dir_all(old).with_context(unwritable)?;
        }
    }
    for (service, files) in documents {
        let service = staged.join(service);
        fs::create_dir_all(&service).with_context(unwritable)?;
        for (name, content) in files {
            fs::write(service.join(name), content).with_context(unwritable)?;
        }
    }
    fs::write(staged.join(CONTENTS), contents(pinned)).with_context(unwritable)?;
    fs::rename(&staged, folder).with_context(unwritable)
}

/// The services in a folder of documents, by name.
fn listed(folder: &Path) -> anyhow::Result<Vec<Service>> {
    let unreadable = || format!("cannot read {}", folder.display());
    let mut services = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        if !entry.file_type().with_context(unreadable)?.is_dir() {
            continue;
        }
        let mut bytes = 0;
        for document in fs::read_dir(entry.path()).with_context(unreadable)? {
            bytes +=
                document.and_then(|document| document.metadata()).with_context(unreadable)?.len();
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        services.push(Service { name, path: entry.path(), bytes });
    }
    services.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(services)
}

#[cfg(test)]
#[path = "documents_tests.rs"]
pub(super) mod tests;
