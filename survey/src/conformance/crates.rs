//! A crate for each suite, all in one workspace below `target/conformance/`: generated, compiled, run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use tinsmith_codegen::plan::Plan;
use tinsmith_codegen::settings::{Operations, Package, RuntimeSource, Settings, ValidationLevel};
use tinsmith_codegen::stages::smithy::Node;
use tinsmith_codegen::{Document, Inputs, generate as generate_crate};
use tinsmith_project::change::write_if_changed;
use tinsmith_project::{say, sync};

use super::suite::Suite;
use crate::repository;

/// The folder of everything that is made, below the root.
const FOLDER: &str = "target/conformance";

/// The package that has the runtime with all features that a suite or a service can ask for.
const WHOLE: &str = "all-protocols";

/// Those features.
const FEATURES: &str = r#""aws-json", "aws-query", "ec2-query", "protocol-tests", "request-compression", "rest-json", "rest-xml", "rpcv2-cbor""#;

/// The stack of a test, in octets: a large value is a large expression, and unoptimized.
const STACK: &str = "67108864";

/// A generated crate.
#[derive(Debug)]
pub(super) struct Crate {
    /// Its package, and its folder below [`FOLDER`].
    pub(super) package: String,
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

/// Compiles the tests of these crates; gives the programs of those that compile, by package.
///
/// # Errors
/// That cargo cannot be started or understood.
pub(super) fn compile(root: &Path, crates: &[Crate]) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    write_workspace(root, crates)?;
    say::step("Compiling", &format!("{} crates and their tests", crates.len()));
    let mut command = cargo(&["build", "--quiet", "--tests", "--keep-going"]);
    command.args(["--message-format=json-render-diagnostics", "--package", WHOLE]);
    command.args(crates.iter().flat_map(|made| ["--package", &made.package]));
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    Ok(programs(&String::from_utf8_lossy(&output.stdout)))
}

/// The workspace of these crates.
fn write_workspace(root: &Path, crates: &[Crate]) -> anyhow::Result<()> {
    let members = crates.iter().map(|made| made.package.as_str()).chain([WHOLE]);
    let members: Vec<String> = members.map(|package| format!("{package:?}")).collect();
    // The dependencies are compiled as those of the workspace are; nobody looks for a bug in the crates with a debugger.
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n\n\
         [profile.dev.package.\"*\"]\ndebug = \"line-tables-only\"\n",
        members.join(", ")
    );
    write_if_changed(&folder().join("Cargo.toml"), &manifest)?;
    let runtime = root.join("runtime").display().to_string();
    let manifest = format!(
        "[package]\nname = \"{WHOLE}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\ntinsmith-runtime = {{ path = {runtime:?}, features = [{FEATURES}] }}\n"
    );
    write_if_changed(&folder().join(WHOLE).join("Cargo.toml"), &manifest)?;
    let text = "//! The runtime with all protocols: whatever crates are compiled together, it is compiled once.\n";
    write_if_changed(&folder().join(WHOLE).join("src/lib.rs"), text)?;
    // The versions of the workspace: what is compiled for it is not compiled again.
    let lock =
        std::fs::read_to_string(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    write_if_changed(&folder().join("Cargo.lock"), &lock)?;
    Ok(())
}

/// The programs that cargo says it has made, by package.
pub(super) fn programs(said: &str) -> BTreeMap<String, PathBuf> {
    let of = |line: &str| {
        let node = Node::parse(line.as_bytes()).ok()?;
        let program = node.get("executable")?.as_str()?;
        let folder = Path::new(node.get("manifest_path")?.as_str()?).parent()?;
        Some((folder.file_name()?.to_str()?.to_owned(), PathBuf::from(program)))
    };
    said.lines().filter_map(of).collect()
}

/// Removes what was made and compiled of crates.
///
/// # Errors
/// That cargo cannot be started, or the disk does not do its part.
pub(super) fn clean(crates: &[Crate]) -> anyhow::Result<()> {
    // Told of no package, cargo removes everything below `target/`, the results of other services with it.
    if crates.is_empty() {
        return Ok(());
    }
    let mut command = cargo(&["clean", "--quiet"]);
    command.args(crates.iter().flat_map(|made| ["--package", &made.package]));
    command.status().context("cannot start cargo")?;
    for made in crates {
        let folder = folder().join(&made.package);
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Runs the tests of a suite; gives what became of each case, in order, and what the test runner says of those that failed.
///
/// # Errors
/// That they cannot be run.
pub(super) fn outcomes(
    suite: &Suite,
    made: &Crate,
    program: &Path,
) -> anyhow::Result<(Vec<(String, Outcome)>, String)> {
    let output = Command::new(program)
        .arg("--format=pretty")
        .env("RUST_MIN_STACK", STACK)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
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
    // What is generated is compiled once.
    command.env("CARGO_INCREMENTAL", "0");
    if std::env::var_os("CARGO_TARGET_DIR").is_none() {
        command.env("CARGO_TARGET_DIR", repository::root().join("target"));
    }
    command
}
