//! What the official crate has, as far as programs call it: its release is older or newer than our model.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// The operations and types of the official crate.
#[derive(Debug, Default)]
pub(in super::super) struct Api {
    /// The source of the builder of each operation, by the operation's module.
    operations: BTreeMap<String, String>,
    /// The names of all types, by the same in lower case: `MfaOptionType` is `MFAOptionType` in the model.
    types: BTreeMap<String, String>,
}

impl Api {
    /// Reads the source of the official crate, by the folder of its manifest.
    ///
    /// # Errors
    /// That it is not laid out as the official crates are.
    pub(in super::super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let src = folder.join("src");
        let text = |path: &Path| {
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
        };
        let types = types(&text(&src.join("types.rs"))?);
        let mut operations = BTreeMap::new();
        let entries = src.join("operation");
        let unreadable = || format!("cannot read {}", entries.display());
        for entry in fs::read_dir(&entries).with_context(unreadable)? {
            let entry = entry.with_context(unreadable)?;
            let builders = entry.path().join("builders.rs");
            if builders.is_file() {
                let module = entry.file_name().to_string_lossy().into_owned();
                operations.insert(module, text(&builders)?);
            }
        }
        Ok(Self { operations, types })
    }

    /// One that has these operations, by module and source of the builder, and what is in this `types.rs`.
    #[cfg(test)]
    pub(super) fn of(operations: &[(&str, &str)], source: &str) -> Self {
        let own = |(module, source): &(&str, &str)| ((*module).to_owned(), (*source).to_owned());
        Self { operations: operations.iter().map(own).collect(), types: types(source) }
    }

    /// Whether there is an operation of this module.
    pub(super) fn has_operation(&self, module: &str) -> bool {
        self.operations.contains_key(module)
    }

    /// Whether requests of an operation have a member of this name.
    pub(super) fn has_member(&self, module: &str, name: &str) -> bool {
        let setter = format!("pub fn {name}(mut self,");
        let builders = self.operations.get(module);
        // Long ones have their arguments on lines of their own.
        builders.is_some_and(|text| {
            text.contains(&setter) || text.contains(&format!("pub fn {name}(\n"))
        })
    }

    /// How a type is called; `None` if there is no such type.
    pub(super) fn type_name(&self, name: &str) -> Option<&str> {
        self.types.get(&name.to_lowercase()).map(String::as_str)
    }
}

/// The names that `types.rs` exports.
fn types(source: &str) -> BTreeMap<String, String> {
    let exported = source.lines().filter_map(|line| {
        let path = line.strip_prefix("pub use crate::types::")?.strip_suffix(';')?;
        let (_, name) = path.rsplit_once("::")?;
        Some((name.to_lowercase(), name.to_owned()))
    });
    exported.collect()
}
