//! The outgoing edges of a shape: every shape that it names in a way that pulls it into the closure.
//!
//! Traits that refer to shapes (`auth`, `idRef` values) are not edges: they describe, they do not contain.

use super::{Shape, ShapeId, ShapeKind};

/// The shapes that `shape` refers to, in source order, with repetitions.
pub fn neighbors(shape: &Shape) -> Vec<&ShapeId> {
    match &shape.kind {
        ShapeKind::Service(service) => {
            service.operations.iter().chain(&service.resources).chain(&service.errors).collect()
        }
        ShapeKind::Resource(resource) => {
            resource.operations.iter().chain(&resource.resources).collect()
        }
        ShapeKind::Operation(operation) => {
            operation.input.iter().chain(&operation.output).chain(&operation.errors).collect()
        }
        // Members of enums target `Unit`, which stands for "no type" there.
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
        _ => shape.all_members().into_iter().map(|(_, member)| &member.target).collect(),
    }
}
