//! Operations that cannot be generated yet, each with the trait that is in the way.
//!
//! Such an operation is left out with a diagnostic; the rest of the service is not affected.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{Model, ShapeId, ShapeKind, neighbors, traits};

/// The reason for each operation that cannot be generated.
pub fn unsupported(model: &Model, operations: &[ShapeId]) -> BTreeMap<ShapeId, String> {
    operations.iter().filter_map(|id| Some((id.clone(), reason(model, id)?))).collect()
}

fn reason(model: &Model, operation: &ShapeId) -> Option<String> {
    let shape = model.get(operation)?;
    if shape.traits.has("smithy.api#endpoint") {
        return Some("`smithy.api#endpoint` (a host prefix) is not supported yet".to_owned());
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
