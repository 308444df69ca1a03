//! Turns strings with the `enum` trait of Smithy 1.0 into enum shapes of Smithy 2.0.
//!
//! Values without a name get one by the rule that the specification's migration guide describes
//! in spirit: what is not a letter, digit or underscore becomes an underscore.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::smithy::id::is_identifier;
use crate::smithy::{Member, Model, Node, ShapeId, ShapeKind, SimpleType, prelude, traits};

/// Upgrades every string shape that carries the old trait.
pub(super) fn upgrade(model: &mut Model, diagnostics: &mut Diagnostics) {
    for (id, shape) in &mut model.shapes {
        if shape.kind != ShapeKind::Simple(SimpleType::String) {
            continue;
        }
        if let Some(definition) = shape.traits.remove(traits::ENUM) {
            shape.kind = ShapeKind::Enum(members(id, &definition, diagnostics));
        }
    }
}

fn members(
    id: &ShapeId,
    definition: &Node,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, Member> {
    let mut members = IndexMap::new();
    let Some(values) = definition.as_array() else {
        diagnostics
            .shape_error(id, format!("expected a list as `enum`, found {}", definition.kind()));
        return members;
    };
    for entry in values {
        let Some(value) = entry.get("value").and_then(Node::as_str) else {
            diagnostics.shape_error(id, "expected an object with a string `value` in `enum`");
            continue;
        };
        let name = match entry.get("name") {
            None => member_name(value, &members),
            Some(Node::String(name)) if is_identifier(name) => name.clone(),
            Some(other) => {
                let found = match other {
                    Node::String(name) => format!("`{name}`"),
                    other => other.kind().to_owned(),
                };
                diagnostics.shape_error(
                    id,
                    format!(
                        "expected a member name as the `name` of `{value}` in `enum`, found {found}"
                    ),
                );
                member_name(value, &members)
            }
        };
        let mut member = Member::new(unit());
        member.traits.insert(traits::ENUM_VALUE, Node::from(value));
        if let Some(documentation) = entry.get("documentation") {
            member.traits.insert(traits::DOCUMENTATION, documentation.clone());
        }
        if entry.get("deprecated").and_then(Node::as_bool) == Some(true) {
            member.traits.mark(traits::DEPRECATED);
        }
        if members.insert(name.clone(), member).is_some() {
            diagnostics.shape_error(id, format!("the enum names `{name}` twice"));
        }
    }
    members
}

/// A Smithy identifier for an enum value, different from those in `taken`.
///
/// An underscore goes before what would not start an identifier, `EMPTY` stands for the empty string,
/// and underscores at the end tell apart values that differ only in what cannot stand in a name.
pub(crate) fn member_name(value: &str, taken: &IndexMap<String, Member>) -> String {
    let mut name: String = value
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' })
        .collect();
    if value.is_empty() {
        name.push_str("EMPTY");
    } else if !is_identifier(&name) {
        name.insert(0, '_');
    }
    if !is_identifier(&name) {
        // Nothing but signs: an identifier needs a letter or digit.
        name.push('0');
    }
    while taken.contains_key(&name) {
        name.push('_');
    }
    name
}

fn unit() -> ShapeId {
    ShapeId::from_parts(prelude::NAMESPACE, "Unit")
}
