//! Documentation of every public item: words where there are some, facts always.
//!
//! Words come from `smithy.api#documentation`: an overlay's, or the model's own where the settings want it.
//! Facts are what a caller has to know and the model says: wire names, constraints, auth, errors.
//! For a service of AWS, the page with AWS's own words is one of them: its link is the name of the shape, or stands behind what is said of it.

mod place;
mod waiters;

use crate::analysis::nullability;
use crate::ir;
use crate::ir::constraint::Check;
use crate::ir::item::{EnumValue, Struct};
use crate::smithy::pagination::Pagination;
use crate::smithy::traits::constraint::{Length, Range};
use crate::smithy::{Auth, Member, Node, Shape, ShapeId, ShapeKind, SimpleType, Traits, traits};
use crate::text::{DocBlock, Line};
use crate::write::compact;

pub(super) use self::waiters::waiter;
use super::Context;

/// The opening words of the crate's front page.
pub(super) fn front_page(
    context: &Context<'_>,
    traits: &Traits,
    service: &ir::Service,
) -> DocBlock {
    let title = Line::text(traits.text(traits::TITLE).unwrap_or(&service.sdk_id));
    let version = Line::text(&service.version);
    let mut docs =
        DocBlock::line(Line::from("A client for ") + title + ", API version " + version + ".");
    docs.append(words(traits));
    let is_described = context.facts.reference.doc_id.is_some();
    let lines = [
        "Each operation is a method of the [`Client`]. It takes a request and returns a call, which you `.await`.",
        "Requests, responses and errors are in [`operation`]. Shared types are in [`types`].",
    ];
    let link = is_described.then_some("Their documentation links to the AWS API reference.");
    docs.paragraph(lines.into_iter().chain(link).map(Line::from));
    docs
}

/// A structure: input, output, error or data.
pub(super) fn structure(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> DocBlock {
    let role = error_role(context, id, &shape.traits)
        .or_else(|| operation_role(context, id))
        .unwrap_or_else(|| Line::from("The structure ") + linked(context, id) + ".");
    described(context, id, role, &shape.traits)
}

/// How a structure is made of which something has to be given.
pub(super) fn made(item: &Struct) -> DocBlock {
    DocBlock::line(
        Line::from("Create it with ") + Line::code(&item.made_of(|_| "…".to_owned())) + ".",
    )
}

/// Whose fault an error is, how it comes, and whether it is worth another try.
fn error_role(context: &Context<'_>, id: &ShapeId, traits: &Traits) -> Option<Line> {
    let fault = traits.text(traits::ERROR)?;
    let side = if fault == "server" { "the service's fault" } else { "the caller's fault" };
    let status = match traits.get(traits::HTTP_ERROR) {
        Some(Node::Number(number)) => {
            Line::from(", HTTP status ") + Line::text(&number.to_string())
        }
        _ => Line::default(),
    };
    let retried = match traits.get(traits::RETRYABLE) {
        Some(retry) if retry.get("throttling").and_then(Node::as_bool) == Some(true) => {
            " Retried, as throttling."
        }
        Some(_) => " Retried.",
        None => "",
    };
    Some(Line::from("The error ") + linked(context, id) + ": " + side + status + "." + retried)
}

/// The operations that take or return a structure.
fn operation_role(context: &Context<'_>, id: &ShapeId) -> Option<Line> {
    let roles = context.facts.roles.get(id)?;
    // What an operation has for itself is there when the operation is; a link from elsewhere may lead nowhere in a slice.
    let is_own = context.type_ref(id).place.folder == ir::Folder::Operation;
    let name = |operation: &ShapeId| match is_own {
        true => {
            let method = context.names.method(operation);
            Line::item_link(operation.name(), "super::super::client::Client::", &method)
        }
        false => Line::code(operation.name()),
    };
    let of = |role: &'static str, operations: &[ShapeId]| {
        let names: Vec<Line> = operations.iter().map(name).collect();
        (!names.is_empty()).then(|| Line::from(role) + Line::listed(names, " and "))
    };
    let input = of("request of ", &roles.input_of);
    let output = of("response of ", &roles.output_of);
    match (input, output) {
        (None, None) => None,
        (Some(role), None) | (None, Some(role)) => Some(Line::from("The ") + role + "."),
        (Some(input), Some(output)) => {
            Some(Line::from("The ") + input + ", and the " + output + ".")
        }
    }
}

