//! The part of a crate that the chosen operations reach.
//!
//! In comes the whole service, resolved; out goes the same with unreachable items and operations taken away, and chapters that call what is no longer there.
//! No item changes, so a type's file is the same in every slice that has it.

use std::collections::BTreeSet;

use crate::ir::Crate;
use crate::ir::item::Item;
use crate::ir::operation::Operation;
use crate::smithy::ShapeId;

/// Keeps the operations in `wanted` (all when `None`) and what they reach; with one whose endpoint is discovered, the operation that tells it.
pub fn slice(mut whole: Crate, wanted: Option<&BTreeSet<ShapeId>>) -> Crate {
    if let Some(wanted) = wanted {
        let is_discovered = |operation: &Operation| {
            operation.discovered_endpoint && wanted.contains(&operation.shape)
        };
        let discovery = whole.service.discovery.as_ref().map(|discovery| &discovery.operation);
        let discovery = discovery.filter(|_| whole.operations.iter().any(is_discovered));
        whole.operations.retain(|operation| {
            wanted.contains(&operation.shape) || discovery == Some(&operation.shape)
        });
    }
    let reached = reached(&whole, &whole.operations);
    let has = |id: &ShapeId| whole.operations.iter().any(|operation| operation.shape == *id);
    whole.chapters.retain(|chapter| chapter.operations.iter().all(has));
    whole.items.retain(|id, _| reached.contains(id));
    let mut keyed = BTreeSet::new();
    for item in whole.items.values() {
        if let Item::Struct(item) = item {
            keyed.extend(item.answered.iter().map(|answered| answered.ty.clone()));
            keyed.extend(item.asked.iter().map(|asked| asked.ty.clone()));
        }
    }
    whole.answers.retain(|answer| keyed.contains(&answer.ty));
    whole.questions.retain(|question| keyed.contains(&question.ty));
    whole
}

/// The shapes that operations of a crate reach, among them those that have no item.
pub fn reached<'o>(
    krate: &Crate,
    operations: impl IntoIterator<Item = &'o Operation>,
) -> BTreeSet<ShapeId> {
    let mut pending: Vec<ShapeId> = Vec::new();
    for operation in operations {
        pending.extend([operation.input.shape.clone(), operation.output.shape.clone()]);
        pending.extend(operation.errors.iter().map(|error| error.ty.shape.clone()));
    }
    let mut reached = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if !reached.insert(id.clone()) {
            continue;
        }
        let types = krate.items.get(&id).map(Item::member_types).unwrap_or_default();
        for ty in types {
            pending.extend(ty.named().into_iter().map(|named| named.shape.clone()));
        }
    }
    reached
}
