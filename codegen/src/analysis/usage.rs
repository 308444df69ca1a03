//! How shapes are reached: from inputs, outputs or errors.
//!
//! What is only read needs no code that writes it, and the other way round.

use std::collections::BTreeMap;

use crate::smithy::{Model, Service, ShapeId, ShapeKind, neighbors};

/// The ways in which a shape is reached from the service's operations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Part of some operation's input.
    pub input: bool,
    /// Part of some operation's output.
    pub output: bool,
    /// Part of some error.
    pub error: bool,
}

/// The usage of every data shape in the closure of these operations.
pub fn of(model: &Model, service: &Service, operations: &[ShapeId]) -> BTreeMap<ShapeId, Usage> {
    let mut usage = BTreeMap::new();
    let mut mark_all = |roots: Vec<&ShapeId>, mark: fn(&mut Usage) -> &mut bool| {
        let mut pending = roots;
        while let Some(id) = pending.pop() {
            let marked = mark(usage.entry(id.clone()).or_default());
            if !std::mem::replace(marked, true)
                && let Some(shape) = model.get(id)
            {
                pending.extend(neighbors::neighbors(shape));
            }
        }
    };
    mark_all(service.errors.iter().collect(), |usage| &mut usage.error);
    for id in operations {
        let Some(ShapeKind::Operation(operation)) = model.get(id).map(|shape| &shape.kind) else {
            continue;
        };
        mark_all(operation.input.iter().collect(), |usage| &mut usage.input);
        mark_all(operation.output.iter().collect(), |usage| &mut usage.output);
        mark_all(operation.errors.iter().collect(), |usage| &mut usage.error);
    }
    usage
}

/// The operations that take a structure as their input or return it as their output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Operations whose input it is, sorted.
    pub input_of: Vec<ShapeId>,
    /// Operations whose output it is, sorted.
    pub output_of: Vec<ShapeId>,
}

/// The roles of every structure that is an input or output of one of these operations.
pub fn roles(model: &Model, operations: &[ShapeId]) -> BTreeMap<ShapeId, Roles> {
    let mut roles: BTreeMap<ShapeId, Roles> = BTreeMap::new();
    for id in operations {
        let Some(ShapeKind::Operation(operation)) = model.get(id).map(|shape| &shape.kind) else {
            continue;
        };
        if let Some(input) = &operation.input {
            roles.entry(input.clone()).or_default().input_of.push(id.clone());
        }
        if let Some(output) = &operation.output {
            roles.entry(output.clone()).or_default().output_of.push(id.clone());
        }
    }
    roles
}
