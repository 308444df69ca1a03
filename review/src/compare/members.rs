//! Members of structures and variants of unions; elements of lists and maps.
//!
//! A member that has the same name in Rust under another name on the wire is one member that was renamed.

use indexmap::IndexMap;

use tinsmith_codegen::analysis::nullability;
use tinsmith_codegen::ir::item::Literal;
use tinsmith_codegen::ir::ty::RustType;
use tinsmith_codegen::smithy::traits as ids;
use tinsmith_codegen::smithy::{Member, Model, Shape, ShapeId, ShapeKind, Traits};

use crate::table::Kind;

use super::shapes::{kind_of_retyping, own_trait};
use super::view::type_name;
use super::{Found, traits};

/// Two structures or two unions.
pub(super) fn compare(
    found: &mut Found<'_>,
    (old_id, old): (&ShapeId, &Shape),
    (new_id, new): (&ShapeId, &Shape),
) {
    let (Some(before), Some(after)) = (old.members(), new.members()) else { return };
    let is_union = matches!(new.kind, ShapeKind::Union(_));
    let mut removed: Vec<&String> =
        before.keys().filter(|name| !after.contains_key(*name)).collect();
    for (name, member) in after {
        let place = new_id.with_member(name);
        if let Some(old) = before.get(name) {
            shared(found, old_id, &place, (old, member), is_union);
            continue;
        }
        let in_rust = found.new.rust_name(new_id, name);
        let twin = removed
            .iter()
            .position(|old| in_rust.is_some() && found.old.rust_name(old_id, old) == in_rust);
        if let Some(at) = twin {
            let old_name = removed.remove(at);
            found.add(Kind::MemberRenamedOnWire, &place, format!("{old_name} -> {name}"));
            if let Some(old) = before.get(old_name) {
                values(found, &place, old, member);
            }
            continue;
        }
        let ty = type_name(found.new.model, &member.target);
        let kind = match (is_union, nullability::is_optional(member), found.is_sent(new_id)) {
            (true, ..) => Kind::VariantAdded,
            (false, true, _) => Kind::OptionalMemberAdded,
            (false, false, true) => Kind::RequiredMemberAddedToInput,
            (false, false, false) => Kind::RequiredMemberAddedToOutput,
        };
        found.add(kind, &place, ty);
    }
    for name in removed {
        let Some(member) = before.get(name) else { continue };
        let kind = if is_union { Kind::VariantRemoved } else { Kind::MemberRemoved };
        let ty = type_name(found.old.model, &member.target);
        found.add(kind, &new_id.with_member(name), ty);
    }
    order(found, new_id, before, after);
}

/// A member that both have.
fn shared(
    found: &mut Found<'_>,
    old_id: &ShapeId,
    place: &ShapeId,
    (old, new): (&Member, &Member),
    is_union: bool,
) {
    let (shape, name) = (place.without_member(), place.member().unwrap_or_default().to_owned());
    let names = (found.old.rust_name(old_id, &name), found.new.rust_name(&shape, &name));
    if let (Some(before), Some(after)) = names
        && before != after
    {
        let detail = format!("`{before}` -> `{after}`");
        found.add(Kind::MemberRenamedInRust, place, detail);
    }
    if !is_union {
        requiredness(found, &shape, place, (old, new));
    }
    let fields = (found.old.field(old_id, &name), found.new.field(&shape, &name));
    if let (Some(before), Some(after)) = fields {
        let is_boxed = |ty: &RustType| matches!(ty, RustType::Boxed(_));
        if is_boxed(&before.ty) != is_boxed(&after.ty) {
            let word = |boxed| if boxed { "in a `Box`" } else { "in no `Box`" };
            let detail = format!("{} -> {}", word(is_boxed(&before.ty)), word(is_boxed(&after.ty)));
            found.add(Kind::MemberBoxed, place, detail);
        }
        if before.default != after.default {
            let shown = |value: &Option<Literal>| match value {
                None => "none".to_owned(),
                Some(Literal::Empty) => "empty".to_owned(),
                Some(Literal::Boolean(value)) => value.to_string(),
                Some(Literal::Float(value)) => value.to_string(),
                Some(Literal::Whole(value)) => value.to_string(),
                Some(Literal::Text(value)) => format!("{value:?}"),
            };
            let detail = format!("{} -> {}", shown(&before.default), shown(&after.default));
            found.add(Kind::DefaultChanged, place, detail);
        }
    }
    values(found, place, old, new);
}

