//! Which traits a type can derive besides `Clone`, `Debug` and `PartialEq`: a fixed point over its members.
//!
//! Floating point numbers and documents have no `Eq`; maps (`HashMap`) and the metadata of errors have no `Hash`.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{Model, Shape, ShapeId, ShapeKind, SimpleType, neighbors, traits};

/// What can be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derives {
    /// `Eq`
    pub eq: bool,
    /// `Hash`
    pub hash: bool,
}

/// The table for every shape, collections and simple types included.
pub fn of<'i>(
    model: &Model,
    shapes: impl Iterator<Item = &'i ShapeId> + Clone,
) -> BTreeMap<ShapeId, Derives> {
    let without_eq = tainted(model, shapes.clone(), |shape| {
        matches!(
            shape.kind,
            ShapeKind::Simple(SimpleType::Float | SimpleType::Double | SimpleType::Document)
        )
    });
    let without_hash = tainted(model, shapes.clone(), |shape| {
        matches!(shape.kind, ShapeKind::Map(..)) || shape.traits.has(traits::ERROR)
    });
    shapes
        .map(|id| {
            let eq = !without_eq.contains(id);
            (id.clone(), Derives { eq, hash: eq && !without_hash.contains(id) })
        })
        .collect()
}

/// The shapes that are roots and all shapes that contain one.
fn tainted<'i>(
    model: &Model,
    shapes: impl Iterator<Item = &'i ShapeId> + Clone,
    is_root: fn(&Shape) -> bool,
) -> BTreeSet<ShapeId> {
    let mut found = BTreeSet::new();
    loop {
        let before = found.len();
        for id in shapes.clone() {
            let Some(shape) = model.get(id) else { continue };
            if is_root(shape)
                || neighbors::neighbors(shape).iter().any(|target| found.contains(*target))
            {
                found.insert(id.clone());
            }
        }
        if before == found.len() {
            return found;
        }
    }
}
