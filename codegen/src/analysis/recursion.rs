//! Members that need a `Box`: those by which a structure or union contains itself without a list or map between.
//!
//! Every member on such a cycle is boxed. Boxing fewer would do, but which ones would then depend on where one starts.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{Model, ShapeId, ShapeKind};

/// The ids of the members that are boxed.
pub fn boxed_members<'i>(
    model: &Model,
    shapes: impl Iterator<Item = &'i ShapeId>,
) -> BTreeSet<ShapeId> {
    let mut edges: BTreeMap<&ShapeId, Vec<(ShapeId, &ShapeId)>> = BTreeMap::new();
    for id in shapes {
        edges.insert(id, direct_members(model, id));
    }
    let mut boxed = BTreeSet::new();
    for (id, members) in &edges {
        for (member, target) in members {
            if reaches(&edges, target, id) {
                boxed.insert(member.clone());
            }
        }
    }
    boxed
}

/// The members of a structure or union whose values lie inside its own: those that target structures and unions.
fn direct_members<'m>(model: &'m Model, id: &ShapeId) -> Vec<(ShapeId, &'m ShapeId)> {
    let Some(shape) = model.get(id) else { return Vec::new() };
    let (ShapeKind::Structure(members) | ShapeKind::Union(members)) = &shape.kind else {
        return Vec::new();
    };
    members
        .iter()
        .filter(|(_, member)| {
            model.get(&member.target).is_some_and(|target| {
                matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
            })
        })
        .map(|(name, member)| (id.with_member(name), &member.target))
        .collect()
}

fn reaches(
    edges: &BTreeMap<&ShapeId, Vec<(ShapeId, &ShapeId)>>,
    from: &ShapeId,
    goal: &ShapeId,
) -> bool {
    let mut pending = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if id == goal {
            return true;
        }
        if seen.insert(id) {
            pending.extend(edges.get(id).into_iter().flatten().map(|(_, target)| *target));
        }
    }
    false
}
