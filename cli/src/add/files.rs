//! The files of the workspace that say which SDKs there are, as text and as what it means.

use std::path::Path;

use anyhow::Context as _;
use tinsmith_project::config::{self, Config, Sdk};

use super::{CRATES, lock};
use crate::model::listed;
use crate::model::sources::{self, ModelSource, Pinned, Sources};

/// What the files hold.
pub(super) struct Files {
    /// `codegen.toml`.
    pub(super) configured: String,
    pub(super) config: Config,
    /// `model/sources.toml`; `add` makes it, where there is none.
    pub(super) listed: String,
    pub(super) sources: Sources,
    /// `Cargo.lock`; cargo makes it, where there is none.
    pub(super) locked: Option<String>,
}

/// Whether a crate is where `add` makes them.
pub(super) fn was_added(sdk: &Sdk) -> bool {
    sdk.output.strip_prefix(CRATES).is_some_and(|rest| rest.starts_with('/'))
}

impl Files {
    /// Reads them.
    ///
    /// # Errors
    /// Every problem of a file.
    pub(super) fn read(root: &Path) -> anyhow::Result<Self> {
        let text = |name: &str| {
            std::fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"))
        };
        let configured = text(config::FILE)?;
        let listed = sources::text(root)?;
        Ok(Self {
            config: config::parse(&configured)?,
            configured,
            sources: Sources::parse(&listed).with_context(|| format!("in {}", sources::FILE))?,
            listed,
            locked: root.join(lock::FILE).exists().then(|| text(lock::FILE)).transpose()?,
        })
    }

    /// The same with these archives pinned.
    ///
    /// # Errors
    /// Archives that cannot be pinned.
    pub(super) fn with_archives(&self, archives: &[Pinned]) -> anyhow::Result<Self> {
        let listed = listed::with_archives(&self.listed, archives)?;
        Ok(Self {
            configured: self.configured.clone(),
            config: self.config.clone(),
            sources: Sources::parse(&listed)?,
            listed,
            locked: self.locked.clone(),
        })
    }

    /// The crates of a model.
    pub(super) fn sdks_of<'f>(&'f self, model: &ModelSource) -> Vec<&'f Sdk> {
        self.config.sdks.iter().filter(|sdk| sdk.model == model.output).collect()
    }

    /// What a service is called that there is a crate of: as its release does, and if none has it, as its model's file is.
    pub(super) fn service_of<'f>(&'f self, sdk: &'f Sdk) -> Option<&'f str> {
        let own = || Path::new(&sdk.model).file_stem()?.to_str();
        self.source_of(sdk).map_or_else(own, ModelSource::name)
    }

    /// Where the model of a crate comes from; `None` for one that no release has.
    pub(super) fn source_of(&self, sdk: &Sdk) -> Option<&ModelSource> {
        self.sources.models.iter().find(|model| model.output == sdk.model)
    }
}
