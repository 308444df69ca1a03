//! A released version: its archives, and what each is called and known by.
//!
//! Which version is the newest, and which ones are not for everyone, is pip's to say.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::stages::pipeline::sha256;

use super::super::archive;
use super::super::fetch::{self, Pip};
use super::super::sources::{Kind, Pinned};

/// Where archives are taken from.
pub(super) enum Shelf<'a> {
    /// The package index, through pip.
    Index {
        pip: &'a Pip,
        /// Where downloads go; it is ours alone.
        folder: &'a Path,
    },
    /// A folder with archives.
    Folder(&'a Path),
}

/// A version and its archives.
pub(super) struct Release {
    pub(super) version: String,
    /// One for each archive that is pinned now, in order.
    pub(super) archives: Vec<Pinned>,
    /// Their contents, by the names that the sources give them.
    pub(super) contents: BTreeMap<String, Vec<u8>>,
    /// Where they were found.
    pub(super) paths: Vec<PathBuf>,
}

/// What there is to move to.
pub(super) enum Found {
    Release(Release),
    /// The version that is pinned now is the one.
    Same,
    /// What there is without being asked for is older than what is pinned: a mirror that lags behind, say.
    Older(String),
}

/// Finds the version that is wanted, or the newest.
///
/// # Errors
/// Archives that cannot be had, and a release whose files are others than those that are pinned under its name.
pub(super) fn find(
    shelf: &Shelf<'_>,
    pinned: &[Pinned],
    wanted: Option<&str>,
) -> anyhow::Result<Found> {
    let mut version = wanted.map(str::to_owned);
    let mut release = Release {
        version: String::new(),
        archives: Vec::new(),
        contents: BTreeMap::new(),
        paths: Vec::new(),
    };
    for old in pinned {
        let path = shelf.archive(old, version.as_deref())?;
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let (_, found) = project_and_version(&file)
            .with_context(|| format!("there is no version in the name of {file}"))?;
        let bytes =
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let sha256 = sha256(&bytes);
        if found == old.version {
            archive::ensure_pinned(&bytes, old)?;
            return Ok(Found::Same);
        }
        if wanted.is_none() && order(found, &old.version).is_lt() {
            return Ok(Found::Older(found.to_owned()));
        }
        // The other archives are of the same version, whatever has been released since.
        version = Some(found.to_owned());
        release.version = found.to_owned();
        release.archives.push(Pinned {
            name: old.name.clone(),
            package: old.package.clone(),
            version: found.to_owned(),
            sha256,
            file,
        });
        release.contents.insert(old.name.clone(), bytes);
        release.paths.push(path);
    }
    Ok(Found::Release(release))
}

impl Shelf<'_> {
    /// The file of a version that stands in for a pinned one: of the same package and kind.
    fn archive(&self, old: &Pinned, version: Option<&str>) -> anyhow::Result<PathBuf> {
        let kind = old.kind()?;
        match self {
            Self::Index { pip, folder } => {
                fetch::newest(pip, &old.package, version, kind, &folder.join(&old.name))
            }
            Self::Folder(folder) => in_folder(folder, &old.package, version, kind),
        }
    }
}

fn in_folder(
    folder: &Path,
    package: &str,
    version: Option<&str>,
    kind: Kind,
) -> anyhow::Result<PathBuf> {
    let unreadable = || format!("cannot read {}", folder.display());
    let mut found: Option<(String, PathBuf)> = None;
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some((project, its)) = project_and_version(name) else { continue };
        let fits = Kind::of(name) == Some(kind)
            && normal(project) == normal(package)
            && version.is_none_or(|version| version == its);
        let is_newer = found.as_ref().is_none_or(|(known, _)| order(its, known).is_gt());
        if fits && is_newer {
            found = Some((its.to_owned(), path));
        }
    }
    found.map(|(_, path)| path).with_context(|| {
        let wanted = version.map_or_else(|| package.to_owned(), |its| format!("{package} {its}"));
        format!("there is no {} of {wanted} in {}", kind.ending(), folder.display())
    })
}

/// The project and the version in the name of a wheel (`name-version-tags.whl`) or a source distribution (`name-version.tar.gz`).
pub(super) fn project_and_version(file: &str) -> Option<(&str, &str)> {
    match Kind::of(file)? {
        Kind::Wheel => {
            let mut parts = file.split('-');
            Some((parts.next()?, parts.next()?))
        }
        Kind::Sdist => file.strip_suffix(Kind::Sdist.ending())?.rsplit_once('-'),
    }
}

/// Names of packages that differ in this alone are one.
fn normal(package: &str) -> String {
    package.to_lowercase().replace(['-', '.'], "_")
}

/// Which of two versions is the later one: numbers count as such, the rest as text.
pub(super) fn order(one: &str, other: &str) -> Ordering {
    let parts = |version: &str| {
        let part = |part: &str| (part.parse::<u64>().unwrap_or_default(), part.to_owned());
        version.split('.').map(part).collect::<Vec<_>>()
    };
    parts(one).cmp(&parts(other))
}
