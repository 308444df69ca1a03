//! Takes the sentences out of a model and leaves the facts.
//!
//! In comes a model as its vendor wrote it, out goes one without documentation, examples and reasons.
//! What stays: names (titles too), numbers, constraints, since when something is deprecated, and every case that endpoint rules refuse.
//! The words of such a refusal are a vendor's; `endpoint_errors` replaces them by what the rules say about the case.

mod endpoint_errors;

use indexmap::IndexMap;

use crate::smithy::traits::registry::{self, Prose};
use crate::smithy::{Model, Node, ShapeKind, Traits};

/// Drops all prose of a model.
pub fn drop_prose(model: &mut Model) {
    for shape in model.shapes.values_mut() {
        drop_from(&mut shape.traits);
        match &mut shape.kind {
            ShapeKind::List(member) => drop_from(&mut member.traits),
            ShapeKind::Map(key, value) => {
                drop_from(&mut key.traits);
                drop_from(&mut value.traits);
            }
            _ => {
                for member in shape.members_mut().into_iter().flat_map(IndexMap::values_mut) {
                    drop_from(&mut member.traits);
                }
            }
        }
    }
    model.applied.values_mut().for_each(drop_from);
    // Why a linter was told to keep quiet.
    if let Some(suppressions) = model.metadata.get_mut("suppressions") {
        drop_fields_of_entries(suppressions, &["reason"]);
    }
}

fn drop_from(found: &mut Traits) {
    if found.is_empty() {
        return;
    }
    let prose_of = |id: &str| registry::find(id).and_then(|entry| entry.prose);
    found.retain(|id, _| prose_of(id) != Some(Prose::Whole));
    endpoint_errors::replace(found);
    for (id, value) in found.iter_mut() {
        match prose_of(id) {
            // That one is gone.
            None | Some(Prose::Whole) => {}
            Some(Prose::Fields(fields)) => drop_fields(value, fields),
            Some(Prose::OfEntries(fields)) => drop_fields_of_entries(value, fields),
            Some(Prose::OfTestCases(fields)) => {
                if let Node::Object(value) = value
                    && let Some(cases) = value.get_mut("testCases")
                {
                    drop_fields_of_entries(cases, fields);
                }
            }
            Some(Prose::Everywhere) => drop_documentation(value),
        }
    }
}

/// The values in a list or map.
fn entries(node: &mut Node) -> Box<dyn Iterator<Item = &mut Node> + '_> {
    match node {
        Node::Array(elements) => Box::new(elements.iter_mut()),
        Node::Object(members) => Box::new(members.values_mut()),
        _ => Box::new(std::iter::empty()),
    }
}

fn drop_fields(node: &mut Node, fields: &[&str]) {
    if let Node::Object(members) = node {
        members.retain(|key, _| !fields.contains(&key.as_str()));
    }
}

fn drop_fields_of_entries(node: &mut Node, fields: &[&str]) {
    entries(node).for_each(|entry| drop_fields(entry, fields));
}

/// Drops `documentation` at every depth; one that is no string is a name, of a parameter say.
fn drop_documentation(node: &mut Node) {
    if let Node::Object(members) = node {
        members.retain(|key, value| key != "documentation" || value.as_str().is_none());
    }
    entries(node).for_each(drop_documentation);
}
