//! `model/sources.toml`: the archives, pinned, and the documents in them that make up each model.
//!
//! Only read here; an update, which a person reviews, writes new pins into it, and `cargo xtask add` another model.

use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use toml::{Table, Value};

use super::git::{self, Pin};
use super::layout;

/// The name of the file, under the workspace's root.
pub const FILE: &str = "model/sources.toml";

/// Everything the file says.
pub struct Sources {
    pub(crate) archives: Vec<Pinned>,
    pub models: Vec<ModelSource>,
    pub(super) partitions: Option<Partitions>,
}

/// An archive and how it is known to be the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    pub name: String,
    pub package: String,
    pub version: String,
    pub file: String,
    pub sha256: String,
}

/// What kind of archive a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Wheel,
    /// A source distribution.
    Sdist,
}

impl Kind {
    /// The kind of a file, by its name.
    pub(super) fn of(file: &str) -> Option<Self> {
        [Self::Wheel, Self::Sdist].into_iter().find(|kind| file.ends_with(kind.ending()))
    }

    /// What the names of its files end with.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Wheel => ".whl",
            Self::Sdist => ".tar.gz",
        }
    }
}

impl Pinned {
    /// Its kind.
    pub(super) fn kind(&self) -> anyhow::Result<Kind> {
        Kind::of(&self.file)
            .with_context(|| format!("expected a .whl or .tar.gz file, found `{}`", self.file))
    }
}

/// A model, and what it is made of.
pub struct ModelSource {
    pub output: String,
    pub(super) source: Source,
}

/// The document or documents that a model is made of, and how they are known to be the ones.
pub(super) enum Source {
    /// Documents in archives.
    Archives(Locations),
    /// A file of a git repository, which is named by a URL or a path relative to the root.
    Git { url: String, pin: Pin },
    /// A file, relative to the root. Where it is a service description of C2J, its companions stand beside it.
    File { path: String, sha256: String },
}

/// Where the documents of one model are, by what each is for.
pub(super) struct Locations {
    pub(super) service: Location,
    pub(super) paginators: Option<Location>,
    pub(super) waiters: Option<Location>,
    pub(super) endpoint_rules: Option<Location>,
    pub(super) endpoint_tests: Option<Location>,
}

/// The document with the facts about partitions.
pub(super) struct Partitions {
    pub(super) output: String,
    pub(super) source: Location,
}

/// A document in an archive.
pub(super) struct Location {
    pub(super) archive: String,
    pub(super) path: String,
}

impl ModelSource {
    /// What its source calls the service. `None` where the document of a release is in no folder of a service.
    pub fn name(&self) -> Option<&str> {
        match &self.source {
            // The folder that its versions are in.
            Source::Archives(documents) => documents.service.path.rsplit('/').nth(2),
            Source::Git { pin, .. } => layout::service_of(&pin.path),
            // As it was called when it was added.
            Source::File { .. } => Path::new(&self.output).file_stem()?.to_str(),
        }
    }

    /// Where its documents are in archives; `None` where they are in none.
    pub(super) fn archived(&self) -> Option<&Locations> {
        match &self.source {
            Source::Archives(documents) => Some(documents),
            Source::Git { .. } | Source::File { .. } => None,
        }
    }
}

impl Locations {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Location> {
        let optional =
            [&self.paginators, &self.waiters, &self.endpoint_rules, &self.endpoint_tests];
        std::iter::once(&self.service).chain(optional.into_iter().flatten())
    }
}

