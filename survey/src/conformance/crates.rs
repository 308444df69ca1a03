//! A crate for each suite, all in one workspace below `target/conformance/`: generated, compiled, run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use tinsmith_codegen::plan::Plan;
use tinsmith_codegen::settings::{Operations, Package, RuntimeSource, Settings, ValidationLevel};
use tinsmith_codegen::{Document, Inputs, generate as generate_crate};
use tinsmith_project::change::write_if_changed;
use tinsmith_project::{say, sync};

use super::suite::Suite;
use crate::repository;

/// The folder of everything that is made, below the root.
const FOLDER: &str = "target/conformance";

/// A generated crate.
#[derive(Debug)]
pub(super) struct Crate {
    /// Its package, and its folder below [`FOLDER`].
    package: String,
    /// The tests by the ids of their cases.
    tests: BTreeMap<String, String>,
    /// What was left out, as the generator says it.
    left_out: Vec<String>,
}

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    Failed,
    /// There is no test of it; why, as far as the generator said.
    NotGenerated(String),
}

/// Generates the crate of a suite.
///
/// # Errors
/// Every problem of the model.
pub(super) fn generate(suite: &Suite) -> anyhow::Result<Crate> {
    let package = package(&suite.name);
    let runtime = repository::root().join("runtime").display().to_string();
    let settings = Settings {
        validation: ValidationLevel::Lenient,
        protocol_tests: true,
        ..Settings::new(
            Package {
                name: package.clone(),
                runtime: RuntimeSource::Path(runtime),
                standalone: false,
            },
            Operations::All,
        )
    };
    let model = Document { name: &suite.name, bytes: suite.model.as_bytes() };
    let generated = generate_crate(&Inputs::new(model), &settings)?;
    let folder = folder().join(&package);
    let plan = Plan::of(&generated.tree, &sync::existing(&folder, &generated.tree)?);
    sync::apply(&folder, &generated.tree, &plan)?;
    let tests = generated.krate.protocol_tests.operations.iter().flat_map(|of| {
        let name = |test| format!("protocol_tests::{}::{test}", of.module);
        of.tests.iter().map(move |test| (test.id.clone(), name(&test.name)))
    });
    let tests: BTreeMap<_, _> = tests.collect();
    let (count, cases) = (tests.len(), suite.cases.len());
    say::step("Generated", &format!("{}: {count} tests of {cases} cases", suite.name));
    let left_out = generated.warnings.iter().map(ToString::to_string).collect();
    Ok(Crate { package, tests, left_out })
}

/// Compiles the tests of these crates.
///
/// # Errors
/// That they do not compile.
pub(super) fn compile(root: &Path, crates: &[Crate]) -> anyhow::Result<()> {
    let members: Vec<String> = crates.iter().map(|made| format!("{:?}", made.package)).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n",
        members.join(", ")
    );
    write_if_changed(&folder().join("Cargo.toml"), &manifest)?;
    // The versions of the workspace: what is compiled for it is not compiled again.
    let lock =
        std::fs::read_to_string(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    write_if_changed(&folder().join("Cargo.lock"), &lock)?;
    say::step("Compiling", &format!("{} crates and their tests", crates.len()));
    let status = cargo(&["test", "--quiet", "--no-run", "--workspace", "--lib"]).status();
    if !status.context("cannot start cargo")?.success() {
        bail!("the generated crates below {FOLDER} do not compile");
    }
    Ok(())
}

/// Removes what was compiled of a crate.
///
/// # Errors
/// That cargo cannot be started.
pub(super) fn clean(made: &Crate) -> anyhow::Result<()> {
    cargo(&["clean", "--quiet", "--package", &made.package])
        .status()
        .context("cannot start cargo")?;
    Ok(())
}

/// Runs the tests of a suite; gives what became of each case, in order, and what the test runner says of those that failed.
///
/// # Errors
/// That they cannot be run.
pub(super) fn outcomes(
    suite: &Suite,
    made: &Crate,
) -> anyhow::Result<(Vec<(String, Outcome)>, String)> {
    let output = cargo(&["test", "--quiet", "--lib", "--package", &made.package])
        .args(["--", "--format=pretty"])
        .stdin(Stdio::null())
        .output()
        .context("cannot start cargo")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let results = results(&text);
    if results.is_empty() && !made.tests.is_empty() {
        bail!("{}: no test ran\n{}", suite.name, String::from_utf8_lossy(&output.stderr));
    }
    let outcomes = suite
        .cases
        .iter()
        .map(|(id, operation)| {
            let outcome = match made.tests.get(id) {
                None => {
                    let place = format!("#{operation}: ");
                    let left_out = made.left_out.iter().filter(|line| line.contains(&place));
                    Outcome::NotGenerated(left_out.cloned().collect::<Vec<_>>().join("\n"))
                }
                Some(test) if results.get(test.as_str()) == Some(&true) => Outcome::Passed,
                Some(_) => Outcome::Failed,
            };
            (id.clone(), outcome)
        })
        .collect();
    Ok((outcomes, failures(&text)))
}

/// Which tests passed, as the test runner says it: `test NAME ... ok`.
pub(super) fn results(text: &str) -> BTreeMap<&str, bool> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("test ")?.split_once(" ... "));
    lines.map(|(name, result)| (name, result == "ok")).collect()
}

/// What the test runner says of those that failed.
fn failures(text: &str) -> String {
    let lines = text.lines().skip_while(|line| *line != "failures:");
    lines.take_while(|line| !line.starts_with("test result")).collect::<Vec<_>>().join("\n")
}

/// `input/json_1_0.json` as a package: `input-json-1-0`.
fn package(suite: &str) -> String {
    suite.trim_end_matches(".json").replace(['/', '_'], "-")
}

fn folder() -> PathBuf {
    repository::root().join(FOLDER)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = repository::cargo();
    command.args(arguments).arg("--manifest-path").arg(folder().join("Cargo.toml"));
    if std::env::var_os("CARGO_TARGET_DIR").is_none() {
        command.env("CARGO_TARGET_DIR", repository::root().join("target"));
    }
    command
}
