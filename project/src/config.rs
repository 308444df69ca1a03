//! `codegen.toml`: which SDKs there are, where they find the runtime, and where the table of partitions is.
//!
//! The folder of the file is the root of the project; every path in it is relative to that.
//! An unknown key, a wrong type or a missing file is an error; all problems are reported at once.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use tinsmith_codegen::settings::{Operations, ValidationLevel};
use tinsmith_codegen::stages::diagnostic::nearest;
use toml::{Table, Value};

use crate::runtime::{Runtime, vendored};
use crate::{args, package, program};

/// The name of the file.
pub const FILE: &str = "codegen.toml";

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Every `[[sdk]]`.
    pub sdks: Vec<Sdk>,
    /// `[runtime]`; `None` where the file does not say.
    pub runtime: Option<Runtime>,
    /// `[partitions]`, where there is one.
    pub partitions: Option<Partitions>,
    /// `[models]`, where there is one.
    pub models: Option<Models>,
    /// `[review]`, where there is one; the review reads it.
    pub review: Option<Table>,
}

/// Where the models of new services come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Models {
    /// A git repository of Smithy models: its URL, or its path relative to the root.
    Git(String),
    /// A folder that is laid out as such a repository, relative to the root.
    Folder(String),
    /// Releases of botocore, downloaded with pip.
    Botocore,
}

impl Models {
    /// The repository in which AWS publishes its models.
    pub const API_MODELS: &str = "https://github.com/aws/api-models-aws";
}

impl Default for Models {
    fn default() -> Self {
        Self::Git(Self::API_MODELS.to_owned())
    }
}

/// The table of partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partitions {
    /// The document with the facts, relative to the root.
    pub source: String,
    /// The file of the runtime that is generated, relative to the root.
    pub output: String,
}

/// One `[[sdk]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sdk {
    /// The model, relative to the root.
    pub model: String,
    /// Overlays, relative to the root, in order.
    pub overlays: Vec<String>,
    /// The folder of the crate, relative to the root.
    pub output: String,
    /// Its package name.
    pub package: String,
    /// The service, where the model has more than one.
    pub service: Option<String>,
    /// The protocol, where it is not to be the preferred one of the service.
    pub protocol: Option<String>,
    /// The operations.
    pub operations: Operations,
    /// Level of the checks where the caller sets none.
    pub validation: ValidationLevel,
    /// Whether the model's protocol tests become tests of the crate.
    pub protocol_tests: bool,
}

/// What `[review]` may hold.
pub const REVIEW_KEYS: [&str; 6] =
    ["deny", "harmless", "important", "kinds", "operations", "traits"];

const KEYS: [&str; 9] = [
    "model",
    "overlays",
    "output",
    "package",
    "service",
    "protocol",
    "operations",
    "validation",
    "protocol-tests",
];

/// The root of a project: the folder of this file, or else the nearest one, from the current folder upwards, that holds the file.
///
/// # Errors
/// That there is none.
pub fn root(manifest: Option<&Path>) -> anyhow::Result<PathBuf> {
    let current = std::env::current_dir().context("the current folder is gone")?;
    let Some(manifest) = manifest else {
        let taken = current.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_dir());
        let root = root_of(&current).with_context(|| {
            if let Some(taken) = taken {
                return format!("{} is a folder: expected a file", taken.display());
            }
            let folder = current.display();
            format!(
                "found no {FILE} in {folder} or a folder above it\n  help: `{}` makes one, `--manifest FILE` says where it is",
                program::command("init"),
            )
        })?;
        return Ok(root.to_owned());
    };
    let shown = manifest.display();
    ensure!(
        manifest.file_name().is_some_and(|name| name == FILE),
        "expected a file called {FILE} as `--manifest`, found {shown}"
    );
    ensure!(manifest.is_file(), "there is no {shown}");
    Ok(current.join(manifest.parent().unwrap_or(Path::new(""))))
}

/// The root of the project that a folder is in, if it is in one.
pub fn root_of(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(FILE).is_file())
}

/// Reads the file.
///
/// # Errors
/// Every problem of the file, a line each.
pub fn read(root: &Path) -> anyhow::Result<Config> {
    let text =
        std::fs::read_to_string(root.join(FILE)).with_context(|| format!("cannot read {FILE}"))?;
    parse(&text)
}

