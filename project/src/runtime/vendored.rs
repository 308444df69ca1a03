//! The source of the runtime and of its HTTP client, as crates of a project.
//!
//! They are what is published, without tests: the manifest names no workspace, and no dependency but those of a registry and each other.

use std::path::Path;

use tinsmith_codegen::stages::render::header;
use tinsmith_codegen::stages::text::Visible;
use tinsmith_codegen::{SourceTree, VERSION};

use crate::job::Output;

/// The runtime's package, and the HTTP client's.
const RUNTIME: &str = "tinsmith-runtime";
const HTTP_CLIENT: &str = "tinsmith-http-client";

/// Every file of both: package, path, and text as it is in the repository.
static FILES: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/vendored.rs"));

/// The edition of the workspace, which cargo does not tell.
const EDITION: &str = "2024";

/// What no file is formatted by, as generated crates have it: the layout is that of the repository, whatever the project's settings are.
const RUSTFMT: &str = "disable_all_formatting = true\n";

/// The packages of a project whose runtime is in this folder, relative to its root, each with its own: the HTTP client stands beside the runtime.
pub fn folders(folder: &str) -> [(&'static str, String); 2] {
    [(RUNTIME, folder.to_owned()), (HTTP_CLIENT, http_client(folder))]
}

/// Their files.
pub fn outputs(root: &Path, folder: &str) -> Vec<Output> {
    let outputs = folders(folder).into_iter().map(|(package, folder)| Output {
        folder: root.join(&folder),
        shown: folder,
        tree: tree(package),
    });
    outputs.collect()
}

/// The folder of the HTTP client, for a runtime in this folder.
pub fn http_client(folder: &str) -> String {
    match folder.rsplit_once('/') {
        Some((parent, _)) => format!("{parent}/{HTTP_CLIENT}"),
        None => HTTP_CLIENT.to_owned(),
    }
}

/// The files of one package.
pub fn tree(package: &str) -> SourceTree {
    let mut tree = SourceTree::default();
    let of_package = FILES.iter().filter(|(of, _, _)| *of == package);
    for (_, path, text) in of_package.filter(|(_, path, _)| !is_tests(path)) {
        let text = match *path {
            // Its text is always the same, and stands by itself.
            "LICENSE" => (*text).to_owned(),
            "NOTICE" => with_header("#", package, text),
            "Cargo.toml" => with_header("#", package, &manifest(text)),
            _ => with_header("//", package, &without_tests(text)),
        };
        tree.files.insert((*path).to_owned(), text);
    }
    tree.files.insert("rustfmt.toml".to_owned(), with_header("#", package, RUSTFMT));
    tree
}

/// A text below our header; where it has one already, instead of that.
fn with_header(comment: &'static str, package: &str, text: &str) -> String {
    let text = if header::is_generated(text) {
        text.split_once("\n\n").map_or("", |(_, rest)| rest)
    } else {
        text
    };
    format!("{}\n\n{text}", header::line(comment, Visible(package)))
}

/// Whether a file has nothing but tests.
fn is_tests(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Source without the module of its tests, whether that is a block or a file.
///
/// In the layout of rustfmt, a module at the start of a line ends with the next brace that stands there.
fn without_tests(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut lines = source.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if line.trim_end() != "#[cfg(test)]" {
            kept.push_str(line);
            continue;
        }
        let item = lines.next().unwrap_or_default();
        if item.trim_end().ends_with('{') {
            _ = lines.find(|line| line.trim_end() == "}");
        }
        // One empty line is enough where the module was.
        if kept.ends_with("\n\n") {
            _ = lines.next_if(|line| line.trim().is_empty());
        }
    }
    kept.truncate(kept.trim_end().len());
    kept.push('\n');
    kept
}

/// Sections of a manifest that are of the repository's tests and workspace.
const LEFT_OUT: [&str; 3] = ["[dev-dependencies]", "[lints]", "[[test]]"];

/// A manifest of the repository as one of a project: what it inherits is said, and the layout stays.
fn manifest(text: &str) -> String {
    let inherited = [
        ("edition.workspace = true", format!("edition = {EDITION:?}")),
        ("license.workspace = true", format!("license = {:?}", env!("CARGO_PKG_LICENSE"))),
        (
            "rust-version.workspace = true",
            format!("rust-version = {:?}", env!("CARGO_PKG_RUST_VERSION")),
        ),
        ("version.workspace = true", format!("version = {VERSION:?}\npublish = false")),
    ];
    let mut sections = Vec::new();
    for section in
        text.split("\n\n").filter(|section| !LEFT_OUT.iter().any(|name| section.starts_with(name)))
    {
        let mut lines: Vec<String> = Vec::new();
        for line in section.lines() {
            let said = inherited.iter().find(|(inherited, _)| line == *inherited);
            if line.starts_with("exclude = ") {
                // With what is said of it.
                while lines.pop_if(|line| line.starts_with('#')).is_some() {}
            } else if let Some((_, said)) = said {
                lines.push(said.clone());
            } else {
                lines.push(line.replace("\"../http-client\"", &format!("\"../{HTTP_CLIENT}\"")));
            }
        }
        sections.push(lines.join("\n"));
    }
    // Examples in its documentation may take crates that only its own tests have.
    sections.push("[lib]\ndoctest = false".to_owned());
    sections.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use tinsmith_codegen::plan::is_generated;
    use toml::{Table, Value};

    use super::*;

    fn original(package: &str, path: &str) -> &'static str {
        FILES.iter().find(|(of, at, _)| *of == package && *at == path).unwrap().2
    }

    #[test]
    fn a_package_is_its_source_with_its_licence_and_no_tests() {
        for package in [RUNTIME, HTTP_CLIENT] {
            let tree = tree(package);
            for (path, text) in &tree.files {
                assert_eq!(is_generated(text), path != "LICENSE", "{path}");
                assert!(!text.contains("cfg(test)") && !text.contains("#[test]"), "{path}");
                let is_known =
                    ["Cargo.toml", "LICENSE", "NOTICE", "rustfmt.toml"].contains(&&**path);
                assert!(is_known || (path.starts_with("src/") && path.ends_with(".rs")), "{path}");
                let is_tidy = !text.contains("\n\n\n") && !text.ends_with("\n\n");
                assert!(is_tidy || path == "LICENSE", "{path}");
            }
            assert_eq!(tree.files["LICENSE"], original(package, "LICENSE"));
            assert!(tree.files["NOTICE"].ends_with(original(package, "NOTICE")));
        }
    }

    #[test]
    fn every_module_has_its_file() {
        for package in [RUNTIME, HTTP_CLIENT] {
            let files = tree(package).files;
            let mut of_modules = vec!["src/lib.rs".to_owned()];
            for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
                let folder = match path.strip_suffix("/lib.rs") {
                    Some(root) => root,
                    None => path.strip_suffix(".rs").unwrap(),
                };
                let modules = text.lines().filter_map(|line| {
                    let (before, name) = line.strip_suffix(';')?.split_once("mod ")?;
                    ["", "pub ", "pub(crate) ", "pub(super) "].contains(&before).then_some(name)
                });
                of_modules.extend(modules.map(|name| format!("{folder}/{name}.rs")));
            }
            of_modules.sort();
            let sources: Vec<&String> = files.keys().filter(|path| path.ends_with(".rs")).collect();
            assert_eq!(of_modules.iter().collect::<Vec<_>>(), sources);
        }
    }

    #[test]
    fn a_manifest_stands_without_the_workspace() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
        let root: Table = std::fs::read_to_string(root).unwrap().parse().unwrap();
        let shared = root["workspace"]["package"].as_table().unwrap();
        for package in [RUNTIME, HTTP_CLIENT] {
            let vendored: Table = tree(package).files["Cargo.toml"].parse().unwrap();
            let mut expected: Table = original(package, "Cargo.toml").parse().unwrap();
            for key in ["dev-dependencies", "lints", "test"] {
                expected.remove(key);
            }
            let settings = expected["package"].as_table_mut().unwrap();
            settings.remove("exclude");
            for key in ["edition", "license", "rust-version", "version"] {
                settings.insert(key.to_owned(), shared[key].clone());
            }
            settings.insert("publish".to_owned(), Value::Boolean(false));
            expected.insert("lib".to_owned(), toml::toml! { doctest = false }.into());
            let dependencies = expected["dependencies"].as_table_mut().unwrap();
            for (name, dependency) in dependencies.iter_mut() {
                if let Some(path) = dependency.get_mut("path") {
                    assert_eq!(name, HTTP_CLIENT, "only the HTTP client is vendored too");
                    *path = Value::String(format!("../{HTTP_CLIENT}"));
                }
            }
            assert_eq!(vendored, expected);
        }
    }

    #[test]
    fn modules_of_tests_are_left_out() {
        let source = "//! Doc.\n\n#[cfg(test)]\nmod tests;\n\nfn a() {}\n\n#[cfg(test)]\nmod more {\n    fn b() {\n    }\n}\n";
        assert_eq!(without_tests(source), "//! Doc.\n\nfn a() {}\n");
        assert_eq!(without_tests("mod a;\n#[cfg(test)]\nmod tests;\nmod b;\n"), "mod a;\nmod b;\n");
    }

    #[test]
    fn a_generated_file_has_one_header() {
        let table = &tree(RUNTIME).files["src/endpoint/partitions.rs"];
        let headers: Vec<&str> = table.lines().filter(|line| line.contains("@generated")).collect();
        assert_eq!(
            headers,
            ["// @generated by `tinsmith generate` from tinsmith-runtime. Do not edit."]
        );
    }

    #[test]
    fn the_client_stands_beside_the_runtime() {
        for (runtime, client) in [
            ("sdk/tinsmith-runtime", "sdk/tinsmith-http-client"),
            ("runtime", "tinsmith-http-client"),
            ("a/b/c", "a/b/tinsmith-http-client"),
        ] {
            assert_eq!(http_client(runtime), client);
        }
        let outputs = outputs(Path::new("/project"), "sdk/runtime");
        let folders: Vec<&Path> = outputs.iter().map(|output| &*output.folder).collect();
        let expected = ["/project/sdk/runtime", "/project/sdk/tinsmith-http-client"];
        assert_eq!(folders, expected.map(Path::new));
    }
}
