//! Constraints: whether one allows more than it did, less, or something else, and whether old programs check it.

use tinsmith_codegen::settings::ValidationLevel;
use tinsmith_codegen::stages::ir::constraint::Check;
use tinsmith_codegen::stages::ir::item::Field;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::traits::constraint::{Length, Range, is_checkable};
use tinsmith_codegen::stages::smithy::{
    Member, Node, Number, Shape, ShapeId, ShapeKind, SimpleType, Traits,
};

use crate::language::{Limits, Reason, Relation, relation};
use crate::table::Kind;

use super::found::Values;
use super::holders::{self, Holder};
use super::{Found, code};

/// The bounds of a length or range; none is no bound.
type Bounds = (Option<Number>, Option<Number>);

/// A constraint before and after, as it takes effect.
struct Constraint<'n> {
    name: &'n str,
    before: Option<&'n Node>,
    after: Option<&'n Node>,
    /// The least and the greatest number that the type can hold, for whole numbers.
    limits: Option<(i64, i64)>,
    /// What else limits a text.
    texts: Limits<'n>,
}

/// Compares a constraint of a member's values, or that of a shape as its holders have it.
pub(super) fn compare(
    found: &mut Found<'_>,
    place: &ShapeId,
    name: &str,
    (before, after): (Option<&Node>, Option<&Node>),
    holders: Option<Vec<Holder>>,
) {
    let values = found.values.take();
    let (old, new) = (found.old, found.new);
    let shape_of = |values: Option<&Values>| {
        let (before, after) = match values {
            Some(Values { targets, .. }) => (targets.0.clone(), targets.1.clone()),
            None => (found.old_place(place), place.clone()),
        };
        (old.shape(&before), new.shape(&after))
    };
    let shapes = shape_of(values.as_ref());
    let own = |shape: Option<&Shape>| shape.map(|shape| shape.traits.clone()).unwrap_or_default();
    let traits = match &values {
        Some(Values { traits, .. }) => traits.clone(),
        None => (own(shapes.0), own(shapes.1)),
    };
    let constraint = Constraint {
        name,
        before,
        after,
        limits: shapes.1.and_then(limits),
        texts: texts((&traits.0, shapes.0), (&traits.1, shapes.1)),
    };
    let (change, word) = constraint.change();
    let is_sent = match &holders {
        Some(holders) => !holders::reach(found, holders).inputs.is_empty(),
        None => found.is_sent(&place.without_member()),
    };
    let is_checked = || {
        let level = old.krate.service.validation;
        let mut places: Vec<ShapeId> = match &holders {
            Some(holders) => holders.iter().map(|holder| holder.old.clone()).collect(),
            None => vec![found.old_place(place)],
        };
        places.retain(|place| place.member().is_some() && old.is_sent(&place.without_member()));
        let is_opaque = |place: &ShapeId| {
            let member: Option<&Member> = old.member(place);
            member.is_some_and(|member| old.facts.opacity.is_opaque(old.model, place, member))
        };
        let all_opaque = !places.is_empty() && places.iter().all(is_opaque);
        constraint.is_loosened_where_checked(level, all_opaque)
    };
    let kind = match change {
        Kind::FactWithoutEffect => change,
        _ if holders.as_ref().is_some_and(Vec::is_empty) => Kind::FactWithoutEffect,
        _ if !is_sent => Kind::ConstraintOfOutputChanged,
        Kind::ConstraintWidened | Kind::ConstraintDropped if !is_checked() => {
            Kind::UncheckedConstraintWidened
        }
        change => change,
    };
    let short = name.strip_prefix("smithy.api#").unwrap_or(name);
    let values_shown = match (shown(name, before), shown(name, after)) {
        _ if name == ids::UNIQUE_ITEMS => String::new(),
        (None, None) => String::new(),
        (Some(value), None) | (None, Some(value)) => format!(" {value}"),
        (Some(before), Some(after)) if before == after => format!(" {after}"),
        (Some(before), Some(after)) => format!(" {before} -> {after}"),
    };
    found.values = values;
    let draft = found.add(kind, place, format!("{short}{values_shown}, {word}"));
    if let Some(holders) = holders {
        draft.holders = Some(holders);
    }
}

/// Whether a value that a service gives out and takes back is checked: its upper bounds count at the level `strict` alone.
pub(super) fn opacity(found: &mut Found<'_>, old_place: &ShapeId, place: &ShapeId) {
    if let Some(detail) = other_opacity(found, old_place, place) {
        found.add(Kind::OpacityChanged, place, detail);
    }
}

