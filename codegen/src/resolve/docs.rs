//! Documentation of every public item: words where there are some, facts always.
//!
//! Words come from `smithy.api#documentation`: an overlay's, or the model's own where the settings want it.
//! Facts are what a caller has to know and the model says: wire names, constraints, auth, errors.

pub mod html;
mod waiters;

use crate::ir;
use crate::ir::constraint::Check;
use crate::ir::doc::DocBlock;
use crate::ir::item::EnumValue;
use crate::ir::operation::Auth;
use crate::smithy::pagination::Pagination;
use crate::smithy::traits::constraint::{Length, Range};
use crate::smithy::{Member, Node, Shape, ShapeId, ShapeKind, SimpleType, Traits, traits};

pub(super) use self::waiters::waiter;
use super::Context;

/// The opening words of the crate's front page.
pub(super) fn front_page(traits: &Traits, service: &ir::Service) -> DocBlock {
    let title = traits.text(traits::TITLE).unwrap_or(&service.sdk_id);
    let title = html::escaped(title);
    DocBlock::line(format!("A client for {title}, API version {}.", service.version))
        .and(words(traits))
        .and([
            "Each operation is a method of the [`Client`]; it takes a request and gives a call to await.".to_owned(),
            "Requests, responses and errors are in [`operation`], the types that they share in [`types`].".to_owned(),
        ])
}

