//! What members, elements, keys and values hold: their type, and the traits that hold for it in the end.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{
    Member, Model, Node, ShapeId, ShapeKind, SimpleType, Traits,
};

use crate::table::Kind;

use super::found::Values;
use super::holders::Holder;
use super::shapes::{by_direction, kind_of_retyping, own_trait};
use super::view::{View, type_name};
use super::{Found, holders, traits};

/// Whether a trait counts when values become those of another type.
pub(super) fn is_of_any_values(name: &str) -> bool {
    name == ids::SENSITIVE || traits::is_constraint(name)
}

/// The values of a member, or of an element, key or value of a collection: their type and the traits that hold for them.
pub(super) fn values(found: &mut Found<'_>, place: &ShapeId, old: &Member, new: &Member) {
    values_at(found, place, String::new(), old, new);
}

/// As [`values`], of what is inside of a member; `suffix` says where.
fn values_at(found: &mut Found<'_>, place: &ShapeId, suffix: String, old: &Member, new: &Member) {
    let traits = (effective(found.old.model, old), effective(found.new.model, new));
    let targets = (old.target.clone(), new.target.clone());
    let outer = found.values.replace(Values { suffix, targets, traits });
    compare_values(found, place, old, new);
    found.values = outer;
}

fn compare_values(found: &mut Found<'_>, place: &ShapeId, old: &Member, new: &Member) {
    let (before, after) = (effective(found.old.model, old), effective(found.new.model, new));
    if found.is_same_shape(&old.target, &new.target) {
        for (name, own, now) in traits::differing(&old.traits, &new.traits) {
            if traits::is_of_values(name) {
                // What counts is what holds in the end: a member without the trait has its target's.
                member_trait(found, place, name, (before.get(name), after.get(name)));
            } else {
                member_trait(found, place, name, (own, now));
            }
        }
        return;
    }
    let names = (type_name(found.old.model, &old.target), type_name(found.new.model, &new.target));
    let types = (found.old.types_in(&old.target), found.new.types_in(&new.target));
    let is_same = names.0 == names.1 && types.0 == types.1;
    if !is_same && !is_renamed_alone(found, &old.target, &new.target) {
        let both = ((found.old.model, &old.target), (found.new.model, &new.target));
        let kind = kind_of_retyping(both.0, both.1, Kind::MemberRetyped);
        let kind = retargeting(found, place, (&old.target, &new.target))
            .unwrap_or_else(|| by_direction(found, place, kind));
        let kind = numbers_within(found, place, kind, (&old.target, &new.target));
        let detail = if names.0 == names.1 {
            format!("{} -> {}", old.target, new.target)
        } else {
            format!("{} -> {}", names.0, names.1)
        };
        found.add(kind, place, detail);
        for (name, before, after) in traits::differing(&before, &after) {
            let is_own = old.traits.has(name) || new.traits.has(name);
            if is_own || is_of_any_values(name) {
                member_trait(found, place, name, (before, after));
            }
        }
        return;
    }
    // The same type by another shape: what holds for values may differ all the same.
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
    let suffix = found.values.as_ref().map(|values| values.suffix.clone()).unwrap_or_default();
    for ((name, old), (_, new)) in old.iter().zip(&elements(found.new.model, &new.target)) {
        values_at(found, place, format!("{suffix}{}", holders::element(name)), old, new);
    }
}

/// Whether two are the same but for the names of types that took each other's place.
fn is_renamed_alone(found: &Found<'_>, old: &ShapeId, new: &ShapeId) -> bool {
    if found.is_same_shape(old, new) {
        return true;
    }
    let (Some(before), Some(after)) = (found.old.shape(old), found.new.shape(new)) else {
        return false;
    };
    let is_same = |old: &Member, new: &Member| is_renamed_alone(found, &old.target, &new.target);
    match (&before.kind, &after.kind) {
        (ShapeKind::List(old), ShapeKind::List(new)) => is_same(old, new),
        (ShapeKind::Map(old_key, old), ShapeKind::Map(key, new)) => {
            is_same(old_key, key) && is_same(old, new)
        }
        (ShapeKind::Simple(old), ShapeKind::Simple(new)) => old == new,
        _ => false,
    }
}

