//! The arguments that more than one program or command takes.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use tinsmith_codegen::settings::{DocsSource, RuntimeSource, ValidationLevel};

use crate::{config, package, warnings};

/// What every command takes.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Common {
    /// List everything in a model that is left out, instead of a count
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Change to this folder first
    #[arg(short = 'C', long, value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// The codegen.toml of the project [default: the nearest one, from the current folder upwards]
    #[arg(long, value_name = "FILE", global = true)]
    pub manifest: Option<PathBuf>,
}

impl Common {
    /// Has the rest of the process do what they say.
    ///
    /// # Errors
    /// A folder that is not there.
    pub fn apply(&self) -> anyhow::Result<()> {
        if self.verbose {
            warnings::show_all();
        }
        if let Some(directory) = &self.directory {
            std::env::set_current_dir(directory)
                .with_context(|| format!("cannot change to the folder {}", directory.display()))?;
        }
        Ok(())
    }

    /// The root of the project: the folder of its `codegen.toml`.
    ///
    /// # Errors
    /// That there is no such file.
    pub fn root(&self) -> anyhow::Result<PathBuf> {
        config::root(self.manifest.as_deref())
    }

    /// The same where a command can do without a project.
    ///
    /// # Errors
    /// That the file that was named is not there.
    pub fn root_if_any(&self) -> anyhow::Result<Option<PathBuf>> {
        match self.manifest {
            Some(_) => self.root().map(Some),
            None => Ok(self.root().ok()),
        }
    }

    /// The arguments that say the same.
    pub fn words(&self) -> Vec<OsString> {
        let mut words = Vec::new();
        words.extend(self.verbose.then(|| "--verbose".into()));
        let paths = [("--directory", &self.directory), ("--manifest", &self.manifest)];
        for (name, path) in paths {
            words.extend(path.iter().flat_map(|path| [name.into(), path.into()]));
        }
        words
    }
}

/// Which crates are generated, and what is done with them.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Generate {
    /// Write nothing; list what is stale, missing or left over, and exit with 1 if anything is
    #[arg(long, conflicts_with = "dump")]
    pub check: bool,
    /// Print a stage of the generator, and write nothing
    #[arg(long, value_name = "STAGE", group = "result")]
    pub dump: Option<Stage>,
    /// Only the crate of codegen.toml with this package name or output folder
    #[arg(long, value_name = "NAME", conflicts_with = "model")]
    pub sdk: Option<String>,
    /// A model to generate one crate from, without codegen.toml: Smithy JSON AST or C2J, may be gzipped
    #[arg(long, value_name = "FILE", requires = "result")]
    pub model: Option<PathBuf>,
    /// The folder of that crate
    #[arg(long, value_name = "DIR", requires = "model", group = "result")]
    pub out: Option<PathBuf>,
    /// How that crate is made.
    #[command(flatten)]
    pub krate: Crate,
    /// Where the crate finds tinsmith-runtime [default: this project's, or else the published version]
    #[arg(long, value_name = "VERSION|PATH|GIT", requires = "model", value_parser = runtime)]
    pub runtime: Option<RuntimeSource>,
    /// Also write the model's protocol tests, as Rust tests of the crate
    #[arg(long, requires = "model")]
    pub protocol_tests: bool,
}

/// A stage that can be printed.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The transformed model.
    Model,
    /// The analyses.
    Facts,
    /// The sliced representation of the crate.
    Ir,
}

/// How a crate is made of a model that `codegen.toml` does not name; goes with an argument `model`.
#[derive(clap::Args, Clone, Debug, Default)]
#[group(requires = "model")]
pub struct Crate {
    /// An overlay: a Smithy document that applies traits to the model; may be repeated
    #[arg(id = "overlay", long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// The crate's package name [default: the name of the folder or file]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub package: Option<String>,
    /// The service, where the model has more than one
    #[arg(long, value_name = "NAME")]
    pub service: Option<String>,
    /// The protocol that the client speaks, such as rpcv2Cbor, where the service has more than one [default: the preferred one]
    #[arg(long, value_name = "NAME")]
    pub protocol: Option<String>,
    /// An operation to generate; may be repeated [default: all]
    #[arg(id = "operation", long = "operation", value_name = "NAME")]
    pub operations: Vec<String>,
    /// How strictly a client checks requests by default
    #[arg(long, value_name = "LEVEL", default_value = "standard", value_parser = validation())]
    pub validation: ValidationLevel,
    /// Documentation of the crate: facts of the model only, or the documentation in the model too
    #[arg(long, value_name = "SOURCE", default_value = "facts", value_parser = docs())]
    pub docs: DocsSource,
}

/// Which operations are listed.
#[derive(clap::Args, Clone, Debug)]
pub struct Operations {
    /// A model: Smithy JSON AST or C2J, may be gzipped [default: those of codegen.toml]
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// An overlay: a Smithy document that applies traits to the model; may be repeated
    #[arg(id = "overlay", long = "overlay", value_name = "FILE", requires = "model")]
    pub overlays: Vec<PathBuf>,
    /// The service, where the model has more than one
    #[arg(long, value_name = "NAME", requires = "model")]
    pub service: Option<String>,
}

/// The name of a package, as cargo takes one.
///
/// # Errors
/// What is wrong with it.
pub fn package_name(text: &str) -> Result<String, String> {
    package::problem(text).map_or_else(|| Ok(text.to_owned()), Err)
}

/// The validation level with this name.
pub(crate) fn level(name: &str) -> Option<ValidationLevel> {
    ValidationLevel::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, level)| level)
}

fn validation() -> impl TypedValueParser<Value = ValidationLevel> {
    let names = ValidationLevel::ALL.map(|(name, _)| name);
    PossibleValuesParser::new(names).map(|name| level(&name).unwrap_or_default())
}

fn docs() -> impl TypedValueParser<Value = DocsSource> {
    PossibleValuesParser::new(["facts", "model"]).map(|name| match name.as_str() {
        "model" => DocsSource::Model,
        _ => DocsSource::Facts,
    })
}

/// A version starts with a digit, a repository has a scheme; everything else is a folder.
fn runtime(text: &str) -> Result<RuntimeSource, std::convert::Infallible> {
    Ok(if text.contains("://") {
        RuntimeSource::Git { url: text.to_owned(), rev: None }
    } else if text.starts_with(|first: char| first.is_ascii_digit() || "=^~".contains(first)) {
        RuntimeSource::Version(text.to_owned())
    } else {
        RuntimeSource::Path(text.to_owned())
    })
}