/// A structure: input, output, error or data.
pub(super) fn structure(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> DocBlock {
    let role = match error_role(id, &shape.traits) {
        Some(role) => role,
        None => {
            operation_role(context, id).unwrap_or_else(|| format!("The structure `{}`.", id.name()))
        }
    };
    described(role, &shape.traits)
}

/// Whose fault an error is, how it comes, and whether it is worth another try.
fn error_role(id: &ShapeId, traits: &Traits) -> Option<String> {
    let fault = traits.text(traits::ERROR)?;
    let side = if fault == "server" { "the service's fault" } else { "the caller's fault" };
    let status = match traits.get(traits::HTTP_ERROR) {
        Some(Node::Number(number)) => format!(", HTTP status {number}"),
        _ => String::new(),
    };
    let retried = match traits.get(traits::RETRYABLE) {
        Some(retry) if retry.get("throttling").and_then(Node::as_bool) == Some(true) => {
            " Retried, as throttling."
        }
        Some(_) => " Retried.",
        None => "",
    };
    Some(format!("The error `{}`: {side}{status}.{retried}", id.name()))
}

/// The operations that take or return a structure.
fn operation_role(context: &Context<'_>, id: &ShapeId) -> Option<String> {
    let roles = context.facts.roles.get(id)?;
    // What an operation has for itself is there when the operation is; a link from elsewhere may lead nowhere in a slice.
    let is_own = context.type_ref(id).place.folder == ir::Folder::Operation;
    let name = |operation: &ShapeId| match is_own {
        true => {
            let method = context.names.method(operation);
            format!("[`{}`](super::super::client::Client::{method})", operation.name())
        }
        false => format!("`{}`", operation.name()),
    };
    let of = |operations: &[ShapeId], one: &str, more: &str| {
        let names: Vec<String> = operations.iter().map(name).collect();
        let verb = if names.len() == 1 { one } else { more };
        (!names.is_empty()).then(|| format!("{} {verb}", listed(&names)))
    };
    let taken = of(&roles.input_of, "takes", "take");
    let given = of(&roles.output_of, "returns", "return");
    match (taken, given) {
        (None, None) => None,
        (Some(role), None) | (None, Some(role)) => Some(format!("What {role}.")),
        (Some(taken), Some(given)) => Some(format!("What {taken}, and what {given}.")),
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A union.
pub(super) fn union(id: &ShapeId, shape: &Shape) -> DocBlock {
    described(format!("The union `{}`: exactly one of its variants.", id.name()), &shape.traits)
}

/// An enum.
pub(super) fn enumeration(id: &ShapeId, shape: &Shape) -> DocBlock {
    described(
        format!("The enum `{}`; it is open, since the service may add values.", id.name()),
        &shape.traits,
    )
}

/// A member of a structure or union.
pub(super) fn member(
    context: &Context<'_>,
    id: &ShapeId,
    (name, member): (&str, &Member),
) -> DocBlock {
    let target = context.shape(&member.target);
    let mut facts = vec![format!("`{name}` on the wire.")];
    let is_token = member.traits.has(traits::IDEMPOTENCY_TOKEN);
    if member.traits.has(traits::REQUIRED) && !is_token {
        facts.push("Required.".to_owned());
    }
    if let Some(default) = member.traits.get(traits::DEFAULT).filter(|node| **node != Node::Null) {
        facts.push(format!("The service's default is {}.", code(&json(default))));
    }
    facts.extend(constraints(member, target));
    if is_checked_as_opaque(context, id, (name, member)) {
        facts.push("Given out by the service: upper bounds count at `Strict` alone.".to_owned());
    }
    if is_token {
        facts.push("An idempotency token, random unless set: repeat a call with the same one and it takes effect once.".to_owned());
    }
    if context.facts.sensitivity.is_member_hidden(member) {
        facts.push("Sensitive: never printed.".to_owned());
    }
    facts.extend(deprecation(&member.traits));
    let mut docs = DocBlock { lines: words(&member.traits) };
    if docs.lines.is_empty() {
        // The target's words serve where the member has none of its own.
        docs.lines = words(&target.traits);
        if context.facts.usage.contains_key(&member.target)
            && crate::naming::is_named_type(&target.kind)
        {
            docs.lines.clear();
        }
    }
    docs.paragraph([facts.join(" ")]);
    docs
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
    let mut facts = match value {
        EnumValue::String(value) => format!("{} on the wire.", code(value)),
        EnumValue::Integer(value) => format!("`{value}` on the wire."),
    };
    if matches!(value, EnumValue::String(value) if value.is_empty()) {
        "The empty string on the wire.".clone_into(&mut facts);
    }
    if let Some(deprecated) = deprecation(&member.traits) {
        facts = format!("{facts} {deprecated}");
    }
    DocBlock { lines: words(&member.traits) }.and([facts])
}

/// The client's method for an operation.
pub(super) fn operation(
    id: &ShapeId,
    shape: &Shape,
    auth: Auth,
    told_by: Option<&ShapeId>,
    pagination: Option<&Pagination<'_>>,
) -> DocBlock {
    let mut facts = vec![match auth {
        Auth::None => "Never signed: needs no credentials.".to_owned(),
        Auth::SigV4 => "Signed: needs credentials.".to_owned(),
    }];
    if shape.traits.has(traits::READONLY) {
        facts.push("Read-only.".to_owned());
    }
    if shape.traits.has(traits::IDEMPOTENT) {
        facts.push("Idempotent.".to_owned());
    }
    if let Some(told_by) = told_by {
        facts.push(format!(
            "Asks `{}` first where to go, unless that is known; an `endpoint_url` on the configuration turns it off.",
            told_by.name()
        ));
    }
    facts.extend(pagination.map(pages));
    described(format!("Calls `{}`.", id.name()), &shape.traits).and([facts.join(" ")])
}

/// How to come by more than one page.
fn pages(pagination: &Pagination<'_>) -> String {
    let streams = if pagination.items.is_some() { "all pages, or all items," } else { "all pages" };
    let size = match &pagination.page_size {
        Some(size) => format!(" A page has at most {} items.", code(size.name)),
        None => String::new(),
    };
    format!(
        "Paginated: [`into_paginator`](Call::into_paginator) gives {streams} as a stream.{size}"
    )
}

/// Words if there are some, else `fallback`; then whether the shape is deprecated.
fn described(fallback: String, traits: &Traits) -> DocBlock {
    let words = words(traits);
    let mut docs = DocBlock { lines: if words.is_empty() { vec![fallback] } else { words } };
    docs.paragraph(deprecation(traits));
    docs
}

/// The words of a documentation trait as Markdown lines; none if there is no trait.
fn words(traits: &Traits) -> Vec<String> {
    traits.text(traits::DOCUMENTATION).map(html::to_markdown).unwrap_or_default()
}

fn deprecation(traits: &Traits) -> Option<String> {
    let deprecated = traits.get(traits::DEPRECATED)?;
    Some(match deprecated.get("since").and_then(Node::as_str) {
        Some(since) => format!("Deprecated since {since}."),
        None => "Deprecated.".to_owned(),
    })
}

/// The constraints of a member in words, a trait on the member before the same one on its target.
fn constraints(member: &Member, target: &Shape) -> Vec<String> {
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
        found.extend(bounds(min, length.max).map(|bounds| format!("{bounds} {unit}.")));
    }
    if let Some(Ok(range)) = value_of(traits::RANGE).map(Range::read) {
        found.extend(bounds(range.min, range.max).map(|bounds| format!("{bounds}.")));
    }
    if let Some(pattern) = value_of(traits::PATTERN).and_then(Node::as_str) {
        found.push(format!("Pattern {}.", code(pattern)));
    }
    if value_of(traits::UNIQUE_ITEMS).is_some() {
        found.push("No item twice.".to_owned());
    }
    found
}

fn bounds<N: std::fmt::Display + PartialEq>(min: Option<N>, max: Option<N>) -> Option<String> {
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("Exactly {min}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("At least {min}")),
        (None, Some(max)) => Some(format!("At most {max}")),
        (None, None) => None,
    }
}

/// A Markdown code span, fenced by more backticks than the text has in a row.
/// What would end the line is written as in a Rust string.
fn code(text: &str) -> String {
    let text = &visible(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("{fence}{text}{fence}") } else { format!("{fence} {text} {fence}") }
}

/// Writes what ends a line, or changes how the ones around it are shown, as in a Rust string: the compiler refuses some of it in documentation.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

fn json(node: &Node) -> String {
    serde_json::to_string(node).unwrap_or_default()
}
