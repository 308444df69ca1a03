//! What there is to generate, crates and the table of partitions, from `codegen.toml` or the arguments of a command.

mod folder;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::settings::{DocsSource, Operations, Package, RuntimeSource, Selection};
use tinsmith_codegen::stages::partitions;
use tinsmith_codegen::stages::pipeline::resolve_crate;
use tinsmith_codegen::{Document, Generated, Inputs, Settings, SourceTree, VERSION, generate};

use crate::config::{self, Config, Sdk};
use crate::runtime::{self, Runtime, vendored};
use crate::{args, gzip, package, place, say, warnings};

/// Texts by their place that stand in for what the files there hold now: what is about to be written.
pub type Texts = BTreeMap<PathBuf, String>;

/// A crate to generate: documents by path, and settings.
pub struct Job {
    /// The model: how it is called in headers and diagnostics, and where it is.
    model: (String, PathBuf),
    overlays: Vec<(String, PathBuf)>,
    /// What the crate's runtime knows of partitions; `None` where that is what the generator takes without being told.
    partitions: Option<(String, PathBuf)>,
    /// The folder: how it is called, and where it is. `None` for a dump.
    out: Option<(String, PathBuf)>,
    settings: Settings,
}

/// What one crate is made of, in memory.
pub struct SdkInputs {
    /// How the model is called in headers and diagnostics.
    pub name: String,
    /// The model, its overlays and the partitions.
    pub documents: Documents,
    /// How the crate is generated.
    pub settings: Settings,
}

/// A generated tree and the folder it belongs in.
pub struct Output {
    /// How the folder is called.
    pub shown: String,
    /// Where it is.
    pub folder: PathBuf,
    /// What it is to hold.
    pub tree: SourceTree,
}

impl Job {
    /// Reads the documents; `texts` has those that are not to be read from their files.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub fn read(&self, texts: &Texts) -> anyhow::Result<SdkInputs> {
        let partitions = self.partitions.as_ref();
        let documents = Documents::read(&self.model, &self.overlays, partitions, texts)?;
        Ok(SdkInputs { name: self.model.0.clone(), documents, settings: self.settings.clone() })
    }

    /// Generates the tree; `None` for a job without a folder.
    ///
    /// # Errors
    /// Every problem of the model.
    pub fn generate(&self, inputs: &SdkInputs) -> anyhow::Result<Option<Output>> {
        let tree = inputs.generate()?.tree;
        let out = self.out.clone();
        Ok(out.map(|(shown, folder)| Output { shown, folder, tree }))
    }
}

impl SdkInputs {
    /// Generates the crate, and says what came out.
    ///
    /// # Errors
    /// Every problem of the model.
    pub fn generate(&self) -> anyhow::Result<Generated> {
        let overlays = self.documents.overlays();
        let generated = generated(&self.inputs(&overlays), &self.settings)?;
        say::step("Generated", &summary(&generated));
        Ok(generated)
    }

    /// Decides about everything as [`SdkInputs::generate`] does, and makes nothing of it.
    ///
    /// # Errors
    /// As there.
    pub fn resolve(&self) -> anyhow::Result<()> {
        let overlays = self.documents.overlays();
        resolve_crate(&self.inputs(&overlays), &self.settings)?;
        Ok(())
    }

    /// Says what was read.
    pub fn announce(&self) {
        let size = self.documents.model.len().div_ceil(1000);
        say::step("Read", &format!("{} ({size} kB)", self.name));
    }

    /// What the generator takes, with the overlays that [`Documents::overlays`] gives.
    pub fn inputs<'i>(&'i self, overlays: &'i [Document<'i>]) -> Inputs<'i> {
        let model = Document { name: &self.name, bytes: &self.documents.model };
        let partitions = self.documents.partitions.as_ref();
        let partitions = partitions.map(|(name, bytes)| Document { name, bytes });
        Inputs { model, overlays, partitions }
    }
}

/// The contents of a model, its overlays and the partitions.
pub struct Documents {
    /// The model.
    pub model: Vec<u8>,
    overlays: Vec<(String, Vec<u8>)>,
    partitions: Option<(String, Vec<u8>)>,
}

