//! Members that need a `Box`: those by which a structure or union contains itself without a list or map between.
//!
//! Every member on such a cycle is boxed. Boxing fewer would do, but which ones would then depend on where one starts.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::cycles::cycles;
use crate::smithy::{Model, ShapeId, ShapeKind};

/// The ids of the members that are boxed.
pub fn boxed_members<'i>(
    model: &'i Model,
    shapes: impl Iterator<Item = &'i ShapeId>,
) -> BTreeSet<ShapeId> {
    let members: BTreeMap<&ShapeId, Vec<(ShapeId, &ShapeId)>> =
        shapes.map(|id| (id, direct_members(model, id))).collect();
    let targets = |members: &Vec<(ShapeId, &'i ShapeId)>| {
        members.iter().map(|(_, target)| *target).collect::<Vec<_>>()
    };
    let cycles = cycles(&members.iter().map(|(id, members)| (*id, targets(members))).collect());
    let mut boxed = BTreeSet::new();
    for (id, members) in members {
        let own = cycles.get(id);
        boxed.extend(
            members
                .into_iter()
                .filter(|(_, target)| own.is_some() && own == cycles.get(*target))
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
