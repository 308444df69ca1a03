//! Operations: which there are, how they are called in Rust, signing, errors, pagination, tokens.
//!
//! Inputs and outputs are compared as shapes; where an operation has another one than before, the two are one pair.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::operation::{Auth, Operation, OperationErrorVariant};
use tinsmith_codegen::stages::ir::pagination::{Found as TokenFound, Pagination, Step, Token};
use tinsmith_codegen::stages::ir::ty::RustType;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{ShapeId, Traits};

use crate::table::Kind;

use super::in_rust::path as path_in_rust;
use super::{Found, Scope, subject_of, traits};

/// Compares the operations, and notes the inputs and outputs that took each other's place.
pub(super) fn compare(found: &mut Found<'_>) {
    // Once, where operations share an input.
    let mut tokens = BTreeSet::new();
    for pair in pairs(found) {
        match pair {
            (Some(old), Some(new)) => {
                names(found, old, new);
                signing(found, old, new);
                pagination(found, old, new);
                own_traits(found, old, new);
                tokens.extend(token(found, old, new));
                for (old, new) in [(&old.input, &new.input), (&old.output, &new.output)] {
                    if old.shape != new.shape {
                        found.replaced.insert((old.shape.clone(), new.shape.clone()));
                    }
                }
            }
            (None, Some(new)) => {
                let detail = match found.old.why_left_out(&new.shape) {
                    Some(reason) => format!("can be generated now; before: {reason}"),
                    None if found.old.facts.operations.contains(&new.shape) => {
                        "asked for now; the service had it already".to_owned()
                    }
                    None => "new".to_owned(),
                };
                found.add_in(Scope::Operation, Kind::OperationAdded, &new.shape, detail);
            }
            (Some(old), None) => {
                let (kind, detail) = match found.new.why_left_out(&old.shape) {
                    Some(reason) => (Kind::OperationDeselected, format!("left out: {reason}")),
                    None if found.new.facts.operations.contains(&old.shape) => {
                        (Kind::OperationDeselected, "no longer asked for".to_owned())
                    }
                    None => (Kind::OperationRemoved, "gone".to_owned()),
                };
                found.add_in(Scope::Operation, kind, &old.shape, detail);
            }
            (None, None) => {}
        }
    }
    for (kind, place) in tokens {
        let detail = match kind {
            Kind::IdempotencyTokenAdded => "filled in where it is left out",
            _ => "no longer filled in",
        };
        found.add(kind, &place, detail);
    }
    errors(found);
}

/// The operations of both versions, sorted. One that moved to another namespace is called as before.
fn pairs<'a>(found: &Found<'a>) -> Vec<(Option<&'a Operation>, Option<&'a Operation>)> {
    let (old, new) = (&found.old.operations, &found.new.operations);
    let moved = |from: &BTreeMap<&ShapeId, &'a Operation>,
                 to: &BTreeMap<&ShapeId, &'a Operation>,
                 id: &ShapeId| {
        let mut others = to.iter().filter(|(other, _)| !from.contains_key(*other));
        others.find(|(other, _)| other.name() == id.name()).map(|(_, operation)| *operation)
    };
    let mut pairs: Vec<_> = old
        .iter()
        .map(|(id, operation)| {
            let same = new.get(id).copied().or_else(|| moved(old, new, id));
            (Some(*operation), same)
        })
        .collect();
    let added =
        new.iter().filter(|(id, _)| !old.contains_key(*id) && moved(new, old, id).is_none());
    pairs.extend(added.map(|(_, operation)| (None, Some(*operation))));
    pairs.sort_by_key(|(old, new)| old.or(*new).map(|operation| &operation.shape));
    pairs
}

fn names(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let of = |operation: &Operation| {
        format!("`{}`, `operation::{}::{}`", operation.method, operation.module, operation.error)
    };
    let (before, after) = (of(old), of(new));
    if before != after {
        let detail = format!("{before} -> {after}");
        found.add_in(Scope::Operation, Kind::OperationRenamedInRust, &new.shape, detail);
    } else if old.shape != new.shape {
        let detail = format!("{} -> {}, the same in Rust", old.shape, new.shape);
        found.add_in(Scope::Operation, Kind::FactWithoutEffect, &new.shape, detail);
    }
}

fn signing(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let (kind, detail) = match (old.auth, new.auth) {
        (Auth::None, Auth::SigV4) => (Kind::OperationNowSigned, "no signature -> SigV4"),
        (Auth::SigV4, Auth::None) => (Kind::OperationNoLongerSigned, "SigV4 -> no signature"),
        _ => return,
    };
    found.add_in(Scope::Operation, kind, &new.shape, detail);
}

fn pagination(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let id = &new.shape;
    match (&old.pagination, &new.pagination) {
        (None, Some(_)) => {
            let detail = "it has `into_paginator`";
            found.add_in(Scope::Operation, Kind::PaginationAdded, id, detail);
        }
        (Some(_), None) => {
            let detail = "`into_paginator` is gone";
            found.add_in(Scope::Operation, Kind::PaginationRemoved, id, detail);
        }
        (Some(before), Some(after)) => {
            let (old, new) = (tokens(before), tokens(after));
            if old != new {
                let detail = format!("tokens: {old} -> {new}");
                found.add_in(Scope::Operation, Kind::PaginationChanged, id, detail);
            }
            let ty = |pagination: &Pagination| pagination.items.as_ref().map(|(_, ty)| in_rust(ty));
            let kind = if ty(before) == ty(after) {
                Kind::PaginationChanged
            } else if before.items.is_none() {
                Kind::PaginationItemsAdded
            } else {
                Kind::PaginationItemsChanged
            };
            let (old, new) = (items(before), items(after));
            if old != new {
                let detail = format!("items: {old} -> {new}");
                found.add_in(Scope::Operation, kind, id, detail);
            } else if kind == Kind::PaginationItemsChanged {
                let detail = format!("items: {old}, of another type");
                found.add_in(Scope::Operation, kind, id, detail);
            }
        }
        (None, None) => {}
    }
}

