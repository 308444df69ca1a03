//! One `#[test]` for each folder of a case, and one module for each golden tree.
//!
//! In come the folders below `cases/`; out go two files in `OUT_DIR`: `cases.rs`, which `tests/it/golden.rs` includes,
//! and `goldens.rs`, which the library includes, so that every golden is compiled, with warnings denied.
//! What a case means is not known here; `cases/README.md` says it and `src/golden.rs` does it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The groups whose cases are no generated crates; the generator's own tests run them.
const ELSEWHERE: [&str; 3] = ["c2j", "c2j-reject", "prose"];

/// The group of the models that are rejected.
const REJECT: &str = "reject";

/// Set while goldens are written anew: those that stand there may not compile, and then nothing could write them.
const UPDATE: &str = "UPDATE_EXPECT";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=cases");
    println!("cargo::rerun-if-env-changed={UPDATE}");
    println!("cargo::rustc-check-cfg=cfg(goldens)");
    let updates = env::var_os(UPDATE).is_some();
    if !updates {
        println!("cargo::rustc-cfg=goldens");
    }
    let cases = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("cases");
    let mut tests = String::new();
    let mut goldens = String::new();
    for group in folders(&cases)? {
        let group_name = name(&group);
        if ELSEWHERE.contains(&group_name.as_str()) {
            continue;
        }
        writeln!(tests, "mod {} {{", ident(&group_name))?;
        writeln!(
            goldens,
            "/// The cases of `cases/{group_name}`.\npub mod {} {{",
            ident(&group_name)
        )?;
        for case in folders(&group)? {
            let case_name = name(&case);
            let function = ident(&case_name);
            let check = if group_name == REJECT { "rejected" } else { "generated" };
            let path = format!("{group_name}/{case_name}");
            writeln!(
                tests,
                "    #[test]\n    fn {function}() {{\n        super::{check}({path:?});\n    }}"
            )?;
            if !updates && case.join("expected").is_dir() {
                golden(&mut goldens, &function, &case.join("expected"))?;
            }
        }
        tests.push_str("}\n");
        goldens.push_str("}\n");
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("cases.rs"), tests)?;
    fs::write(out.join("goldens.rs"), goldens)?;
    Ok(())
}

/// The module of a golden, with the lints of its own manifest.
fn golden(
    out: &mut String,
    module: &str,
    expected: &Path,
) -> Result<(), Box<dyn std::error::Error>> {
    let manifest: toml::Table = fs::read_to_string(expected.join("Cargo.toml"))?.parse()?;
    let lints = |tool: &str| manifest.get("lints")?.get(tool)?.as_table().cloned();
    writeln!(out, "    #[deny(warnings)]")?;
    for (tool, prefix) in [("rust", ""), ("clippy", "clippy::")] {
        for (lint, level) in lints(tool).unwrap_or_default() {
            let level = level.as_str().ok_or("expected a level for each lint of a golden")?;
            writeln!(out, "    #[{level}({prefix}{lint})]")?;
        }
    }
    let root = expected.join("src/lib.rs");
    writeln!(out, "    #[path = {root:?}]\n    pub mod {module};")?;
    Ok(())
}

fn folders(parent: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(parent)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A folder's name as a Rust name: `min-above-max` becomes `min_above_max`.
fn ident(name: &str) -> String {
    name.replace('-', "_")
}
