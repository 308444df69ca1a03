//! `waiters-2.json` to `smithy.waiters#waitable`.
//!
//! `delay` is the shortest delay; how often a call is made at most is left out, since in Smithy the caller says how long to wait.
//! A matcher of HTTP statuses is written as what the model says of them: success, or the errors with that status.
//! What cannot be said is reported, and that waiter alone is left out.

use indexmap::IndexMap;

use super::companions::Companions;
use super::fields::{Fields, node};
use super::keys;
use super::names::Names;
use crate::diagnostic::{Diagnostics, LeftOut, nearest};
use crate::smithy::{Model, Node, ShapeId, ShapeKind, traits};

/// The longest delay where it is not shorter than the shortest (Smithy 2.0, "Waiters").
const MAX_DELAY: u64 = 120;

/// Puts the trait on every operation that is waited for.
pub(super) fn apply(
    companions: &Companions,
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let Some(document) = &companions.waiters else { return };
    let Some(document) = Fields::of(document, names.service.clone(), diagnostics) else { return };
    let Some(waiters) = document.object("waiters", diagnostics) else {
        diagnostics.error("expected `waiters` in the waiters, found none");
        return;
    };
    let mut by_operation: IndexMap<&ShapeId, IndexMap<String, Node>> = IndexMap::new();
    for (name, waiter) in waiters.object {
        let Some(waiter) = Fields::of(waiter, names.service.clone(), diagnostics) else { continue };
        let operation = waiter.required_text("operation", diagnostics).unwrap_or_default();
        let Some(id) = names.operations.get(operation) else {
            diagnostics.left_out(LeftOut::Waiter, &names.service,
                format!("the waiter `{name}` waits for `{operation}`, which is not an operation; it is left out"),
            );
            if let Some(meant) = nearest(operation, names.operations.keys().map(String::as_str)) {
                diagnostics.help(format!("did you mean `{meant}`?"));
            }
            continue;
        };
        let waiter = Fields { at: id.clone(), ..waiter };
        match waitable(&waiter, model, diagnostics) {
            Ok(waiter) => {
                by_operation.entry(id).or_default().insert(name.clone(), waiter);
            }
            Err(reason) => diagnostics.left_out(
                LeftOut::Waiter,
                id,
                format!("the waiter `{name}` is left out: {reason}"),
            ),
        }
    }
    for (id, waiters) in by_operation {
        if let Some(found) = model.traits_mut(id) {
            found.insert(traits::WAITABLE, Node::Object(waiters));
        }
    }
}

fn waitable(
    waiter: &Fields<'_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Result<Node, String> {
    keys::check(waiter, &[&keys::WAITER], diagnostics);
    let mut acceptors = Vec::new();
    for acceptor in waiter.list("acceptors", diagnostics) {
        let Some(acceptor) = Fields::of(acceptor, waiter.at.clone(), diagnostics) else { continue };
        keys::check(&acceptor, &[&keys::ACCEPTOR], diagnostics);
        let state = acceptor.required_text("state", diagnostics).unwrap_or_default();
        for matcher in matchers(&acceptor, model, diagnostics)? {
            acceptors.push(node([("state", Node::from(state)), ("matcher", matcher)]));
        }
    }
    let mut found = IndexMap::from([("acceptors".to_owned(), Node::Array(acceptors))]);
    if let Some(delay) = waiter.number("delay", diagnostics) {
        found.insert("minDelay".to_owned(), Node::Number(delay.clone()));
        if delay.as_u64().is_some_and(|delay| delay > MAX_DELAY) {
            found.insert("maxDelay".to_owned(), Node::Number(delay.clone()));
        }
    }
    Ok(Node::Object(found))
}

/// The matchers of Smithy that say the same as one of C2J.
fn matchers(
    acceptor: &Fields<'_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Node>, String> {
    let kind = acceptor.required_text("matcher", diagnostics).unwrap_or_default();
    let Some(expected) = acceptor.object.get("expected") else {
        return Err(format!("expected `expected` in the matcher `{kind}`, found none"));
    };
    let success = |value: bool| node([("success", Node::Bool(value))]);
    let error = |name: &str| node([("errorType", Node::from(name))]);
    let at_path = |comparator: &str, expected: &str| {
        let Some(path) = acceptor.object.get("argument").and_then(Node::as_str) else {
            return Err(format!("expected an `argument` of the matcher `{kind}`, found none"));
        };
        let members = [
            ("path", Node::from(path)),
            ("comparator", Node::from(comparator)),
            ("expected", Node::from(expected)),
        ];
        Ok(vec![node([("output", node(members))])])
    };
    match (kind, expected) {
        // Any error, or none.
        ("error", Node::Bool(expected)) => Ok(vec![success(!expected)]),
        ("error", Node::String(code)) => Ok(vec![error(code)]),
        ("status", Node::Number(status)) => match status.as_u64() {
            Some(200..=299) => Ok(vec![success(true)]),
            _ => {
                let names = errors_of_status(&acceptor.at, status, model);
                if names.is_empty() {
                    return Err(format!("no error of the operation has the HTTP status {status}"));
                }
                Ok(names.into_iter().map(error).collect())
            }
        },
        ("path", Node::String(expected)) => at_path("stringEquals", expected),
        ("path", Node::Bool(expected)) => at_path("booleanEquals", &expected.to_string()),
        ("pathAll", Node::String(expected)) => at_path("allStringEquals", expected),
        ("pathAny", Node::String(expected)) => at_path("anyStringEquals", expected),
        (kind, expected) => {
            Err(format!("Smithy cannot say the matcher `{kind}` with {}", expected.kind()))
        }
    }
}

/// The errors of an operation that come with an HTTP status.
fn errors_of_status<'m>(
    operation: &ShapeId,
    status: &crate::smithy::Number,
    model: &'m Model,
) -> Vec<&'m str> {
    let Some(ShapeKind::Operation(shapes)) = model.get(operation).map(|shape| &shape.kind) else {
        return Vec::new();
    };
    let has_status = |id: &&ShapeId| {
        let found = model.get(id).and_then(|shape| shape.traits.get(traits::HTTP_ERROR));
        matches!(found, Some(Node::Number(found)) if found == status)
    };
    shapes.errors.iter().filter(has_status).map(ShapeId::name).collect()
}
