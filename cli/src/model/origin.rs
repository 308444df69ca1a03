//! Where the documents of a model are taken from: the pinned archives, or what the user has on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use tinsmith_project::{gzip, say};

use super::archive;
use super::fetch::{self, Pip};
use super::folder;
use super::sources::{Kind, Location, Locations, Sources};

/// Where downloads are kept, under the workspace's root.
pub const DOWNLOADS: &str = "target/model-sources";
/// What the documents of a service are called in a folder of their own.
pub const SERVICE: &str = "service-2";
pub(super) const PAGINATORS: &str = "paginators-1";
pub(super) const WAITERS: &str = "waiters-2";
pub(super) const ENDPOINT_RULES: &str = "endpoint-rule-set-1";
pub(super) const ENDPOINT_TESTS: &str = "endpoint-tests-1";
/// The endings of their files: older releases do not compress them.
pub(super) const ENDINGS: [&str; 2] = [".json.gz", ".json"];

/// A source of documents.
pub(super) enum Origin {
    /// Archives by their name in the sources.
    Archives(BTreeMap<String, Vec<u8>>),
    /// One document on disk; its companions stand beside it.
    Document(PathBuf),
}

/// The documents of one model: their names and contents.
#[derive(Default)]
pub(super) struct Documents {
    pub(super) service: (String, Vec<u8>),
    pub(super) service_extras: Option<(String, Vec<u8>)>,
    pub(super) paginators: Option<(String, Vec<u8>)>,
    pub(super) paginator_extras: Option<(String, Vec<u8>)>,
    pub(super) waiters: Option<(String, Vec<u8>)>,
    pub(super) endpoint_rules: Option<(String, Vec<u8>)>,
    pub(super) endpoint_tests: Option<(String, Vec<u8>)>,
}

impl Origin {
    /// Finds out what is meant, and downloads what is missing.
    pub(super) fn find(
        root: &Path,
        from: Option<&Path>,
        sources: &Sources,
        offline: bool,
    ) -> anyhow::Result<Self> {
        match from {
            None => {
                let pip = Pip::default();
                Self::all(sources, root, None, (!offline).then_some(&pip)).map(Self::Archives)
            }
            Some(from) if from.is_dir() => {
                if let Some(service) = with_ending(&from.join(SERVICE)) {
                    return Ok(Self::Document(service));
                }
                let has_archive =
                    sources.archives.iter().any(|archive| from.join(&archive.file).exists());
                if has_archive {
                    return pinned(sources, from, None).map(Self::Archives);
                }
                folder::model(from)?.map(Self::Document).with_context(|| {
                    format!(
                        "{} has no {SERVICE}.json, no Smithy model and no archive that the sources name",
                        from.display()
                    )
                })
            }
            Some(from) => {
                let name = from.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                let Some(kind) = Kind::of(name).map(Kind::ending) else {
                    return Ok(Self::Document(from.to_owned()));
                };
                let archive = sources.archives.iter().find(|archive| archive.file.ends_with(kind));
                let archive =
                    archive.with_context(|| format!("the sources name no {kind} file"))?;
                if name != archive.file {
                    say::step("Taking", &format!("{name} for {}", archive.file));
                }
                Ok(Self::Archives(BTreeMap::from([(archive.name.clone(), read(from)?)])))
            }
        }
    }

    /// Every archive that the sources name: from a folder, or downloaded where they are missing and there is a pip.
    pub(super) fn all(
        sources: &Sources,
        root: &Path,
        from: Option<&Path>,
        pip: Option<&Pip>,
    ) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
        let downloads = root.join(DOWNLOADS);
        let folder = from.unwrap_or(&downloads);
        let archives = pinned(sources, folder, pip.filter(|_| from.is_none()))?;
        let missing = sources.archives.iter().find(|pinned| !archives.contains_key(&pinned.name));
        if let Some(missing) = missing {
            bail!("there is no {} in {}", missing.file, folder.display());
        }
        Ok(archives)
    }

    /// The only documents that there are; `None` for archives, which have those of every model.
    pub(super) fn only_documents(&self) -> anyhow::Result<Option<Documents>> {
        match self {
            Self::Document(path) => beside(path).map(Some),
            Self::Archives(_) => Ok(None),
        }
    }

    /// The documents of a model.
    pub(super) fn documents(&self, model: &Locations) -> anyhow::Result<Documents> {
        match self {
            Self::Document(path) => beside(path),
            Self::Archives(archives) => in_archives(archives, model),
        }
    }

    /// Whether a document is there.
    pub(super) fn has(&self, location: &Location) -> anyhow::Result<bool> {
        let Self::Archives(archives) = self else { return Ok(false) };
        let Some(bytes) = archives.get(&location.archive) else { return Ok(false) };
        let found = archive::read(bytes, std::slice::from_ref(&location.path));
        Ok(!found.with_context(|| format!("in the {}", location.archive))?.is_empty())
    }

    /// One document of an archive; `None` when this is no archive, or another one.
    pub(super) fn document(&self, location: &Location) -> anyhow::Result<Option<Vec<u8>>> {
        let Self::Archives(archives) = self else { return Ok(None) };
        let Some(bytes) = archives.get(&location.archive) else { return Ok(None) };
        let paths = std::slice::from_ref(&location.path);
        let mut found =
            archive::read(bytes, paths).with_context(|| format!("in the {}", location.archive))?;
        let content = found.remove(&location.path).with_context(|| {
            format!("there is no {} in the {}", location.path, location.archive)
        })?;
        gzip::unpacked(content).map(Some)
    }
}

