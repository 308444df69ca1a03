//! `cargo xtask codegen`: reads inputs, calls the generator, writes or compares.
//!
//! Everything that is generated is generated in memory first; only then is a folder touched.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use tinsmith_codegen::plan::Plan;
use tinsmith_codegen::settings::{DocsSource, Package, RuntimeSource, Selection};
use tinsmith_codegen::{Document, Generated, Inputs, Settings, SourceTree, generate, partitions};

use crate::config::{self, Sdk};
use crate::flags::{Action, FromModel, Request, Stage, Target};
use crate::{package, say, sync};

/// The lines of a changed file that `--check` shows.
const SHOWN_LINES: usize = 3;

/// A crate to generate: documents by path, and settings.
struct Job {
    /// The model: how it is called in headers and diagnostics, and where it is.
    model: (String, PathBuf),
    overlays: Vec<(String, PathBuf)>,
    /// The folder: how it is called, and where it is. `None` for a dump.
    out: Option<(String, PathBuf)>,
    settings: Settings,
}

/// Does what is asked for; gives the exit status.
///
/// # Errors
/// Everything that keeps a crate from being generated or written.
pub(crate) fn run(request: &Request) -> anyhow::Result<i32> {
    let start = Instant::now();
    let jobs = match &request.target {
        Target::Configured { only } => configured(only.as_deref())?,
        Target::Model(from) => vec![from_model(from)?],
    };
    let mut status = 0;
    let mut pending = Vec::new();
    let writes = !matches!(request.action, Action::Dump(_));
    if matches!(request.target, Target::Configured { only: None }) && writes {
        pending.extend(partition_table()?);
    }
    for job in &jobs {
        let documents = Documents::read(&job.model, &job.overlays)?;
        let size = documents.model.len().div_ceil(1000);
        say::step("Read", &format!("{} ({size} kB)", job.model.0));
        let overlays = documents.overlays();
        let inputs = Inputs {
            model: Document { name: &job.model.0, bytes: &documents.model },
            overlays: &overlays,
        };
        if let Action::Dump(stage) = request.action {
            dump(&inputs, &job.settings, stage)?;
            continue;
        }
        let generated = generated(&inputs, &job.settings)?;
        say::step("Generated", &summary(&generated));
        if let Some((shown, folder)) = &job.out {
            pending.push((shown.clone(), folder.clone(), generated.tree));
        }
    }
    // Everything is generated before the first folder is touched.
    for (shown, folder, tree) in pending {
        let plan = Plan::of(&tree, &sync::existing(&folder, &tree)?);
        if request.action == Action::Check {
            status = status.max(check(&shown, &folder, &tree, &plan)?);
        } else {
            say::while_working("Writing", || sync::apply(&folder, &tree, &plan))?;
            say::step("Synced", &format!("{shown}: {}", counts(&plan)));
        }
    }
    if writes {
        say::step("Finished", &format!("in {} ms", start.elapsed().as_millis()));
    }
    Ok(status)
}

/// The contents of a model and its overlays.
pub(crate) struct Documents {
    pub(crate) model: Vec<u8>,
    overlays: Vec<(String, Vec<u8>)>,
}

impl Documents {
    /// Reads documents, each given by its name and place.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub(crate) fn read(
        model: &(String, PathBuf),
        overlays: &[(String, PathBuf)],
    ) -> anyhow::Result<Self> {
        let read = |(name, path): &(String, PathBuf)| {
            std::fs::read(path).with_context(|| format!("cannot read {name}"))
        };
        let model = read(model)?;
        let overlays = overlays
            .iter()
            .map(|overlay| Ok((overlay.0.clone(), read(overlay)?)))
            .collect::<anyhow::Result<_>>()?;
        Ok(Self { model, overlays })
    }

    /// The overlays, in order.
    pub(crate) fn overlays(&self) -> Vec<Document<'_>> {
        self.overlays.iter().map(|(name, bytes)| Document { name, bytes }).collect()
    }
}

fn generated(inputs: &Inputs<'_>, settings: &Settings) -> anyhow::Result<Generated> {
    let generated = say::while_working("Generating", || generate(inputs, settings))?;
    for warning in &generated.warnings {
        say::diagnostics(&warning.to_string());
    }
    Ok(generated)
}

/// The jobs of `codegen.toml`.
pub(crate) fn configured_sdks(only: Option<&str>) -> anyhow::Result<Vec<Sdk>> {
    let sdks = config::read(&config::root())?.sdks;
    let Some(only) = only else { return Ok(sdks) };
    let chosen: Vec<Sdk> =
        sdks.iter().filter(|sdk| sdk.package == only || sdk.output == only).cloned().collect();
    if chosen.is_empty() {
        let names: Vec<&str> = sdks.iter().map(|sdk| sdk.package.as_str()).collect();
        anyhow::bail!("{} has no SDK `{only}`; there is {}", config::FILE, names.join(", "));
    }
    Ok(chosen)
}

fn configured(only: Option<&str>) -> anyhow::Result<Vec<Job>> {
    let root = config::root();
    let sdks = configured_sdks(only)?;
    Ok(sdks.into_iter().map(|sdk| job_of(&root, sdk)).collect())
}