/// Reads the content of the file.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str) -> anyhow::Result<Config> {
    let table: Table = text.parse().with_context(|| format!("{FILE} is no TOML"))?;
    let mut problems = Vec::new();
    let known = ["models", "partitions", "review", "runtime", "sdk"];
    for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
        problems.push(unknown("", key, &known));
    }
    let runtime = table.get("runtime").and_then(|value| Runtime::read(value, &mut problems));
    let partitions = table.get("partitions").and_then(|value| partitions(value, &mut problems));
    let models = table.get("models").and_then(|value| models(value, &mut problems));
    let review = match table.get("review") {
        None => None,
        Some(Value::Table(review)) => Some(review.clone()),
        Some(other) => {
            problems.push(format!("review: expected a table, found {}", other.type_str()));
            None
        }
    };
    let mut sdks = Vec::new();
    match table.get("sdk") {
        Some(Value::Array(entries)) => {
            for (index, entry) in entries.iter().enumerate() {
                let mut entry = Entry { index, value: entry, problems: &mut problems };
                sdks.extend(entry.sdk());
            }
        }
        // A project begins without any.
        None => {}
        Some(other) => problems.push(format!("sdk: expected [[sdk]], found {}", other.type_str())),
    }
    let mut outputs: Vec<String> = sdks.iter().map(|sdk| sdk.output.clone()).collect();
    if let Some(Runtime::Vendored(folder)) = &runtime {
        outputs.extend([folder.clone(), vendored::http_client(folder)]);
    }
    if let (Some(Runtime::Vendored(folder)), Some(table)) = (&runtime, &partitions)
        && overlap(folder, &table.output).is_some()
    {
        problems.push(format!(
            "partitions: the output `{}` is a file of the vendored runtime, which has the partitions of this tinsmith",
            table.output
        ));
    }
    for (index, output) in outputs.iter().enumerate() {
        for other in outputs.iter().skip(index + 1) {
            problems.extend(overlap(output, other));
        }
    }
    if problems.is_empty() {
        return Ok(Config { sdks, runtime, partitions, models, review });
    }
    let problems: Vec<String> =
        problems.into_iter().map(|problem| format!("error: {FILE}: {problem}")).collect();
    anyhow::bail!("{}", problems.join("\n"))
}

/// `[partitions]`: a document and the file that is made of it.
fn partitions(value: &Value, problems: &mut Vec<String>) -> Option<Partitions> {
    let Value::Table(table) = value else {
        problems.push("partitions: expected a table".to_owned());
        return None;
    };
    let keys = ["source", "output"];
    for key in table.keys().filter(|key| !keys.contains(&key.as_str())) {
        problems.push(unknown("partitions: ", key, &keys));
    }
    let mut text = |key: &str| {
        let found = table.get(key).and_then(Value::as_str).map(str::to_owned);
        if found.is_none() {
            problems.push(format!("partitions: expected a string as `{key}`"));
        }
        found
    };
    let (source, output) = (text("source"), text("output"));
    Some(Partitions { source: source?, output: output? })
}

/// `[models]`: one source.
fn models(value: &Value, problems: &mut Vec<String>) -> Option<Models> {
    let Value::Table(table) = value else {
        problems.push(format!("models: expected a table, found {}", value.type_str()));
        return None;
    };
    let keys = ["git", "folder", "botocore"];
    let entry = match table.iter().collect::<Vec<_>>().as_slice() {
        [(key, value)] => Some((key.as_str(), *value)),
        _ => None,
    };
    match entry {
        Some(("git", Value::String(url))) if !url.is_empty() => Some(Models::Git(url.clone())),
        Some(("folder", Value::String(path))) if !path.is_empty() => {
            Some(Models::Folder(path.clone()))
        }
        Some(("botocore", Value::Boolean(true))) => Some(Models::Botocore),
        Some((key, _)) if !keys.contains(&key) => {
            problems.push(unknown("models: ", key, &keys));
            None
        }
        _ => {
            problems.push(
                "models: expected one of `git = \"URL\"`, `folder = \"PATH\"` and `botocore = true`"
                    .to_owned(),
            );
            None
        }
    }
}

/// The folders that lead to an output, and it.
fn parts(output: &str) -> Vec<&str> {
    output.split('/').filter(|part| !part.is_empty()).collect()
}

/// Why a folder cannot be the value of a key: a path that leaves the root, or goes about to where it goes, could not be compared with another.
pub(crate) fn folder_problem(key: &str, folder: &str) -> Option<String> {
    let parts = parts(folder);
    let is_plain = !parts.is_empty() && !parts.iter().any(|part| matches!(*part, "." | ".."));
    (!is_plain || folder.starts_with('/')).then(|| {
        format!(
            "expected a folder below the root as `{key}`, without `.` and `..`, found `{folder}`"
        )
    })
}