/// The pinned archives in a folder, each checked; those that are missing are downloaded, where there is something to do that with.
fn pinned(
    sources: &Sources,
    folder: &Path,
    download: Option<&Pip>,
) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut archives = BTreeMap::new();
    for archive in &sources.archives {
        let path = folder.join(&archive.file);
        let path = match download {
            Some(pip) => fetch::fetch(pip, archive, folder, fetch::HELP)?,
            None => path,
        };
        if !path.exists() {
            continue;
        }
        let bytes = read(&path)?;
        archive::ensure_pinned(&bytes, archive).with_context(|| {
            let (path, sources) = (path.display(), super::sources::FILE);
            format!("{path} cannot be taken: remove it, or pin it in {sources}")
        })?;
        archives.insert(archive.name.clone(), bytes);
    }
    Ok(archives)
}

fn in_archives(
    archives: &BTreeMap<String, Vec<u8>>,
    model: &Locations,
) -> anyhow::Result<Documents> {
    let extras = |location: &Location| Location {
        archive: location.archive.clone(),
        path: extras_of(&location.path),
    };
    let service_extras = extras(&model.service);
    let paginator_extras = model.paginators.as_ref().map(extras);
    let mut wanted: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for location in model.all().chain([&service_extras]).chain(&paginator_extras) {
        wanted.entry(&location.archive).or_default().push(location.path.clone());
    }
    let mut found = BTreeMap::new();
    for (name, paths) in wanted {
        match archives.get(name) {
            Some(bytes) => {
                say::step(
                    "Unpacking",
                    &format!("the {name}, {} MB", (bytes.len() + 500_000) / 1_000_000),
                );
                for (path, content) in
                    archive::read(bytes, &paths).with_context(|| format!("in the {name}"))?
                {
                    found.insert((name.to_owned(), path), content);
                }
            }
            None => say::step(
                "Without",
                &format!("the {name} these are left out: {}", paths.join(", ")),
            ),
        }
    }
    let mut take = |location: &Location| -> anyhow::Result<Option<(String, Vec<u8>)>> {
        let content = found.remove(&(location.archive.clone(), location.path.clone()));
        content.map(|content| Ok((location.path.clone(), gzip::unpacked(content)?))).transpose()
    };
    let mut optional = |location: Option<&Location>, must: bool| match location {
        None => Ok(None),
        Some(location) => {
            let taken = take(location)?;
            if taken.is_none() && must && archives.contains_key(&location.archive) {
                bail!("there is no {} in the {}", location.path, location.archive);
            }
            Ok(taken)
        }
    };
    Ok(Documents {
        service: optional(Some(&model.service), true)?.with_context(|| {
            format!("the {} with the service description is missing", model.service.archive)
        })?,
        service_extras: optional(Some(&service_extras), false)?,
        paginators: optional(model.paginators.as_ref(), true)?,
        paginator_extras: optional(paginator_extras.as_ref(), false)?,
        waiters: optional(model.waiters.as_ref(), true)?,
        endpoint_rules: optional(model.endpoint_rules.as_ref(), true)?,
        endpoint_tests: optional(model.endpoint_tests.as_ref(), true)?,
    })
}

/// A document on disk and what stands beside it.
pub(super) fn beside(path: &Path) -> anyhow::Result<Documents> {
    let load = |path: &Path| -> anyhow::Result<(String, Vec<u8>)> {
        Ok((path.display().to_string(), gzip::unpacked(read(path)?)?))
    };
    let mut documents = Documents { service: load(path)?, ..Documents::default() };
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if !is_service(name) {
        return Ok(documents);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let optional = |name: &str| with_ending(&folder.join(name)).map(|path| load(&path)).transpose();
    documents.service_extras = optional(&format!("{SERVICE}.sdk-extras"))?;
    documents.paginators = optional(PAGINATORS)?;
    documents.paginator_extras = optional(&format!("{PAGINATORS}.sdk-extras"))?;
    documents.waiters = optional(WAITERS)?;
    documents.endpoint_rules = optional(ENDPOINT_RULES)?;
    documents.endpoint_tests = optional(ENDPOINT_TESTS)?;
    Ok(documents)
}

/// Whether a file has the name of a service description that has a folder of its own.
pub(super) fn is_service(name: &str) -> bool {
    name.starts_with(SERVICE)
}

/// The documents in a folder of their own.
pub(super) fn in_folder(folder: &Path) -> anyhow::Result<Documents> {
    let service = with_ending(&folder.join(SERVICE));
    beside(&service.with_context(|| format!("there is no {SERVICE}.json in {}", folder.display()))?)
}

/// Every name that a document of a service may have as a file.
pub fn file_names() -> impl Iterator<Item = String> {
    let extras = [SERVICE, PAGINATORS].map(|name| format!("{name}.sdk-extras"));
    let names = [SERVICE, PAGINATORS, WAITERS, ENDPOINT_RULES, ENDPOINT_TESTS].map(str::to_owned);
    names.into_iter().chain(extras).flat_map(|name| ENDINGS.map(|ending| format!("{name}{ending}")))
}

/// The file with this name and one of the endings that documents have.
pub(super) fn with_ending(path: &Path) -> Option<PathBuf> {
    ENDINGS.into_iter().find_map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let path = PathBuf::from(name);
        path.exists().then_some(path)
    })
}

/// The document with additions to another one. It is never compressed.
fn extras_of(path: &str) -> String {
    let stem = path.trim_end_matches(".gz").trim_end_matches(".json");
    format!("{stem}.sdk-extras.json")
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
