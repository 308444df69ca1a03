//! Structures: fields, constructor, implementations.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::analysis::{Facts, nullability};
use crate::ir::item::{Constructor, ErrorFacts, Field, Retry, Step, Struct, Traits as ItemTraits};
use crate::naming::TypeKey;
use crate::smithy::traits::registry;
use crate::smithy::{
    Member, Model, Node, Shape, ShapeId, ShapeKind, SimpleType, neighbors, traits,
};

use super::{Context, defaults, docs, keys};

pub(super) fn resolve(
    context: &Context<'_>,
    id: &ShapeId,
    shape: &Shape,
    members: &IndexMap<String, Member>,
) -> Struct {
    let fields: Vec<Field> =
        members.iter().map(|(name, member)| field(context, id, (name, member))).collect();
    let mut item = Struct {
        ty: context.type_ref(id),
        docs: docs::structure(context, id, shape),
        traits: item_traits(context, id),
        constructor: constructor(context, id, shape),
        keeps_request_id: is_output(context, id),
        keeps_extended_request_id: is_output(context, id) && context.facts.has_extended_request_id,
        error: error_facts(context, (id, shape), &fields),
        answered: keys::answered(context, id).map(Box::new),
        asked: keys::asked(context, id).map(Box::new),
        schema: context.struct_schema(id, shape),
        fields,
    };
    if !item.steps().is_empty() {
        item.docs.append(docs::made(&item));
    }
    item
}

/// Derives and implementations of a structure or union.
pub(super) fn item_traits(context: &Context<'_>, id: &ShapeId) -> ItemTraits {
    let usage = context.facts.usage.get(id).copied().unwrap_or_default();
    ItemTraits {
        hidden: context.facts.sensitivity.is_hidden(id),
        written: usage.input,
        read: usage.output || usage.error,
        // Every input implements `Validate`, since the client asks every input.
        validated: usage.input && (context.validated.contains(id) || is_input(context, id)),
    }
}

fn field(context: &Context<'_>, id: &ShapeId, (name, member): (&str, &Member)) -> Field {
    let optional = nullability::is_optional(member);
    Field {
        name: context.names.member(id, name),
        member: name.to_owned(),
        docs: docs::member(context, id, (name, member)),
        ty: context.member_type(id, name, member),
        optional,
        required_but_optional: optional && member.traits.has(traits::REQUIRED),
        hidden: context.facts.sensitivity.is_member_hidden(member),
        checks: context.checks(&id.with_member(name), member),
        default: defaults::of(context, member),
        schema: context.member_schema(member),
    }
}

/// The members that are given when a structure is made, in the model's order.
///
/// The order of the steps is part of what callers write, and the model's is the one that the service's documentation has.
pub(super) fn arguments(shape: &Shape) -> Vec<&String> {
    let members = shape.members().into_iter().flatten();
    members.filter(|(_, member)| nullability::is_argument(member)).map(|(name, _)| name).collect()
}

fn constructor(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> Constructor {
    let names = shape.members().into_iter().flat_map(IndexMap::keys);
    let names: Vec<&String> = names.collect();
    let steps = arguments(shape).into_iter().enumerate().filter_map(|(at, name)| {
        let key = || TypeKey::Without(id.with_member(name));
        Some(Step {
            field: names.iter().position(|other| *other == name)?,
            without: (at > 0).then(|| context.names.type_name(&key())),
        })
    });
    let steps: Vec<Step> = steps.collect();
    if steps.is_empty() { Constructor::New } else { Constructor::Steps(steps) }
}

fn is_input(context: &Context<'_>, id: &ShapeId) -> bool {
    context.facts.roles.get(id).is_some_and(|roles| !roles.input_of.is_empty())
}

fn is_output(context: &Context<'_>, id: &ShapeId) -> bool {
    context.facts.roles.get(id).is_some_and(|roles| !roles.output_of.is_empty())
}

fn error_facts(
    context: &Context<'_>,
    (id, shape): (&ShapeId, &Shape),
    fields: &[Field],
) -> Option<ErrorFacts> {
    shape.traits.text(traits::ERROR)?;
    let retry = shape.traits.get(traits::RETRYABLE).map(|retryable| {
        if retryable.get("throttling").and_then(Node::as_bool) == Some(true) {
            Retry::Throttling
        } else {
            Retry::Other
        }
    });
    let called = |name: &str| {
        fields.iter().position(|field| {
            field.member.eq_ignore_ascii_case(name)
                && matches!(field.ty, crate::ir::ty::RustType::Simple(SimpleType::String))
        })
    };
    let message = called("message").or_else(|| called(DESCRIPTION));
    let is_hidden = context.facts.sensitivity.is_hidden(id);
    // The codecs take the message from any of these, whatever the model says of the member.
    let hides_metadata =
        is_hidden || fields.iter().any(|field| field.hidden && is_message_name(&field.member));
    let message_field = message.and_then(|at| fields.get(at));
    Some(ErrorFacts {
        codes: codes(id, shape),
        shows_message: !is_hidden && message_field.is_some_and(|field| !field.hidden),
        message,
        hides_metadata,
        message_only: is_message_only(context, id, shape),
        is_member: context.error_members.contains(id),
        retry,
    })
}

/// The names that an error goes by on the wire: the shape's, and the code of `aws.protocols#awsQueryError` if that is another.
fn codes(id: &ShapeId, shape: &Shape) -> Vec<String> {
    [Some(id.name()), query_code(id, shape)].into_iter().flatten().map(str::to_owned).collect()
}

/// The code of `aws.protocols#awsQueryError`, if that is not the name of the shape.
pub(super) fn query_code<'m>(id: &ShapeId, shape: &'m Shape) -> Option<&'m str> {
    shape
        .traits
        .get(traits::AWS_QUERY_ERROR)
        .and_then(|value| value.get("code"))
        .and_then(Node::as_str)
        .filter(|code| *code != id.name())
}

/// The name of the message in an error of OAuth 2.0 (RFC 6749, section 5.2), as SSO OIDC has it.
const DESCRIPTION: &str = "error_description";

fn is_message_name(member: &str) -> bool {
    ["message", "errormessage", DESCRIPTION].iter().any(|name| member.eq_ignore_ascii_case(name))
}

/// Whether an error has its message alone, under the name that the codecs read into its metadata.
///
/// One that is a member of something is read like other structures are, so it does not count.
fn is_message_only(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> bool {
    let is_plain_message = |(name, member): (&String, &Member)| {
        name.eq_ignore_ascii_case("message")
            && context.shape(&member.target).kind == ShapeKind::Simple(SimpleType::String)
            && member.traits.iter().all(|(name, _)| {
                registry::find(name).is_some_and(|entry| entry.is_ignored_on_receipt)
            })
    };
    !context.error_members.contains(id)
        && shape.members().is_some_and(|members| members.iter().all(is_plain_message))
}

/// The errors that are members of structures, unions, lists or maps of the closure.
pub(super) fn error_members(model: &Model, facts: &Facts) -> BTreeSet<ShapeId> {
    let shapes = facts.usage.keys().filter_map(|id| model.get(id));
    shapes
        .flat_map(neighbors::neighbors)
        .filter(|id| model.get(id).is_some_and(|shape| shape.traits.has(traits::ERROR)))
        .cloned()
        .collect()
}
