//! Members of structures and variants of unions: which there are, what they are called, whether they can be left out.
//!
//! A member that has the same name in Rust under another name on the wire is one member that was renamed.

use indexmap::IndexMap;

use tinsmith_codegen::stages::analysis::nullability;
use tinsmith_codegen::stages::ir::item::{DocumentLiteral, Field, Literal};
use tinsmith_codegen::stages::ir::ty::RustType;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{Member, Shape, ShapeId, ShapeKind};

use crate::table::Kind;

use super::values::values;
use super::view::{View, type_name};
use super::{Found, code, constraints, traits};

/// What is said of a member with `required` and `clientOptional`.
const REQUIRED_AT_RUN_TIME: &str = "required, but clients may leave it out";

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
            shared(found, &old_id.with_member(name), &place, (old, member), is_union);
            continue;
        }
        let in_rust = found.new.rust_name(&place);
        let twin = removed.iter().position(|old| {
            in_rust.is_some() && found.old.rust_name(&old_id.with_member(old)) == in_rust
        });
        if let Some(at) = twin {
            let old_name = removed.remove(at);
            let old = before.get(old_name);
            let is_same_place =
                old.is_some_and(|old| traits::are_bound_alike(found, &old.traits, &member.traits));
            let kind = match is_same_place {
                true => Kind::FactWithoutEffect,
                false => Kind::MemberRenamedOnWire,
            };
            found.add(kind, &place, format!("{old_name} -> {name}"));
            if let Some(old) = old {
                shared(found, &old_id.with_member(old_name), &place, (old, member), is_union);
            }
            continue;
        }
        let ty = type_name(found.new.model, &member.target);
        let is_left_out = !nullability::is_argument(member);
        let (kind, what) = match (is_union, is_left_out, found.is_sent(new_id)) {
            (true, ..) if found.is_received(new_id) => (Kind::VariantAdded, "new variant"),
            (true, ..) => (Kind::VariantAddedToInput, "new variant"),
            (false, true, _) if nullability::has_default(member) => {
                (Kind::OptionalMemberAdded, "new, with a default")
            }
            (false, true, _) => (Kind::OptionalMemberAdded, "new, optional"),
            (false, false, true) => (Kind::RequiredMemberAddedToInput, "new, required"),
            (false, false, false) => (Kind::RequiredMemberAddedToOutput, "new, required"),
        };
        found.add(kind, &place, format!("{what}: {ty}"));
        if kind == Kind::OptionalMemberAdded
            && nullability::is_optional(member)
            && member.traits.has(ids::REQUIRED)
            && found.is_sent(new_id)
            && !found.new.is_token(&place)
        {
            found.add(Kind::RequiredAtRunTimeAdded, &place, REQUIRED_AT_RUN_TIME);
        }
        if found.new.is_token(&place) {
            let kind = match member.traits.has(ids::REQUIRED) {
                true => Kind::RequiredIdempotencyTokenAdded,
                false => Kind::IdempotencyTokenAdded,
            };
            found.add(kind, &place, "filled in where it is left out");
        }
    }
    for name in removed {
        let Some(member) = before.get(name) else { continue };
        let kind = match (is_union, found.is_sent(new_id)) {
            (true, true) => Kind::VariantRemovedFromInput,
            (true, false) => Kind::VariantRemoved,
            (false, true) => Kind::MemberRemovedFromInput,
            (false, false) => Kind::MemberRemoved,
        };
        let ty = type_name(found.old.model, &member.target);
        found.add(kind, &new_id.with_member(name), format!("gone: {ty}"));
    }
    // The members of another type come in its own order.
    if found.holders.is_none() {
        order(found, (old_id, before), (new_id, after));
    }
}

