//! The workspace `bench/`, and the crates that its programs are linked with.
//!
//! What comes in: the committed model, its overlay, the committed lockfile.
//! What goes out: generated crates below `target/bench/`, and cargo commands for that workspace.
//! What is deliberately not here: measuring.

use std::path::PathBuf;
use std::process::{Command, ExitStatus};

use anyhow::{Context as _, bail};
use tinsmith_codegen::settings::{DocsSource, ValidationLevel};

use crate::flags::{Action, FromModel, Request, Target};
use crate::{codegen, config, say};

/// The operation that every program calls, and the only one of the slice.
pub(super) const OPERATION: &str = "RespondToAuthChallenge";

/// The folder of everything that the benchmarks make; the manifests in `bench/` name it.
pub(super) fn folder() -> PathBuf {
    config::root().join("target/bench")
}

/// Generates the whole service and the slice, and fetches what they and the official crate depend on.
///
/// # Errors
/// That the model cannot be generated, or that cargo cannot fetch.
pub(super) fn prepare() -> anyhow::Result<()> {
    generate("all", Vec::new())?;
    generate("slice", vec![OPERATION.to_owned()])?;
    say::step("Fetching", "what is not there yet");
    let status = start(cargo("fetch").arg("--quiet"))?;
    if !status.success() {
        bail!(
            "cannot fetch what bench/Cargo.lock names; after a change of the runtime's dependencies, `cargo update --workspace --manifest-path bench/Cargo.toml` brings it up to date"
        );
    }
    Ok(())
}

fn generate(name: &str, operations: Vec<String>) -> anyhow::Result<()> {
    let root = config::root();
    let from = FromModel {
        model: root.join("model/cognito-identity-provider.json"),
        overlays: vec![root.join("model/overlays/sign-in.json")],
        out: Some(folder().join(format!("sdk-{name}"))),
        package: Some(format!("cognito-{name}")),
        service: None,
        operations,
        validation: ValidationLevel::Standard,
        docs: DocsSource::Facts,
        runtime: None,
        protocol_tests: false,
    };
    let target = Target::Model(Box::new(from));
    match codegen::run(&Request { target, action: Action::Write })? {
        0 => Ok(()),
        status => bail!("generating {name} ended with status {status}"),
    }
}

/// A command of cargo for that workspace, bound to its lockfile.
pub(super) fn cargo(subcommand: &str) -> Command {
    let mut cargo = config::cargo();
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
