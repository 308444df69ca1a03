//! Unions: Rust enums with an unknown variant.

use indexmap::IndexMap;

use crate::ir::item::{Union, UnionVariant};
use crate::naming::{self, member_name};
use crate::smithy::{Member, Shape, ShapeId, prelude};

use super::structs::item_traits;
use super::{Context, docs};

pub(super) fn resolve(
    context: &Context<'_>,
    id: &ShapeId,
    shape: &Shape,
    members: &IndexMap<String, Member>,
) -> Union {
    let names = context.names.members(id);
    let as_names = naming::accessors("as", names);
    let is_names = naming::accessors("is", names);
    let variants = members
        .iter()
        .map(|(name, member)| UnionVariant {
            name: member_name(names, name),
            as_name: member_name(&as_names, name),
            is_name: member_name(&is_names, name),
            member: name.clone(),
            docs: docs::member(context, id, (name, member)),
            ty: (member.target.as_str() != prelude::UNIT)
                .then(|| context.member_type(id, name, member)),
            hidden: context.facts.sensitivity.is_member_hidden(member),
            checks: context.checks(&id.with_member(name), member),
            schema: context.member_schema(member),
        })
        .collect();
    Union {
        ty: context.type_ref(id),
        docs: docs::union(context, id, shape),
        variants,
        traits: item_traits(context, id),
        schema: context.struct_schema(id, shape),
    }
}
