//! Constraints: whether one allows more than it did, less, or something else.

use serde_json::Number;

use tinsmith_codegen::smithy::traits as ids;
use tinsmith_codegen::smithy::traits::constraint::{Length, Range, is_checkable};
use tinsmith_codegen::smithy::{Node, Shape, ShapeId, ShapeKind, SimpleType};

use crate::table::Kind;

use super::Found;

/// The bounds of a length or range; none is no bound.
type Bounds = (Option<Number>, Option<Number>);

pub(super) fn compare(
    found: &mut Found<'_>,
    place: &ShapeId,
    name: &str,
    (before, after): (Option<&Node>, Option<&Node>),
) {
    // A member without a constraint has its target's.
    let before = before.or_else(|| found.old.target_trait(place, name));
    let after = after.or_else(|| found.new.target_trait(place, name));
    let short = name.strip_prefix("smithy.api#").unwrap_or(name);
    let shown = |value: Option<&Node>| match (name, value) {
        (_, None) => "none".to_owned(),
        (ids::LENGTH | ids::RANGE, Some(value)) => interval(&bounds(name, value)),
        (ids::PATTERN, Some(value)) => format!("`{}`", value.as_str().unwrap_or_default()),
        _ => String::new(),
    };
    let limits = found.new.shape_of(place).and_then(limits);
    let of = |value: &Node| within(limits, bounds(name, value));
    let (kind, word) = match (before, after) {
        (None, _) => (Kind::ConstraintAdded, "added"),
        (_, None) => (Kind::ConstraintDropped, "dropped"),
        (Some(before), Some(after)) if before == after => (Kind::FactWithoutEffect, "the same"),
        (Some(before), Some(after)) if name != ids::PATTERN => {
            let (before, after) = (of(before), of(after));
            match (holds(&after, &before), holds(&before, &after)) {
                (true, true) => (Kind::FactWithoutEffect, "the same"),
                (true, false) => (Kind::ConstraintWidened, "widened"),
                (false, true) => (Kind::ConstraintTightened, "tightened"),
                (false, false) => (Kind::ConstraintChanged, "changed"),
            }
        }
        (Some(before), Some(after)) => match (is_checked(before), is_checked(after)) {
            (true, true) => (Kind::ConstraintChanged, "changed"),
            (false, true) => (Kind::ConstraintAdded, "changed; it was not checked, it is now"),
            (true, false) => (Kind::ConstraintDropped, "changed; it was checked, it is no longer"),
            (false, false) => (Kind::FactWithoutEffect, "changed; it is not checked"),
        },
    };
    // A lower bound of 0 alone forbids nothing, nor does one that no number of the type is beyond.
    let is_empty = |value: Option<&Node>| {
        matches!(name, ids::LENGTH | ids::RANGE)
            && value.is_some_and(|value| of(value) == (None, None))
    };
    let kind = match kind {
        Kind::ConstraintAdded if is_empty(after) => Kind::FactWithoutEffect,
        Kind::ConstraintDropped if is_empty(before) => Kind::FactWithoutEffect,
        kind => kind,
    };
    let kind = match kind {
        Kind::FactWithoutEffect => kind,
        _ if !found.is_sent(&place.without_member()) => Kind::ConstraintOfOutputChanged,
        _ if found.is_overridden(place, name) => Kind::FactWithoutEffect,
        _ => kind,
    };
    let values = match (before, after) {
        _ if name == ids::UNIQUE_ITEMS => String::new(),
        (None, after) => format!(" {}", shown(after)),
        (before, None) => format!(" {}", shown(before)),
        (before, after) if shown(before) == shown(after) => format!(" {}", shown(after)),
        (before, after) => format!(" {} -> {}", shown(before), shown(after)),
    };
    found.add(kind, place, format!("{short}{values}, {word}"));
}

fn is_checked(pattern: &Node) -> bool {
    pattern.as_str().is_some_and(is_checkable)
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
        (Some(one), Some(other)) => match (one.as_i128(), other.as_i128()) {
            // An `f64` tells large whole numbers apart no more.
            (Some(one), Some(other)) => one <= other,
            _ => one.as_f64() <= other.as_f64(),
        },
    }
}

/// `20..=4096`, `..=128`, `1..`
fn interval((min, max): &Bounds) -> String {
    let min = min.as_ref().map(ToString::to_string).unwrap_or_default();
    let max = max.as_ref().map(|max| format!("={max}")).unwrap_or_default();
    format!("{min}..{max}")
}