/// What other checks a member has for that reason alone; `None` where it has the same.
pub(super) fn other_opacity(
    found: &Found<'_>,
    old_place: &ShapeId,
    place: &ShapeId,
) -> Option<&'static str> {
    let (before, after) = (found.old.field(old_place)?, found.new.field(place)?);
    let level = found.new.krate.service.validation;
    if matches!(level, ValidationLevel::Off | ValidationLevel::Strict)
        || !found.is_sent(&place.without_member())
    {
        return None;
    }
    let is_bound = |field: &Field| field.checks.iter().any(Check::has_upper_bound);
    let is_opaque =
        |field: &Field| field.checks.iter().any(|check| matches!(check, Check::Opaque(_)));
    match (is_opaque(before), is_opaque(after)) {
        (false, true) if is_bound(before) => {
            Some("opaque: upper bounds are no longer checked below the level `strict`")
        }
        (true, false) if is_bound(after) => {
            Some("no longer opaque: upper bounds are checked below the level `strict`, too")
        }
        _ => None,
    }
}

impl Constraint<'_> {
    /// The kind of change for values that are sent, and the word for it.
    fn change(&self) -> (Kind, &'static str) {
        // A lower bound of 0 alone forbids nothing, nor does one that no number of the type is beyond.
        let is_empty = |value: &Node| {
            matches!(self.name, ids::LENGTH | ids::RANGE)
                && self.bounds(Some(value)) == (None, None)
        };
        match (self.before, self.after) {
            (None, None) => (Kind::FactWithoutEffect, "none"),
            (Some(before), Some(after)) if before == after => (Kind::FactWithoutEffect, "the same"),
            (before, after) if self.name == ids::PATTERN => self.pattern(before, after),
            (None, Some(after)) if is_empty(after) => (Kind::FactWithoutEffect, "added"),
            (Some(before), None) if is_empty(before) => (Kind::FactWithoutEffect, "dropped"),
            (None, Some(_)) => (Kind::ConstraintAdded, "added"),
            (Some(_), None) => (Kind::ConstraintDropped, "dropped"),
            (before, after) => {
                let (before, after) = (self.bounds(before), self.bounds(after));
                match (holds(&after, &before), holds(&before, &after)) {
                    (true, true) => (Kind::FactWithoutEffect, "the same"),
                    (true, false) => (Kind::ConstraintWidened, "widened"),
                    (false, true) => (Kind::ConstraintTightened, "tightened"),
                    (false, false) => (Kind::ConstraintChanged, "changed"),
                }
            }
        }
    }

    /// Patterns, as what they let pass.
    fn pattern(&self, before: Option<&Node>, after: Option<&Node>) -> (Kind, &'static str) {
        let text = |pattern: Option<&'_ Node>| pattern.and_then(Node::as_str).map(str::to_owned);
        let (old, new) = (text(before), text(after));
        let is_checked = |pattern: &Option<String>| pattern.as_deref().is_some_and(is_checkable);
        let relation = relation(old.as_deref(), new.as_deref(), &self.texts);
        let was_checked = is_checked(&old);
        match (relation, &old, &new) {
            (Relation::Equal, ..) => (Kind::FactWithoutEffect, "the same values match"),
            (_, Some(_), None) if was_checked => (Kind::ConstraintDropped, "dropped"),
            (_, Some(_), None) => (Kind::FactWithoutEffect, "dropped; no program checked it"),
            (_, None, _) if is_checked(&new) => (Kind::ConstraintAdded, "added"),
            (_, None, _) => (Kind::UncheckedConstraintChanged, "added; it is not checked"),
            (Relation::Wider, ..) => (Kind::ConstraintWidened, "widened: more matches"),
            (Relation::Narrower, ..) => (Kind::ConstraintTightened, "tightened: less matches"),
            (Relation::Overlapping, ..) => {
                (Kind::ConstraintChanged, "changed: some values match no more, others match now")
            }
            (Relation::Unknown(Reason::Inexpressible), ..) if !was_checked && !is_checked(&new) => {
                (Kind::UncheckedConstraintChanged, "changed; it is not checked")
            }
            (Relation::Unknown(Reason::Inexpressible), ..) => (
                Kind::ConstraintChanged,
                "changed; one looks around or back, so what matches cannot be compared",
            ),
            (Relation::Unknown(Reason::TooLarge), ..) => {
                (Kind::ConstraintChanged, "changed; too large to compare what matches")
            }
        }
    }

    /// Whether programs at a level refuse, by the old constraint, some of what is allowed now.
    fn is_loosened_where_checked(&self, level: ValidationLevel, is_opaque: bool) -> bool {
        let from = match self.name {
            ids::PATTERN => ValidationLevel::Strict,
            ids::LENGTH | ids::RANGE => {
                let (before, after) = (self.bounds(self.before), self.bounds(self.after));
                if !is_at_most(before.0.as_ref(), after.0.as_ref(), true) {
                    ValidationLevel::Lenient
                } else if is_opaque {
                    ValidationLevel::Strict
                } else {
                    ValidationLevel::Standard
                }
            }
            _ => ValidationLevel::Standard,
        };
        level >= from
    }

    /// The bounds of a value that values of the type can be beyond.
    fn bounds(&self, value: Option<&Node>) -> Bounds {
        value.map_or((None, None), |value| within(self.limits, bounds(self.name, value)))
    }
}