/// A member that both have, perhaps by another name on the wire.
fn shared(
    found: &mut Found<'_>,
    old_place: &ShapeId,
    place: &ShapeId,
    (old, new): (&Member, &Member),
    is_union: bool,
) {
    let names = (found.old.rust_name(old_place), found.new.rust_name(place));
    if let (Some(before), Some(after)) = names
        && before != after
    {
        let detail = format!("`{before}` -> `{after}`");
        found.add(Kind::MemberRenamedInRust, place, detail);
    }
    found.renamed = Some((old_place.clone(), place.clone()));
    if !is_union && !default(found, old_place, place, (old, new)) {
        requiredness(found, place, (old, new));
    }
    let is_boxed = |ty: &RustType| matches!(ty, RustType::Boxed(_));
    let types = (found.old.rust_type(old_place), found.new.rust_type(place));
    if let (Some(before), Some(after)) = types
        && is_boxed(before) != is_boxed(after)
    {
        let word = |ty| if is_boxed(ty) { "in a `Box`" } else { "in no `Box`" };
        let detail = format!("{} -> {}", word(before), word(after));
        found.add(Kind::MemberBoxed, place, detail);
    }
    values(found, place, old, new);
    constraints::opacity(found, old_place, place);
    found.renamed = None;
}

/// What a member holds that nobody set; gives whether that says all of what it takes to leave it out.
fn default(
    found: &mut Found<'_>,
    old_place: &ShapeId,
    place: &ShapeId,
    (old, new): (&Member, &Member),
) -> bool {
    let fields = (found.old.field(old_place), found.new.field(place));
    let (Some(before), Some(after)) = fields else { return false };
    let given = (nullability::is_argument(old), nullability::is_argument(new));
    let has_default = (before.own_value().is_some(), after.own_value().is_some());
    let values = (old.traits.get(ids::DEFAULT), new.traits.get(ids::DEFAULT));
    let always_comes = new.traits.has(ids::REQUIRED) && !found.is_sent(&place.without_member());
    let kind = match has_default {
        (true, true) if before.default != after.default && always_comes => {
            Kind::DefaultOfOutputChanged
        }
        (true, true) if before.default != after.default => Kind::DefaultChanged,
        (true, true) => Kind::FactWithoutEffect,
        (false, true) if given.0 => Kind::DefaultAddedToRequired,
        (false, true) => Kind::DefaultAdded,
        (true, false) if given.1 => Kind::DefaultDroppedFromRequired,
        (true, false) if values.0 == values.1 => Kind::DefaultLeftToService,
        (true, false) => Kind::DefaultDropped,
        (false, false) => Kind::FactWithoutEffect,
    };
    if kind != Kind::FactWithoutEffect {
        found.add(kind, place, format!("default {} -> {}", shown(before), shown(after)));
    } else if values.0 != values.1 {
        let detail = traits::detail(ids::DEFAULT, values.0, values.1);
        found.add(kind, place, detail);
    }
    if has_default == (true, true) && old.traits.has(ids::REQUIRED) != new.traits.has(ids::REQUIRED)
    {
        let detail = "`required` differs where there is a default";
        found.add(Kind::FactWithoutEffect, place, detail);
    }
    has_default.0 || has_default.1
}

/// The default of a field in one line.
fn shown(field: &Field) -> String {
    match field.own_value() {
        None => "none".to_owned(),
        Some(Literal::Empty) => "empty".to_owned(),
        Some(Literal::Document(DocumentLiteral::Array)) => code("[]"),
        Some(Literal::Document(DocumentLiteral::Object)) => code("{}"),
        Some(Literal::Boolean(value) | Literal::Document(DocumentLiteral::Boolean(value))) => {
            value.to_string()
        }
        Some(Literal::Float(value)) => value.to_string(),
        Some(Literal::SpecialFloat(name)) => code(name),
        Some(Literal::Whole(value) | Literal::Time(value, 0)) => value.to_string(),
        Some(Literal::Time(seconds, nanos)) => format!("{seconds} s and {nanos} ns"),
        Some(Literal::Digits(digits)) => digits.clone(),
        Some(Literal::Document(DocumentLiteral::Number(number))) => number.to_string(),
        Some(Literal::Text(value) | Literal::Document(DocumentLiteral::Text(value))) => {
            code(&format!("{value:?}"))
        }
        Some(Literal::Bytes(bytes)) if bytes.is_empty() => "empty".to_owned(),
        Some(Literal::Bytes(bytes)) => code(&bytes.escape_ascii().to_string()),
    }
}

