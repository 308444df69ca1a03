//! Types that have another name: one that is gone, and one that is new and stands wherever it stood.
//!
//! In come both versions; out go the pairs, which are compared as one type each.
//! A type that stayed, or that was there before, is no new name of another: where a member changes from one to the other, the member tells.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::Folder;
use tinsmith_codegen::stages::ir::item::Item;
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::smithy::{Member, Shape, ShapeId};

use super::Found;
use super::view::View;

/// What stands where something else stood, both ways.
#[derive(Default)]
struct Places {
    new_of: BTreeMap<ShapeId, BTreeSet<ShapeId>>,
    old_of: BTreeMap<ShapeId, BTreeSet<ShapeId>>,
}

/// Structures, unions and enums with another name.
pub(super) fn types(found: &Found<'_>) -> Vec<(ShapeId, ShapeId)> {
    let same = found.new.shapes().filter(|id| found.old.is_reached(id));
    let mut pending: Vec<(ShapeId, ShapeId)> = same.map(|id| (id.clone(), id.clone())).collect();
    pending.extend(found.replaced.iter().cloned());
    let mut seen: BTreeSet<(ShapeId, ShapeId)> = pending.iter().cloned().collect();
    let mut places = Places::default();
    while let Some((old, new)) = pending.pop() {
        let (Some(old), Some(new)) = (found.old.shape(&old), found.new.shape(&new)) else {
            continue;
        };
        for (before, after) in both(old, new) {
            let pair = (before.target.clone(), after.target.clone());
            if found.is_same_shape(&pair.0, &pair.1) || !is_of_one_kind(found, &pair.0, &pair.1) {
                continue;
            }
            places.new_of.entry(pair.0.clone()).or_default().insert(pair.1.clone());
            places.old_of.entry(pair.1.clone()).or_default().insert(pair.0.clone());
            if seen.insert(pair.clone()) {
                pending.push(pair);
            }
        }
    }
    let replaced: BTreeSet<&ShapeId> =
        found.replaced.iter().flat_map(|(old, new)| [old, new]).collect();
    let is_shared = |view: &View<'_>, id: &ShapeId| {
        view.item(id).is_some_and(|item| item.type_ref().place.folder == Folder::Types)
            && !replaced.contains(id)
    };
    let only = |ids: &BTreeSet<ShapeId>| match ids.iter().collect::<Vec<_>>().as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    };
    let pairs = places.new_of.iter().filter_map(|(old, new)| Some((old.clone(), only(new)?)));
    pairs
        .filter(|(old, new)| {
            let is_one = places.old_of.get(new).and_then(only).as_ref() == Some(old);
            let is_gone = !found.new.is_reached(old) && !found.old.is_reached(new);
            is_one && is_gone && is_shared(found.old, old) && is_shared(found.new, new)
        })
        .collect()
}

/// The members that both shapes have.
fn both<'m>(old: &'m Shape, new: &'m Shape) -> Vec<(&'m Member, &'m Member)> {
    let before: BTreeMap<&str, &Member> = old.all_members().into_iter().collect();
    let after = new.all_members().into_iter();
    after.filter_map(|(name, member)| Some((*before.get(name)?, member))).collect()
}

fn is_of_one_kind(found: &Found<'_>, old: &ShapeId, new: &ShapeId) -> bool {
    let kind = |view: &View<'_>, id: &ShapeId| view.shape(id).map(|shape| shape.kind.name());
    kind(found.old, old) == kind(found.new, new)
}

/// Errors with another name: one that is gone, and a new one with the same members that all the same operations have.
pub(super) fn errors(
    found: &Found<'_>,
    pairs: &[(Option<&Operation>, Option<&Operation>)],
) -> Vec<(ShapeId, ShapeId)> {
    let both = || pairs.iter().filter_map(|(old, new)| Some(((*old)?, (*new)?)));
    let mut gone: BTreeMap<&ShapeId, Vec<&str>> = BTreeMap::new();
    let mut come: BTreeMap<&ShapeId, Vec<&str>> = BTreeMap::new();
    for (old, new) in both() {
        for error in old.errors.iter().filter(|error| !found.new.is_reached(&error.ty.shape)) {
            gone.entry(&error.ty.shape).or_default().push(old.shape.name());
        }
        for error in new.errors.iter().filter(|error| !found.old.is_reached(&error.ty.shape)) {
            come.entry(&error.ty.shape).or_default().push(old.shape.name());
        }
    }
    let members = |view: &View<'_>, id: &ShapeId| -> Option<Vec<(String, ShapeId)>> {
        let Item::Struct(item) = view.item(id)? else { return None };
        item.error.as_ref()?;
        let members = view.shape(id)?.members()?.iter();
        let mut all: Vec<_> =
            members.map(|(name, member)| (name.clone(), member.target.clone())).collect();
        all.sort();
        Some(all)
    };
    let is_alike = |old: &ShapeId, new: &ShapeId| {
        gone.get(old) == come.get(new)
            && old.name() != new.name()
            && members(found.old, old).is_some()
            && members(found.old, old) == members(found.new, new)
    };
    let mut renamed = Vec::new();
    for old in gone.keys() {
        let alike: Vec<_> = come.keys().filter(|new| is_alike(old, new)).collect();
        let [new] = alike.as_slice() else { continue };
        let is_one = gone.keys().filter(|other| is_alike(other, new)).count() == 1;
        if is_one {
            renamed.push(((*old).clone(), (**new).clone()));
        }
    }
    renamed
}
