//! Operations: which there are, how they are called in Rust, signing, compression, checksums, errors, tokens.
//!
//! Inputs and outputs are compared as shapes; where an operation has another one than before, the two are one pair.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::operation::{Checksum, Operation, OperationErrorVariant};
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{Auth, ShapeId, Traits};

use crate::table::Kind;

use super::view::View;
use super::{Found, Scope, destinations, keys, pagination, renames, subject_of, traits, waiters};

/// Compares the operations, and notes the inputs and outputs that took each other's place.
pub(super) fn compare(found: &mut Found<'_>) {
    // Once, where operations share an input.
    let mut tokens = BTreeSet::new();
    let pairs = pairs(found);
    found.replaced.extend(renames::errors(found, &pairs));
    for pair in pairs {
        match pair {
            (Some(old), Some(new)) => {
                names(found, old, new);
                signing(found, old, new);
                compression(found, old, new);
                checksum(found, old, new);
                pagination::compare(found, old, new);
                waiters::compare(found, old, new);
                keys::compare(found, old, new);
                let goes_elsewhere = destinations::compare(found, old, new);
                own_traits(found, old, new, goes_elsewhere);
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
                    Some(reason) if is_signed_otherwise(found.new, &old.shape) => {
                        (Kind::OperationSignedOtherwise, format!("left out: {reason}"))
                    }
                    Some(reason) => {
                        (Kind::OperationNoLongerGenerated, format!("left out: {reason}"))
                    }
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
            Kind::IdempotencyTokenRemoved => "no longer filled in",
            _ => "filled in where it is left out",
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
    let kind = match (&old.auth[..], &new.auth[..]) {
        (old, new) if old == new => return,
        ([], _) => Kind::OperationNowSigned,
        (_, []) => Kind::OperationNoLongerSigned,
        (old, new) if old.iter().all(|scheme| new.contains(scheme)) => Kind::AuthSchemeAdded,
        _ => Kind::AuthSchemeRemoved,
    };
    let detail = format!("{} -> {}", schemes(&old.auth), schemes(&new.auth));
    found.add_in(Scope::Operation, kind, &new.shape, detail);
}

fn schemes(auth: &[Auth]) -> String {
    let names = auth.iter().map(|scheme| match scheme {
        Auth::SigV4 => "SigV4",
        Auth::SigV4a => "SigV4a",
        Auth::HttpBearer => "bearer token",
    });
    match names.collect::<Vec<_>>().join(" or ") {
        none if none.is_empty() => "no signature".to_owned(),
        names => names,
    }
}

/// Whether an operation is authenticated in a way that cannot be generated.
fn is_signed_otherwise(view: &View<'_>, operation: &ShapeId) -> bool {
    view.facts.auth.get(operation).is_some_and(Result::is_err)
}

/// Whether an operation of the old version is authenticated in another way than before, generated or not.
pub(super) fn are_signed_otherwise(found: &Found<'_>) -> bool {
    found.old.operations.iter().any(|(id, old)| match found.new.operations.get(id) {
        Some(new) => old.auth != new.auth && !old.auth.is_empty() && !new.auth.is_empty(),
        None => is_signed_otherwise(found.new, id),
    })
}

fn compression(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let (kind, detail) = match (old.compressed, new.compressed) {
        (false, true) => (Kind::CompressionAdded, "as they are -> in gzip"),
        (true, false) => (Kind::CompressionRemoved, "in gzip -> as they are"),
        _ => return,
    };
    found.add_in(Scope::Operation, kind, &new.shape, detail);
}

fn checksum(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    if old.checksum == new.checksum {
        return;
    }
    let kind = match (&old.checksum, &new.checksum) {
        (_, Some(Checksum::ContentMd5 | Checksum::Required { .. })) => Kind::ChecksumRequired,
        (None | Some(Checksum::Optional { .. }), Some(Checksum::Optional { .. })) => {
            Kind::ChecksumAllowed
        }
        (_, None | Some(Checksum::Optional { .. })) => Kind::ChecksumRemoved,
    };
    let words = |checksum: &Option<Checksum>| match checksum {
        None => "none".to_owned(),
        Some(Checksum::ContentMd5) => "MD5".to_owned(),
        Some(Checksum::Required { algorithm_header: None }) => "CRC32".to_owned(),
        Some(Checksum::Required { algorithm_header: Some(header) }) => {
            format!("by the algorithm in `{header}`")
        }
        Some(Checksum::Optional { algorithm_header }) => {
            format!("by the algorithm in `{algorithm_header}`, not required")
        }
    };
    let detail = format!("{} -> {}", words(&old.checksum), words(&new.checksum));
    found.add_in(Scope::Operation, kind, &new.shape, detail);
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
    let removed = removed.map(|place| (Kind::IdempotencyTokenRemoved, place));
    let added = after.and_then(|place| {
        let old_place = old.input.shape.with_member(place.member()?);
        let was_optional = found.old.field(&old_place)?.optional;
        let is_required = |view: &View<'_>, place| {
            view.member(place).is_some_and(|it| it.traits.has(ids::REQUIRED))
        };
        let was_required = is_required(found.old, &old_place);
        // One that callers had to set is on the wire as it was.
        let kind = match !was_required && is_required(found.new, &place) {
            true => Kind::RequiredIdempotencyTokenAdded,
            false => Kind::IdempotencyTokenAdded,
        };
        was_optional.then_some((kind, place))
    });
    removed.into_iter().chain(added).collect()
}

fn own_traits(found: &mut Found<'_>, old: &Operation, new: &Operation, goes_elsewhere: bool) {
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
            ids::REQUEST_COMPRESSION if old.compressed != new.compressed => continue,
            ids::HTTP_CHECKSUM | ids::HTTP_CHECKSUM_REQUIRED if old.checksum != new.checksum => {
                continue;
            }
            ids::WAITABLE => continue,
            // The status of success, which no client asks about.
            ids::HTTP if new.http.is_some() && old.http == new.http => Kind::FactWithoutEffect,
            ids::ENDPOINT
            | ids::STATIC_CONTEXT_PARAMS
            | ids::OPERATION_CONTEXT_PARAMS
            | ids::CLIENT_DISCOVERED_ENDPOINT
                if goes_elsewhere =>
            {
                continue;
            }
            name => traits::kind_of(found, name),
        };
        let detail = traits::detail(name, before, after);
        found.add_in(Scope::Operation, kind, &new.shape, detail).of_trait = Some(name.to_owned());
    }
}

/// Errors by error, since one is often added to many operations at once.
fn errors(found: &mut Found<'_>) {
    let mut added: BTreeMap<&ShapeId, Vec<String>> = BTreeMap::new();
    let mut removed: BTreeMap<&ShapeId, Vec<String>> = BTreeMap::new();
    for pair in pairs(found) {
        let (Some(old), Some(new)) = pair else { continue };
        // One that moved to another namespace is the same variant still.
        let is_same = |old: &OperationErrorVariant, new: &OperationErrorVariant| {
            found.is_same_shape(&old.ty.shape, &new.ty.shape) || old.variant == new.variant
        };
        for error in &new.errors {
            if !old.errors.iter().any(|old| is_same(old, error)) {
                added.entry(&error.ty.shape).or_default().push(new.shape.name().to_owned());
            }
        }
        for error in &old.errors {
            if !new.errors.iter().any(|new| is_same(error, new)) {
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
