//! One program that has every version of a crate in it, each as a module, and makes the calls that it is told to make.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tinsmith_codegen::stages::ir::item::Item;
use tinsmith_codegen::stages::ir::operation::OperationErrorVariant;

use crate::callers::{Names, Version, features_of_runtime, ident};
use crate::golden::{Files, files_below, replace};
use crate::{scratch, sdk};

/// Which module stands for each version, in their order; versions of which all code is the same share one.
pub(super) fn modules(versions: &[&Version]) -> Vec<String> {
    let mut known: BTreeMap<Vec<(&String, &String)>, String> = BTreeMap::new();
    let mut modules = Vec::new();
    for version in versions {
        let files = version.generated.tree.files.iter();
        let code = files.filter(|(path, _)| is_code(path)).collect();
        let next = format!("v{}", known.len());
        modules.push(known.entry(code).or_insert(next).clone());
    }
    modules
}

/// Whether a file decides what a program does; what else there is tells of the model's document.
fn is_code(path: &str) -> bool {
    path.starts_with("src/") && path != "src/meta.rs"
}

/// A version, and the operations that it is to call, by name.
pub(super) struct Program<'v> {
    version: &'v Version,
    pub(super) operations: BTreeSet<String>,
}

impl<'v> Program<'v> {
    pub(super) fn of(version: &'v Version) -> Self {
        Self { version, operations: BTreeSet::new() }
    }
}

/// Writes the program, and builds it in `target`.
///
/// # Errors
/// That a folder cannot be written, or a version makes no sense.
pub(super) fn build(
    programs: &BTreeMap<&str, Program<'_>>,
    folder: &Path,
    target: &Path,
) -> Result<PathBuf, String> {
    let mut files = Files::new();
    let mut root = "#![allow(warnings)]\nmod program;\n".to_owned();
    let mut arms = String::new();
    let mut features = vec!["serde".to_owned()];
    for (module, program) in programs {
        let version = program.version;
        let _ = writeln!(root, "#[path = \"{module}/lib.rs\"]\nmod {module};\nmod calls_{module};");
        let _ = writeln!(arms, "        \"{module}\" => calls_{module}::call(job),");
        for (path, text) in &version.generated.tree.files {
            if let Some(path) = path.strip_prefix("src/") {
                files.insert(format!("src/{module}/{path}"), text.clone());
            }
        }
        let text = calls_of(module, program);
        files.insert(format!("src/calls_{module}.rs"), text);
        features.extend(features_of_runtime(version.generated.tree.files.get("Cargo.toml"))?);
    }
    features.sort();
    features.dedup();
    let _ = write!(
        root,
        "\nfn main() {{\n    program::run(|job| match job.program.as_str() {{\n{arms}        _ => None,\n    }})\n}}\n"
    );
    files.insert("src/main.rs".to_owned(), root);
    let program = sdk::root().join("tests/fixtures/old_programs/program.rs");
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    files.insert("src/program.rs".to_owned(), read(&program)?);
    // The versions that are tested are those of the workspace; nothing is asked of a registry.
    let lock = folder.join("Cargo.lock");
    let lock = if lock.exists() { lock } else { sdk::root().join("Cargo.lock") };
    files.insert("Cargo.lock".to_owned(), read(&lock)?);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let runtime = sdk::root().join("runtime");
    files.insert(
        "Cargo.toml".to_owned(),
        format!(
            "[package]\nname = \"old-programs-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [workspace]\n\n[profile.dev]\ndebug = false\n\n[dependencies]\n\
             aws-smithy-async = {{ version = \"1\", features = [\"test-util\"] }}\n\
             aws-smithy-http-client = {{ version = \"1\", default-features = false, features = [\"test-util\"] }}\n\
             aws-smithy-types = \"1\"\nhttp = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n\
             tinsmith-runtime = {{ path = {runtime:?}, features = {features:?} }}\n\
             tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n"
        ),
    );
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let found = files_below(folder)?;
    replace(folder, &found, &files)?;
    Ok(scratch::build(folder, target, &[]))
}

/// How a program says what it holds of an error. One of which metadata is all there is has nothing else to be written with.
fn held(version: &Version, error: &OperationErrorVariant) -> String {
    if let Some(Item::Struct(item)) = version.generated.krate.items.get(&error.ty.shape)
        && let Some(facts) = item.error.as_ref().filter(|facts| facts.message_only)
        && !item.is_shown_message()
    {
        let message = facts.message.and_then(|at| item.fields.get(at));
        return format!("read_message(it, {:?})", message.map(|field| &field.member));
    }
    "read(it)".to_owned()
}

/// The calls of one version: all that can be done with each operation.
fn calls_of(module: &str, program: &Program<'_>) -> String {
    let version = program.version;
    let root = format!("crate::{module}");
    let names = Names { root: &root };
    let mut arms = String::new();
    for operation in &version.generated.krate.operations {
        if !program.operations.contains(operation.shape.name()) {
            continue;
        }
        let (name, method) = (operation.shape.name(), ident(&operation.method));
        let error = names.in_operation(&operation.module, &ident(&operation.error));
        let members = operation.errors.iter().map(|found| {
            format!(
                "{error}::{}(it) => Some(named({:?}, {})), ",
                ident(&found.variant),
                found.ty.shape.name(),
                held(version, found)
            )
        });
        let members: String = members.collect();
        let _ = writeln!(
            arms,
            "        (\"{name}\", \"call\") => job.call(|request| client.{method}(request), |error: &{error}| match error {{ {members}_ => None }}),"
        );
        if let Some(pagination) = &operation.pagination {
            let ways =
                if pagination.items.is_some() { &["pages", "items"][..] } else { &["pages"] };
            for way in ways {
                let _ = writeln!(
                    arms,
                    "        (\"{name}\", \"{way}\") => job.{way}(|request| client.{method}(request)),"
                );
            }
        }
        for waiter in &operation.waiters {
            let method = ident(&waiter.method);
            let _ = writeln!(
                arms,
                "        (\"{name}\", \"{method}\") => job.waiter(|request| client.{method}(request)),"
            );
        }
    }
    format!(
        "use serde_json::Value;\n\nuse crate::program::{{Job, named, read, read_message}};\n\npub fn call(job: &Job) -> Option<Value> {{\n    let client = {root}::Client::from_conf(job.config());\n    Some(match (job.operation.as_str(), job.way.as_str()) {{\n{arms}        _ => return None,\n    }})\n}}\n"
    )
}
