//! Numbers and booleans of Smithy 1.0, which are zero or false where they are absent.
//!
//! In comes a model in which only the absence of `box` says so (Smithy 1.0, "Boxed values"); out goes one that says it with `default`, as Smithy 2.0 does ("Migrating IDL 1.0 to 2.0").
//! What an operation takes is left to the service where it is absent, as it was with 1.0: the member is `clientOptional` too.
//! Deliberately not here: `required` members, which are never absent, and members whose `range` has no zero.

use std::collections::BTreeSet;

use crate::smithy::traits::constraint::Range;
use crate::smithy::{
    Member, Model, Node, Number, Shape, ShapeId, ShapeKind, SimpleType, Traits, prelude, traits,
};

/// Gives a `default` to the members of structures that have one in Smithy 1.0.
pub(super) fn give_defaults(model: &mut Model) {
    let inputs: BTreeSet<&ShapeId> = model.shapes.values().filter_map(input_of).collect();
    let mut found = Vec::new();
    for (id, shape) in &model.shapes {
        let ShapeKind::Structure(members) = &shape.kind else { continue };
        let is_input = inputs.contains(id);
        for (name, member) in members {
            let zero = zero_of(model, member);
            found.extend(zero.map(|zero| (id.with_member(name), zero, is_input)));
        }
    }
    for (id, zero, is_input) in found {
        let Some(member) = model.traits_mut(&id) else { continue };
        member.insert(traits::DEFAULT, zero);
        if is_input {
            member.insert(traits::CLIENT_OPTIONAL, Node::Object(Default::default()));
        }
    }
}

/// What an operation takes.
fn input_of(shape: &Shape) -> Option<&ShapeId> {
    match &shape.kind {
        ShapeKind::Operation(operation) => operation.input.as_ref(),
        _ => None,
    }
}

/// What a member is where it is absent, if that is not nothing.
fn zero_of(model: &Model, member: &Member) -> Option<Node> {
    let target = model.get(&member.target)?;
    let ShapeKind::Simple(simple) = target.kind else { return None };
    // The prelude's own shapes are boxed, but for those that are called primitive.
    let is_boxed = member.traits.has(traits::BOX)
        || target.traits.has(traits::BOX)
        || member.target.namespace() == prelude::NAMESPACE
            && !member.target.name().starts_with("Primitive");
    let is_settled = member.traits.has(traits::REQUIRED) || member.traits.has(traits::DEFAULT);
    if is_boxed || is_settled || !has_zero(&member.traits) || !has_zero(&target.traits) {
        return None;
    }
    match simple {
        SimpleType::Boolean => Some(Node::Bool(false)),
        SimpleType::Byte
        | SimpleType::Short
        | SimpleType::Integer
        | SimpleType::Long
        | SimpleType::Float
        | SimpleType::Double => Some(Node::from(0)),
        _ => None,
    }
}

/// Whether the `range` of a member or its target has zero in it.
fn has_zero(traits: &Traits) -> bool {
    let Some(Ok(range)) = traits.get(traits::RANGE).map(Range::read) else { return true };
    let zero = Number::from(0_i64);
    range.min.is_none_or(|min| min <= zero) && range.max.is_none_or(|max| max >= zero)
}