fn requiredness(found: &mut Found<'_>, place: &ShapeId, (old, new): (&Member, &Member)) {
    let is_optional = (nullability::is_optional(old), nullability::is_optional(new));
    let is_required = (old.traits.has(ids::REQUIRED), new.traits.has(ids::REQUIRED));
    let is_sent = found.is_sent(&place.without_member());
    let leave = (old.traits.get(ids::CLIENT_OPTIONAL), new.traits.get(ids::CLIENT_OPTIONAL));
    let (kind, detail) = match (is_optional, is_required, is_sent) {
        ((true, false), (true, true), true)
            if nullability::is_optional(old) && old.traits.has(ids::CLIENT_OPTIONAL) =>
        {
            (Kind::MemberMadeRequiredInType, "required, but clients may leave it out -> required")
        }
        ((true, false), _, true) if found.old.is_token(&found.old_place(place)) => {
            (Kind::MemberMadeRequiredInType, "filled in where it is left out -> required")
        }
        ((true, false), _, true) => (Kind::MemberMadeRequiredInInput, "optional -> required"),
        ((true, false), _, false) => (Kind::MemberMadeRequiredInOutput, "optional -> required"),
        ((false, true), _, true) if found.is_received(&place.without_member()) => {
            (Kind::MemberMadeOptionalInBoth, "required -> optional")
        }
        ((false, true), _, true) if found.new.is_token(place) => {
            (Kind::MemberMadeOptionalInInput, "required -> filled in where it is left out")
        }
        ((false, true), _, true) => (Kind::MemberMadeOptionalInInput, "required -> optional"),
        ((false, true), _, false) => (Kind::MemberMadeOptionalInOutput, "required -> optional"),
        // One that was not filled in before is a token that is added, which `operations` says.
        (_, (false, true), true)
            if found.new.is_token(place) && !found.old.is_token(&found.old_place(place)) =>
        {
            return;
        }
        (_, (false, true), true) if found.new.is_token(place) => {
            (Kind::FactWithoutEffect, "`required` differs for a token that is filled in")
        }
        (_, (false, true), true) => (Kind::RequiredAtRunTimeAdded, REQUIRED_AT_RUN_TIME),
        (_, (true, false), true) => (Kind::RequiredAtRunTimeRemoved, "no longer required"),
        (_, (false, true), false) | (_, (true, false), false) => {
            (Kind::FactWithoutEffect, "`required` differs where clients may leave it out")
        }
        _ if leave.0.is_some() != leave.1.is_some() => {
            let detail = traits::detail(ids::CLIENT_OPTIONAL, leave.0, leave.1);
            found.add(Kind::FactWithoutEffect, place, detail);
            return;
        }
        _ => return,
    };
    found.add(kind, place, detail);
}

/// The order of the members that both have: of those that are given when a value is made, by their names in Rust, and else of all.
fn order(
    found: &mut Found<'_>,
    (old_id, before): (&ShapeId, &IndexMap<String, Member>),
    (new_id, after): (&ShapeId, &IndexMap<String, Member>),
) {
    let arguments = |view: &View<'_>, id: &ShapeId, members: &IndexMap<String, Member>| {
        let given = members.iter().filter(|(_, member)| nullability::is_argument(member));
        let names = given.filter_map(|(name, _)| view.rust_name(&id.with_member(name)));
        names.map(str::to_owned).collect()
    };
    let steps = (arguments(found.old, old_id, before), arguments(found.new, new_id, after));
    let all = |members: &IndexMap<String, Member>| members.keys().cloned().collect();
    if let Some(first) = first_moved(steps) {
        let detail = format!("from `{first}` on");
        found.add(Kind::RequiredMembersReordered, new_id, detail);
    } else if let Some(first) = first_moved((all(before), all(after))) {
        found.add(Kind::MembersReordered, new_id, format!("from {first} on"));
    }
}

/// The first, of what both lists have, that is not where it was among those.
fn first_moved((old, new): (Vec<String>, Vec<String>)) -> Option<String> {
    let stayed = old.iter().filter(|name| new.contains(name));
    let mut both = new.iter().filter(|name| old.contains(name)).zip(stayed);
    both.find(|(new, old)| new != old).map(|(new, _)| new.clone())
}