fn requiredness(
    found: &mut Found<'_>,
    shape: &ShapeId,
    place: &ShapeId,
    (old, new): (&Member, &Member),
) {
    let is_optional = (nullability::is_optional(old), nullability::is_optional(new));
    let is_required = (old.traits.has(ids::REQUIRED), new.traits.has(ids::REQUIRED));
    let is_sent = found.is_sent(shape);
    let (kind, detail) = match (is_optional, is_required, is_sent) {
        ((true, false), _, true) => (Kind::MemberMadeRequiredInInput, "optional -> required"),
        ((true, false), _, false) => (Kind::MemberMadeRequiredInOutput, "optional -> required"),
        ((false, true), _, true) => (Kind::MemberMadeOptionalInInput, "required -> optional"),
        ((false, true), _, false) => (Kind::MemberMadeOptionalInOutput, "required -> optional"),
        (_, (false, true), true) => {
            (Kind::RequiredAtRunTimeAdded, "required, but clients may leave it out")
        }
        (_, (true, false), true) => (Kind::RequiredAtRunTimeRemoved, "no longer required"),
        (_, (false, true), false) | (_, (true, false), false) => {
            (Kind::FactWithoutEffect, "`required` differs where clients may leave it out")
        }
        _ => return,
    };
    found.add(kind, place, detail);
}

/// The values of a member: their type and the traits that hold for them.
fn values(found: &mut Found<'_>, place: &ShapeId, old: &Member, new: &Member) {
    if old.target == new.target {
        for (name, before, after) in traits::differing(&old.traits, &new.traits) {
            member_trait(found, place, name, (before, after));
        }
        return;
    }
    let names = (type_name(found.old.model, &old.target), type_name(found.new.model, &new.target));
    if names.0 != names.1 {
        let both = ((found.old.model, &old.target), (found.new.model, &new.target));
        let kind = kind_of_retyping(both.0, both.1, Kind::MemberRetyped);
        found.add(kind, place, format!("{} -> {}", names.0, names.1));
        for (name, before, after) in traits::differing(&old.traits, &new.traits) {
            member_trait(found, place, name, (before, after));
        }
        return;
    }
    // The same type by another shape: what holds for values may differ all the same.
    let before = effective(found.old.model, old);
    let after = effective(found.new.model, new);
    for (name, before, after) in traits::differing(&before, &after) {
        member_trait(found, place, name, (before, after));
    }
    let elements = |model: &Model, id: &ShapeId| -> Vec<(String, Member)> {
        match model.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::List(member)) => vec![("member".to_owned(), member.clone())],
            Some(ShapeKind::Map(key, value)) => {
                vec![("key".to_owned(), key.clone()), ("value".to_owned(), value.clone())]
            }
            _ => Vec::new(),
        }
    };
    let old = elements(found.old.model, &old.target);
    for ((_, old), (_, new)) in old.iter().zip(&elements(found.new.model, &new.target)) {
        values(found, place, old, new);
    }
}

/// The element of a list, the key or value of a map.
pub(super) fn element(found: &mut Found<'_>, place: &ShapeId, old: &Member, new: &Member) {
    values(found, place, old, new);
}

fn member_trait(
    found: &mut Found<'_>,
    place: &ShapeId,
    name: &str,
    values: (Option<&tinsmith_codegen::smithy::Node>, Option<&tinsmith_codegen::smithy::Node>),
) {
    match name {
        // Compared as what they make of the member.
        ids::REQUIRED | ids::CLIENT_OPTIONAL => {}
        ids::DEFAULT => {
            let shape = place.without_member();
            let member = place.member().unwrap_or_default();
            let default = |field: Option<&tinsmith_codegen::ir::item::Field>| {
                field.and_then(|field| field.default.clone())
            };
            let before = default(found.old.field(&shape, member));
            if before == default(found.new.field(&shape, member)) {
                let detail = traits::detail(name, values.0, values.1);
                found.add(Kind::FactWithoutEffect, place, detail);
            }
        }
        name => own_trait(found, place, name, values),
    }
}

/// The traits of a member's values: its own, and those of a target that has no definition in Rust.
fn effective(model: &Model, member: &Member) -> Traits {
    let mut traits =
        model.get(&member.target).map(|shape| shape.traits.clone()).unwrap_or_default();
    traits.apply(&member.traits);
    traits
}

fn order(
    found: &mut Found<'_>,
    shape: &ShapeId,
    before: &IndexMap<String, Member>,
    after: &IndexMap<String, Member>,
) {
    let old: Vec<&String> = before.keys().filter(|name| after.contains_key(*name)).collect();
    let new: Vec<&String> = after.keys().filter(|name| before.contains_key(*name)).collect();
    if old != new {
        let first = new.iter().zip(&old).find(|(new, old)| new != old).map(|(new, _)| *new);
        let detail = format!("from {} on", first.map_or("", String::as_str));
        found.add(Kind::MembersReordered, shape, detail);
    }
}
