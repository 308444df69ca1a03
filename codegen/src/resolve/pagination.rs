//! Pagination: from the members that the model names to fields.

use crate::analysis::nullability;
use crate::ir::pagination::{Found, Pagination, Path, Step, Token};
use crate::ir::path::{Expr, Node, Type};
use crate::smithy::pagination::{self, Pagination as Modeled};
use crate::smithy::{Shape, ShapeId, ShapeKind, SimpleType};

use super::Context;
use super::path::{self, Root};

/// What the model says of the pages of an operation.
///
/// What is wrong with a trait has been reported with the model; the operation is then like one without.
pub(super) fn modeled<'c>(
    context: &Context<'c>,
    service: &'c Shape,
    operation: &'c Shape,
) -> Option<Modeled<'c>> {
    pagination::of(context.model, service, operation)?.ok()
}

/// The same as fields.
///
/// # Errors
/// If an expression cannot be said in Rust, or is no token.
pub(super) fn resolve(
    context: &Context<'_>,
    output: &ShapeId,
    modeled: &Modeled<'_>,
) -> Result<Pagination, String> {
    let token = |(sent, found): &(pagination::Step<'_>, pagination::Found<'_>)| {
        let kind = &context.shape(&sent.member.target).kind;
        let found = match found {
            pagination::Found::Path(steps) => Found::Path(members(context, steps)),
            pagination::Found::Expression(text) => {
                let found = expression(context, output, text, kind);
                Found::Expression(
                    (*text).to_owned(),
                    found.map_err(|reason| format!("in `{text}`: {reason}"))?,
                )
            }
        };
        let is_enum = matches!(kind, ShapeKind::Enum(_));
        Ok(Token { sent: step(context, sent).field, found, is_enum })
    };
    let tokens: Result<Vec<Token>, String> = modeled.tokens.iter().map(token).collect();
    let items = modeled.items.as_ref().and_then(|items| {
        let target = &items.last()?.member.target;
        Some((members(context, items), context.type_of(target)))
    });
    Ok(Pagination {
        tokens: tokens?,
        more_results: modeled.more_results.as_ref().map(|steps| members(context, steps)),
        items,
    })
}

/// The expression of a token, which is a string in the response and in the request.
fn expression(
    context: &Context<'_>,
    output: &ShapeId,
    text: &str,
    sent: &ShapeKind,
) -> Result<Expr, String> {
    let expr = path::resolve(context, Root::Response(output), text)?;
    if expr.ty == Type::Text && is_borrowed(&expr) && *sent == ShapeKind::Simple(SimpleType::String)
    {
        return Ok(expr);
    }
    Err("expected a string of the response, for a string of the request".to_owned())
}

fn members(context: &Context<'_>, steps: &pagination::Path<'_>) -> Path {
    steps.iter().map(|found| step(context, found)).collect()
}

fn step(context: &Context<'_>, step: &pagination::Step<'_>) -> Step {
    Step {
        field: context.names.member(step.structure, step.name),
        optional: nullability::is_optional(step.member),
    }
}

/// Whether the response holds the value as it is.
fn is_borrowed(expr: &Expr) -> bool {
    match &expr.node {
        Node::Field { .. } | Node::Entry { .. } => expr.ty == Type::Text,
        Node::Index { of, .. } => !of.yields_values(),
        Node::FirstOf(first, other) => is_borrowed(first) && is_borrowed(other),
        _ => false,
    }
}