impl Documents {
    /// Reads documents, each given by its name and place, but for those that there are texts for.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub fn read(
        model: &(String, PathBuf),
        overlays: &[(String, PathBuf)],
        partitions: Option<&(String, PathBuf)>,
        texts: &Texts,
    ) -> anyhow::Result<Self> {
        let read = |(name, path): &(String, PathBuf)| {
            anyhow::Ok((name.clone(), contents(name, path, texts)?))
        };
        let (name, place) = model;
        if !texts.contains_key(place) && place.is_dir() {
            anyhow::bail!(folder::message(name, place));
        }
        let (_, model) = read(model)?;
        let overlays = overlays.iter().map(read).collect::<anyhow::Result<_>>()?;
        let partitions = partitions.map(read).transpose()?;
        Ok(Self { model, overlays, partitions })
    }

    /// The overlays, in order.
    pub fn overlays(&self) -> Vec<Document<'_>> {
        self.overlays.iter().map(|(name, bytes)| Document { name, bytes }).collect()
    }
}

fn generated(inputs: &Inputs<'_>, settings: &Settings) -> anyhow::Result<Generated> {
    let generated = say::while_working("Generating", || generate(inputs, settings))?;
    warnings::tell(&generated.warnings);
    Ok(generated)
}

/// The entries of `codegen.toml`, or the one that is named.
///
/// # Errors
/// Every problem of the file, and a name that it does not have.
pub fn configured_sdks(root: &Path, only: Option<&str>) -> anyhow::Result<Vec<Sdk>> {
    chosen(config::read(root)?.sdks, only)
}

fn chosen(sdks: Vec<Sdk>, only: Option<&str>) -> anyhow::Result<Vec<Sdk>> {
    let Some(only) = only else { return Ok(sdks) };
    let chosen: Vec<Sdk> =
        sdks.iter().filter(|sdk| sdk.package == only || sdk.output == only).cloned().collect();
    if chosen.is_empty() {
        let names: Vec<&str> = sdks.iter().map(|sdk| sdk.package.as_str()).collect();
        anyhow::bail!("{} has no SDK `{only}`; there is {}", config::FILE, names.join(", "));
    }
    Ok(chosen)
}

/// The crates of `codegen.toml`, or the one that is named.
///
/// # Errors
/// As [`configured_sdks`].
pub fn configured(root: &Path, only: Option<&str>) -> anyhow::Result<Vec<Job>> {
    let config = config::read(root)?;
    let sdks = chosen(config.sdks.clone(), only)?.into_iter();
    Ok(sdks.map(|sdk| job_of(root, sdk, &config)).collect())
}

/// What there is to write besides the crates: the table of partitions and a vendored runtime.
///
/// # Errors
/// Every problem of the configuration or of the document with the partitions.
pub fn beside(root: &Path, texts: &Texts) -> anyhow::Result<Vec<Output>> {
    let config = config::read(root)?;
    let mut outputs: Vec<Output> = partition_table(root, &config, texts)?.into_iter().collect();
    if let Some(Runtime::Vendored(folder)) = &config.runtime {
        outputs.extend(vendored::outputs(root, folder));
    }
    Ok(outputs)
}

/// The table of partitions, as a tree of one file in a folder of the runtime, where the configuration has one.
fn partition_table(root: &Path, config: &Config, texts: &Texts) -> anyhow::Result<Option<Output>> {
    let Some(config) = &config.partitions else { return Ok(None) };
    let name = &config.source;
    let bytes = contents(name, &root.join(name), texts)?;
    let text = partitions::generate(Document { name, bytes: &bytes })?;
    let (folder, file) = config.output.rsplit_once('/').unwrap_or((".", &config.output));
    let tree = SourceTree { files: [(file.to_owned(), text)].into() };
    Ok(Some(Output { shown: folder.to_owned(), folder: root.join(folder), tree }))
}

/// What a document holds, or is to hold; one that is packed with gzip is unpacked.
fn contents(name: &str, path: &Path, texts: &Texts) -> anyhow::Result<Vec<u8>> {
    if let Some(text) = texts.get(path) {
        return Ok(text.clone().into_bytes());
    }
    anyhow::ensure!(!path.is_dir(), "{name} is a folder: expected a file");
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
    gzip::unpacked(bytes).with_context(|| format!("cannot unpack {name}"))
}

