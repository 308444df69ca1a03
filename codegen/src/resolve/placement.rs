//! Which file a type goes to.
//!
//! Inputs and outputs of exactly one operation that nothing else refers to live with that operation.
//! Errors go to `types/error`, everything else to `types`.

use std::collections::BTreeMap;

use crate::analysis::Facts;
use crate::ir::Folder;
use crate::smithy::{Model, ShapeId, ShapeKind, neighbors, traits};

/// The table of types that live with an operation.
#[derive(Clone, Debug)]
pub(super) struct Placement {
    /// Structure to operation.
    private: BTreeMap<ShapeId, ShapeId>,
}

impl Placement {
    pub(super) fn of(model: &Model, facts: &Facts) -> Self {
        let mut owners: BTreeMap<ShapeId, Vec<&ShapeId>> = BTreeMap::new();
        for id in &facts.operations {
            let Some(ShapeKind::Operation(operation)) = model.get(id).map(|shape| &shape.kind)
            else {
                continue;
            };
            for structure in operation.input.iter().chain(&operation.output) {
                owners.entry(structure.clone()).or_default().push(id);
            }
        }
        for id in facts.usage.keys() {
            for target in model.get(id).map(neighbors::neighbors).into_iter().flatten() {
                owners.remove(target);
            }
        }
        let private = owners
            .into_iter()
            .filter_map(|(structure, owners)| match owners.as_slice() {
                [owner] => Some((structure, (*owner).clone())),
                _ => None,
            })
            .filter(|(structure, _)| !is_error(model, structure))
            .collect();
        Self { private }
    }

    /// The operation that a structure lives with.
    pub(super) fn owner(&self, structure: &ShapeId) -> Option<&ShapeId> {
        self.private.get(structure)
    }

    /// The folder of a type.
    pub(super) fn folder(&self, model: &Model, id: &ShapeId) -> Folder {
        if self.private.contains_key(id) {
            Folder::Operation
        } else if is_error(model, id) {
            Folder::Errors
        } else {
            Folder::Types
        }
    }
}

fn is_error(model: &Model, id: &ShapeId) -> bool {
    model.get(id).is_some_and(|shape| shape.traits.has(traits::ERROR))
}
