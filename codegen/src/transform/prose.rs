//! Takes the sentences out of a model and leaves the facts.
//!
//! In comes a model as its vendor wrote it, out goes one without documentation, examples and reasons.
//! What stays: names (titles too), numbers, constraints, since when something is deprecated, and every case that endpoint rules refuse.
//! The words of such a refusal are a vendor's; `endpoint_errors` replaces them by what the rules say about the case.

mod endpoint_errors;

use indexmap::IndexMap;

use crate::smithy::{Model, Node, ShapeKind, Traits, traits};

/// Traits that are prose as a whole.
const PROSE_TRAITS: [&str; 4] = [
    traits::DOCUMENTATION,
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "aws.iam#actionPermissionDescription",
];

/// Traits with prose in a field, and the fields.
const PROSE_FIELDS: [(&str, In, &[&str]); 11] = [
    ("aws.iam#defineConditionKeys", In::Entries, &["documentation", "externalDocumentation"]),
    ("aws.iam#iamAction", In::Value, &["documentation"]),
    (traits::DEPRECATED, In::Value, &["message"]),
    (traits::ENUM, In::Entries, &["documentation"]),
    ("smithy.api#recommended", In::Value, &["reason"]),
    ("smithy.rules#clientContextParams", In::Entries, &["documentation"]),
    ("smithy.rules#endpointTests", In::TestCases, &["documentation"]),
    ("smithy.test#httpMalformedRequestTests", In::Entries, &["documentation"]),
    ("smithy.test#httpRequestTests", In::Entries, &["documentation"]),
    ("smithy.test#httpResponseTests", In::Entries, &["documentation"]),
    ("smithy.waiters#waitable", In::Entries, &["documentation"]),
];

/// Where in a trait's value the fields are.
#[derive(Clone, Copy)]
enum In {
    /// In the value itself.
    Value,
    /// In every entry of the value, a list or a map.
    Entries,
    /// In every entry of the value's `testCases`.
    TestCases,
}

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
        for entry in entries(suppressions) {
            drop_fields(entry, &["reason"]);
        }
    }
}

fn drop_from(found: &mut Traits) {
    if found.is_empty() {
        return;
    }
    for id in PROSE_TRAITS {
        found.remove(id);
    }
    endpoint_errors::replace(found);
    for (id, place, fields) in PROSE_FIELDS {
        let Some(value) = found.get_mut(id) else { continue };
        match place {
            In::Value => drop_fields(value, fields),
            In::Entries => entries(value).for_each(|entry| drop_fields(entry, fields)),
            In::TestCases => {
                if let Node::Object(value) = value
                    && let Some(cases) = value.get_mut("testCases")
                {
                    entries(cases).for_each(|entry| drop_fields(entry, fields));
                }
            }
        }
    }
    for id in ["smithy.rules#endpointRuleSet", "smithy.rules#endpointBdd"] {
        if let Some(rules) = found.get_mut(id) {
            drop_documentation(rules);
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

/// Drops `documentation` at every depth; one that is no string is a name, of a parameter say.
fn drop_documentation(node: &mut Node) {
    if let Node::Object(members) = node {
        members.retain(|key, value| key != "documentation" || value.as_str().is_none());
    }
    entries(node).for_each(drop_documentation);
}
