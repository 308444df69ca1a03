//! Where the model of a service is found: in a git repository, a folder, a file, or a release of botocore.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use tinsmith_codegen::stages::pipeline::sha256;
use tinsmith_project::config::{Config, Models};
use tinsmith_project::{gzip, place, say};

use super::catalog::Catalog;
use super::fetch::Pip;
use super::git::{self, Repository, short};
use super::layout::Listing;
use super::origin::{self, Documents, SERVICE};
use super::sources::{ModelSource, Source, Sources};
use super::{convert, names};

/// Where models are looked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A git repository, and a revision of it; without one, the newest.
    Git { url: String, revision: Option<String> },
    /// A folder that is laid out as such a repository.
    Folder(PathBuf),
    /// The model of one service: Smithy JSON AST, or a service description of C2J with its companions beside it.
    File(PathBuf),
    /// The release of botocore that is pinned, in a folder or downloaded.
    Botocore { from: Option<PathBuf> },
}

/// How models are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Search<'a> {
    /// The root of the project.
    pub(crate) root: &'a Path,
    pub(crate) sources: &'a Sources,
    /// Take what was downloaded before.
    pub(crate) offline: bool,
    pub(crate) pip: &'a Pip,
}

impl Place {
    /// What the arguments mean, and without them `codegen.toml`; without that too, botocore where a release of it is pinned.
    ///
    /// # Errors
    /// There is no such file, folder or repository, or a revision of what has none.
    pub(crate) fn of(
        from: Option<&Path>,
        revision: Option<&str>,
        config: &Config,
        search: Search<'_>,
    ) -> anyhow::Result<Self> {
        let Search { root, sources, .. } = search;
        let revision = revision.map(str::to_owned);
        let found = match from {
            Some(from) => Self::named(from, revision.clone(), config, search)?,
            None => match config.models.clone() {
                None if !sources.archives.is_empty() => Self::Botocore { from: None },
                Some(Models::Botocore) => Self::Botocore { from: None },
                Some(Models::Folder(folder)) => Self::Folder(root.join(folder)),
                Some(Models::Git(url)) => Self::Git { url, revision: revision.clone() },
                None => {
                    Self::Git { url: Models::API_MODELS.to_owned(), revision: revision.clone() }
                }
            },
        };
        let has_revisions = matches!(found, Self::Git { .. });
        ensure!(
            revision.is_none() || has_revisions,
            "--rev goes with a git repository, and the models are not taken from one"
        );
        Ok(found)
    }

    /// What an argument names.
    fn named(
        from: &Path,
        revision: Option<String>,
        config: &Config,
        Search { root, sources, .. }: Search<'_>,
    ) -> anyhow::Result<Self> {
        if let Some(url) = from.to_str().filter(|text| git::is_url(text)) {
            return Ok(Self::Git { url: url.to_owned(), revision });
        }
        if from.is_file() {
            return Ok(Self::File(from.to_owned()));
        }
        ensure!(from.is_dir(), "there is no file, folder or git repository {}", from.display());
        // A bare repository has no other files; of one with a working tree those that stand there are meant,
        // unless a revision is.
        let is_bare = ["HEAD", "objects", "refs"].iter().all(|name| from.join(name).exists());
        if is_bare || revision.is_some() {
            return Ok(Self::Git { url: relative(root, from)?, revision });
        }
        if let Some(service) = origin::with_ending(&from.join(SERVICE)) {
            return Ok(Self::File(service));
        }
        let has_archive = sources.archives.iter().any(|archive| from.join(&archive.file).exists());
        let pins = !sources.archives.is_empty() || config.models == Some(Models::Botocore);
        if has_archive || (pins && Listing::below(from)?.is_empty()) {
            return Ok(Self::Botocore { from: Some(from.to_owned()) });
        }
        Ok(Self::Folder(from.to_owned()))
    }

    /// The model of a service, for the file `output`, and what it is made of.
    ///
    /// # Errors
    /// There is no such service, or its model cannot be had or read.
    pub(crate) fn find(
        &self,
        service: &str,
        output: String,
        search: Search<'_>,
    ) -> anyhow::Result<(ModelSource, String)> {
        let Search { root, sources, offline, pip } = search;
        let (source, text) = match self {
            Self::Botocore { from } => {
                let pip = (!offline).then_some(pip);
                let catalog = Catalog::open(sources, root, from.as_deref(), pip)?;
                let locations = catalog.find(service)?;
                let text = catalog.model(service, &locations)?;
                (Source::Archives(locations), text)
            }
            Self::Git { url, revision } => {
                let snapshot = Snapshot::open(url, revision.as_deref(), search)?;
                let source = snapshot.source(service)?;
                let text = text(root, &source, offline)?;
                (source, text)
            }
            Self::Folder(folder) => {
                let listing = Listing::below(folder)?;
                let path = listing
                    .newest(service)
                    .ok_or_else(|| listing.unknown(service, &folder.display().to_string()))?;
                file(root, &folder.join(path))?
            }
            Self::File(path) => {
                ensure!(
                    names::is_name(service),
                    "`{service}` cannot be the name of a service: expected letters, digits, `-`, `_` and `.`"
                );
                file(root, path)?
            }
        };
        Ok((ModelSource { output, source }, text))
    }
}

