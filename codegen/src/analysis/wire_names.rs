//! Whether the parts of a request or a response that lie beside each other have names of their own there.
//!
//! Of two members with one name a codec writes one that the service does not read, and reads one for the other.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{
    Member, Model, Operation, Protocol, Shape, ShapeId, ShapeKind, neighbors, traits,
};

/// Two parts of what an operation sends or gets that have one name, in words for a diagnostic.
pub fn clash(model: &Model, protocol: Protocol, operation: &Operation) -> Option<String> {
    let sent = operation.input.iter();
    let got = operation.output.iter().chain(&operation.errors);
    clash_in(model, protocol, sent.collect(), Way::Request)
        .or_else(|| clash_in(model, protocol, got.collect(), Way::Response))
        .or_else(|| clash_of_errors(model, protocol, operation))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Request,
    Response,
}

fn clash_in<'m>(
    model: &'m Model,
    protocol: Protocol,
    mut pending: Vec<&'m ShapeId>,
    way: Way,
) -> Option<String> {
    let mut seen = BTreeSet::new();
    while let Some(id) = pending.pop() {
        let Some(shape) = model.get(id) else { continue };
        if !seen.insert(id) {
            continue;
        }
        if let Some(problem) = clash_of(protocol, id, shape, way) {
            return Some(problem);
        }
        pending.extend(neighbors::neighbors(shape));
    }
    None
}

fn clash_of(protocol: Protocol, id: &ShapeId, shape: &Shape, way: Way) -> Option<String> {
    match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => {}
        // An entry has both; other protocols have no names for them.
        ShapeKind::Map(..) if protocol.is_placed_by(traits::XML_NAME) => {}
        _ => return None,
    }
    let mut taken: BTreeMap<(bool, Cow<'_, str>), &str> = BTreeMap::new();
    for (name, member) in shape.all_members() {
        if is_elsewhere(protocol, member) || may_share(protocol, member, way) {
            continue;
        }
        let on_wire = match way {
            Way::Request => protocol.name_in_requests(name, member),
            Way::Response => protocol.name_in_responses(name, member).into(),
        };
        let is_attribute =
            protocol == Protocol::RestXml && member.traits.has(traits::XML_ATTRIBUTE);
        if let Some(other) = taken.insert((is_attribute, on_wire.clone()), name) {
            let message = match way {
                Way::Request => "requests",
                Way::Response => "responses",
            };
            return Some(format!(
                "expected the members of `{id}` to have different names in {message}, found {on_wire:?} for `{other}` and `{name}`"
            ));
        }
    }
    None
}

/// Whether a member is bound to a place outside of the body, or is all of it.
fn is_elsewhere(protocol: Protocol, member: &Member) -> bool {
    const BINDINGS: [&str; 7] = [
        traits::HTTP_HEADER,
        traits::HTTP_LABEL,
        traits::HTTP_PAYLOAD,
        traits::HTTP_PREFIX_HEADERS,
        traits::HTTP_QUERY,
        traits::HTTP_QUERY_PARAMS,
        traits::HTTP_RESPONSE_CODE,
    ];
    protocol.has_http_bindings() && BINDINGS.iter().any(|binding| member.traits.has(binding))
}

/// Elements of a flattened list are each a part of their own: S3 has a member with one event beside the member with all of them.
fn may_share(protocol: Protocol, member: &Member, way: Way) -> bool {
    let has_elements = protocol == Protocol::RestXml || way == Way::Response;
    has_elements && member.traits.has(traits::XML_FLATTENED)
}

/// Two errors with one code: nothing would tell which of them an answer is.
fn clash_of_errors(model: &Model, protocol: Protocol, operation: &Operation) -> Option<String> {
    if protocol != Protocol::AwsQuery {
        return None;
    }
    let mut taken: BTreeMap<&str, &ShapeId> = BTreeMap::new();
    for id in &operation.errors {
        let code = model.get(id).and_then(|shape| shape.traits.get(traits::AWS_QUERY_ERROR));
        let code = code.and_then(|value| value.get("code")?.as_str()).unwrap_or(id.name());
        let first = *taken.entry(code).or_insert(id);
        if first != id {
            return Some(format!(
                "expected errors of different codes, found {code:?} for `{first}` and `{id}`"
            ));
        }
    }
    None
}
