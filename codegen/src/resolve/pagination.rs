//! Pagination: from the members that the model names to fields.

use crate::analysis::nullability;
use crate::ir::pagination::{Pagination, Path, Step, Token};
use crate::naming;
use crate::smithy::pagination::{self, Pagination as Modeled};
use crate::smithy::{Shape, ShapeKind};

use super::{Context, structs};

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
pub(super) fn resolve(context: &Context<'_>, modeled: &Modeled<'_>) -> Pagination {
    let tokens = modeled.tokens.iter().map(|(sent, found)| Token {
        sent: step(sent).field,
        found: path(found),
        is_enum: matches!(context.shape(&sent.member.target).kind, ShapeKind::Enum(_)),
    });
    let items = modeled.items.as_ref().and_then(|items| {
        let target = &items.last()?.member.target;
        Some((path(items), context.type_of(target)))
    });
    Pagination {
        tokens: tokens.collect(),
        more_results: modeled.more_results.as_ref().map(path),
        items,
    }
}

fn path(steps: &pagination::Path<'_>) -> Path {
    steps.iter().map(step).collect()
}

fn step(step: &pagination::Step<'_>) -> Step {
    Step {
        field: structs::ident(&naming::fields(step.siblings), step.name),
        optional: nullability::is_optional(step.member),
    }
}
