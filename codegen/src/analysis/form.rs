//! Operations whose query is sent as a form in the body, where the model has it in the URI.

use std::collections::BTreeSet;

use crate::customizations::{self, Customization};
use crate::smithy::{Model, Node, Shape, ShapeId, traits};

/// Those of a service, of these operations.
pub fn of(model: &Model, service: &ShapeId, operations: &[ShapeId]) -> BTreeSet<ShapeId> {
    let Some(service) = model.get(service) else { return BTreeSet::new() };
    let names = customizations::of(&service.traits).find_map(|customization| match customization {
        Customization::QueryAsForm(names) => Some(names),
        _ => None,
    });
    let is_meant = |id: &&ShapeId| {
        names.is_some_and(|names| names.contains(&id.name())) && model.get(id).is_some_and(is_get)
    };
    operations.iter().filter(is_meant).cloned().collect()
}

fn is_get(operation: &Shape) -> bool {
    let method = operation.traits.get(traits::HTTP).and_then(|http| http.get("method"));
    method.and_then(Node::as_str) == Some("GET")
}