/// The models that a repository has at a revision.
pub(super) struct Snapshot {
    repository: Repository,
    pub(super) commit: String,
    listing: Listing,
}

impl Snapshot {
    /// Looks at a revision; without one, at the newest.
    ///
    /// # Errors
    /// It cannot be had.
    pub(super) fn open(
        url: &str,
        revision: Option<&str>,
        search: Search<'_>,
    ) -> anyhow::Result<Self> {
        let repository = Repository::open(url, search.root, search.offline)?;
        let commit = repository.revision(revision)?;
        let paths = repository.paths(&commit)?;
        let listing = Listing::of(paths.iter().map(String::as_str));
        Ok(Self { repository, commit, listing })
    }

    /// The newest model of the service that a model is of; of a file that is laid out otherwise, the same file.
    ///
    /// # Errors
    /// As [`source`](Self::source).
    pub(super) fn source_of(&self, model: &ModelSource) -> anyhow::Result<Source> {
        match (&model.source, model.name()) {
            (Source::Git { url, pin }, None) => {
                let (pin, _) = self.repository.read(&self.commit, &pin.path)?;
                Ok(Source::Git { url: url.clone(), pin })
            }
            (_, name) => self.source(name.unwrap_or_default()),
        }
    }

    /// The newest model of a service, downloaded and pinned.
    ///
    /// # Errors
    /// There is no such service, or its model cannot be had.
    pub(super) fn source(&self, service: &str) -> anyhow::Result<Source> {
        let url = &self.repository.url;
        let path = self.listing.newest(service).ok_or_else(|| {
            self.listing
                .unknown(service, &format!("{} at {}", git::shown(url), short(&self.commit)))
        })?;
        let (pin, _) = self.repository.read(&self.commit, path)?;
        Ok(Source::Git { url: url.clone(), pin })
    }
}

/// A file as a source, and the model that it gives.
fn file(root: &Path, path: &Path) -> anyhow::Result<(Source, String)> {
    let source = Source::File { path: relative(root, path)?, sha256: hash_of(path)? };
    let text = text(root, &source, true)?;
    Ok((source, text))
}

/// The hash of a file as it is.
///
/// # Errors
/// It cannot be read.
pub(super) fn hash_of(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(sha256(&bytes))
}

/// The model that a pinned file gives, of a repository or on disk.
///
/// # Errors
/// It cannot be had, is not the one that is pinned, or is no model. Archives are not looked into.
pub(super) fn text(root: &Path, source: &Source, offline: bool) -> anyhow::Result<String> {
    let documents = match source {
        Source::Archives(_) => bail!("expected a file, found archives"),
        Source::Git { url, pin } => {
            let bytes = Repository::open(url, root, offline)?.pinned(pin)?;
            let service = (pin.path.clone(), gzip::unpacked(bytes)?);
            Documents { service, ..Documents::default() }
        }
        Source::File { path, sha256 } => {
            let place = root.join(path);
            let found = hash_of(&place)?;
            ensure!(
                found == *sha256,
                "{path} is not the document that is pinned\n  expected sha256 {sha256}\n  found    sha256 {found}"
            );
            let mut documents = origin::beside(&place)?;
            documents.service.0.clone_from(path);
            documents
        }
    };
    say::step("Converting", &documents.service.0);
    convert::convert(&documents)
}

/// The path of a file or folder relative to a folder, with `/` between its parts.
fn relative(root: &Path, path: &Path) -> anyhow::Result<String> {
    let (root, path) = (place::place(root), place::place(path));
    let shared = root.components().zip(path.components()).take_while(|(one, other)| one == other);
    let shared = shared.count();
    let is_on_disk = |component: Component<'_>| matches!(component, Component::Normal(_));
    let up = root.components().skip(shared);
    let down = path.components().skip(shared);
    ensure!(
        up.clone().chain(down.clone()).all(is_on_disk),
        "{} is on another drive than the project: copy it into the project",
        path.display()
    );
    let up = up.map(|_| Some(".."));
    let parts = up.chain(down.map(|part| part.as_os_str().to_str()));
    let parts: Option<Vec<&str>> = parts.collect();
    let parts = parts.with_context(|| format!("the path {} is no UTF-8", path.display()))?;
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_root() {
        let root = std::env::temp_dir().join("tinsmith-no-such/project");
        for (path, expected) in [
            ("models/pots.json", "models/pots.json"),
            ("../api-models", "../api-models"),
            ("../../pots.json", "../../pots.json"),
            ("a/../b", "b"),
            (".", "."),
        ] {
            assert_eq!(relative(&root, &root.join(path)).unwrap(), expected);
        }
    }
}
