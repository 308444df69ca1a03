//! Constraints: whether one allows more than it did, less, or something else.

use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::traits::constraint::{Length, Range, is_checkable};
use tinsmith_codegen::stages::smithy::{Node, Number, Shape, ShapeId, ShapeKind, SimpleType};

use crate::table::Kind;

use super::{Found, code};

/// The bounds of a length or range; none is no bound.
type Bounds = (Option<Number>, Option<Number>);

pub(super) fn compare(
    found: &mut Found<'_>,
    place: &ShapeId,
    name: &str,
    (before, after): (Option<&Node>, Option<&Node>),
) {
    // A member without a constraint has its target's.
    let before = before.or_else(|| found.old.target_trait(&found.old_place(place), name));
    let after = after.or_else(|| found.new.target_trait(place, name));
    let limits = found.new.shape_of(place).and_then(limits);
    let (kind, word) = what_happened(name, before, after, limits);
    let kind = match kind {
        Kind::FactWithoutEffect => kind,
        _ if !found.is_sent(&place.without_member()) => Kind::ConstraintOfOutputChanged,
        _ if found.is_overridden(place, name) => Kind::FactWithoutEffect,
        _ => kind,
    };
    let short = name.strip_prefix("smithy.api#").unwrap_or(name);
    let values = match (shown(name, before), shown(name, after)) {
        _ if name == ids::UNIQUE_ITEMS => String::new(),
        (None, None) => String::new(),
        (Some(value), None) | (None, Some(value)) => format!(" {value}"),
        (Some(before), Some(after)) if before == after => format!(" {after}"),
        (Some(before), Some(after)) => format!(" {before} -> {after}"),
    };
    found.add(kind, place, format!("{short}{values}, {word}"));
}

/// The kind of change for values that are sent, and the word for it.
fn what_happened(
    name: &str,
    before: Option<&Node>,
    after: Option<&Node>,
    limits: Option<(i64, i64)>,
) -> (Kind, &'static str) {
    let of = |value: &Node| within(limits, bounds(name, value));
    // A lower bound of 0 alone forbids nothing, nor does one that no number of the type is beyond.
    let is_empty =
        |value: &Node| matches!(name, ids::LENGTH | ids::RANGE) && of(value) == (None, None);
    match (before, after) {
        (None, None) => (Kind::FactWithoutEffect, "none"),
        (Some(before), Some(after)) if before == after => (Kind::FactWithoutEffect, "the same"),
        (before, after) if name == ids::PATTERN => pattern(before, after),
        (None, Some(after)) if is_empty(after) => (Kind::FactWithoutEffect, "added"),
        (Some(before), None) if is_empty(before) => (Kind::FactWithoutEffect, "dropped"),
        (None, Some(_)) => (Kind::ConstraintAdded, "added"),
        (Some(_), None) => (Kind::ConstraintDropped, "dropped"),
        (Some(before), Some(after)) => {
            let (before, after) = (of(before), of(after));
            match (holds(&after, &before), holds(&before, &after)) {
                (true, true) => (Kind::FactWithoutEffect, "the same"),
                (true, false) => (Kind::ConstraintWidened, "widened"),
                (false, true) => (Kind::ConstraintTightened, "tightened"),
                (false, false) => (Kind::ConstraintChanged, "changed"),
            }
        }
    }
}

/// Patterns: which values fit cannot be compared, and one that the runtime cannot express is not checked at all.
fn pattern(before: Option<&Node>, after: Option<&Node>) -> (Kind, &'static str) {
    let is_checked = |pattern: &Node| pattern.as_str().is_some_and(is_checkable);
    match (before.map(is_checked), after.map(is_checked)) {
        (Some(true), Some(true)) => (Kind::ConstraintChanged, "changed"),
        (None, Some(true)) => (Kind::ConstraintAdded, "added"),
        (Some(false), Some(true)) => {
            (Kind::ConstraintAdded, "changed; it was not checked, it is now")
        }
        (Some(true), None) => (Kind::ConstraintDropped, "dropped"),
        (Some(true), Some(false)) => {
            (Kind::ConstraintDropped, "changed; it was checked, it is no longer")
        }
        (None, _) => (Kind::UncheckedConstraintChanged, "added; it is not checked"),
        (_, None) => (Kind::UncheckedConstraintChanged, "dropped; it was not checked"),
        _ => (Kind::UncheckedConstraintChanged, "changed; it is not checked"),
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