/// The crate of an entry of `codegen.toml`, which says where the runtime is and what it knows of partitions too.
pub fn job_of(root: &Path, sdk: Sdk, config: &Config) -> Job {
    let runtime = runtime::source(root, config, &sdk.output);
    let at_root = |name: String| at(root, name);
    Job {
        model: at_root(sdk.model),
        overlays: sdk.overlays.into_iter().map(at_root).collect(),
        partitions: config.partitions.as_ref().map(|of| at_root(of.source.clone())),
        out: Some(at_root(sdk.output)),
        settings: Settings {
            selection: Selection {
                service: sdk.service,
                protocol: sdk.protocol,
                operations: sdk.operations,
            },
            package: Package { name: sdk.package, runtime, standalone: false },
            validation: sdk.validation,
            docs: DocsSource::Facts,
            protocol_tests: sdk.protocol_tests,
        },
    }
}

/// A crate from any model, without an entry in `codegen.toml`.
#[derive(Clone, Debug)]
pub struct FromModel {
    /// The model.
    pub model: PathBuf,
    /// The folder of the crate; `None` where it is not written.
    pub out: Option<PathBuf>,
    /// How it is made.
    pub krate: args::Crate,
    /// Where it finds the runtime, if that is said.
    pub runtime: Option<RuntimeSource>,
    /// Whether the model's protocol tests become tests of the crate.
    pub protocol_tests: bool,
}

/// The crate of a model without an entry in `codegen.toml`; `root` is that of the project whose runtime it takes, if it is told of no other.
///
/// # Errors
/// Paths that mean nothing on this system, and every problem of `codegen.toml` for a crate on the runtime of the project.
pub fn from_model(from: &FromModel, root: Option<&Path>) -> anyhow::Result<Job> {
    let FromModel { model, out, krate, runtime, protocol_tests } = from;
    let shown = |path: &Path| {
        // A path of this machine has no place in a header.
        path.file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
    };
    let out = match out {
        Some(out) => Some((out.display().to_string(), std::path::absolute(out)?)),
        None => None,
    };
    // A dump has no folder, and may have no name.
    let folder = out.as_ref().map_or(Path::new(""), |(_, out)| out);
    let name = krate.package.clone().unwrap_or_else(|| package::of_folder(folder));
    // A crate is moved together with what stands beside it, so the way to the runtime is written as seen from there.
    let from_out = |path: &Path| {
        let relative = place::relative(folder, path);
        RuntimeSource::Path(relative.unwrap_or_else(|| place::place(path).display().to_string()))
    };
    let project = root.filter(|root| root.join(config::FILE).is_file());
    let (runtime, partitions) = match (runtime, project) {
        (Some(RuntimeSource::Path(path)), _) => (from_out(Path::new(path)), None),
        (Some(other), _) => (other.clone(), None),
        (None, Some(root)) => {
            let config = config::read(root)?;
            let runtime = match runtime::source(root, &config, "") {
                RuntimeSource::Path(path) => from_out(&root.join(path)),
                other => other,
            };
            (runtime, config.partitions.map(|of| at(root, of.source)))
        }
        (None, None) => (RuntimeSource::Version(VERSION.to_owned()), None),
    };
    Ok(Job {
        model: (shown(model), model.clone()),
        overlays: krate.overlays.iter().map(|path| (shown(path), path.clone())).collect(),
        partitions,
        out,
        settings: Settings {
            selection: Selection {
                service: krate.service.clone(),
                protocol: krate.protocol.clone(),
                operations: if krate.operations.is_empty() {
                    Operations::All
                } else {
                    Operations::Named(krate.operations.clone())
                },
            },
            package: Package { name, runtime, standalone: true },
            validation: krate.validation,
            docs: krate.docs,
            protocol_tests: *protocol_tests,
        },
    })
}

/// A path of the configuration, with its place.
fn at(root: &Path, name: String) -> (String, PathBuf) {
    let place = root.join(&name);
    (name, place)
}

fn summary(generated: &Generated) -> String {
    let lines: usize = generated.tree.files.values().map(|text| text.lines().count()).sum();
    let krate = &generated.krate;
    format!(
        "{}: {}, {}, {}, {lines} lines",
        krate.service.sdk_id,
        counted(krate.operations.len(), "operation"),
        counted(krate.items.len(), "shape"),
        counted(generated.tree.files.len(), "file"),
    )
}

/// A number and what is counted.
pub fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
