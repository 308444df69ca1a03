//! What the README says of the dependencies of a program on a generated crate, and what `docs/rust-version.md` says of the
//! oldest Rust that builds one.
//!
//! In comes what cargo reads from the manifests and the lockfile; out goes a verdict on a number on a page, or in a manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The generated crate that the README talks about.
const CRATE: &str = "cognito-identity-provider";

/// What the README's number is of; other systems have a crate more, or fewer.
const TARGET: &str = "x86_64-unknown-linux-gnu";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What cargo writes when it is asked this, of the lockfile as it is.
fn cargo(arguments: &[&str]) -> String {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        // Not offline: it looks at the crates of other systems too, which a build here did not download.
        .arg("--locked")
        .current_dir(root())
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// The crates that are compiled for a program on the generated crate, itself included, with these features: `name version`.
fn compiled(features: &[&str]) -> BTreeSet<String> {
    let arguments = ["tree", "--package", CRATE, "--target", TARGET];
    let form = ["--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}"];
    let tree = cargo(&[&arguments[..], &form, features].concat());
    // Behind name and version stands what kind of crate it is, or where.
    tree.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

/// A program that signs in without SRP does not pay for it.
#[test]
fn long_numbers_are_compiled_for_srp_alone() {
    let tree = |features: &[&str]| {
        let arguments = [
            "tree",
            "--package",
            "tinsmith-cognito",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
        ];
        cargo(&[&arguments[..], features].concat())
    };
    assert!(!tree(&[]).contains("crypto-bigint"));
    assert!(tree(&["--features", "srp"]).contains("crypto-bigint"));
}

/// The packages of the workspace and all that they take: `name` to the versions of Rust that they ask for.
fn rust_versions() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--all-features"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo writes JSON");
    let mut versions = BTreeMap::<String, BTreeSet<String>>::new();
    for package in metadata["packages"].as_array().expect("there are packages") {
        let name = package["name"].as_str().expect("a package has a name").to_owned();
        versions
            .entry(name)
            .or_default()
            .extend(package["rust_version"].as_str().map(str::to_owned));
    }
    versions
}

/// `1.94.1` and `1.94` as numbers that can be compared.
fn parts(version: &str) -> Vec<u32> {
    let mut parts: Vec<u32> =
        version.split('.').map(|part| part.parse().expect("a part is a number")).collect();
    parts.resize(3, 0);
    parts
}

/// The number before these words on the page, which has to have them once.
fn number_before(page: &str, words: &str) -> usize {
    let mut found = page.match_indices(words);
    let (at, _) = found.next().unwrap_or_else(|| panic!("the page has no `{words}`"));
    assert_eq!(found.next(), None, "the page has `{words}` twice");
    let before = page[..at].trim_end();
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or_else(|_| panic!("there is no number before `{words}`"))
}

#[test]
fn the_readme_counts_the_crates_that_a_program_takes() {
    let readme = read("README.md");
    let all = compiled(&[]);
    let number = number_before(&readme, "crates are compiled for a program");
    assert_eq!(number, all.len(), "{all:#?}");
    let without = compiled(&["--no-default-features"]);
    let number = number_before(&readme, "without the default HTTP client");
    assert_eq!(number, without.len(), "{without:#?}");
}

#[test]
fn there_is_one_tls_stack_and_its_cryptography_is_ring() {
    let all = compiled(&[]);
    let names: BTreeSet<&str> =
        all.iter().filter_map(|package| package.split(' ').next()).collect();
    assert_eq!(names.len(), all.len(), "a crate is there in two versions: {all:#?}");
    let expected = ["rustls", "ring"].into_iter().collect();
    let stacks = [
        "aws-lc-rs",
        "aws-lc-sys",
        "native-tls",
        "openssl",
        "openssl-sys",
        "ring",
        "rustls",
        "s2n-tls",
    ];
    assert_eq!(
        stacks.into_iter().filter(|stack| names.contains(stack)).collect::<BTreeSet<_>>(),
        expected
    );
    let without = compiled(&["--no-default-features"]);
    for stack in stacks {
        assert!(
            without.iter().all(|package| !package.starts_with(&format!("{stack} "))),
            "{stack}"
        );
    }
}

#[test]
fn every_package_asks_for_the_rust_of_the_official_runtime_and_for_no_newer_one() {
    let versions = rust_versions();
    let official = &versions["aws-smithy-runtime"];
    for ours in [
        CRATE,
        "tinsmith-runtime",
        "tinsmith-http-client",
        "tinsmith-cognito",
        "tinsmith-codegen",
        "tinsmith-project",
        "tinsmith-review",
        "tinsmith-survey",
        "tinsmith",
        "xtask",
    ] {
        assert_eq!(&versions[ours], official, "{ours}");
    }
    let newest = official.iter().next().expect("the official runtime says what it needs");
    for (name, asked) in &versions {
        for version in asked {
            assert!(parts(version) <= parts(newest), "{name} needs Rust {version}");
        }
    }
    assert!(read("docs/rust-version.md").contains(&format!("Rust {newest}")));
}

#[test]
fn a_workflow_builds_with_the_oldest_rust() {
    let versions = rust_versions();
    let oldest = versions[CRATE].iter().next().expect("a generated crate says what it needs");
    let workflow = read(".github/workflows/ci.yml");
    assert!(workflow.contains(&format!("OLDEST: \"{oldest}\"")));
}