/// A type as a program names it, whatever shape it is made of.
fn in_rust(ty: &RustType) -> String {
    match ty {
        RustType::Simple(simple) => simple.name().to_owned(),
        RustType::Named(named) => path_in_rust(named),
        RustType::List(element, list) => format!("list {} {}", list.sparse, in_rust(element)),
        RustType::Map(key, value, map) => {
            format!("map {} {} {}", map.sparse, in_rust(key), in_rust(value))
        }
        RustType::Boxed(inner) => format!("box {}", in_rust(inner)),
    }
}

/// Where tokens come from and go to; whether fields are optional does not count.
fn tokens(pagination: &Pagination) -> String {
    let tokens = pagination.tokens.iter();
    let mut shown: Vec<String> =
        tokens.map(|token| format!("{} from {}", token.sent, found_at(token))).collect();
    shown.extend(pagination.more_results.iter().map(|more| format!("as long as {}", path(more))));
    shown.join(", ")
}

fn found_at(token: &Token) -> String {
    match &token.found {
        TokenFound::Path(steps) => path(steps),
        TokenFound::Expression(text, _) => text.clone(),
    }
}

/// Where items are.
fn items(pagination: &Pagination) -> String {
    pagination.items.as_ref().map_or_else(|| "none".to_owned(), |(at, _)| path(at))
}

fn path(path: &[Step]) -> String {
    let fields: Vec<&str> = path.iter().map(|step| step.field.as_str()).collect();
    fields.join(".")
}

/// The members that began or ceased to be filled in, among those that both versions have.
fn token(found: &Found<'_>, old: &Operation, new: &Operation) -> Vec<(Kind, ShapeId)> {
    let (before, after) = (found.old.token(old), found.new.token(new));
    let name = |place: &Option<ShapeId>| {
        place.as_ref().and_then(|place| place.member().map(str::to_owned))
    };
    if name(&before) == name(&after) {
        return Vec::new();
    }
    let input = &new.input.shape;
    let removed = before.and_then(|place| Some(input.with_member(place.member()?)));
    let removed = removed.filter(|place| found.new.field(place).is_some());
    let added = after.filter(|place| {
        let old = place.member().map(|member| old.input.shape.with_member(member));
        old.is_some_and(|old| found.old.field(&old).is_some())
    });
    let removed = removed.map(|place| (Kind::IdempotencyTokenRemoved, place));
    removed.into_iter().chain(added.map(|place| (Kind::IdempotencyTokenAdded, place))).collect()
}

fn own_traits(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let of = |traits: Option<&Traits>| traits.cloned().unwrap_or_default();
    let before = of(found.old.shape(&old.shape).map(|shape| &shape.traits));
    let after = of(found.new.shape(&new.shape).map(|shape| &shape.traits));
    for (name, before, after) in traits::differing(&before, &after) {
        let kind = match name {
            ids::DEPRECATED if before.is_some() && after.is_some() => Kind::DocumentationChanged,
            ids::DEPRECATED if after.is_some() => Kind::OperationDeprecated,
            ids::DEPRECATED => Kind::OperationNoLongerDeprecated,
            ids::READONLY | ids::IDEMPOTENT => Kind::OperationSemanticsChanged,
            // Compared as what is made of them.
            ids::AUTH | ids::OPTIONAL_AUTH if old.auth != new.auth => continue,
            ids::PAGINATED | ids::PAGINATED_BEYOND_SMITHY if old.pagination != new.pagination => {
                continue;
            }
            name => traits::kind_of(name),
        };
        let detail = traits::detail(name, before, after);
        found.add_in(Scope::Operation, kind, &new.shape, detail);
    }
}

/// Errors by error, since one is often added to many operations at once.
fn errors(found: &mut Found<'_>) {
    let mut added: BTreeMap<&ShapeId, Vec<String>> = BTreeMap::new();
    let mut removed: BTreeMap<&ShapeId, Vec<String>> = BTreeMap::new();
    for pair in pairs(found) {
        let (Some(old), Some(new)) = pair else { continue };
        // One that moved to another namespace is the same variant still.
        let has = |operation: &Operation, error: &OperationErrorVariant| {
            let mut errors = operation.errors.iter();
            errors.any(|has| has.ty.shape == error.ty.shape || has.variant == error.variant)
        };
        for error in &new.errors {
            if !has(old, error) {
                added.entry(&error.ty.shape).or_default().push(new.shape.name().to_owned());
            }
        }
        for error in &old.errors {
            if !has(new, error) {
                removed.entry(&error.ty.shape).or_default().push(new.shape.name().to_owned());
            }
        }
    }
    let changes = [
        (Kind::ErrorAdded, added, "an error of"),
        (Kind::ErrorRemoved, removed, "no error any more of"),
    ];
    for (kind, errors, what) in changes {
        for (error, operations) in errors {
            let of = match operations.as_slice() {
                [only] => only.clone(),
                all => format!("{} operations", all.len()),
            };
            let detail = format!("{what} {of}");
            let subject = match operations.as_slice() {
                [only] => format!("{only}: {}", subject_of(error)),
                _ => subject_of(error),
            };
            found.add_in(Scope::ErrorsOf(operations), kind, error, detail).subject = subject;
        }
    }
}