/// The table of partitions, as a tree of one file in a folder of the runtime, where the configuration has one.
fn partition_table() -> anyhow::Result<Option<(String, PathBuf, SourceTree)>> {
    let root = config::root();
    let Some(config) = config::read(&root)?.partitions else { return Ok(None) };
    let name = &config.source;
    let bytes = std::fs::read(root.join(name)).with_context(|| format!("cannot read {name}"))?;
    let text = partitions::generate(Document { name, bytes: &bytes })?;
    let (folder, file) = config.output.rsplit_once('/').unwrap_or((".", &config.output));
    let files = [(file.to_owned(), text)].into();
    Ok(Some((folder.to_owned(), root.join(folder), SourceTree { files })))
}

fn job_of(root: &Path, sdk: Sdk) -> Job {
    let depth = sdk.output.split('/').filter(|part| !part.is_empty()).count();
    let runtime = format!("{}runtime", "../".repeat(depth));
    let at_root = |name: String| (name.clone(), root.join(name));
    Job {
        model: at_root(sdk.model),
        overlays: sdk.overlays.into_iter().map(at_root).collect(),
        out: Some(at_root(sdk.output)),
        settings: Settings {
            selection: Selection { service: sdk.service, operations: sdk.operations },
            package: Package {
                name: sdk.package,
                runtime: RuntimeSource::Path(runtime),
                standalone: false,
            },
            validation: sdk.validation,
            docs: DocsSource::Facts,
        },
    }
}

fn from_model(from: &FromModel) -> anyhow::Result<Job> {
    let shown = |path: &Path| {
        // A path of this machine has no place in a header.
        path.file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
    };
    let out = match &from.out {
        Some(out) => Some((out.display().to_string(), std::path::absolute(out)?)),
        None => None,
    };
    let name =
        from.package.clone().or_else(|| out.as_ref().map(|(_, out)| package::of_folder(out)));
    let runtime = match &from.runtime {
        Some(RuntimeSource::Path(path)) => {
            RuntimeSource::Path(std::path::absolute(path)?.display().to_string())
        }
        Some(other) => other.clone(),
        None => RuntimeSource::Path(config::root().join("runtime").display().to_string()),
    };
    Ok(Job {
        model: (shown(&from.model), from.model.clone()),
        overlays: from.overlays.iter().map(|path| (shown(path), path.clone())).collect(),
        out,
        settings: Settings {
            selection: Selection {
                service: from.service.clone(),
                operations: if from.operations.is_empty() {
                    tinsmith_codegen::settings::Operations::All
                } else {
                    tinsmith_codegen::settings::Operations::Named(from.operations.clone())
                },
            },
            package: Package { name: name.unwrap_or_default(), runtime, standalone: true },
            validation: from.validation,
            docs: from.docs,
        },
    })
}

fn dump(inputs: &Inputs<'_>, settings: &Settings, stage: Stage) -> anyhow::Result<()> {
    let text = match stage {
        Stage::Ir => {
            let (krate, _) = tinsmith_codegen::pipeline::resolve_crate(inputs, settings)?;
            format!("{krate:#?}")
        }
        Stage::Model | Stage::Facts => {
            let prepared = tinsmith_codegen::pipeline::prepare_only(inputs, settings)?;
            if stage == Stage::Model {
                tinsmith_codegen::write::write_model(&prepared.model)
            } else {
                format!("{:#?}", prepared.facts)
            }
        }
    };
    say::out(text.trim_end())?;
    Ok(())
}

/// Lists what differs; gives the exit status.
fn check(shown: &str, folder: &Path, tree: &SourceTree, plan: &Plan) -> anyhow::Result<i32> {
    if plan.is_fresh() {
        say::step("Fresh", &format!("{shown}: {} files", plan.fresh.len()));
        return Ok(0);
    }
    let lists = [
        ("stale", &plan.stale),
        ("missing", &plan.missing),
        ("left over", &plan.orphaned),
        ("in the way and not generated", &plan.foreign),
    ];
    for (what, paths) in lists.iter().filter(|(_, paths)| !paths.is_empty()) {
        say::error(&format!("{shown}: {} {what}", counted(paths.len(), "file")));
        for path in *paths {
            say::line(&format!("  {shown}/{path}"));
            if *what == "stale"
                && let Some(text) = tree.files.get(path)
            {
                let found = std::fs::read_to_string(folder.join(path)).unwrap_or_default();
                for line in first_changes(&found, text) {
                    say::line(&format!("      {line}"));
                }
            }
        }
    }
    say::line("run `cargo xtask codegen` to write them again");
    Ok(1)
}

/// The first lines in which two texts differ: `-` for the file's, `+` for the generated ones.
fn first_changes(found: &str, generated: &str) -> Vec<String> {
    let same = found.lines().zip(generated.lines()).take_while(|(found, new)| found == new).count();
    let changed = |sign: char, text: &str, other: &str| {
        let other: Vec<&str> = other.lines().skip(same).collect();
        text.lines()
            .skip(same)
            .filter(|line| !other.contains(line))
            .take(SHOWN_LINES)
            .map(|line| format!("{sign} {line}"))
            .collect::<Vec<_>>()
    };
    let changes = [changed('-', found, generated), changed('+', generated, found)].concat();
    if changes.is_empty() { vec![format!("line {} differs", same + 1)] } else { changes }
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

fn counts(plan: &Plan) -> String {
    format!(
        "{} written, {} unchanged, {} removed",
        plan.missing.len() + plan.stale.len(),
        plan.fresh.len(),
        plan.orphaned.len()
    )
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
