//! Shapes: which there are, what kind each is, and its own traits.
//!
//! Simple types, lists and maps have no definition in Rust: where one comes or goes, the members that hold it tell.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::Folder;
use tinsmith_codegen::stages::ir::item::{Item, Retry};
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{
    Member, Model, Node, Shape, ShapeId, ShapeKind, SimpleType,
};

use crate::table::Kind;

use super::holders::Holder;
use super::view::{View, type_name};
use super::{
    Found, constraints, destinations, enums, holders, in_rust, members, renames, traits, values,
};

/// The format of times in the protocols that can be generated, where the model names none.
const TIMESTAMP_FORMAT_OF_JSON: &str = "epoch-seconds";

/// Compares every shape that both versions reach, and those that took each other's place.
pub(super) fn compare(found: &mut Found<'_>) {
    let old: BTreeSet<ShapeId> = found.old.shapes().cloned().collect();
    let new: BTreeSet<ShapeId> = found.new.shapes().cloned().collect();
    let moved = moved(found, &old, &new);
    found.replaced.extend(moved);
    found.replaced.extend(renames::types(found));
    let pairs = found.replaced.clone();
    let replaced: BTreeSet<&ShapeId> = pairs.iter().map(|(old, _)| old).collect();
    let replacing: BTreeSet<&ShapeId> = pairs.iter().map(|(_, new)| new).collect();
    for id in new.difference(&old).filter(|id| !replacing.contains(id)) {
        if let Some(item) = found.new.item(id)
            && item.type_ref().place.folder != Folder::Operation
        {
            found.add(Kind::TypeAdded, id, format!("new {}", what_it_is(item)));
        }
    }
    for id in old.difference(&new).filter(|id| !replaced.contains(id)) {
        if let Some(item) = found.old.item(id)
            && item.type_ref().place.folder != Folder::Operation
        {
            found.add(Kind::TypeRemoved, id, format!("{}, gone", what_it_is(item)));
        }
    }
    for id in old.intersection(&new) {
        pair(found, id, id);
    }
    for (old, new) in &pairs {
        pair(found, old, new);
    }
    retargeted(found);
}

/// Types that took another's place in some members: in what they differ is a change there, member by member.
fn retargeted(found: &mut Found<'_>) {
    let mut done = BTreeSet::new();
    while let Some((ids, holders)) = next(found, &done) {
        let (Some(old), Some(new)) = (found.old.shape(&ids.0), found.new.shape(&ids.1)) else {
            done.insert(ids);
            continue;
        };
        found.pair = Some(ids.clone());
        found.holders = Some(holders);
        members::compare(found, (&ids.0, old), (&ids.1, new));
        (found.pair, found.holders) = (None, None);
        done.insert(ids);
    }
}

fn next(
    found: &Found<'_>,
    done: &BTreeSet<(ShapeId, ShapeId)>,
) -> Option<((ShapeId, ShapeId), Vec<Holder>)> {
    let mut pending = found.retargeted.iter().filter(|(ids, _)| !done.contains(*ids));
    pending.next().map(|(ids, holders)| (ids.clone(), holders.clone()))
}

/// The types that have the same name in another namespace, and in Rust.
fn moved(
    found: &Found<'_>,
    old: &BTreeSet<ShapeId>,
    new: &BTreeSet<ShapeId>,
) -> Vec<(ShapeId, ShapeId)> {
    let name = |view: &View<'_>, id: &ShapeId| {
        let ty = view.item(id)?.type_ref();
        (ty.place.folder != Folder::Operation).then(|| (id.name().to_owned(), in_rust::path(ty)))
    };
    let gone: BTreeMap<_, &ShapeId> =
        old.difference(new).filter_map(|id| Some((name(found.old, id)?, id))).collect();
    new.difference(old)
        .filter_map(|id| Some(((*gone.get(&name(found.new, id)?)?).clone(), id.clone())))
        .collect()
}

fn what_it_is(item: &Item) -> &'static str {
    match item {
        Item::Struct(item) if item.error.is_some() => "error",
        Item::Struct(_) => "structure",
        Item::Union(_) => "union",
        Item::Enum(_) => "enum",
    }
}

fn pair(found: &mut Found<'_>, old_id: &ShapeId, new_id: &ShapeId) {
    found.pair = (old_id != new_id).then(|| (old_id.clone(), new_id.clone()));
    compare_pair(found, old_id, new_id);
    found.pair = None;
}

