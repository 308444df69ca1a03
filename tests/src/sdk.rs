//! The SDKs of `codegen.toml`, as the generator's input.
//!
//! In comes the file, as `cargo xtask codegen` reads it; out goes each entry with its documents and settings.
//! Whether the file is right is not asked here; the command line does that, and its tests.

use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_codegen::settings::{
    DocsSource, Operations, Package, RuntimeSource, Selection, Settings, ValidationLevel,
};
use tinsmith_codegen::stages::pipeline::{Prepared, generate_with_model};
use tinsmith_codegen::{Document, Generated, Inputs};
use toml::{Table, Value};

/// An entry of `codegen.toml`.
#[derive(Clone, Debug)]
pub struct Sdk {
    /// The folder of the crate, relative to the root.
    pub output: String,
    /// Settings; a test may change them.
    pub settings: Settings,
    model: (String, Vec<u8>),
    overlays: Vec<(String, Vec<u8>)>,
}

/// Every entry, in order.
///
/// # Panics
/// If the file, or one that it names, cannot be read.
pub fn configured() -> Vec<Sdk> {
    let file = root().join("codegen.toml");
    let text = fs::read_to_string(&file).expect("codegen.toml is there");
    let table: Table = text.parse().expect("codegen.toml is TOML");
    let entries = table.get("sdk").and_then(Value::as_array).expect("codegen.toml has an [[sdk]]");
    entries.iter().map(|entry| sdk(entry.as_table().expect("an [[sdk]] is a table"))).collect()
}

/// The first entry: the SDK of this repository.
///
/// # Panics
/// As [`configured`], or if there is none.
pub fn first() -> Sdk {
    configured().into_iter().next().expect("codegen.toml has an [[sdk]]")
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

impl Sdk {
    /// The same SDK with these operations alone.
    #[must_use]
    pub fn with_operations(mut self, operations: Operations) -> Self {
        self.settings.selection.operations = operations;
        self
    }

    /// Generates from the documents as they are.
    ///
    /// # Panics
    /// If the generator rejects them.
    pub fn generate(&self) -> Generated {
        self.generate_from(&self.model.1)
    }

    /// Generates from another text of the model.
    ///
    /// # Panics
    /// As [`generate`](Self::generate).
    pub fn generate_from(&self, model: &[u8]) -> Generated {
        self.generate_with_model(model).1
    }

    /// As [`generate_from`](Self::generate_from), with the model that the crate was made from.
    ///
    /// # Panics
    /// As [`generate`](Self::generate).
    pub fn generate_with_model(&self, model: &[u8]) -> (Prepared, Generated) {
        let overlays: Vec<Document<'_>> =
            self.overlays.iter().map(|(name, bytes)| Document { name, bytes }).collect();
        let inputs = Inputs {
            overlays: &overlays,
            ..Inputs::new(Document { name: &self.model.0, bytes: model })
        };
        generate_with_model(&inputs, &self.settings).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The bytes of the model.
    pub fn model(&self) -> &[u8] {
        &self.model.1
    }
}

fn sdk(entry: &Table) -> Sdk {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let texts = |key: &str| -> Option<Vec<String>> {
        let values = entry.get(key)?.as_array()?;
        Some(values.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    };
    let read = |name: String| {
        let bytes = fs::read(root().join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, bytes)
    };
    let output = text("output").expect("an [[sdk]] has an output");
    let validation = text("validation").map_or_else(ValidationLevel::default, |wanted| {
        let level = ValidationLevel::ALL.into_iter().find(|(name, _)| *name == wanted);
        level.unwrap_or_else(|| panic!("there is no level {wanted}")).1
    });
    Sdk {
        settings: Settings {
            selection: Selection {
                service: text("service"),
                protocol: text("protocol"),
                operations: texts("operations").map_or(Operations::All, Operations::Named),
            },
            package: Package {
                name: text("package").expect("an [[sdk]] has a package"),
                runtime: RuntimeSource::Path(format!(
                    "{}runtime",
                    "../".repeat(output.split('/').count())
                )),
                standalone: false,
            },
            validation,
            docs: DocsSource::Facts,
            protocol_tests: false,
        },
        model: read(text("model").expect("an [[sdk]] has a model")),
        overlays: texts("overlays").unwrap_or_default().into_iter().map(read).collect(),
        output,
    }
}
