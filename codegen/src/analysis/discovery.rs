//! Whether the endpoint of an operation that has to be discovered can be.
//!
//! In come the traits of a service and its operations, out goes what is in the way.
//! Where discovery is optional it is off, and nothing is in the way.

use crate::smithy::{Model, Operation, Shape, ShapeId, ShapeKind, Traits, discovery, traits};

use super::{Facts, endpoint_params};

/// Adds the operations whose requests would go nowhere, with the reason, to those that cannot be generated; all others must be there already.
pub fn add_undiscoverable(model: &Model, service: &ShapeId, facts: &mut Facts) {
    let no_traits = Traits::default();
    let service = model.get(service).map_or(&no_traits, |shape| &shape.traits);
    let Facts { operations, unsupported, .. } = facts;
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
    for id in &*operations {
        let Some(shape) = model.get(id).filter(|shape| discovery::is_required(&shape.traits))
        else {
            continue;
        };
        if let Err(reason) = told_by
            .clone()
            .and_then(|()| has_no_id(model, shape))
            .and_then(|()| is_all_of_it(service, shape))
        {
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

/// Refuses an operation that more than discovery has a say in where its requests go: what is told is the whole endpoint.
fn is_all_of_it(service: &Traits, operation: &Shape) -> Result<(), String> {
    if operation.traits.has(traits::ENDPOINT) {
        let prefix = traits::ENDPOINT;
        return Err(format!("`{prefix}` (a host prefix) beside it is not supported yet"));
    }
    if endpoint_params::asks_for_account_id(service) {
        return Err(
            "endpoint rules that ask for `AWS::Auth::AccountId` beside it are not supported yet"
                .to_owned(),
        );
    }
    Ok(())
}