/// What limits the texts of a shape besides their pattern, before and after alike.
fn texts<'s>(
    (old, before): (&Traits, Option<&'s Shape>),
    (new, after): (&Traits, Option<&'s Shape>),
) -> Limits<'s> {
    let length =
        |traits: &Traits| traits.get(ids::LENGTH).and_then(|value| Length::read(value).ok());
    let lengths = [length(old), length(new)];
    let lengths = || lengths.iter().flatten();
    let values = |shape: Option<&'s Shape>| -> Option<Vec<&'s str>> {
        let shape = shape.filter(|shape| matches!(shape.kind, ShapeKind::Enum(_)))?;
        let values = shape.members()?.values().map(|member| member.traits.get(ids::ENUM_VALUE));
        values.map(|value| value.and_then(Node::as_str)).collect()
    };
    Limits {
        least: lengths().filter_map(|length| length.min).max().unwrap_or_default(),
        most: lengths().filter_map(|length| length.max).min(),
        named: values(before).zip(values(after)).map(|(old, mut new)| {
            new.retain(|value| old.contains(value));
            new
        }),
    }
}

fn shown(name: &str, value: Option<&Node>) -> Option<String> {
    let value = value?;
    Some(match name {
        ids::LENGTH | ids::RANGE => interval(&bounds(name, value)),
        _ => code(value.as_str().unwrap_or_default()),
    })
}

/// The bounds, without a lower bound that every length keeps.
fn bounds(name: &str, value: &Node) -> Bounds {
    if name == ids::LENGTH {
        let length = Length::read(value).unwrap_or(Length { min: None, max: None });
        (length.min.filter(|min| *min > 0).map(Number::from), length.max.map(Number::from))
    } else {
        let range = Range::read(value).unwrap_or(Range { min: None, max: None });
        (range.min, range.max)
    }
}

/// The least and the greatest number that a type can hold, for whole numbers.
fn limits(shape: &Shape) -> Option<(i64, i64)> {
    match &shape.kind {
        ShapeKind::Simple(SimpleType::Byte) => Some((i64::from(i8::MIN), i64::from(i8::MAX))),
        ShapeKind::Simple(SimpleType::Short) => Some((i64::from(i16::MIN), i64::from(i16::MAX))),
        ShapeKind::Simple(SimpleType::Integer) => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        ShapeKind::Simple(SimpleType::Long) => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

/// The bounds that values of a type can be beyond.
fn within(limits: Option<(i64, i64)>, (min, max): Bounds) -> Bounds {
    let Some((least, greatest)) = limits else { return (min, max) };
    let min = min.filter(|min| !is_at_most(Some(min), Some(&least.into()), true));
    let max = max.filter(|max| !is_at_most(Some(&greatest.into()), Some(max), false));
    (min, max)
}

/// Whether everything within `inner` is within `outer`.
fn holds(outer: &Bounds, inner: &Bounds) -> bool {
    is_at_most(outer.0.as_ref(), inner.0.as_ref(), true)
        && is_at_most(inner.1.as_ref(), outer.1.as_ref(), false)
}

/// Whether a bound is at most another; no bound is below all lower ones and above all upper ones.
fn is_at_most(one: Option<&Number>, other: Option<&Number>, is_lower: bool) -> bool {
    match (one, other) {
        (None, None) => true,
        (None, Some(_)) => is_lower,
        (Some(_), None) => !is_lower,
        (Some(one), Some(other)) => one <= other,
    }
}

/// `20..=4096`, `..=128`, `1..`
fn interval((min, max): &Bounds) -> String {
    let min = min.as_ref().map(ToString::to_string).unwrap_or_default();
    let max = max.as_ref().map(|max| format!("={max}")).unwrap_or_default();
    format!("{min}..{max}")
}