fn compare_pair(found: &mut Found<'_>, old_id: &ShapeId, new_id: &ShapeId) {
    let (Some(old), Some(new)) = (found.old.shape(old_id), found.new.shape(new_id)) else {
        return;
    };
    if let Some(kind) = retyped(found, (old_id, old), (new_id, new)) {
        let name = |model, shape: &Shape, id| match shape.kind {
            ShapeKind::Simple(_) | ShapeKind::List(_) | ShapeKind::Map(..) => type_name(model, id),
            _ if shape.traits.has(ids::ERROR) => "error".to_owned(),
            _ => shape.kind.name().to_owned(),
        };
        let detail = format!(
            "{} -> {}",
            name(found.old.model, old, old_id),
            name(found.new.model, new, new_id)
        );
        found.add(by_direction(found, new_id, kind), new_id, detail);
        for (name, before, after) in traits::differing(&old.traits, &new.traits) {
            if values::is_of_any_values(name) {
                own_trait(found, new_id, name, (before, after));
            }
        }
        return;
    }
    match (&old.kind, &new.kind) {
        (ShapeKind::Structure(_), _) | (ShapeKind::Union(_), _) => {
            members::compare(found, (old_id, old), (new_id, new));
        }
        (ShapeKind::Enum(_) | ShapeKind::IntEnum(_), _) => enums::compare(found, new_id),
        _ => {
            for ((name, old), (_, new)) in old.all_members().into_iter().zip(new.all_members()) {
                values::values(found, &new_id.with_member(name), old, new);
            }
        }
    }
    for (name, before, after) in traits::differing(&old.traits, &new.traits) {
        own_trait(found, new_id, name, (before, after));
    }
    in_rust::compare(found, old_id, new_id);
}

/// The kind of change when a shape became one of another kind.
fn retyped(
    found: &Found<'_>,
    (old_id, old): (&ShapeId, &Shape),
    (new_id, new): (&ShapeId, &Shape),
) -> Option<Kind> {
    if old.traits.has(ids::ERROR) != new.traits.has(ids::ERROR) {
        return Some(Kind::TypeRetyped);
    }
    let is_same = match (&old.kind, &new.kind) {
        (ShapeKind::List(_), ShapeKind::List(_)) | (ShapeKind::Map(..), ShapeKind::Map(..)) => true,
        (ShapeKind::Simple(old), ShapeKind::Simple(new)) => old == new,
        (old, new) => old.name() == new.name(),
    };
    (!is_same).then(|| {
        kind_of_retyping((found.old.model, old_id), (found.new.model, new_id), Kind::TypeRetyped)
    })
}

/// What it is when values of one shape take the place of values of another: `other` if nothing gentler.
pub(super) fn kind_of_retyping(
    (old_model, old): (&Model, &ShapeId),
    (new_model, new): (&Model, &ShapeId),
    other: Kind,
) -> Kind {
    let kind = |model: &Model, id| model.get(id).map(|shape| shape.kind.clone());
    let (Some(old), Some(new)) = (kind(old_model, old), kind(new_model, new)) else { return other };
    let inside = |old: &Member, new: &Member| {
        kind_of_retyping((old_model, &old.target), (new_model, &new.target), other)
    };
    let is_same = |old: &Member, new: &Member| {
        type_name(old_model, &old.target) == type_name(new_model, &new.target)
    };
    match (old, new) {
        (ShapeKind::Simple(SimpleType::String), ShapeKind::Enum(_)) => Kind::StringBecameEnum,
        (ShapeKind::Enum(_), ShapeKind::Simple(SimpleType::String)) => Kind::EnumBecameString,
        (ShapeKind::Enum(_), ShapeKind::Enum(_))
        | (ShapeKind::IntEnum(_), ShapeKind::IntEnum(_)) => Kind::EnumReplaced,
        (ShapeKind::Simple(number), ShapeKind::IntEnum(_))
        | (ShapeKind::IntEnum(_), ShapeKind::Simple(number))
            if number.is_number() =>
        {
            Kind::NumberRetyped
        }
        (ShapeKind::Simple(old), ShapeKind::Simple(new)) if old.is_number() && new.is_number() => {
            Kind::NumberRetyped
        }
        (ShapeKind::List(old), ShapeKind::List(new)) => inside(&old, &new),
        (ShapeKind::Map(key, old), ShapeKind::Map(new_key, new)) if is_same(&key, &new_key) => {
            inside(&old, &new)
        }
        (ShapeKind::Map(old, value), ShapeKind::Map(new, new_value))
            if is_same(&value, &new_value) =>
        {
            inside(&old, &new)
        }
        _ => other,
    }
}

/// What is sent may be refused, where what only comes is read as before, or as unknown.
pub(super) fn by_direction(found: &Found<'_>, place: &ShapeId, kind: Kind) -> Kind {
    let shape = place.without_member();
    match kind {
        _ if !found.is_sent(&shape) => kind,
        Kind::StringBecameEnum => Kind::StringBecameEnumInInput,
        Kind::EnumReplaced => Kind::EnumReplacedInInput,
        Kind::EnumBecameString if !found.is_received(&shape) => Kind::EnumBecameStringInInput,
        kind => kind,
    }
}

/// A trait of a shape or of a member of one.
pub(super) fn own_trait(
    found: &mut Found<'_>,
    place: &ShapeId,
    name: &str,
    values: (Option<&Node>, Option<&Node>),
) {
    let outer = found.of_trait.replace(name.to_owned());
    trait_of(found, place, name, values);
    found.of_trait = outer;
}

