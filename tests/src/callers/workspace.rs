//! The crates that are checked: each version of each pair as a module of a library, and programs with the uses, a line each.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use toml::Table;

use crate::golden::{Files, files_below, replace};
use crate::sdk;

use super::check::Failures;
use super::pair::{Pair, Version};

/// The lines of a file before the first use.
pub(super) const HEAD: usize = 1;

/// A crate of uses: whose, and on what.
pub(super) struct Program {
    pub(super) name: &'static str,
    pub(super) uses_of: Side,
    on: Side,
}

/// Every program. Those on their own version show that the uses are right.
pub(super) const PROGRAMS: [Program; 4] = [
    Program { name: "old-on-old", uses_of: Side::Old, on: Side::Old },
    Program { name: "new-on-new", uses_of: Side::New, on: Side::New },
    Program { name: "old-on-new", uses_of: Side::Old, on: Side::New },
    Program { name: "new-on-old", uses_of: Side::New, on: Side::Old },
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl Side {
    const ALL: [Self; 2] = [Self::Old, Self::New];

    fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }

    fn version(self, pair: &Pair) -> &Version {
        match self {
            Self::Old => &pair.old,
            Self::New => &pair.new,
        }
    }
}

impl Program {
    /// Whether its uses are of the version that it is compiled with.
    pub(super) fn is_at_home(&self) -> bool {
        self.uses_of == self.on
    }
}

/// Writes the crates; uses that are known to fail are left out.
pub(super) fn write(pairs: &[Pair], failures: &[Failures], folder: &Path) -> Result<(), String> {
    let mut files = Files::new();
    // The versions that are tested are those of the workspace; nothing is asked of a registry.
    let lock = folder.join("Cargo.lock");
    let lock =
        std::fs::read_to_string(if lock.exists() { lock } else { sdk::root().join("Cargo.lock") });
    files.insert("Cargo.lock".to_owned(), lock.map_err(|error| error.to_string())?);
    let sides = Side::ALL.map(Side::name);
    let members: Vec<&str> = PROGRAMS.iter().map(|made| made.name).chain(sides).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    files.insert("Cargo.toml".to_owned(), manifest);
    // Where several workspaces are built in one place, cargo tells packages apart by their names alone.
    let prefix = folder.file_name().unwrap_or_default().to_string_lossy();
    for side in Side::ALL {
        library(&prefix, side, pairs, &mut files)?;
    }
    for made in &PROGRAMS {
        program(&prefix, made, pairs, failures, &mut files);
    }
    let found = files_below(folder)?;
    replace(folder, &found, &files)
}

/// The library with one version of every pair.
fn library(prefix: &str, side: Side, pairs: &[Pair], files: &mut Files) -> Result<(), String> {
    let side_name = side.name();
    let mut root = "#![allow(warnings)]\n".to_owned();
    let mut features = BTreeSet::new();
    for pair in pairs {
        let name = &pair.name;
        let tree = &side.version(pair).generated.tree;
        let _ = writeln!(root, "#[path = \"{name}/lib.rs\"]\npub mod {name};");
        for (path, text) in &tree.files {
            if let Some(path) = path.strip_prefix("src/") {
                files.insert(format!("{side_name}/src/{name}/{path}"), text.clone());
            }
        }
        features.extend(features_of_runtime(tree.files.get("Cargo.toml"))?);
    }
    files.insert(format!("{side_name}/src/lib.rs"), root);
    let features: Vec<String> = features.into_iter().collect();
    let runtime = sdk::root().join("runtime");
    let dependency =
        format!("tinsmith-runtime = {{ path = {runtime:?}, features = {features:?} }}");
    files.insert(format!("{side_name}/Cargo.toml"), package(prefix, side_name, &dependency));
    Ok(())
}

/// The crate with the uses of one version of every pair, on one version.
fn program(prefix: &str, made: &Program, pairs: &[Pair], failures: &[Failures], files: &mut Files) {
    let (name, on) = (made.name, made.on.name());
    let mut root = "#![allow(warnings)]\n".to_owned();
    let none = BTreeSet::new();
    for (pair, failed) in pairs.iter().zip(failures) {
        let _ = writeln!(root, "mod {};", pair.name);
        let (uses, left_out) = match made.uses_of {
            Side::Old => (&failed.of_old, &failed.on_new),
            Side::New => (&failed.of_new, &failed.on_old),
        };
        let left_out = if made.is_at_home() { &none } else { left_out };
        let mut text = "// A use in each line; those that fail are left out.\n".to_owned();
        for (at, made) in uses.iter().enumerate() {
            if !left_out.contains(&at) {
                let _ = write!(text, "const _: () = {{ {} }};", made.code);
            }
            text.push('\n');
        }
        files.insert(format!("{name}/src/{}.rs", pair.name), text);
    }
    files.insert(format!("{name}/src/lib.rs"), root);
    let runtime = sdk::root().join("runtime");
    let dependency = format!(
        "sdk = {{ package = \"{prefix}-{on}\", path = \"../{on}\" }}\ntinsmith-runtime = {{ path = {runtime:?} }}"
    );
    files.insert(format!("{name}/Cargo.toml"), package(prefix, name, &dependency));
}

fn package(prefix: &str, name: &str, dependency: &str) -> String {
    format!(
        "[package]\nname = \"{prefix}-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n"
    )
}

/// The runtime's features that a generated crate asks for.
pub(crate) fn features_of_runtime(manifest: Option<&String>) -> Result<Vec<String>, String> {
    let manifest: Table = manifest
        .ok_or("a generated crate has a manifest")?
        .parse()
        .map_err(|error| format!("a generated manifest: {error}"))?;
    let runtime = manifest.get("dependencies").and_then(|all| all.get("tinsmith-runtime"));
    let features = runtime.and_then(|runtime| runtime.get("features")?.as_array());
    let features = features.ok_or("a generated crate names features of the runtime")?;
    Ok(features.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
}
