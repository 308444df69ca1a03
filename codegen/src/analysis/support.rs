//! Operations that cannot be generated yet, each with the trait that is in the way.
//!
//! Such an operation is left out with a diagnostic; the rest of the service is not affected.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{Model, Protocol, ShapeId, ShapeKind, Traits, neighbors, traits};

use super::auth::Schemes;
use super::{checksum, endpoint_params, host_prefix, http_binding, wire_names};

/// The reason for each operation that cannot be generated.
pub fn unsupported(
    model: &Model,
    service: &ShapeId,
    operations: &[ShapeId],
    auth: &BTreeMap<ShapeId, Schemes>,
) -> BTreeMap<ShapeId, String> {
    let no_traits = Traits::default();
    let service = model.get(service).map_or(&no_traits, |shape| &shape.traits);
    let reason = |id| reason(model, service, auth, id).map(|reason| (ShapeId::clone(id), reason));
    operations.iter().filter_map(reason).collect()
}

fn reason(
    model: &Model,
    service: &Traits,
    auth: &BTreeMap<ShapeId, Schemes>,
    operation: &ShapeId,
) -> Option<String> {
    let shape = model.get(operation)?;
    if let Err(problem) = host_prefix::of(model, shape) {
        return Some(problem);
    }
    if let Some(protocol) = Protocol::of(service) {
        let binding = http_binding::of(model, protocol, shape).err();
        if let Some(problem) = binding.or_else(|| checksum::of(model, protocol, shape).err()) {
            return Some(problem);
        }
        if let ShapeKind::Operation(ends) = &shape.kind
            && let Some(problem) = wire_names::clash(model, protocol, ends)
        {
            return Some(problem);
        }
    }
    match endpoint_params::bindings(model, service, shape) {
        Err(problem) => return Some(problem),
        Ok(bindings) => {
            if let Some(name) = endpoint_params::unfillable(service, &bindings) {
                return Some(format!(
                    "the endpoint rules of the service require the parameter `{name}`, which nothing gives a value"
                ));
            }
        }
    }
    if let Some(Err(reason)) = auth.get(operation) {
        return Some(reason.clone());
    }
    let mut pending = neighbors::neighbors(shape);
    let mut seen = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(shape) = model.get(id) else { continue };
        if shape.traits.has(traits::STREAMING) {
            let what = if matches!(shape.kind, ShapeKind::Union(_)) {
                "an event stream"
            } else {
                "a streaming blob"
            };
            return Some(format!("`smithy.api#streaming` on `{id}` ({what}) is not supported yet"));
        }
        pending.extend(neighbors::neighbors(shape));
    }
    None
}
