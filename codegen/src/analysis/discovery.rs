//! Whether the endpoint of an operation that has to be discovered can be.
//!
//! In come the traits of a service and its operations, out goes what is in the way.
//! Where discovery is optional it is off, and nothing is in the way but a trait that names what is not there.

use crate::diagnostic::{Diagnostics, nearest};
use crate::smithy::{Model, Node, Operation, Shape, ShapeId, ShapeKind, Traits, discovery, traits};

use super::{Facts, endpoint_params};

/// Checks what the service's trait names: an operation of the service, and an error.
pub fn check_names(
    model: &Model,
    id: &ShapeId,
    operations: &[ShapeId],
    diagnostics: &mut Diagnostics,
) {
    const TRAIT: &str = traits::CLIENT_ENDPOINT_DISCOVERY;
    let Some(shape) = model.get(id) else { return };
    let Some(value) = shape.traits.get(TRAIT) else { return };
    let mut named = |key: &str, what: &str, is_required: bool| {
        let found = match value.get(key) {
            None if !is_required => return None,
            None => "nothing".to_owned(),
            Some(Node::String(text)) => match ShapeId::parse(text) {
                Ok(found) if found.member().is_none() => match model.get(&found) {
                    Some(shape) => return Some((found, shape)),
                    None => format!("`{found}`, which does not exist"),
                },
                _ => format!("`{text}`"),
            },
            Some(other) => other.kind().to_owned(),
        };
        let expected = format!("expected the id of {what} as `{key}` of `{TRAIT}`");
        diagnostics.shape_error(id, format!("{expected}, found {found}"));
        None
    };
    let operation = named("operation", "an operation", true);
    let error = named("error", "an error", false);
    let mut differs = |key: &str, what: &str, found: &ShapeId, shape: &Shape| {
        let kind = shape.kind.name();
        let message =
            format!("expected {what} as `{key}` of `{TRAIT}`, found the {kind} `{found}`");
        diagnostics.shape_error(id, message);
    };
    if let Some((found, shape)) = &error
        && !(matches!(shape.kind, ShapeKind::Structure(_)) && shape.traits.has(traits::ERROR))
    {
        differs("error", "a structure with the trait `error`", found, shape);
    }
    match &operation {
        Some((found, shape)) if !matches!(shape.kind, ShapeKind::Operation(_)) => {
            differs("operation", "an operation", found, shape);
        }
        Some((found, _)) if !operations.contains(found) => {
            diagnostics.shape_error(
                id,
                format!("`{found}`, which `{TRAIT}` names, is not an operation of the service"),
            );
            let near = nearest(found.name(), operations.iter().map(ShapeId::name));
            diagnostics.help(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add it to `operations` of the service".to_owned(),
            });
        }
        _ => {}
    }
}

/// Adds the operations whose requests would go nowhere, with the reason, to those that cannot be generated; all others must be there already.
///
/// What the service's trait names has been checked.
pub fn add_undiscoverable(model: &Model, service: &ShapeId, facts: &mut Facts) {
    let no_traits = Traits::default();
    let service = model.get(service).map_or(&no_traits, |shape| &shape.traits);
    let Facts { operations, unsupported, .. } = facts;
    let told_by = discovery::of(model, service).and_then(|found| {
        let operation = found.operation;
        match unsupported.get(&operation) {
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