/// The kind of change where a member has another type that is written and read alike, and notes that the two are to be compared.
fn retargeting(found: &mut Found<'_>, place: &ShapeId, ids: (&ShapeId, &ShapeId)) -> Option<Kind> {
    let (old, new) = innermost(found, ids.0, ids.1)?;
    let kinds = (&found.old.shape(&old)?.kind, &found.new.shape(&new)?.kind);
    match kinds {
        (ShapeKind::Structure(_), ShapeKind::Structure(_))
        | (ShapeKind::Union(_), ShapeKind::Union(_)) => {
            let suffix = found.values.as_ref().map_or("", |values| values.suffix.as_str());
            let outer = found.holders.clone().unwrap_or_default();
            let holders = match (outer.is_empty(), found.named(place)) {
                (true, (_, Some(holders))) => holders,
                (true, (subject, None)) => {
                    vec![Holder { subject, old: found.old_place(place), new: place.clone() }]
                }
                (false, _) => outer
                    .into_iter()
                    .map(|holder| {
                        let member = place.member().unwrap_or_default();
                        let subject = format!("{}.{member}{suffix}", holder.subject);
                        Holder { subject, ..holder }
                    })
                    .collect(),
            };
            found.retargeted.entry((old, new)).or_default().extend(holders);
            Some(Kind::MemberRetargeted)
        }
        (ShapeKind::Enum(_), ShapeKind::Enum(_)) => {
            let (before, after) = (values_of(found.old, &old)?, values_of(found.new, &new)?);
            let shape = place.without_member();
            match (before.is_subset(&after), after.is_subset(&before)) {
                (false, _) if found.is_sent(&shape) => Some(Kind::EnumReplacedInInput),
                (_, false) if found.is_received(&shape) => Some(Kind::EnumReplaced),
                _ => Some(Kind::MemberRetargeted),
            }
        }
        _ => None,
    }
}

/// The values of an enum.
fn values_of(view: &View<'_>, id: &ShapeId) -> Option<BTreeSet<String>> {
    let members = view.shape(id)?.members()?.values();
    let values = members.map(|member| member.traits.get(ids::ENUM_VALUE)?.as_str());
    values.map(|value| value.map(str::to_owned)).collect()
}

/// Tells numbers of which all that go over the wire fit both types from others.
fn numbers_within(
    found: &Found<'_>,
    place: &ShapeId,
    kind: Kind,
    ids: (&ShapeId, &ShapeId),
) -> Kind {
    let number = |view: &View<'_>, id: &ShapeId| match view.shape(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Simple(simple)) => Some(*simple),
        _ => None,
    };
    let numbers = innermost(found, ids.0, ids.1)
        .and_then(|(old, new)| number(found.old, &old).zip(number(found.new, &new)));
    let Some((old, new)) = numbers.filter(|_| kind == Kind::NumberRetyped) else { return kind };
    let shape = place.without_member();
    let fits = (!found.is_sent(&shape) || is_within(old, new))
        && (!found.is_received(&shape) || is_within(new, old));
    if fits { Kind::NumberRetypedWithin } else { kind }
}

/// Whether every number of one type is one of the other.
fn is_within(inner: SimpleType, outer: SimpleType) -> bool {
    use SimpleType::{BigDecimal, BigInteger, Byte, Double, Float, Integer, Long, Short};
    const WHOLE: [SimpleType; 5] = [Byte, Short, Integer, Long, BigInteger];
    let rank = |simple| WHOLE.iter().position(|other| *other == simple);
    match (rank(inner), rank(outer)) {
        (Some(inner), Some(outer)) => inner <= outer,
        // What a double holds without loss.
        (Some(inner), None) => outer == BigDecimal || outer == Double && inner <= 2,
        (None, Some(_)) => false,
        (None, None) => matches!((inner, outer), (Float, Double) | (_, BigDecimal)),
    }
}

/// What two are made of, through lists, and maps with the same keys, up to where they are not the same.
fn innermost(found: &Found<'_>, old: &ShapeId, new: &ShapeId) -> Option<(ShapeId, ShapeId)> {
    match (&found.old.shape(old)?.kind, &found.new.shape(new)?.kind) {
        (ShapeKind::List(old), ShapeKind::List(new)) => innermost(found, &old.target, &new.target),
        (ShapeKind::Map(old_key, old), ShapeKind::Map(key, new))
            if is_renamed_alone(found, &old_key.target, &key.target) =>
        {
            innermost(found, &old.target, &new.target)
        }
        (ShapeKind::List(_) | ShapeKind::Map(..), _) => None,
        _ => Some((old.clone(), new.clone())),
    }
}

fn member_trait(
    found: &mut Found<'_>,
    place: &ShapeId,
    name: &str,
    values: (Option<&Node>, Option<&Node>),
) {
    match name {
        // Compared as what they make of the member.
        ids::REQUIRED | ids::CLIENT_OPTIONAL | ids::DEFAULT if found.new.field(place).is_some() => {
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
