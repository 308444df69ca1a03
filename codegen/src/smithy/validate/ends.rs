//! Whether values can come to an end: recursion through lists and maps alone, their depth, required members that lead back.
//!
//! Each check takes as many steps as the model has members, whatever chain they make.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::smithy::cycles::cycles;
use crate::smithy::{Model, Shape, ShapeId, ShapeKind, neighbors, traits};

/// How deep lists and maps may lie in each other. Later stages recurse over them, and so does the generated type.
const MAX_NESTED_COLLECTIONS: usize = 32;

pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let collections: BTreeMap<&ShapeId, Vec<&ShapeId>> = model
        .shapes
        .iter()
        .filter(|(_, shape)| is_collection(&shape.kind))
        .map(|(id, shape)| (id, held_collections(model, shape)))
        .collect();
    collections_end(&collections, diagnostics);
    collections_are_shallow(&collections, diagnostics);
    required_members_end(model, diagnostics);
}

/// Lists and maps may contain themselves only by way of a structure or union, or no Rust type could name them.
fn collections_end(collections: &BTreeMap<&ShapeId, Vec<&ShapeId>>, diagnostics: &mut Diagnostics) {
    for id in cycles(collections).into_keys() {
        diagnostics.shape_error(id, "the shape contains itself only through lists and maps");
        diagnostics.help("put a structure or a union in between");
    }
}

/// Lists and maps lie in each other to a limited depth.
///
/// Reported is the one that goes beyond, not what it lies in in turn.
/// Those that contain themselves have no depth; that is reported already.
fn collections_are_shallow(
    collections: &BTreeMap<&ShapeId, Vec<&ShapeId>>,
    diagnostics: &mut Diagnostics,
) {
    let mut pending: Vec<(&ShapeId, &Vec<&ShapeId>)> =
        collections.iter().map(|(id, held)| (*id, held)).collect();
    let mut measured: BTreeSet<&ShapeId> = BTreeSet::new();
    for depth in 1.. {
        // Every one that holds only such as are less deep.
        let (found, rest): (Vec<_>, Vec<_>) = pending
            .into_iter()
            .partition(|(_, held)| held.iter().all(|target| measured.contains(target)));
        if depth > MAX_NESTED_COLLECTIONS || found.is_empty() {
            for (id, _) in found {
                diagnostics.shape_error(
                    id,
                    format!("lists and maps are nested more than {MAX_NESTED_COLLECTIONS} deep"),
                );
                diagnostics.help("put a structure or a union in between");
            }
            return;
        }
        measured.extend(found.into_iter().map(|(id, _)| id));
        pending = rest;
    }
}

/// Required members that lead from a structure back to itself: no value could ever be made.
fn required_members_end(model: &Model, diagnostics: &mut Diagnostics) {
    let required = model.shapes.iter().map(|(id, shape)| (id, required_targets(shape))).collect();
    for id in cycles(&required).into_keys() {
        diagnostics.shape_error(
            id,
            "the structure requires itself through required members, so no value can exist",
        );
        diagnostics.help("make one member on the way optional");
    }
}

fn held_collections<'m>(model: &'m Model, shape: &'m Shape) -> Vec<&'m ShapeId> {
    let is_held =
        |target: &&ShapeId| model.get(target).is_some_and(|target| is_collection(&target.kind));
    neighbors::neighbors(shape).into_iter().filter(is_held).collect()
}

fn required_targets(shape: &Shape) -> Vec<&ShapeId> {
    let ShapeKind::Structure(members) = &shape.kind else { return Vec::new() };
    members
        .values()
        .filter(|member| {
            member.traits.has(traits::REQUIRED) && !member.traits.has(traits::CLIENT_OPTIONAL)
        })
        .map(|member| &member.target)
        .collect()
}

fn is_collection(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::List(_) | ShapeKind::Map(..))
}
