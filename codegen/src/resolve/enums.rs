//! Enums of strings and integers.

use indexmap::IndexMap;

use crate::ir::item::{Enum, EnumValue, EnumVariant};
use crate::smithy::{Member, Node, Shape, ShapeId, ShapeKind, traits};

use super::{Context, docs};

pub(super) fn resolve(
    context: &Context<'_>,
    id: &ShapeId,
    shape: &Shape,
    members: &IndexMap<String, Member>,
) -> Enum {
    let variants = members
        .iter()
        .map(|(name, member)| {
            let value = value(name, member, &shape.kind);
            EnumVariant {
                name: context.names.member(id, name),
                docs: docs::enum_member(member, &value),
                value,
            }
        })
        .collect();
    Enum {
        ty: context.type_ref(id),
        docs: docs::enumeration(context, id, shape),
        variants,
        hidden: context.facts.sensitivity.is_hidden(id),
    }
}

/// The value on the wire; a string member without `enumValue` stands for its own name.
fn value(name: &str, member: &Member, kind: &ShapeKind) -> EnumValue {
    match (kind, member.traits.get(traits::ENUM_VALUE)) {
        (ShapeKind::IntEnum(_), Some(Node::Number(number))) => EnumValue::Integer(
            number.as_i64().and_then(|value| i32::try_from(value).ok()).unwrap_or_default(),
        ),
        (_, Some(Node::String(value))) => EnumValue::String(value.clone()),
        _ => EnumValue::String(name.to_owned()),
    }
}
