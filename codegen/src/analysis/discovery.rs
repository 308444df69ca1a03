//! Whether the endpoint of an operation that has to be discovered can be.
//!
//! In come the traits of a service and its operations, out goes what is in the way.
//! Where discovery is optional it is off, and nothing is in the way.

use std::collections::BTreeMap;

use crate::smithy::{Model, Operation, Shape, ShapeId, ShapeKind, Traits, discovery, traits};

/// Adds the operations whose requests would go nowhere, with the reason, to those that cannot be generated.
pub(super) fn add_undiscoverable(
    model: &Model,
    service: &Traits,
    operations: &[ShapeId],
    unsupported: &mut BTreeMap<ShapeId, String>,
) {
    let told_by = discovery::of(model, service).and_then(|found| {
        let operation = found.operation;
        match unsupported.get(&operation) {
            _ if !operations.contains(&operation) => {
                Err(format!("`{operation}` is no operation of the service"))
            }
            Some(reason) => Err(format!("`{operation}` cannot be generated: {reason}")),
            None => Ok(()),
        }
    });
    for id in operations {
        let Some(shape) = model.get(id).filter(|shape| discovery::is_required(&shape.traits))
        else {
            continue;
        };
        if let Err(reason) = told_by.clone().and_then(|()| has_no_id(model, shape)) {
            unsupported.entry(id.clone()).or_insert_with(|| {
                format!(
                    "`{}` requires an endpoint that cannot be discovered: {reason}",
                    traits::CLIENT_DISCOVERED_ENDPOINT
                )
            });
        }
    }
}

/// Refuses an operation whose endpoint depends on its input, which the discovery operation would have to be told.
fn has_no_id(model: &Model, operation: &Shape) -> Result<(), String> {
    const ID: &str = traits::CLIENT_ENDPOINT_DISCOVERY_ID;
    let ShapeKind::Operation(Operation { input: Some(input), .. }) = &operation.kind else {
        return Ok(());
    };
    let members = model.get(input).and_then(Shape::members);
    let is_id = members.is_some_and(|members| members.values().any(|it| it.traits.has(ID)));
    if is_id {
        Err(format!("`{ID}` on a member of `{input}` is not supported yet"))
    } else {
        Ok(())
    }
}
