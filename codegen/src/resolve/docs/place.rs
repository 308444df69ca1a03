//! Where a member is on the wire, and what it is called there.

use crate::smithy::{Member, ShapeId, traits};
use crate::text::Line;

use super::Context;

/// The place of a member of a structure or union.
pub(super) fn of(context: &Context<'_>, id: &ShapeId, (name, member): (&str, &Member)) -> Line {
    let Some(protocol) = context.facts.protocol else { return in_document(name) };
    if protocol.has_http_bindings()
        && is_message(context, id)
        && let Some(bound) = bound(name, member)
    {
        return match in_form(context, id, member) {
            Some(parameter) => Line::code(parameter) + " in the form that is sent.",
            None => bound,
        };
    }
    let sent = protocol.name_in_requests(name, member);
    let received = protocol.name_in_responses(name, member);
    let usage = context.facts.usage.get(id).copied().unwrap_or_default();
    match (usage.input, usage.output || usage.error) {
        (true, true) if sent != received => {
            let sent = Line::code(&sent) + " in requests, ";
            sent + Line::code(received) + " in responses."
        }
        (true, _) => in_document(&sent),
        (false, _) => in_document(received),
    }
}

/// Whether a member is in the URI, the headers or the status of a message.
pub(super) fn is_outside_the_body(context: &Context<'_>, id: &ShapeId, member: &Member) -> bool {
    let is_bound = context.facts.protocol.is_some_and(|protocol| protocol.has_http_bindings());
    is_bound
        && is_message(context, id)
        && !member.traits.has(traits::HTTP_PAYLOAD)
        && in_form(context, id, member).is_none()
        && bound("", member).is_some()
}

/// The name of a parameter of the query that is sent as a form.
fn in_form<'m>(context: &Context<'_>, id: &ShapeId, member: &'m Member) -> Option<&'m str> {
    let roles = context.facts.roles.get(id)?;
    let is_form = roles.input_of.iter().any(|operation| context.facts.forms.contains(operation));
    member.traits.text(traits::HTTP_QUERY).filter(|_| is_form)
}

fn in_document(name: &str) -> Line {
    Line::code(name) + " on the wire."
}

/// Whether the structure is a whole request or response: of no other do bindings to HTTP mean something.
fn is_message(context: &Context<'_>, id: &ShapeId) -> bool {
    let is_error = || context.shape(id).traits.has(traits::ERROR);
    context.facts.roles.contains_key(id) || is_error()
}

/// The place outside of a document, if the member is bound to one.
fn bound(name: &str, member: &Member) -> Option<Line> {
    let text = |id| member.traits.text(id);
    if let Some(header) = text(traits::HTTP_HEADER) {
        return Some(Line::from("The header ") + Line::code(header) + ".");
    }
    if let Some(prefix) = text(traits::HTTP_PREFIX_HEADERS) {
        return Some(match prefix {
            "" => "All headers.".into(),
            prefix => Line::from("Headers that begin with ") + Line::code(prefix) + ".",
        });
    }
    if let Some(parameter) = text(traits::HTTP_QUERY) {
        return Some(Line::code(parameter) + " in the query.");
    }
    if member.traits.has(traits::HTTP_LABEL) {
        return Some(Line::code(name) + " in the path.");
    }
    let places = [
        (traits::HTTP_QUERY_PARAMS, "Further parameters of the query."),
        (traits::HTTP_PAYLOAD, "The body."),
        (traits::HTTP_RESPONSE_CODE, "The HTTP status."),
    ];
    let place = places.into_iter().find(|(id, _)| member.traits.has(id));
    place.map(|(_, words)| words.into())
}
