//! The registry of traits has every trait that the generator reads, and refuses values of other types for each.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads the sources that it compares"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tinsmith_codegen::stages::smithy::traits::registry;
use tinsmith_codegen::stages::smithy::{Node, traits};

/// Ids in the sources that are no traits which the generator reads.
const NOT_READ: [&str; 6] = [
    // A scheme that is no trait, and a shape.
    "smithy.api#noAuth",
    "smithy.api#Unit",
    // Marks the shape of the prelude alone.
    "smithy.api#unitType",
    // Dropped as prose.
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.api#recommended",
];

#[test]
fn has_every_trait_that_the_sources_name() {
    let mut named = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut named);
    assert!(named.contains(traits::REQUIRED), "the search finds nothing");
    let missing: Vec<&String> = named
        .iter()
        .filter(|id| registry::find(id).is_none() && !NOT_READ.contains(&id.as_str()))
        .collect();
    assert_eq!(missing, [] as [&String; 0]);
}

#[test]
fn refuses_values_that_no_trait_has() {
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
fn has_each_trait_once() {
    let ids: BTreeSet<&str> = registry::entries().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), registry::entries().count());
}

/// The ids of `smithy` and `aws` in string literals; what C2J is converted to, and prose that is dropped, is not read.
fn collect(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("read/c2j") {
                collect(&path, found);
            }
        } else if !path.ends_with("transform/prose.rs")
            && path.extension().is_some_and(|it| it == "rs")
        {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(text.split('"').filter(|literal| is_id(literal)).map(str::to_owned));
        }
    }
}

fn is_id(literal: &str) -> bool {
    literal.split_once('#').is_some_and(|(namespace, name)| {
        (namespace.starts_with("smithy.") || namespace.starts_with("aws."))
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
