//! Gives every operation an input and an output structure.
//!
//! An operation without one gets an empty structure, so that a request and a response always have a type:
//! the response has a place for the request id, and members that the service adds later break no caller.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::smithy::traits::STAND_IN;
use crate::smithy::{Model, Shape, ShapeId, ShapeKind};

/// Adds the missing structures to the model.
pub(super) fn complete(model: &mut Model) {
    let mut added = Vec::new();
    // Shape names differ in more than case (Smithy 2.0, "Shape ID conflicts").
    let taken: BTreeSet<String> =
        model.shapes.keys().map(|id| id.name().to_ascii_lowercase()).collect();
    for (id, shape) in &mut model.shapes {
        let ShapeKind::Operation(operation) = &mut shape.kind else { continue };
        for (slot, suffix) in [(&mut operation.input, "Input"), (&mut operation.output, "Output")] {
            if slot.is_some() {
                continue;
            }
            let mut name = format!("{}{suffix}", id.name());
            while taken.contains(&name.to_ascii_lowercase()) {
                name.push('_');
            }
            let stand_in = ShapeId::from_parts(id.namespace(), &name);
            added.push(stand_in.clone());
            *slot = Some(stand_in);
        }
    }
    for id in added {
        let mut shape = Shape::new(ShapeKind::Structure(IndexMap::new()));
        shape.traits.mark(STAND_IN);
        model.shapes.insert(id, shape);
    }
}
