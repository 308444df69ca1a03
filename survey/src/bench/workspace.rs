//! The workspace `bench/`, and the crates that its programs are linked with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context as _, bail};
use tinsmith_codegen::settings::{DocsSource, RuntimeSource};
use tinsmith_codegen::stages::ir::Crate;
use tinsmith_codegen::stages::pipeline::resolve_crate;
use tinsmith_codegen::stages::smithy::Node;
use tinsmith_project::job::{self, FromModel, Texts};
use tinsmith_project::{args, generate, say};

use super::eager;
use super::programs::{
    self, ALL, Api, Calls, EAGER_SLICE, OFFICIAL, OPERATION, SLICE, SLICE_OF_SOME,
};
use crate::repository;

/// The SDK of `codegen.toml` that is measured.
const SDK: &str = "cognito-identity-provider";

/// The folder of everything that the benchmarks make; the manifests in `bench/` name it.
pub(super) fn folder() -> PathBuf {
    repository::root().join("target/bench")
}

/// The folder of the programs that are compiled.
pub(super) fn programs() -> PathBuf {
    folder().join("programs")
}

/// Generates the whole service and slices of it, fetches what they and the official crate depend on, and writes the programs. Gives the number of operations that both crates have.
///
/// # Errors
/// That the model cannot be generated, or that cargo cannot fetch.
pub(super) fn prepare() -> anyhow::Result<usize> {
    let krate = resolved()?;
    write_crate(ALL.package, Vec::new())?;
    write_crate(SLICE.package, vec![OPERATION.to_owned()])?;
    // Which operations both crates have, cargo says only when all packages are there.
    if !folder_of_sdk(EAGER_SLICE.package).exists() {
        write_crate(SLICE_OF_SOME.package, vec![OPERATION.to_owned()])?;
        eager::write()?;
    }
    write_manifests()?;
    say::step("Fetching", "what is not there yet");
    let status = start(cargo("fetch").arg("--quiet"))?;
    if !status.success() {
        bail!(
            "cannot fetch what bench/Cargo.lock names; after a change of the runtime's dependencies, `cargo update --workspace --manifest-path bench/Cargo.toml` brings it up to date"
        );
    }
    let api = Api::read(&folder_of(OFFICIAL.package)?)?;
    let operations = programs::callable(&krate, &api);
    let some = programs::chosen(&operations, Calls::Some.count(operations.len()));
    let some = some.iter().map(|operation| operation.shape.name().to_owned());
    write_crate(SLICE_OF_SOME.package, some.collect())?;
    eager::write()?;
    for package in programs::packages() {
        package.write(&programs(), &krate, &api)?;
    }
    Ok(operations.len())
}

/// The folder of a generated crate.
pub(super) fn folder_of_sdk(package: &str) -> PathBuf {
    folder().join(package.replacen("cognito", "sdk", 1))
}

/// The whole service, as the committed crate has it.
fn resolved() -> anyhow::Result<Crate> {
    let job = job::from_model(&from_model(ALL.package, Vec::new())?, None)?;
    let inputs = job.read(&Texts::new())?;
    let overlays = inputs.documents.overlays();
    let (krate, _) = resolve_crate(&inputs.inputs(&overlays), &inputs.settings)?;
    Ok(krate)
}

/// Writes the manifests of all programs, and removes what an older version of this wrote: cargo would take it for a member.
fn write_manifests() -> anyhow::Result<()> {
    let folder = programs();
    let packages = programs::packages();
    for package in &packages {
        package.write_manifest(&folder)?;
    }
    let names: Vec<String> = packages.iter().map(|package| package.name()).collect();
    for entry in fs::read_dir(&folder).context("cannot read target/bench/programs")? {
        let entry = entry?;
        if !names.iter().any(|name| entry.file_name() == name.as_str()) {
            fs::remove_dir_all(entry.path()).context("cannot clear target/bench/programs")?;
        }
    }
    Ok(())
}

/// The folder of a package that the workspace depends on.
fn folder_of(package: &str) -> anyhow::Result<PathBuf> {
    let mut cargo = cargo("metadata");
    let output =
        cargo.args(["--format-version", "1", "--offline"]).stderr(Stdio::inherit()).output();
    let output = output.context("cannot start cargo metadata")?;
    let metadata =
        Node::parse(&output.stdout).ok().context("cannot read what cargo metadata says")?;
    let packages = metadata.get("packages").and_then(Node::as_array).unwrap_or_default();
    let is_wanted = |node: &&Node| node.get("name").and_then(Node::as_str) == Some(package);
    let manifest = packages.iter().find(is_wanted).and_then(|node| node.get("manifest_path"));
    let folder = manifest.and_then(Node::as_str).and_then(|path| Path::new(path).parent());
    folder.map(Path::to_owned).with_context(|| format!("bench/Cargo.lock has no {package}"))
}

/// Generates a crate of these operations, or of all.
fn write_crate(package: &str, operations: Vec<String>) -> anyhow::Result<()> {
    let from = from_model(package, operations)?;
    let asked = args::Generate {
        model: Some(from.model),
        out: from.out,
        krate: from.krate,
        runtime: from.runtime,
        ..args::Generate::default()
    };
    start_generator(package, &asked)
}

/// Generates a crate of another service from its model, with a folder named after its package beside the others: these operations, or all.
///
/// # Errors
/// That the model cannot be generated.
pub(super) fn write_crate_of(model: &Path, krate: args::Crate) -> anyhow::Result<()> {
    let package = krate.package.clone().context("expected the name of a package")?;
    let runtime = repository::root().join("runtime");
    let asked = args::Generate {
        model: Some(model.to_owned()),
        out: Some(folder().join(&package)),
        krate,
        runtime: Some(RuntimeSource::Path(runtime.display().to_string())),
        ..args::Generate::default()
    };
    start_generator(&package, &asked)
}

fn start_generator(package: &str, asked: &args::Generate) -> anyhow::Result<()> {
    match generate::run(&args::Common::default(), asked)? {
        0 => Ok(()),
        status => bail!("generating {package} ended with status {status}"),
    }
}

/// What `codegen.toml` says of the committed crate, for another package.
fn from_model(package: &str, operations: Vec<String>) -> anyhow::Result<FromModel> {
    let root = repository::root();
    let sdks = job::configured_sdks(&root, Some(SDK))?;
    let sdk = sdks.into_iter().next().context("codegen.toml has no such SDK")?;
    Ok(FromModel {
        model: root.join(sdk.model),
        out: Some(folder_of_sdk(package)),
        krate: args::Crate {
            overlays: sdk.overlays.iter().map(|overlay| root.join(overlay)).collect(),
            package: Some(package.to_owned()),
            service: sdk.service,
            protocol: sdk.protocol,
            operations,
            validation: sdk.validation,
            docs: DocsSource::Facts,
        },
        runtime: Some(RuntimeSource::Path(root.join("runtime").display().to_string())),
        protocol_tests: false,
    })
}

/// A command of cargo for that workspace, bound to its lockfile.
pub(super) fn cargo(subcommand: &str) -> Command {
    let mut cargo = repository::cargo();
    cargo.args([subcommand, "--locked", "--manifest-path", "bench/Cargo.toml"]);
    cargo
}

/// Starts a command and waits for its end.
///
/// # Errors
/// That it cannot be started.
pub(super) fn start(command: &mut Command) -> anyhow::Result<ExitStatus> {
    command
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))
}