/// A union.
pub(super) fn union(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> DocBlock {
    let name = linked(context, id);
    let role = Line::from("The union ") + name + ": exactly one of its variants.";
    described(context, id, role, &shape.traits)
}

/// An enum.
pub(super) fn enumeration(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> DocBlock {
    let name = linked(context, id);
    let role = Line::from("The enum ") + name + ". It is open, because the service can add values.";
    described(context, id, role, &shape.traits)
}

/// A member of a structure or union.
pub(super) fn member(
    context: &Context<'_>,
    id: &ShapeId,
    (name, member): (&str, &Member),
) -> DocBlock {
    let target = context.shape(&member.target);
    let mut facts = vec![place::of(context, id, (name, member))];
    let is_token = member.traits.has(traits::IDEMPOTENCY_TOKEN);
    if member.traits.has(traits::REQUIRED) && !is_token {
        facts.push("Required.".into());
    }
    if let Some(default) = member.traits.get(traits::DEFAULT).filter(|node| **node != Node::Null) {
        let is_filled_in = context
            .facts
            .filled_in
            .is_some_and(|filled_in| (filled_in.0, Some(filled_in.1)) == (name, default.as_str()));
        let whose = if is_filled_in || nullability::has_default(member) {
            "Default "
        } else {
            "The service's default is "
        };
        facts.push(Line::from(whose) + Line::code(&compact(default)) + ".");
    }
    facts.extend(constraints(member, target));
    if is_checked_as_opaque(context, id, (name, member)) {
        facts.push("Given out by the service: upper bounds count at `Strict` alone.".into());
    }
    if is_token {
        facts.push(
            "An idempotency token, random unless set. Calls with the same token take effect once."
                .into(),
        );
    }
    if context.facts.sensitivity.is_member_hidden(member) {
        facts.push(match place::is_outside_the_body(context, id, member) {
            false => "Sensitive: never printed.".into(),
            true => "Sensitive: never printed, but in the official runtime's events at the level `TRACE`, which have the whole URI and all headers.".into(),
        });
    }
    facts.extend(deprecation(&member.traits));
    let mut docs = words(&member.traits);
    let is_named_type = context.facts.usage.contains_key(&member.target)
        && crate::naming::is_named_type(&target.kind);
    if docs.is_empty() && !is_named_type {
        // The target's words serve where the member has none of its own.
        docs = words(&target.traits);
    }
    docs.and(DocBlock::line(Line::joined(facts, " ")))
}

/// Whether a member of something that is sent has an upper bound that counts at one level alone.
fn is_checked_as_opaque(
    context: &Context<'_>,
    id: &ShapeId,
    (name, member): (&str, &Member),
) -> bool {
    let is_opaque = |check: &Check| matches!(check, Check::Opaque(_));
    context.facts.usage.get(id).is_some_and(|usage| usage.input)
        && context.checks(&id.with_member(name), member).iter().any(is_opaque)
}

/// A member of an enum.
pub(super) fn enum_member(member: &Member, value: &EnumValue) -> DocBlock {
    let value = match value {
        EnumValue::String(value) if value.is_empty() => "The empty string".into(),
        EnumValue::String(value) => Line::code(value),
        EnumValue::Integer(value) => Line::code(&value.to_string()),
    };
    let facts = [value + " on the wire."].into_iter().chain(deprecation(&member.traits));
    words(&member.traits).and(DocBlock::line(Line::joined(facts, " ")))
}

/// The client's method for an operation.
pub(super) fn operation(
    context: &Context<'_>,
    (id, shape): (&ShapeId, &Shape),
    auth: &[Auth],
    told_by: Option<&ShapeId>,
    pagination: Option<&Pagination<'_>>,
) -> DocBlock {
    let mut facts = vec![authentication(auth).into()];
    if shape.traits.has(traits::READONLY) {
        facts.push("Read-only.".into());
    }
    if shape.traits.has(traits::IDEMPOTENT) {
        facts.push("Idempotent.".into());
    }
    if let Some(told_by) = told_by {
        facts.push(named("Uses endpoint discovery: calls ", told_by) + " first, unless the endpoint is cached. An `endpoint_url` on the configuration turns this off.");
    }
    facts.extend(pagination.map(pages));
    facts.extend(reference(context, id));
    let mut docs = words(&shape.traits);
    if docs.is_empty() {
        docs = DocBlock::line(named("Calls ", id) + ".");
    }
    docs.paragraph(deprecation(&shape.traits));
    docs.and(DocBlock::line(Line::joined(facts, " ")))
}

fn authentication(auth: &[Auth]) -> &'static str {
    let is_signed = auth.iter().any(|scheme| scheme.is_signature());
    match (is_signed, auth.contains(&Auth::HttpBearer)) {
        (false, false) => "Never signed: needs no credentials.",
        (true, false) => "Signed: needs credentials.",
        (false, true) => "Sent with a bearer token: needs one.",
        (true, true) => "Signed, or sent with a bearer token: needs credentials or a token.",
    }
}

/// How to come by more than one page.
fn pages(pagination: &Pagination<'_>) -> Line {
    let streams = if pagination.items.is_some() { "all pages or all items" } else { "all pages" };
    let size = match &pagination.page_size {
        Some(size) => Line::from(" A page has at most ") + Line::code(size.name) + " items.",
        None => Line::default(),
    };
    Line::from("Paginated: [`into_paginator`](Call::into_paginator) returns ")
        + streams
        + " as a stream."
        + size
}

/// Words if there are some, else `role`, whether the type is deprecated, and where AWS describes it.
fn described(context: &Context<'_>, id: &ShapeId, role: Line, traits: &Traits) -> DocBlock {
    let mut docs = words(traits);
    let mut last = deprecation(traits);
    let reference = reference(context, id);
    if docs.is_empty() {
        // What has a page of its own is linked to it by its name.
        let behind = reference.filter(|_| !has_page(context, id));
        docs = DocBlock::line(joined([Some(role), behind]).unwrap_or_default());
    } else {
        last = joined([last, reference]);
    }
    docs.paragraph(last);
    docs
}

fn joined(parts: [Option<Line>; 2]) -> Option<Line> {
    parts.into_iter().flatten().reduce(|line, part| line + " " + part)
}

/// Whether AWS's API reference has a page that is called as the shape is.
fn has_page(context: &Context<'_>, id: &ShapeId) -> bool {
    context.facts.reference.page(id).is_some_and(|(_, page)| page == id.name())
}

/// The name of a shape, which is a link if AWS has a page of that name.
fn linked(context: &Context<'_>, id: &ShapeId) -> Line {
    let name = Line::code(id.name());
    match context.facts.reference.page(id).filter(|_| has_page(context, id)) {
        Some((doc_id, page)) => Line::api_reference(name, doc_id, page),
        None => name,
    }
}

/// Where AWS describes a shape.
fn reference(context: &Context<'_>, id: &ShapeId) -> Option<Line> {
    let (doc_id, page) = context.facts.reference.page(id)?;
    let is_of_operation = context.facts.roles.contains_key(id);
    let (before, words, after) = if is_of_operation || has_page(context, id) {
        ("See the ", "AWS API reference".into(), ".")
    } else {
        ("See ", Line::code(page), " in the AWS API reference.")
    };
    Some(Line::from(before) + Line::api_reference(words, doc_id, page) + after)
}

/// The words of a documentation trait; none if there is no trait.
fn words(traits: &Traits) -> DocBlock {
    traits.text(traits::DOCUMENTATION).map(DocBlock::documentation).unwrap_or_default()
}

/// What comes before a shape's name, and the name.
fn named(before: &'static str, id: &ShapeId) -> Line {
    Line::from(before) + Line::code(id.name())
}

fn deprecation(traits: &Traits) -> Option<Line> {
    let deprecated = traits.get(traits::DEPRECATED)?;
    Some(match deprecated.get("since").and_then(Node::as_str) {
        Some(since) => Line::from("Deprecated since ") + Line::text(since) + ".",
        None => "Deprecated.".into(),
    })
}

/// The constraints of a member in words, a trait on the member before the same one on its target.
fn constraints(member: &Member, target: &Shape) -> Vec<Line> {
    let value_of = |name: &str| member.traits.get(name).or_else(|| target.traits.get(name));
    let mut found = Vec::new();
    if let Some(Ok(length)) = value_of(traits::LENGTH).map(Length::read) {
        let unit = match &target.kind {
            ShapeKind::Simple(SimpleType::Blob) => ("byte", "bytes"),
            ShapeKind::List(_) => ("item", "items"),
            ShapeKind::Map(..) => ("entry", "entries"),
            _ => ("character", "characters"),
        };
        let min = length.min.filter(|min| *min > 0);
        // The word stands behind the last number.
        let unit = if length.max.or(min) == Some(1) { unit.0 } else { unit.1 };
        found.extend(bounds(min, length.max).map(|bounds| bounds + " " + unit + "."));
    }
    if let Some(Ok(range)) = value_of(traits::RANGE).map(Range::read) {
        found.extend(bounds(range.min, range.max).map(|bounds| bounds + "."));
    }
    if let Some(pattern) = value_of(traits::PATTERN).and_then(Node::as_str) {
        found.push(Line::from("Pattern ") + Line::code(pattern) + ".");
    }
    if value_of(traits::UNIQUE_ITEMS).is_some() {
        found.push("Unique items.".into());
    }
    found
}

fn bounds<N: ToString>(min: Option<N>, max: Option<N>) -> Option<Line> {
    let number = |bound: N| Line::text(&bound.to_string());
    match (min.map(number), max.map(number)) {
        (Some(min), Some(max)) if min == max => Some(Line::from("Exactly ") + min),
        (Some(min), Some(max)) => Some(min + " to " + max),
        (Some(min), None) => Some(Line::from("At least ") + min),
        (None, Some(max)) => Some(Line::from("At most ") + max),
        (None, None) => None,
    }
}
