//! The crates, compiled: one run of cargo with warnings denied, and one that runs the cases of all endpoint rules.
//!
//! Cargo shows by itself how far it is.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use tinsmith_codegen::Document;
use tinsmith_codegen::stages::read::read_node;
use tinsmith_codegen::stages::smithy::Node;
use tinsmith_project::say;

use super::workspace::{ENDPOINTS, module_of};
use crate::repository;

/// What the compiler and the tests said.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Check {
    /// How many crates were compiled.
    pub(super) crates: usize,
    /// How many cases of endpoint rules passed.
    pub(super) passed: usize,
    /// The first error of each crate that does not compile.
    broken: BTreeMap<String, String>,
    /// Cases that failed, as `service: case`.
    failed: Vec<String>,
}

impl Check {
    /// How many crates do not compile.
    pub(super) fn broken(&self) -> usize {
        self.broken.len()
    }

    /// What is wrong, a text each.
    pub(super) fn failures(&self) -> impl Iterator<Item = String> {
        let broken =
            self.broken.iter().map(|(name, error)| format!("{name} does not compile:\n{error}"));
        let failed =
            self.failed.iter().map(|case| format!("an endpoint is not the expected one: {case}"));
        broken.chain(failed)
    }
}

/// Compiles crates, and runs the cases of the endpoint rules of all that were generated.
///
/// # Errors
/// That cargo cannot be started, or fails without saying which crate is to blame.
pub(super) fn run(corpus: &Path, crates: &[&str], generated: &[&str]) -> anyhow::Result<Check> {
    let mut check = Check { crates: crates.len(), ..Check::default() };
    say::step("Checking", &format!("{} crates, warnings denied", crates.len()));
    // Features only change the runtime; what is generated is the same without the HTTP stack, and sooner compiled.
    let mut command = cargo(corpus, "check");
    command.args(["--no-default-features", "--keep-going", "--message-format=json"]);
    command.args(crates.iter().flat_map(|name| ["--package", name]));
    let has_failed = listen(&mut command, |line| check.compiled(line))?;
    ensure!(
        !has_failed || !check.broken.is_empty(),
        "cargo cannot check the crates in {}",
        corpus.display()
    );

    say::step("Testing", "the cases of the endpoint rules");
    let mut command = cargo(corpus, "test");
    command.args(["--package", ENDPOINTS, "--lib", "--no-fail-fast", "--", "--color=never"]);
    let modules: BTreeMap<String, &str> =
        generated.iter().map(|name| (module_of(name), *name)).collect();
    let mut has_said = false;
    let has_failed = listen(&mut command, |line| has_said |= check.tested(line, &modules))?;
    ensure!(!has_failed || has_said, "the cases of the endpoint rules do not compile");
    Ok(check)
}

impl Check {
    /// A line of what cargo says while it compiles.
    fn compiled(&mut self, line: &str) {
        let Ok(said) = read_node(Document { name: "cargo", bytes: line.as_bytes() }) else {
            return;
        };
        let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
        let Some(message) = said.get("message") else { return };
        if text(message, "level").as_deref() != Some("error") {
            return;
        }
        let manifest = text(&said, "manifest_path").unwrap_or_default();
        let folder = Path::new(&manifest).parent().and_then(Path::file_name).unwrap_or_default();
        let error = text(message, "rendered").unwrap_or_default();
        self.broken
            .entry(folder.to_string_lossy().into_owned())
            .or_insert_with(|| error.trim_end().to_owned());
    }

    /// A line of what the tests say: `test sqs::tests::us_east_1 ... ok`; gives whether it tells what became of a case.
    ///
    /// The services are called by their modules. Cases of others, which an earlier run generated, are nothing to this one.
    fn tested(&mut self, line: &str, services: &BTreeMap<String, &str>) -> bool {
        let Some((name, result)) =
            line.strip_prefix("test ").and_then(|line| line.split_once(" ... "))
        else {
            return false;
        };
        let Some((module, case)) = name.split_once("::tests::") else { return true };
        if let Some(service) = services.get(module) {
            match result {
                "ok" => self.passed += 1,
                _ => self.failed.push(format!("{service}: {case}")),
            }
        }
        true
    }
}

/// A command of cargo for the workspace of the corpus.
fn cargo(corpus: &Path, subcommand: &str) -> Command {
    let mut cargo = repository::cargo();
    cargo.arg(subcommand).arg("--manifest-path").arg(corpus.join("Cargo.toml"));
    cargo.arg("--target-dir").arg(corpus.join("target"));
    // What a run before this one compiled is never half of what this one has to.
    cargo.env("CARGO_INCREMENTAL", "0");
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env("RUSTFLAGS", "-D warnings");
    cargo
}

/// Starts a command and hears every line that it says on standard output; gives whether it failed.
fn listen(command: &mut Command, mut hear: impl FnMut(&str)) -> anyhow::Result<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            hear(&line.context("cannot hear cargo")?);
        }
    }
    Ok(!child.wait().context("cannot wait for cargo")?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(level: &str, krate: &str, text: &str) -> String {
        format!(
            r#"{{"reason":"compiler-message","manifest_path":"/w/crates/{krate}/Cargo.toml","message":{{"level":"{level}","rendered":"{text}\n\n"}}}}"#
        )
    }

    #[test]
    fn the_first_error_of_each_crate_is_kept() {
        let mut check = Check::default();
        for line in [
            r#"{"reason":"compiler-artifact","manifest_path":"/w/crates/kms/Cargo.toml"}"#
                .to_owned(),
            message("warning", "sqs", "a warning"),
            message("error", "sqs", "error: the first"),
            message("error", "kms", "error: another"),
            message("error", "sqs", "error: the second"),
            "no JSON".to_owned(),
        ] {
            check.compiled(&line);
        }
        let failures: Vec<String> = check.failures().collect();
        let expected =
            ["kms does not compile:\nerror: another", "sqs does not compile:\nerror: the first"];
        assert_eq!(failures, expected);
    }

    #[test]
    fn cases_that_pass_are_counted_and_others_are_named() {
        let services = ["acm-pca", "kms", "sqs"].map(|name| (module_of(name), name)).into();
        let mut check = Check::default();
        for line in [
            "running 3 tests",
            "test sqs::tests::us_east_1 ... ok",
            "test acm_pca::tests::fips ... FAILED",
            "test kms::tests::nothing ... ok",
            "test ssm::tests::of_an_earlier_run ... FAILED",
            "test result: FAILED. 2 passed; 1 failed",
        ] {
            check.tested(line, &services);
        }
        assert_eq!((check.passed, check.failed.as_slice()), (2, &["acm-pca: fips".to_owned()][..]));
    }
}
