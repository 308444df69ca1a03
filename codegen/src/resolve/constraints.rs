//! Constraint traits to checks.
//!
//! A trait on a member replaces the same trait on its target (Smithy 2.0, "Constraint traits").
//! Which shapes have anything to check is a fixed point over the whole closure.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Facts;
use crate::diagnostic::{Diagnostics, LeftOut};
use crate::ir::constraint::Check;
use crate::pattern;
use crate::smithy::traits::constraint::{Length, Range};
use crate::smithy::{Member, Model, Node, ShapeId, ShapeKind, SimpleType, traits};

use super::{Context, defaults};

impl Context<'_> {
    /// The checks of a member's values, in the order in which they are reported; takes the member's id, with its name.
    pub(super) fn checks(&self, id: &ShapeId, member: &Member) -> Vec<Check> {
        let mut checks = self.checks_of_values(member);
        if self.facts.opacity.is_opaque(self.model, id, member) {
            for check in &mut checks {
                if check.has_upper_bound() {
                    *check = Check::Opaque(Box::new(check.clone()));
                }
            }
        }
        checks
    }

    fn checks_of_values(&self, member: &Member) -> Vec<Check> {
        let target = self.shape(&member.target);
        let value_of = |name: &str| member.traits.get(name).or_else(|| target.traits.get(name));
        let hidden = self.facts.sensitivity.is_member_hidden(member);
        let mut checks = Vec::new();
        if let Some(Ok(length)) = value_of(traits::LENGTH).map(Length::read) {
            // Nothing is shorter than 0, and nothing longer than 4 GiB fits every address space.
            let min = length.min.filter(|min| *min > 0);
            let max = length.max.filter(|max| *max <= u64::from(u32::MAX));
            if min.is_some() || max.is_some() {
                checks.push(Check::Length { min, max });
            }
        }
        if let Some(Ok(range)) = value_of(traits::RANGE).map(Range::read)
            && let Some(check) = range_check(range, &target.kind, hidden)
        {
            checks.push(check);
        }
        if let Some(pattern) = value_of(traits::PATTERN).and_then(Node::as_str)
            && matches!(target.kind, ShapeKind::Simple(SimpleType::String))
            && let Some(translated) = self.patterns.get(pattern)
        {
            checks.push(Check::Pattern(translated.clone()));
        }
        if value_of(traits::UNIQUE_ITEMS).is_some()
            && let ShapeKind::List(item) = &target.kind
        {
            checks.push(Check::Unique { hashed: self.has_hash(&item.target) });
        }
        match &target.kind {
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => checks.push(Check::Known { hidden }),
            ShapeKind::Structure(_) | ShapeKind::Union(_)
                if self.validated.contains(&member.target) =>
            {
                checks.push(Check::Nested { hidden });
            }
            ShapeKind::List(element) => {
                let elements = self.element_checks(&member.target, ("member", element), hidden);
                if !elements.is_empty() {
                    checks.push(Check::Elements { checks: elements, hidden });
                }
            }
            ShapeKind::Map(key, value) => {
                let key = self.element_checks(&member.target, ("key", key), hidden);
                let value = self.element_checks(&member.target, ("value", value), hidden);
                if !key.is_empty() || !value.is_empty() {
                    checks.push(Check::Entries { key, value, hidden });
                }
            }
            _ => {}
        }
        checks
    }

    /// Whether the Rust type of a shape's values implements `Hash` and `Eq`.
    fn has_hash(&self, id: &ShapeId) -> bool {
        match &self.shape(id).kind {
            ShapeKind::Simple(simple) => !matches!(
                simple,
                SimpleType::Float
                    | SimpleType::Double
                    | SimpleType::BigInteger
                    | SimpleType::BigDecimal
                    | SimpleType::Document
            ),
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => true,
            ShapeKind::List(item) => self.has_hash(&item.target),
            _ => false,
        }
    }

    /// The checks of an element; what is hidden as a whole is hidden in its parts.
    fn element_checks(
        &self,
        id: &ShapeId,
        (name, member): (&str, &Member),
        hidden: bool,
    ) -> Vec<Check> {
        let mut member = member.clone();
        if hidden {
            member.traits.mark(traits::SENSITIVE);
        }
        self.checks(&id.with_member(name), &member)
    }
}

