//! The command `operations`: of a model on disk, of the crates of a project, or of a service that is not added yet.

use std::path::PathBuf;

use tinsmith_project::{args, config, operations};

use crate::model::fetch::Pip;
use crate::model::find::{Place, Search};
use crate::model::sources::Sources;

/// Which operations are listed.
#[derive(clap::Args, Clone, Debug)]
// The arguments inside have a group of this name.
#[group(skip)]
pub(crate) struct Operations {
    /// A service, by the name that `add` takes; its model is looked up as `add` does, and nothing is written [default: those of codegen.toml]
    #[arg(id = "wanted", value_name = "SERVICE", conflicts_with = "model")]
    pub(crate) wanted: Option<String>,
    /// A model instead.
    #[command(flatten)]
    pub(crate) model: args::Operations,
    /// Where to take the service's model instead: a model file, a folder of models or of the pinned archives, a git repository
    #[arg(long, value_name = "FILE|DIR|URL", requires = "wanted")]
    pub(crate) from: Option<PathBuf>,
    /// The revision of the git repository: a branch, a tag or a full commit id [default: the newest of the default branch]
    #[arg(long, value_name = "REV", requires = "wanted")]
    pub(crate) rev: Option<String>,
    /// Download nothing; take what was downloaded before
    #[arg(long, requires = "wanted")]
    pub(crate) offline: bool,
}

/// Prints a table of operations; gives the exit status.
///
/// # Errors
/// Models that cannot be had or read.
pub(crate) fn run(common: &args::Common, asked: Operations) -> anyhow::Result<i32> {
    let Some(service) = &asked.wanted else { return operations::run(common, asked.model) };
    let root = common.root()?;
    let config = config::read(&root)?;
    let sources = Sources::read(&root)?;
    let pip = Pip::default();
    let search = Search { root: &root, sources: &sources, offline: asked.offline, pip: &pip };
    let place = Place::of(asked.from.as_deref(), asked.rev.as_deref(), &config, search)?;
    let (model, text) = place.find(service, format!("model/{service}.json"), search)?;
    operations::of_text(&model.output, text)?;
    Ok(0)
}
