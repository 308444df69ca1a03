//! Constraint traits to checks.
//!
//! A trait on a member replaces the same trait on its target (Smithy 2.0, "Constraint traits").
//! Which shapes have anything to check is a fixed point over the whole closure.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::ir::constraint::Check;
use crate::smithy::traits::constraint::{Length, Range};
use crate::smithy::{Member, Node, Shape, ShapeId, ShapeKind, SimpleType, traits};

use super::Context;

impl Context<'_> {
    /// The checks of a member's values, in the order in which they are reported.
    pub(super) fn checks(&self, member: &Member) -> Vec<Check> {
        let target = self.shape(&member.target);
        let value_of = |name: &str| member.traits.get(name).or_else(|| target.traits.get(name));
        let hidden = self.facts.sensitivity.is_member_hidden(member);
        let mut checks = Vec::new();
        if let Some(Ok(length)) = value_of(traits::LENGTH).map(Length::read) {
            // Nothing is shorter than 0.
            let min = length.min.filter(|min| *min > 0);
            if min.is_some() || length.max.is_some() {
                checks.push(Check::Length { min, max: length.max });
            }
        }
        if let Some(Ok(range)) = value_of(traits::RANGE).map(Range::read)
            && let Some(check) = range_check(range, &target.kind, hidden)
        {
            checks.push(check);
        }
        if let Some(pattern) = value_of(traits::PATTERN).and_then(Node::as_str)
            && matches!(target.kind, ShapeKind::Simple(SimpleType::String))
            && is_usable_pattern(pattern)
        {
            checks.push(Check::Pattern(pattern.to_owned()));
        }
        if value_of(traits::UNIQUE_ITEMS).is_some() {
            checks.push(Check::Unique);
        }
        match &target.kind {
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => checks.push(Check::Known { hidden }),
            ShapeKind::Structure(_) | ShapeKind::Union(_)
                if self.validated.contains(&member.target) =>
            {
                checks.push(Check::Nested);
            }
            ShapeKind::List(element) => {
                let elements = self.element_checks(element, hidden);
                if !elements.is_empty() {
                    let sparse = target.traits.has(traits::SPARSE);
                    checks.push(Check::Elements { checks: elements, sparse });
                }
            }
            ShapeKind::Map(key, value) => {
                let key = self.element_checks(key, hidden);
                let value = self.element_checks(value, hidden);
                if !key.is_empty() || !value.is_empty() {
                    let sparse = target.traits.has(traits::SPARSE);
                    checks.push(Check::Entries { key, value, hidden, sparse });
                }
            }
            _ => {}
        }
        checks
    }

    /// The checks of an element; what is hidden as a whole is hidden in its parts.
    fn element_checks(&self, member: &Member, hidden: bool) -> Vec<Check> {
        let mut member = member.clone();
        if hidden {
            member.traits.mark(traits::SENSITIVE);
        }
        self.checks(&member)
    }
}

/// The range as the type can express it; `None` when no bound is left.
///
/// A bound that the type cannot hold (a fraction for an integer, more than 64 bits) says nothing about its values.
fn range_check(range: Range, kind: &ShapeKind, hidden: bool) -> Option<Check> {
    let ShapeKind::Simple(simple) = kind else { return None };
    let float = match simple {
        SimpleType::Float | SimpleType::Double => true,
        SimpleType::Byte | SimpleType::Short | SimpleType::Integer | SimpleType::Long => false,
        // Numbers of any size have no comparison in the official runtime.
        _ => return None,
    };
    let fits = |bound: &serde_json::Number| float || bound.as_i64().is_some();
    let min = range.min.filter(fits);
    let max = range.max.filter(fits);
    (min.is_some() || max.is_some()).then_some(Check::Range { min, max, float, hidden })
}

/// The structures and unions that have something to check, themselves or further inside.
pub(super) fn validated_shapes(context: &Context<'_>) -> BTreeSet<ShapeId> {
    let mut validated = BTreeSet::new();
    loop {
        let before = validated.len();
        for id in context.facts.usage.keys() {
            let shape = context.shape(id);
            let checked = match &shape.kind {
                ShapeKind::Structure(members) | ShapeKind::Union(members) => {
                    members.values().any(|member| has_checks(context, &validated, member))
                }
                _ => false,
            };
            if checked {
                validated.insert(id.clone());
            }
        }
        if validated.len() == before {
            return validated;
        }
    }
}

fn has_checks(context: &Context<'_>, validated: &BTreeSet<ShapeId>, member: &Member) -> bool {
    let target = context.shape(&member.target);
    let required_but_optional =
        member.traits.has(traits::REQUIRED) && member.traits.has(traits::CLIENT_OPTIONAL);
    required_but_optional
        || validated.contains(&member.target)
        || !context.checks(member).is_empty()
        || inner_members(target).any(|member| has_checks(context, validated, member))
}

/// The members of a list or map; structures and unions are looked up instead.
fn inner_members(shape: &Shape) -> impl Iterator<Item = &Member> {
    let members = match &shape.kind {
        ShapeKind::List(_) | ShapeKind::Map(..) => shape.all_members(),
        _ => Vec::new(),
    };
    members.into_iter().map(|(_, member)| member)
}

/// Warns of every pattern in the closure that is left out of the emitted checks.
pub(super) fn report_unusable_patterns(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut report = |id: &ShapeId, traits: &crate::smithy::Traits| {
        if let Some(pattern) = traits.text(traits::PATTERN)
            && !is_usable_pattern(pattern)
        {
            diagnostics.shape_warning(
                id,
                format!("the pattern `{pattern}` cannot be expressed and is not checked"),
            );
        }
    };
    for id in context.facts.usage.keys() {
        let shape = context.shape(id);
        report(id, &shape.traits);
        for (name, member) in shape.all_members() {
            report(&id.with_member(name), &member.traits);
        }
    }
}

/// Whether the runtime's regular expressions can express a pattern.
fn is_usable_pattern(pattern: &str) -> bool {
    regex_lite::Regex::new(pattern).is_ok()
}