/// The range as the type can express it; `None` when no bound is left.
///
/// A bound that the type cannot hold (a fraction for an integer, more than 64 bits) says nothing about its values.
fn range_check(range: Range, kind: &ShapeKind, hidden: bool) -> Option<Check> {
    let ShapeKind::Simple(simple) = kind else { return None };
    let (float, limits) = match simple {
        SimpleType::Float | SimpleType::Double => (true, i64::MIN..=i64::MAX),
        SimpleType::Byte => (false, i64::from(i8::MIN)..=i64::from(i8::MAX)),
        SimpleType::Short => (false, i64::from(i16::MIN)..=i64::from(i16::MAX)),
        SimpleType::Integer => (false, i64::from(i32::MIN)..=i64::from(i32::MAX)),
        SimpleType::Long => (false, i64::MIN..=i64::MAX),
        // Numbers of any size have no comparison in the official runtime.
        _ => return None,
    };
    // A bound that the type cannot hold is beyond every value.
    let is_wide = *simple == SimpleType::Double;
    let fits = |bound: &crate::smithy::Number| match float {
        true if is_wide => bound.as_f64().is_some(),
        true => defaults::fits_f32(bound),
        false => bound.as_i64().is_some_and(|bound| limits.contains(&bound)),
    };
    let min = range.min.filter(fits);
    let max = range.max.filter(fits);
    (min.is_some() || max.is_some()).then_some(Check::Range { min, max, float, hidden })
}

/// The structures and unions that have something to check, themselves or further inside.
pub(super) fn validated_shapes(context: &Context<'_>) -> BTreeSet<ShapeId> {
    // What the members of each check by themselves, and what they contain.
    let mut validated = BTreeSet::new();
    let mut containers: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    for id in context.facts.usage.keys() {
        let shape = context.shape(id);
        let (ShapeKind::Structure(members) | ShapeKind::Union(members)) = &shape.kind else {
            continue;
        };
        if members.values().any(|member| checks_something(context, member)) {
            validated.insert(id.clone());
        }
        for member in members.values() {
            for inner in held(context, &member.target) {
                containers.entry(inner).or_default().push(id);
            }
        }
    }
    let mut pending: Vec<ShapeId> = validated.iter().cloned().collect();
    while let Some(id) = pending.pop() {
        for container in containers.get(&id).into_iter().flatten() {
            if validated.insert((*container).clone()) {
                pending.push((*container).clone());
            }
        }
    }
    validated
}

/// Whether a member has a check of its own; `validated` is still empty, so structures inside do not count.
fn checks_something(context: &Context<'_>, member: &Member) -> bool {
    let required_but_optional =
        member.traits.has(traits::REQUIRED) && member.traits.has(traits::CLIENT_OPTIONAL);
    required_but_optional || !context.checks_of_values(member).is_empty()
}

/// The structures and unions that a value of a shape holds: itself, or what is in a list or map.
fn held<'c>(context: &'c Context<'_>, id: &'c ShapeId) -> Vec<&'c ShapeId> {
    let shape = context.shape(id);
    match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => vec![id],
        ShapeKind::List(_) | ShapeKind::Map(..) => shape
            .all_members()
            .into_iter()
            .flat_map(|(_, member)| held(context, &member.target))
            .collect(),
        _ => Vec::new(),
    }
}

/// The patterns of the closure in the notation of the runtime, by what the model writes.
///
/// Of one that cannot be expressed there is a warning for each place, since it is not checked.
pub(super) fn patterns(
    model: &Model,
    facts: &Facts,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    // Many members share a pattern, and compiling one takes longer than everything else about it.
    let mut translated = BTreeMap::new();
    for id in facts.usage.keys() {
        let Some(shape) = model.get(id) else { continue };
        let members = shape.all_members().into_iter();
        let places = members.map(|(name, member)| (id.with_member(name), &member.traits));
        for (place, traits) in std::iter::once((id.clone(), &shape.traits)).chain(places) {
            let Some(pattern) = traits.text(traits::PATTERN) else { continue };
            let result = translated.entry(pattern).or_insert_with(|| pattern::translate(pattern));
            if let Err(obstacle) = result {
                diagnostics.left_out(
                    LeftOut::Pattern,
                    &place,
                    format!(
                        "the pattern `{pattern}` cannot be expressed and is not checked: {obstacle}"
                    ),
                );
            }
        }
    }
    let usable = translated.into_iter();
    usable.filter_map(|(pattern, result)| Some((pattern.to_owned(), result.ok()?))).collect()
}
