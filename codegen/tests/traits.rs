//! The registry of traits is the only place that lists traits: none is read without an entry, and none is named elsewhere.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads the sources that it compares"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_codegen::stages::smithy::traits::registry::{self, WireFact};
use tinsmith_codegen::stages::smithy::{Node, traits};

/// Where ids are written out, below the folder of the workspace.
const WRITTEN_OUT: [&str; 3] = [
    "codegen/src/smithy/traits",
    "codegen/src/smithy/traits.rs",
    // The shapes of Smithy's prelude, and what it marks them with.
    "codegen/src/smithy/prelude.rs",
];

/// What has no business with traits but by their names and the registry: the sources that are not tests.
const SOURCES: [&str; 4] = ["codegen/src", "review/src", "cli/src", "survey/src"];

#[test]
fn no_other_source_writes_out_the_id_of_a_trait() {
    let mut found = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(root().join(&path)).unwrap();
        // What follows is the module of tests.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let ids = code.flat_map(|line| line.split('"')).filter(|literal| is_id(literal));
        found.extend(ids.map(|id| format!("{}: {id}", path.display())));
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn every_name_of_a_trait_has_an_entry() {
    let names = names();
    assert_eq!(names.get("REQUIRED").map(String::as_str), Some(traits::REQUIRED));
    let missing: Vec<&String> = names.values().filter(|id| registry::find(id).is_none()).collect();
    assert_eq!(missing, [] as [&String; 0]);
}

#[test]
fn the_generator_reads_no_trait_whose_value_is_not_looked_at() {
    let names = names();
    let mut found = Vec::new();
    // What a model of C2J is converted to is written there, and read elsewhere.
    let written = Path::new("codegen/src/read/c2j");
    let read = sources().into_iter().filter(|path| path.starts_with("codegen/src"));
    for path in read.filter(|path| !path.starts_with(written)) {
        let text = fs::read_to_string(root().join(&path)).unwrap();
        for (before, after) in
            text.match_indices("traits::").map(|(at, it)| text.split_at(at + it.len()))
        {
            let name = after.split(|it: char| !it.is_ascii_alphanumeric() && it != '_').next();
            let entry = name.and_then(|name| names.get(name)).and_then(|id| registry::find(id));
            let line = before.lines().count();
            let unread = entry.filter(|entry| !entry.is_read);
            found.extend(unread.map(|entry| format!("{}:{line}: {}", path.display(), entry.id)));
        }
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn values_that_no_trait_has_are_refused() {
    // What these have to be depends on the shape that they are for.
    let any = [traits::DEFAULT, traits::ENUM_VALUE];
    let read = registry::entries().filter(|entry| entry.is_read);
    for entry in read.filter(|entry| !any.contains(&entry.id)) {
        for value in [Node::Null, Node::Bool(true), Node::from(7)] {
            let problems = entry.problems(&value);
            assert_eq!(problems.len(), 1, "{}: {value:?}: {problems:?}", entry.id);
        }
    }
}

#[test]
fn each_trait_has_one_entry() {
    let ids: BTreeSet<&str> = registry::entries().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), registry::entries().count());
}

#[test]
fn what_codecs_read_is_a_fact_of_the_runtime() {
    let tables = fs::read_to_string(root().join("runtime/src/wire/shape.rs")).unwrap();
    for entry in registry::entries() {
        let row = match entry.wire {
            Some(WireFact::Flag(fact)) => format!("\n    {fact},\n"),
            Some(WireFact::Text(fact)) => format!("\n    {fact}(&'static str),\n"),
            Some(WireFact::TimestampFormat) => "\n    DateTime,\n".to_owned(),
            Some(WireFact::XmlNamespace) => "\n    XmlNamespace(".to_owned(),
            None => continue,
        };
        assert!(tables.contains(&row), "{}: {row:?}", entry.id);
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The sources to look at, below the folder of the workspace.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in SOURCES {
        collect(Path::new(folder), &mut found);
    }
    assert!(found.len() > 250, "{}", found.len());
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = folder.join(entry.unwrap().file_name());
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_test = name == "tests" || name.ends_with("_tests");
        if is_test || WRITTEN_OUT.iter().any(|it| path.starts_with(it)) {
            continue;
        }
        if root().join(&path).is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The ids by the names that the sources have for them.
fn names() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("codegen/src/smithy/traits.rs")).unwrap();
    let constants = text.split("pub const ").filter_map(|it| {
        let (name, rest) = it.split_once(": &str = \"")?;
        let (id, _) = rest.split_once('"')?;
        is_id(id).then(|| (name.to_owned(), id.to_owned()))
    });
    constants.collect()
}

fn is_id(literal: &str) -> bool {
    literal.split_once('#').is_some_and(|(namespace, name)| {
        let is_known = |it: &str| namespace == it || namespace.starts_with(&format!("{it}."));
        ["smithy", "aws", "tinsmith"].into_iter().any(is_known)
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