fn trait_of(
    found: &mut Found<'_>,
    place: &ShapeId,
    name: &str,
    (before, after): (Option<&Node>, Option<&Node>),
) {
    let is_there = after.is_some();
    let is_constraint = traits::is_constraint(name);
    // What a shape without a definition says, members say for themselves, and so they do with constraints.
    let is_for_members = place.member().is_none()
        && (is_constraint || found.new.item(place).is_none())
        && traits::is_of_values(name);
    let holders = is_for_members.then(|| holders::of(found, place, Some(name)));
    let kind = match name {
        _ if is_constraint => {
            return constraints::compare(found, place, name, (before, after), holders);
        }
        name if before == after && traits::is_of_values(name) => Kind::FactWithoutEffect,
        _ if holders.as_ref().is_some_and(Vec::is_empty) => Kind::FactWithoutEffect,
        ids::DEPRECATED if before.is_some() && is_there => Kind::DocumentationChanged,
        ids::DEPRECATED => match (place.member().is_some(), is_there) {
            (true, true) => Kind::MemberDeprecated,
            (true, false) => Kind::MemberNoLongerDeprecated,
            // It has no definition that could say so.
            (false, _) if found.new.item(place).is_none() => Kind::FactWithoutEffect,
            (false, true) => Kind::TypeDeprecated,
            (false, false) => Kind::TypeNoLongerDeprecated,
        },
        ids::SENSITIVE if is_there => Kind::MadeSensitive,
        ids::SENSITIVE => Kind::NoLongerSensitive,
        ids::TIMESTAMP_FORMAT => timestamp_kind((before, after)),
        // Compared as what they make of the operations that have the structure.
        ids::REQUEST_KEYS | ids::RESPONSE_KEYS => return,
        ids::SPARSE => sparseness(found, place, is_there),
        ids::ERROR => Kind::ErrorFaultChanged,
        ids::HTTP_ERROR => Kind::ErrorStatusChanged,
        ids::RETRYABLE if retry(found.old, &found.old_place(place)) == retry(found.new, place) => {
            Kind::FactWithoutEffect
        }
        ids::RETRYABLE => Kind::ErrorRetryChanged,
        ids::CONTEXT_PARAM if destinations::is_told(found, &place.without_member()) => return,
        // Compared as what they make of the error and of the operation.
        ids::AWS_QUERY_ERROR
            if in_rust::codes(found.old, &found.old_place(place))
                != in_rust::codes(found.new, place) =>
        {
            return;
        }
        ids::IDEMPOTENCY_TOKEN if is_token(found, place) => return,
        // Compared as what is checked on account of it.
        ids::OPAQUE
            if place.member().is_some()
                && constraints::other_opacity(found, &found.old_place(place), place).is_some() =>
        {
            return;
        }
        ids::AWS_QUERY_ERROR | ids::IDEMPOTENCY_TOKEN => Kind::FactWithoutEffect,
        // On a shape, it is what its members say again for themselves.
        ids::DEFAULT => Kind::FactWithoutEffect,
        ids::STAND_IN
            if has_members(found.old, &found.old_place(place)) || has_members(found.new, place) =>
        {
            return;
        }
        ids::STAND_IN => {
            let detail = "an empty structure, or none";
            found.add(Kind::FactWithoutEffect, place, detail);
            return;
        }
        // The text of an enum's member, which `enums` compares.
        ids::ENUM_VALUE if found.new.is_enum(&place.without_member()) => return,
        ids::ENUM_VALUE => Kind::FactWithoutEffect,
        name => traits::kind_of(found, name),
    };
    let draft = found.add(kind, place, traits::detail(name, before, after));
    if holders.is_some() {
        draft.holders = holders;
    }
}

/// A list or map that can have nulls now, or no longer can.
fn sparseness(found: &Found<'_>, place: &ShapeId, can_have_nulls: bool) -> Kind {
    let shape = place.without_member();
    match can_have_nulls {
        true if found.is_received(&shape) => Kind::NullsAllowed,
        true => Kind::NullsAllowedInInput,
        false if found.is_sent(&shape) => Kind::NullsNotAllowedInInput,
        false => Kind::NullsNotAllowed,
    }
}

/// How the calls that end with an error are tried again.
fn retry(view: &View<'_>, id: &ShapeId) -> Option<Retry> {
    match view.item(id)? {
        Item::Struct(item) => item.error.as_ref()?.retry,
        Item::Union(_) | Item::Enum(_) => None,
    }
}

/// A format counts where it is not the one that holds anyway.
fn timestamp_kind((before, after): (Option<&Node>, Option<&Node>)) -> Kind {
    let format = |value: Option<&Node>| {
        value.and_then(Node::as_str).unwrap_or(TIMESTAMP_FORMAT_OF_JSON).to_owned()
    };
    if format(before) == format(after) {
        Kind::OtherProtocolChanged
    } else {
        Kind::TimestampFormatChanged
    }
}

/// A token is filled in at the top of an input; elsewhere the trait says nothing.
fn is_token(found: &Found<'_>, place: &ShapeId) -> bool {
    found.old.is_token(&found.old_place(place)) || found.new.is_token(place)
}

fn has_members(view: &View<'_>, id: &ShapeId) -> bool {
    view.shape(id).and_then(Shape::members).is_some_and(|members| !members.is_empty())
}
