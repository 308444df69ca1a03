//! A case's folder as the generator's input: documents and settings.
//!
//! In comes `case.toml`, whose keys are all optional; out go [`Settings`]. An unknown key or a wrong type is an error.

use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_codegen::Document;
use tinsmith_codegen::settings::{
    DocsSource, Operations, Package, RuntimeSource, Selection, Settings, ValidationLevel,
};
use toml::{Table, Value};

const KEYS: [&str; 8] = [
    "docs",
    "model",
    "operations",
    "overlays",
    "protocol",
    "protocol-tests",
    "service",
    "validation",
];

/// A case that was read.
#[derive(Debug)]
pub struct Case {
    path: String,
    folder: PathBuf,
    model: Content,
    overlays: Vec<Content>,
    settings: Settings,
}

/// A document: the name that headers and diagnostics call it by, and its bytes.
#[derive(Debug)]
struct Content {
    name: String,
    bytes: Vec<u8>,
}

impl Case {
    /// Reads the case at a path below `cases/`: `types/lists`.
    ///
    /// # Errors
    /// That a file is missing, or what is wrong with `case.toml`.
    pub fn open(path: &str) -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(path);
        Self::at(path, &folder).map_err(|problem| format!("{path}: {problem}"))
    }

    /// Reads the case in a folder, wherever that is.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn at(path: &str, folder: &Path) -> Result<Self, String> {
        let file = folder.join("case.toml");
        let table = if file.exists() { read_table(&file)? } else { Table::new() };
        let model = text(&table, "model")?.unwrap_or("model.json");
        let overlays = texts(&table, "overlays")?.unwrap_or_default();
        Ok(Self {
            path: path.to_owned(),
            folder: folder.to_owned(),
            model: Content::read(folder, model)?,
            overlays: overlays
                .iter()
                .map(|name| Content::read(folder, name))
                .collect::<Result<_, _>>()?,
            settings: settings(&table)?,
        })
    }

    /// The path below `cases/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The model.
    pub fn model(&self) -> Document<'_> {
        self.model.document()
    }

    /// The overlays, in order.
    pub fn overlays(&self) -> Vec<Document<'_>> {
        self.overlays.iter().map(Content::document).collect()
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Fails for a file that nothing reads, such as one that is misspelt.
    ///
    /// # Errors
    /// With the names of those files.
    pub fn only_has(&self, known: &[&str]) -> Result<(), String> {
        let mut unread = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(|error| error.to_string())? {
            let name = entry.map_err(|error| error.to_string())?.file_name();
            let name = name.to_string_lossy().into_owned();
            let is_overlay = self.overlays.iter().any(|overlay| overlay.name == name);
            if !known.contains(&name.as_str()) && !is_overlay {
                unread.push(name);
            }
        }
        unread.sort();
        if unread.is_empty() {
            Ok(())
        } else {
            Err(format!("{}: nothing reads {}", self.path, unread.join(", ")))
        }
    }
}

impl Content {
    fn read(folder: &Path, path: &str) -> Result<Self, String> {
        let bytes =
            fs::read(folder.join(path)).map_err(|error| format!("cannot read {path}: {error}"))?;
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Ok(Self { name, bytes })
    }

    fn document(&self) -> Document<'_> {
        Document { name: &self.name, bytes: &self.bytes }
    }
}

/// The settings that a table asks for; what names the package and the runtime is the same for all cases.
fn settings(table: &Table) -> Result<Settings, String> {
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("case.toml has the unknown key `{key}`; there is {}", KEYS.join(", ")));
    }
    let operations = texts(table, "operations")?.map_or(Operations::All, Operations::Named);
    let validation = match text(table, "validation")? {
        None => ValidationLevel::default(),
        Some(name) => choice("validation", name, &ValidationLevel::ALL)?,
    };
    let docs = match text(table, "docs")? {
        None => DocsSource::default(),
        Some(name) => {
            choice("docs", name, &[("facts", DocsSource::Facts), ("model", DocsSource::Model)])?
        }
    };
    Ok(Settings {
        selection: Selection {
            service: text(table, "service")?.map(str::to_owned),
            protocol: text(table, "protocol")?.map(str::to_owned),
            operations,
        },
        package: Package {
            name: "golden".to_owned(),
            // From `cases/<group>/<case>/expected`, the same on every machine.
            runtime: RuntimeSource::Path("../../../../../runtime".to_owned()),
            standalone: true,
        },
        validation,
        docs,
        protocol_tests: flag(table, "protocol-tests")?,
    })
}

/// Whether a key is `true`; it is not where it is absent.
fn flag(table: &Table, key: &str) -> Result<bool, String> {
    match table.get(key) {
        None => Ok(false),
        Some(value) => value.as_bool().ok_or_else(|| format!("expected true or false as `{key}`")),
    }
}

fn read_table(file: &Path) -> Result<Table, String> {
    let text =
        fs::read_to_string(file).map_err(|error| format!("cannot read case.toml: {error}"))?;
    text.parse().map_err(|error| format!("case.toml is no TOML: {error}"))
}

fn text<'t>(table: &'t Table, key: &str) -> Result<Option<&'t str>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => {
            Err(format!("case.toml: expected a string as `{key}`, found {}", other.type_str()))
        }
    }
}

fn texts(table: &Table, key: &str) -> Result<Option<Vec<String>>, String> {
    let Some(value) = table.get(key) else { return Ok(None) };
    let texts = value.as_array().and_then(|values| {
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<_>>()
    });
    texts.map(Some).ok_or_else(|| format!("case.toml: expected a list of strings as `{key}`"))
}

fn choice<T: Copy>(key: &str, name: &str, all: &[(&str, T)]) -> Result<T, String> {
    all.iter().find(|(known, _)| *known == name).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
        format!("case.toml: expected one of {} as `{key}`, found `{name}`", names.join(", "))
    })
}
