//! Cycles of shapes, whatever leads from one to the next.
//!
//! In come shapes with their targets, out goes the cycle that each is on.
//! Steps grow with the number of targets, and nothing recurses, however long a chain a model has.

use std::collections::{BTreeMap, BTreeSet};

use super::ShapeId;

/// The cycle that each shape is part of, by number; shapes on none are absent.
///
/// Shapes that reach each other are on one cycle, and so is one alone that targets itself.
/// These are the strongly connected components, found as Kosaraju does: by finishing order, then backwards along the edges.
pub fn cycles<'m>(edges: &BTreeMap<&'m ShapeId, Vec<&'m ShapeId>>) -> BTreeMap<&'m ShapeId, usize> {
    let targets = |id: &ShapeId| edges.get(id).into_iter().flatten().copied();
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
    let mut backwards: BTreeMap<&ShapeId, Vec<&'m ShapeId>> = BTreeMap::new();
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
        if component.len() > 1 || targets(root).any(|target| target == root) {
            cycles.extend(component.into_iter().map(|id| (id, number)));
        }
    }
    cycles
}
