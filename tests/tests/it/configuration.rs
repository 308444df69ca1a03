//! The table of settings in `docs/configuration.md`: complete, and true to the code.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The source of `SdkConfig` that this build has.
fn sdk_config_source() -> String {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        // Not offline: it looks at the crates of other systems too, which a build here did not download.
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let manifest = packages
        .iter()
        .find(|package| package["name"] == "aws-types")
        .and_then(|package| package["manifest_path"].as_str())
        .expect("the runtime depends on aws-types");
    read(&Path::new(manifest).with_file_name("src").join("sdk_config.rs"))
}

/// The names of public functions in a source whose arguments begin so.
fn functions<'a>(source: &'a str, argument: &str) -> BTreeSet<&'a str> {
    source
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("pub fn "))
        .filter_map(|line| line.split_once('('))
        .filter(|(_, arguments)| arguments.starts_with(argument))
        .map(|(name, _)| name)
        .collect()
}

/// The rows of the table: the names in its first two columns.
fn rows(docs: &str) -> Vec<(&str, &str)> {
    docs.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | `"))
        .filter_map(|(getter, rest)| Some((getter, rest.split_once("` |")?.0)))
        .filter(|(getter, _)| *getter != "SdkConfig")
        .collect()
}

#[test]
fn every_getter_of_an_sdk_config_is_in_the_table() {
    let source = sdk_config_source();
    let mut getters = functions(&source, "&self");
    assert!(getters.remove("to_builder"));
    let docs = read(&root().join("docs/configuration.md"));
    let listed: BTreeSet<&str> = rows(&docs).into_iter().map(|(getter, _)| getter).collect();
    assert_eq!(listed, getters);
}

#[test]
fn every_setter_of_the_table_is_there_and_no_other() {
    let source = read(&root().join("runtime/src/config/builder.rs"));
    let mut setters = functions(&source, "mut self");
    for ours in [
        "allow_no_auth",
        "disable_host_prefix_injection",
        "endpoint_param<'a>",
        "interceptor",
        "validation",
    ] {
        assert!(setters.remove(ours), "{ours}");
    }
    let docs = read(&root().join("docs/configuration.md"));
    let listed: BTreeSet<&str> = rows(&docs).into_iter().map(|(_, setter)| setter).collect();
    assert_eq!(listed, setters);
}
