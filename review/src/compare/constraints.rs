//! Constraints: whether one allows more than it did, less, or something else.

use serde_json::Number;

use tinsmith_codegen::smithy::traits as ids;
use tinsmith_codegen::smithy::traits::constraint::{Length, Range};
use tinsmith_codegen::smithy::{Node, ShapeId};

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
    let short = name.strip_prefix("smithy.api#").unwrap_or(name);
    let shown = |value: Option<&Node>| match (name, value) {
        (_, None) => "none".to_owned(),
        (ids::LENGTH | ids::RANGE, Some(value)) => interval(&bounds(name, value)),
        (ids::PATTERN, Some(value)) => format!("`{}`", value.as_str().unwrap_or_default()),
        _ => String::new(),
    };
    let (kind, word) = match (before, after) {
        (None, _) => (Kind::ConstraintAdded, "added"),
        (_, None) => (Kind::ConstraintDropped, "dropped"),
        (Some(before), Some(after)) if name != ids::PATTERN => {
            let (before, after) = (bounds(name, before), bounds(name, after));
            match (holds(&after, &before), holds(&before, &after)) {
                (true, true) => (Kind::FactWithoutEffect, "the same"),
                (true, false) => (Kind::ConstraintWidened, "widened"),
                (false, true) => (Kind::ConstraintTightened, "tightened"),
                (false, false) => (Kind::ConstraintChanged, "changed"),
            }
        }
        _ => (Kind::ConstraintChanged, "changed"),
    };
    // A lower bound of 0 alone forbids nothing.
    let is_empty = |value: Option<&Node>| {
        name == ids::LENGTH && value.is_some_and(|value| bounds(name, value) == (None, None))
    };
    let kind = match kind {
        Kind::ConstraintAdded if is_empty(after) => Kind::FactWithoutEffect,
        Kind::ConstraintDropped if is_empty(before) => Kind::FactWithoutEffect,
        kind => kind,
    };
    let is_checked = found.is_sent(&place.without_member());
    let kind = if is_checked || kind == Kind::FactWithoutEffect {
        kind
    } else {
        Kind::ConstraintOfOutputChanged
    };
    let values = match (before, after) {
        _ if name == ids::UNIQUE_ITEMS => String::new(),
        (None, after) => format!(" {}", shown(after)),
        (before, None) => format!(" {}", shown(before)),
        (before, after) => format!(" {} -> {}", shown(before), shown(after)),
    };
    found.add(kind, place, format!("{short}{values}, {word}"));
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

/// Whether everything within `inner` is within `outer`.
fn holds(outer: &Bounds, inner: &Bounds) -> bool {
    let number =
        |bound: &Option<Number>, none: f64| bound.as_ref().and_then(Number::as_f64).unwrap_or(none);
    number(&outer.0, f64::NEG_INFINITY) <= number(&inner.0, f64::NEG_INFINITY)
        && number(&outer.1, f64::INFINITY) >= number(&inner.1, f64::INFINITY)
}

/// `20..=4096`, `..=128`, `1..`
fn interval((min, max): &Bounds) -> String {
    let min = min.as_ref().map(ToString::to_string).unwrap_or_default();
    let max = max.as_ref().map(|max| format!("={max}")).unwrap_or_default();
    format!("{min}..{max}")
}