impl Sources {
    /// Reads the file of a project; where there is none, there are no sources yet.
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        Self::parse(&text(root)?).with_context(|| format!("in {FILE}"))
    }

    /// Reads the content of the file.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut top: Table = text.parse()?;
        let archives = tables(&mut top, "archive")?
            .into_iter()
            .map(|mut table| {
                let pinned = Pinned {
                    name: text_of(&mut table, "name")?,
                    package: text_of(&mut table, "package")?,
                    version: text_of(&mut table, "version")?,
                    file: text_of(&mut table, "file")?,
                    sha256: text_of(&mut table, "sha256")?,
                };
                nothing_left(&table).map(|()| pinned)
            })
            .collect::<anyhow::Result<Vec<_>>>()
            .context("in [[archive]]")?;
        let models = tables(&mut top, "model")?
            .into_iter()
            .map(|mut table| {
                let output = text_of(&mut table, "output")?;
                let source = source(&mut table)?;
                nothing_left(&table).map(|()| ModelSource { output, source })
            })
            .collect::<anyhow::Result<Vec<_>>>()
            .context("in [[model]]")?;
        let partitions = match top.remove("partitions") {
            None => None,
            Some(Value::Table(mut table)) => {
                let partitions = Partitions {
                    output: text_of(&mut table, "output")?,
                    source: location(&mut table, "source")?.context("expected a `source`")?,
                };
                nothing_left(&table).context("in [partitions]")?;
                Some(partitions)
            }
            Some(other) => bail!("expected [partitions], found {}", other.type_str()),
        };
        nothing_left(&top)?;
        let sources = Self { archives, models, partitions };
        let of_models = sources.models.iter().filter_map(ModelSource::archived);
        let of_models = of_models.flat_map(Locations::all);
        for location in of_models.chain(sources.partitions.as_ref().map(|found| &found.source)) {
            sources.archive(&location.archive)?;
        }
        Ok(sources)
    }

    /// What the model of this file is made of, for people: a release, a revision, a file.
    pub(super) fn label(&self, output: &str) -> Option<String> {
        let model = self.models.iter().find(|model| model.output == output)?;
        Some(match &model.source {
            Source::Archives(_) => release(&self.archives),
            Source::Git { url, pin } => {
                format!("{} {}", git::name(url), git::short(&pin.revision))
            }
            Source::File { path, .. } => path.clone(),
        })
    }

    /// The archive with this name.
    pub(super) fn archive(&self, name: &str) -> anyhow::Result<&Pinned> {
        let found = self.archives.iter().find(|archive| archive.name == name);
        found.with_context(|| format!("there is no [[archive]] with the name `{name}`"))
    }

    /// An archive of the one release that all are of.
    ///
    /// # Errors
    /// Archives of several packages or versions, which do not move together.
    pub(super) fn one_release(&self) -> anyhow::Result<&Pinned> {
        let first = self.archives.first().with_context(|| {
            format!("{FILE} pins no [[archive]], and only archives have a version to move to")
        })?;
        let other = self.archives.iter().find(|archive| {
            (&archive.package, &archive.version) != (&first.package, &first.version)
        });
        if let Some(other) = other {
            bail!(
                "{FILE} pins {} {} and {} {}; only archives of one release are updated together",
                first.package,
                first.version,
                other.package,
                other.version
            );
        }
        Ok(first)
    }

    /// The models to make: all of them, or the only one when there is one place to write to.
    pub(super) fn models_for(&self, out: Option<&Path>) -> anyhow::Result<&[ModelSource]> {
        if out.is_some() && self.models.len() != 1 {
            bail!(
                "{FILE} names {} models, and it is not plain which one is meant",
                self.models.len()
            );
        }
        Ok(&self.models)
    }
}

/// The content of the file; nothing where there is no such file yet.
///
/// # Errors
/// It cannot be read.
pub fn text(root: &Path) -> anyhow::Result<String> {
    match std::fs::read_to_string(root.join(FILE)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        text => text.with_context(|| format!("cannot read {FILE}")),
    }
}

/// The package and version that archives come from.
pub(super) fn release(archives: &[Pinned]) -> String {
    let first = archives.first();
    first.map(|pinned| format!("{} {}", pinned.package, pinned.version)).unwrap_or_default()
}

/// What a model is made of: the keys of one kind of source.
fn source(table: &mut Table) -> anyhow::Result<Source> {
    if table.contains_key("git") {
        let source = Source::Git {
            url: text_of(table, "git")?,
            pin: Pin {
                revision: text_of(table, "revision")?,
                path: text_of(table, "path")?,
                sha256: text_of(table, "sha256")?,
            },
        };
        if let Source::Git { pin, .. } = &source {
            ensure!(
                git::is_commit_id(&pin.revision),
                "expected the full id of a commit as `revision`, found `{}`",
                pin.revision
            );
        }
        return Ok(source);
    }
    if table.contains_key("file") {
        return Ok(Source::File {
            path: text_of(table, "file")?,
            sha256: text_of(table, "sha256")?,
        });
    }
    let service = location(table, "service")?;
    Ok(Source::Archives(Locations {
        service: service.context("expected one of `service`, `git` and `file`, found none")?,
        paginators: location(table, "paginators")?,
        waiters: location(table, "waiters")?,
        endpoint_rules: location(table, "endpoint-rules")?,
        endpoint_tests: location(table, "endpoint-tests")?,
    }))
}

fn tables(top: &mut Table, key: &str) -> anyhow::Result<Vec<Table>> {
    let values = match top.remove(key) {
        None => return Ok(Vec::new()),
        Some(Value::Array(values)) => values,
        Some(other) => bail!("expected [[{key}]], found {}", other.type_str()),
    };
    values
        .into_iter()
        .map(|value| match value {
            Value::Table(table) => Ok(table),
            other => bail!("expected [[{key}]], found {}", other.type_str()),
        })
        .collect()
}

fn text_of(table: &mut Table, key: &str) -> anyhow::Result<String> {
    match table.remove(key) {
        Some(Value::String(text)) => Ok(text),
        Some(other) => bail!("expected a string as `{key}`, found {}", other.type_str()),
        None => bail!("expected a `{key}`, found none"),
    }
}

fn location(table: &mut Table, key: &str) -> anyhow::Result<Option<Location>> {
    let Some(value) = table.remove(key) else { return Ok(None) };
    let Value::Table(mut value) = value else {
        bail!("expected `archive` and `path` as `{key}`, found {}", value.type_str())
    };
    let location =
        Location { archive: text_of(&mut value, "archive")?, path: text_of(&mut value, "path")? };
    nothing_left(&value).map(|()| Some(location))
}

fn nothing_left(table: &Table) -> anyhow::Result<()> {
    let unknown: Vec<&str> = table.keys().map(String::as_str).collect();
    ensure!(unknown.is_empty(), "unknown key `{}`", unknown.join("`, `"));
    Ok(())
}
