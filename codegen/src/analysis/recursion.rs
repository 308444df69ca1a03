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
    let edges: BTreeMap<&ShapeId, Vec<(ShapeId, &ShapeId)>> =
        shapes.map(|id| (id, direct_members(model, id))).collect();
    let cycles = cycles(&edges);
    let mut boxed = BTreeSet::new();
    for (id, members) in edges {
        let own = cycles.get(id);
        boxed.extend(
            members
                .into_iter()
                // A shape of its own component is on no cycle, unless it targets itself.
                .filter(|(_, target)| *target == id || own.is_some() && own == cycles.get(*target))
                .map(|(member, _)| member),
        );
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

/// The cycle that each shape is part of, by number; shapes on none are absent.
///
/// These are the strongly connected components of more than one shape, found as Kosaraju does:
/// by finishing order, then backwards along the edges. Nothing recurses, however deep a model is.
fn cycles<'i>(
    edges: &BTreeMap<&'i ShapeId, Vec<(ShapeId, &'i ShapeId)>>,
) -> BTreeMap<&'i ShapeId, usize> {
    let targets = |id: &ShapeId| edges.get(id).into_iter().flatten().map(|(_, target)| *target);
    let mut finished = Vec::new();
    let mut seen = BTreeSet::new();
    for root in edges.keys() {
        let mut pending = vec![(*root, false)];
        while let Some((id, is_done)) = pending.pop() {
            if is_done {
                finished.push(id);
            } else if seen.insert(id) {
                pending.push((id, true));
                pending.extend(targets(id).map(|target| (target, false)));
            }
        }
    }
    let mut backwards: BTreeMap<&ShapeId, Vec<&'i ShapeId>> = BTreeMap::new();
    for id in edges.keys() {
        for target in targets(id) {
            backwards.entry(target).or_default().push(id);
        }
    }
    let mut cycles = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (number, root) in finished.into_iter().rev().enumerate() {
        let mut component = Vec::new();
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            if seen.insert(id) {
                component.push(id);
                pending.extend(backwards.get(id).into_iter().flatten());
            }
        }
        if component.len() > 1 {
            cycles.extend(component.into_iter().map(|id| (id, number)));
        }
    }
    cycles
}