/// Why two outputs cannot both be: a crate inside another one's folder is in its way.
fn overlap(one: &str, other: &str) -> Option<String> {
    let (shorter, longer) =
        if parts(one).len() <= parts(other).len() { (one, other) } else { (other, one) };
    let (inside, outside) = (parts(longer), parts(shorter));
    if inside == outside {
        Some(format!("two entries have the output `{one}`"))
    } else if inside.starts_with(&outside) {
        Some(format!("the output `{longer}` is inside the output `{shorter}`"))
    } else {
        None
    }
}

struct Entry<'e> {
    index: usize,
    value: &'e Value,
    problems: &'e mut Vec<String>,
}

impl Entry<'_> {
    fn sdk(&mut self) -> Option<Sdk> {
        let Value::Table(table) = self.value else {
            self.problem("expected a table");
            return None;
        };
        for key in table.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            self.problems.push(unknown(&format!("sdk {}: ", self.index + 1), key, &KEYS));
        }
        let model = self.required(table, "model");
        let output = self.required(table, "output");
        let problem = output.as_deref().and_then(|output| folder_problem("output", output));
        if let Some(problem) = problem {
            self.problem(&problem);
        }
        let package = self.required(table, "package");
        if let Some(problem) = package.as_deref().and_then(package::problem) {
            self.problem(&problem);
        }
        let overlays = table.get("overlays").map(|value| self.strings("overlays", value));
        let service = table.get("service").and_then(|value| self.string("service", value));
        let protocol = table.get("protocol").and_then(|value| self.string("protocol", value));
        let validation = match table.get("validation") {
            None => Some(ValidationLevel::default()),
            Some(value) => self.string("validation", value).and_then(|name| {
                let level = args::level(&name);
                if level.is_none() {
                    let names = ValidationLevel::ALL.map(|(name, _)| name).join(", ");
                    self.problem(&format!(
                        "expected one of {names} as `validation`, found `{name}`"
                    ));
                }
                level
            }),
        };
        let operations = match table.get("operations") {
            None => {
                self.problem("expected `operations`, a list of names or \"all\"");
                None
            }
            Some(Value::String(all)) if all == "all" => Some(Operations::All),
            Some(value) => Some(Operations::Named(self.strings("operations", value))),
        };
        let protocol_tests = match table.get("protocol-tests") {
            None => false,
            Some(value) => self.boolean("protocol-tests", value).unwrap_or_default(),
        };
        Some(Sdk {
            model: model?,
            overlays: overlays.unwrap_or_default(),
            output: output?,
            package: package?,
            service,
            protocol,
            operations: operations?,
            validation: validation?,
            protocol_tests,
        })
    }

    fn required(&mut self, table: &Table, key: &str) -> Option<String> {
        match table.get(key) {
            Some(value) => self.string(key, value),
            None => {
                self.problem(&format!("expected `{key}`, found none"));
                None
            }
        }
    }

    fn string(&mut self, key: &str, value: &Value) -> Option<String> {
        let text = value.as_str().map(str::to_owned);
        if text.is_none() {
            self.problem(&format!("expected a string as `{key}`, found {}", value.type_str()));
        }
        text
    }

    fn boolean(&mut self, key: &str, value: &Value) -> Option<bool> {
        let found = value.as_bool();
        if found.is_none() {
            self.problem(&format!("expected true or false as `{key}`, found {}", value.type_str()));
        }
        found
    }

    fn strings(&mut self, key: &str, value: &Value) -> Vec<String> {
        match value {
            Value::Array(values) => {
                values.iter().filter_map(|value| self.string(key, value)).collect()
            }
            other => {
                self.problem(&format!(
                    "expected a list of strings as `{key}`, found {}",
                    other.type_str()
                ));
                Vec::new()
            }
        }
    }

    fn problem(&mut self, text: &str) {
        self.problems.push(format!("sdk {}: {text}", self.index + 1));
    }
}

/// That a key is not one of those that there are.
pub fn unknown(place: &str, key: &str, known: &[&str]) -> String {
    match nearest(key, known.iter().copied()) {
        Some(near) => format!("{place}the key `{key}` is unknown\n  help: did you mean `{near}`?"),
        None => format!("{place}the key `{key}` is unknown; there is {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests;
