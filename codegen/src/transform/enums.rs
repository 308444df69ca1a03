//! Turns strings with the `enum` trait of Smithy 1.0 into enum shapes of Smithy 2.0.
//!
//! Values without a name get one from [`enum_names`].

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::smithy::id::is_identifier;
use crate::smithy::{
    Member, Model, Node, ShapeId, ShapeKind, SimpleType, enum_names, prelude, traits,
};

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
    // What is of another type is reported by `validate::values`.
    let values = definition.as_array().unwrap_or_default();
    let mut entries: Vec<(&Node, (&str, Option<&str>))> = Vec::new();
    for entry in values {
        if let Some(value) = entry.get("value").and_then(Node::as_str) {
            entries.push((entry, (value, name(id, value, entry, diagnostics))));
        }
    }
    let values: Vec<(&str, Option<&str>)> = entries.iter().map(|(_, value)| *value).collect();
    for ((entry, (value, _)), name) in entries.into_iter().zip(enum_names::member_names(&values)) {
        let mut member = Member::new(ShapeId::from_parts(prelude::NAMESPACE, "Unit"));
        member.traits.insert(traits::ENUM_VALUE, Node::from(value));
        if let Some(documentation) = entry.get("documentation") {
            member.traits.insert(traits::DOCUMENTATION, documentation.clone());
        }
        if entry.get("deprecated").and_then(Node::as_bool) == Some(true) {
            member.traits.mark(traits::DEPRECATED);
        }
        if members.contains_key(&name) {
            diagnostics.shape_error(id, format!("the enum names `{name}` twice"));
        }
        members.insert(name, member);
    }
    members
}

/// The name that a value has in the trait, if it can be one of a member.
fn name<'n>(
    id: &ShapeId,
    value: &str,
    entry: &'n Node,
    diagnostics: &mut Diagnostics,
) -> Option<&'n str> {
    let found = match entry.get("name")? {
        Node::String(name) if is_identifier(name) => return Some(name),
        Node::String(name) => format!("`{name}`"),
        other => other.kind().to_owned(),
    };
    diagnostics.shape_error(
        id,
        format!("expected a member name as the `name` of `{value}` in `enum`, found {found}"),
    );
    None
}
