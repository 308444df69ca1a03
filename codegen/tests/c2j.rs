//! Golden folders for reading C2J and for dropping prose: one folder under `tests/cases` per rule.
//!
//! * `c2j/<rule>`: `c2j.json` and companions in, `expected.json` and, where something is left out, `expected.warnings` out.
//! * `c2j-reject/<case>`: the same in, `expected.err` out.
//! * `prose/<case>`: `model.json` in, `expected.json` without its prose out.
//!
//! `UPDATE_EXPECT=1` writes what is expected; a file that nothing reads fails its case.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads its cases from files and may panic"
)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use tinsmith_codegen::stages::diagnostic::Diagnostics;
use tinsmith_codegen::stages::read::{Document, c2j, read_model, read_node};
use tinsmith_codegen::stages::smithy::{Model, Node};
use tinsmith_codegen::stages::transform::prose;
use tinsmith_codegen::stages::write::write_model;

const COMPANIONS: [&str; 6] = [
    "service-extras.json",
    "paginators.json",
    "paginator-extras.json",
    "waiters.json",
    "endpoint-rules.json",
    "endpoint-tests.json",
];

#[test]
fn c2j_becomes_smithy() {
    each_folder("c2j", |case| {
        let (model, diagnostics) = case.lower();
        case.only_has(&["c2j.json", "expected.json", "expected.warnings"]);
        let has_errors = diagnostics.has_errors();
        let lines = lines(diagnostics);
        assert!(!has_errors, "{lines}");
        case.expect("expected.json", &written(&model));
        if lines.is_empty() {
            assert!(!case.has("expected.warnings"), "there is nothing to warn of");
        } else {
            case.expect("expected.warnings", &lines);
        }
    });
}

#[test]
fn bad_c2j_is_reported() {
    each_folder("c2j-reject", |case| {
        let (_, diagnostics) = case.lower();
        case.only_has(&["c2j.json", "expected.err"]);
        assert!(diagnostics.has_errors(), "the document is taken");
        case.expect("expected.err", &lines(diagnostics));
    });
}

#[test]
fn prose_is_dropped() {
    each_folder("prose", |case| {
        case.only_has(&["model.json", "expected.json"]);
        let bytes = fs::read(case.file("model.json")).unwrap();
        let (mut model, _) = read_model(Document { name: "model.json", bytes: &bytes }).unwrap();
        prose::drop_prose(&mut model);
        case.expect("expected.json", &written(&model));
    });
}

/// The text of a model, which has to be a model again, and the same one.
fn written(model: &Model) -> String {
    let text = write_model(model);
    let (read, _) = read_model(Document { name: "written", bytes: text.as_bytes() }).unwrap();
    assert_eq!(read, *model, "reading what was written gives another model");
    assert_eq!(write_model(&read), text, "writing again gives another text");
    text
}

fn lines(diagnostics: Diagnostics) -> String {
    diagnostics.into_sorted().iter().map(|diagnostic| format!("{diagnostic}\n")).collect()
}

struct Case(PathBuf);

impl Case {
    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn has(&self, name: &str) -> bool {
        self.file(name).exists()
    }

    fn node(&self, name: &str) -> Option<Node> {
        let bytes = self.has(name).then(|| fs::read(self.file(name)).unwrap())?;
        Some(read_node(Document { name, bytes: &bytes }).unwrap())
    }

    fn lower(&self) -> (Model, Diagnostics) {
        let [service_extras, paginators, paginator_extras, waiters, endpoint_rules, endpoint_tests] =
            COMPANIONS.map(|name| self.node(name));
        let companions = c2j::Companions {
            service_extras,
            paginators,
            paginator_extras,
            waiters,
            endpoint_rules,
            endpoint_tests,
        };
        let mut diagnostics = Diagnostics::new("c2j.json");
        let document = self.node("c2j.json").expect("a c2j.json");
        let model = c2j::lower_with(document, &companions, &mut diagnostics);
        (model, diagnostics)
    }

    fn expect(&self, name: &str, actual: &str) {
        expect_file![self.file(name)].assert_eq(actual);
    }

    /// Fails for a file that nothing reads, such as one that is misspelt.
    fn only_has(&self, known: &[&str]) {
        for entry in fs::read_dir(&self.0).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let companion = known.contains(&"c2j.json") && COMPANIONS.contains(&&*name);
            assert!(known.contains(&&*name) || companion, "nothing reads {name}");
        }
    }
}

/// Runs a check on every folder of a group and fails with the names of all that did not pass.
fn each_folder(group: &str, check: impl Fn(&Case)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases").join(group);
    let mut cases: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are no cases in {}", folder.display());
    let failed: Vec<String> = cases
        .into_iter()
        .filter(|path| catch_unwind(AssertUnwindSafe(|| check(&Case(path.clone())))).is_err())
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    assert!(failed.is_empty(), "these cases of {group} failed: {}", failed.join(", "));
}
