//! One API in both formats: the crates are the same but for what C2J cannot say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use similar::{ChangeTag, TextDiff};

use crate::sandbox::Sandbox;

fn document(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/same_crate").join(name)
}

/// The crate that is made of a document.
fn added(document: &Path) -> BTreeMap<String, String> {
    let sandbox = Sandbox::new();
    sandbox.write("project/codegen.toml", "");
    let mut command = sandbox.command(&["add", "larder", "--from"]);
    let output = command.arg(document).current_dir(sandbox.path("project")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = sandbox.files("project");
    for (path, text) in &files {
        assert!(!text.contains("PROSE"), "{path}: {text}");
    }
    sandbox.files("project/sdk/larder")
}

/// The lines that one crate has and the other has not, file by file.
fn differences(c2j: &BTreeMap<String, String>, smithy: &BTreeMap<String, String>) -> String {
    let mut told = String::new();
    let paths: std::collections::BTreeSet<&String> = c2j.keys().chain(smithy.keys()).collect();
    for path in paths {
        let of = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
        let (old, new) = (of(c2j), of(smithy));
        if old == new {
            continue;
        }
        writeln!(told, "{path}").unwrap();
        for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => "-",
                ChangeTag::Insert => "+",
            };
            writeln!(told, "{sign}{}", change.value().trim_end()).unwrap();
        }
    }
    told
}

/// Unions, names of the members of enums, defaults, and the HTTP status of errors.
#[test]
fn crates_of_both_formats_differ_by_what_c2j_cannot_say() {
    let (c2j, smithy) = (added(&document("service-2.json")), added(&document("model.json")));
    expect_file![document("differences.diff")].assert_eq(&differences(&c2j, &smithy));
}
