//! Which operations can be another thing at the new service.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::smithy::{Model, Shape, ShapeId, ShapeKind, Traits};

use crate::callers::{Pair, Version};

/// How many operations stand for all where a fact of the service itself differs.
const FOR_ALL: usize = 5;

/// The operations, by name, of which a shape or trait is not the same in both versions.
pub(super) fn operations(pair: &Pair) -> BTreeSet<String> {
    let (old, new) = (by_name(&pair.old), by_name(&pair.new));
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let mut reached: BTreeSet<&str> =
        names.iter().copied().filter(|name| old.get(name) != new.get(name)).collect();
    let service = |version: &Version| -> Option<(String, Traits, Vec<ShapeId>)> {
        let id = &version.prepared.service;
        let shape = version.prepared.model.get(id)?;
        let ShapeKind::Service(service) = &shape.kind else { return None };
        Some((id.name().to_owned(), shape.traits.clone(), service.errors.clone()))
    };
    if service(&pair.old) != service(&pair.new) {
        reached.extend(names.into_iter().take(FOR_ALL));
    }
    reached.into_iter().map(str::to_owned).collect()
}

/// Each operation with all shapes that make it up.
fn by_name(version: &Version) -> BTreeMap<&str, BTreeMap<&ShapeId, &Shape>> {
    let model = &version.prepared.model;
    let operations = version.prepared.facts.operations.iter();
    let errors: &[ShapeId] = match model.get(&version.prepared.service).map(|shape| &shape.kind) {
        Some(ShapeKind::Service(service)) => &service.errors,
        _ => &[],
    };
    operations
        .map(|id| {
            let mut shapes = BTreeMap::new();
            walk(model, id, &mut shapes);
            errors.iter().for_each(|error| walk(model, error, &mut shapes));
            (id.name(), shapes)
        })
        .collect()
}

fn walk<'m>(model: &'m Model, id: &'m ShapeId, shapes: &mut BTreeMap<&'m ShapeId, &'m Shape>) {
    let Some(shape) = model.get(id) else { return };
    if shapes.insert(id, shape).is_some() {
        return;
    }
    if let ShapeKind::Operation(operation) = &shape.kind {
        for id in operation.input.iter().chain(&operation.output).chain(&operation.errors) {
            walk(model, id, shapes);
        }
    }
    for (_, member) in shape.all_members() {
        walk(model, &member.target, shapes);
    }
}
