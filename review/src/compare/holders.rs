//! Which members a fact of a shape holds for: those that have it before and after, themselves or in lists and maps.
//!
//! A member that says the fact for itself has its own, and one that had another target has a change of its own.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::smithy::{Member, Shape, ShapeId, ShapeKind};

use crate::report::Reach;

use super::found::{Found, subject_of};

/// More members than this are counted, not listed.
const LISTED: usize = 4;

/// A member of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holder {
    /// As people say it, with what is inside of it where that has the fact: `PutInput.Tags[]`.
    pub(super) subject: String,
    /// The member before.
    pub(super) old: ShapeId,
    /// The same after.
    pub(super) new: ShapeId,
}

/// What a fact is about: the shape by its old and its new id, and the trait that says it, where members can say it too.
struct Wanted<'w> {
    old: ShapeId,
    new: &'w ShapeId,
    name: Option<&'w str>,
}

/// The members that hold a shape before and after; with `name`, but those that say this trait for themselves.
pub(super) fn of(found: &Found<'_>, shape: &ShapeId, name: Option<&str>) -> Vec<Holder> {
    let wanted = Wanted { old: found.old_place(shape), new: shape, name };
    let same = found.new.shapes().filter(|id| found.old.is_reached(id)).map(|id| (id, id));
    let replaced = found.replaced.iter().map(|(old, new)| (old, new));
    let mut holders = Vec::new();
    for (old_id, new_id) in same.chain(replaced) {
        let (Some(old), Some(new)) = (found.old.shape(old_id), found.new.shape(new_id)) else {
            continue;
        };
        let (Some(before), Some(after)) = (members(old), members(new)) else { continue };
        for (name, new) in after {
            let place = new_id.with_member(name);
            let in_rust = found.new.rust_name(&place);
            let twin = || {
                before.iter().find(|(name, _)| {
                    in_rust.is_some() && found.old.rust_name(&old_id.with_member(name)) == in_rust
                })
            };
            let Some((old_name, old)) = before.get_key_value(name).or_else(twin) else { continue };
            let old_place = old_id.with_member(old_name);
            let mut inside = BTreeSet::new();
            for suffix in suffixes(found, &wanted, (old, new), &mut inside) {
                let subject = format!("{}{suffix}", subject_of(&place));
                holders.push(Holder { subject, old: old_place.clone(), new: place.clone() });
            }
        }
    }
    holders
}

fn members(shape: &Shape) -> Option<&indexmap::IndexMap<String, Member>> {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => Some(members),
        _ => None,
    }
}

/// Where in the values of a member the shape is: nothing for the values themselves.
fn suffixes<'m>(
    found: &Found<'m>,
    wanted: &Wanted<'_>,
    (old, new): (&'m Member, &'m Member),
    inside: &mut BTreeSet<&'m ShapeId>,
) -> Vec<String> {
    if !found.is_same_shape(&old.target, &new.target) {
        return Vec::new();
    }
    if old.target == wanted.old && new.target == *wanted.new {
        let is_own = wanted.name.is_some_and(|name| old.traits.has(name) || new.traits.has(name));
        return if is_own { Vec::new() } else { vec![String::new()] };
    }
    let (Some(old), Some(shape)) = (found.old.shape(&old.target), found.new.shape(&new.target))
    else {
        return Vec::new();
    };
    let is_collection =
        |shape: &Shape| matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map(..));
    if !is_collection(old) || !is_collection(shape) || !inside.insert(&new.target) {
        return Vec::new();
    }
    let elements = old.all_members().into_iter().zip(shape.all_members());
    elements
        .flat_map(|((name, old), (_, new))| {
            let within = suffixes(found, wanted, (old, new), inside);
            within.into_iter().map(move |rest| format!("{}{rest}", element(name)))
        })
        .collect()
}

/// What stands behind the name of a list or map when its elements, keys or values are meant.
pub(super) fn element(member: &str) -> &'static str {
    match member {
        "key" => "[key]",
        "value" => "[value]",
        _ => "[]",
    }
}

/// The operations that reach holders before and after; where none does, those that reach one of them at all.
pub(super) fn reach(found: &Found<'_>, holders: &[Holder]) -> Reach {
    let sides: Vec<(Reach, Reach)> = holders
        .iter()
        .map(|holder| {
            let (old, new) = (holder.old.without_member(), holder.new.without_member());
            (found.old.reached(&old), found.new.reached(&new))
        })
        .collect();
    let gather = |of: fn(&Reach) -> &Vec<String>, in_both: bool| -> Vec<String> {
        let mut names = BTreeSet::new();
        for (old, new) in &sides {
            let all = of(old).iter().chain(of(new));
            names.extend(
                all.filter(|name| !in_both || of(old).contains(name) && of(new).contains(name)),
            );
        }
        names.into_iter().cloned().collect()
    };
    let of = |in_both| Reach {
        inputs: gather(|reach| &reach.inputs, in_both),
        outputs: gather(|reach| &reach.outputs, in_both),
        errors: gather(|reach| &reach.errors, in_both),
        ..Reach::default()
    };
    let both = of(true);
    if both == Reach::default() { of(false) } else { both }
}

/// `held by PutInput.Name, PutInput.Tags[] and 3 more`
pub(super) fn note(holders: &[Holder]) -> Option<String> {
    let names: Vec<&str> = holders.iter().map(|holder| holder.subject.as_str()).collect();
    let listed = names.get(..LISTED.min(names.len())).unwrap_or_default().join(", ");
    match names.len().saturating_sub(LISTED) {
        _ if names.is_empty() => None,
        0 => Some(format!("held by {listed}")),
        rest => Some(format!("held by {listed} and {rest} more")),
    }
}
