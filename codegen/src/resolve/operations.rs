//! Operations: input, output, errors, auth.

use crate::analysis::{additions, bucket, http_binding, nullability, resource_id};
use crate::diagnostic::{Diagnostics, LeftOut};
use crate::ir::operation::{Http, Operation, OperationErrorVariant, ResourceId};
use crate::naming::{RustIdent, TypeKey};
use crate::smithy::{Protocol, Shape, ShapeId, ShapeKind, SimpleType, Traits, discovery, traits};

use super::{Context, destination, docs, pagination, requests, structs, waiters};

/// Every operation of the service that can be generated, sorted by method name.
pub(super) fn resolve(
    context: &Context<'_>,
    service: &ShapeId,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let mut operations: Vec<Operation> = context
        .facts
        .operations
        .iter()
        .filter(|id| !context.facts.unsupported.contains_key(*id))
        .filter_map(|id| operation(context, service, id, diagnostics))
        .collect();
    operations.sort_by(|a, b| a.method.cmp(&b.method));
    operations
}

fn operation(
    context: &Context<'_>,
    service: &ShapeId,
    id: &ShapeId,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    let shape = context.shape(id);
    let ShapeKind::Operation(operation) = &shape.kind else { return None };
    let (input, output) = (operation.input.as_ref()?, operation.output.as_ref()?);
    let service_shape = context.shape(service);
    let ShapeKind::Service(service) = &service_shape.kind else { return None };
    let modeled_pagination = pagination::modeled(context, service_shape, shape);
    let pagination = modeled_pagination.as_ref().and_then(|modeled| {
        pagination::resolve(context, output, modeled)
            .map_err(|reason| {
                diagnostics.left_out(LeftOut::Paginator, id, format!("no paginator: {reason}"))
            })
            .ok()
    });
    let modeled_pagination = modeled_pagination.filter(|_| pagination.is_some());
    let additions = additions::of(&service_shape.traits, &service.version);
    // Where none of them can be generated, the operation is not generated either.
    let auth = context.facts.auth.get(id)?.clone().ok()?;
    let mut errors: Vec<OperationErrorVariant> = service
        .errors
        .iter()
        .chain(&operation.errors)
        .map(|error| variant(context, error))
        .collect();
    errors.sort_by(|a, b| a.variant.cmp(&b.variant));
    errors.dedup();
    let told_by = discovery::is_required(&shape.traits)
        .then(|| discovery::of(context.model, &service_shape.traits).ok())
        .flatten()
        .map(|found| found.operation);
    // One that has none is among those that are not generated.
    let destination = destination::resolve(context, &service_shape.traits, shape)
        .map_err(|problem| diagnostics.shape_error(id, problem))
        .ok()?;
    Some(Operation {
        module: context.names.module(id),
        method: context.names.method(id),
        error: context.names.type_name(&TypeKey::OperationError(id.clone())),
        docs: docs::operation(
            context,
            (id, shape),
            &auth,
            told_by.as_ref(),
            modeled_pagination.as_ref(),
        ),
        http: http(context, &service_shape.traits, (shape, context.shape(input))),
        destination,
        without_input: is_stand_in(context.shape(input))
            && context.facts.protocol.is_some_and(Protocol::tells_no_input_from_an_empty_one),
        has_output: !is_stand_in(context.shape(output)),
        sensitive_input: context.facts.sensitivity.carries(input),
        sensitive_output: context.facts.sensitivity.carries(output)
            || errors.iter().any(|error| context.facts.sensitivity.carries(&error.ty.shape)),
        idempotency_token: idempotency_token(context, input),
        resource_id: resource_id(context, &service_shape.traits, input),
        query_as_form: context.facts.forms.contains(id),
        header: additions.header.map(|(name, value)| (name.to_owned(), value.to_owned())),
        default: default(context, input, additions.default),
        endpoint: additions.endpoint.and_then(|name| text_field(context, input, name, false)),
        input: context.type_ref(input),
        output: context.type_ref(output),
        auth,
        sigv4a_endpoints: context.facts.with_sigv4a_endpoints.contains(id),
        discovered_endpoint: told_by.is_some(),
        compressed: requests::is_compressed(&shape.traits),
        checksum: requests::checksum(context, shape),
        errors,
        pagination,
        waiters: waiters::resolve(context, id, shape, (input, output), diagnostics),
        shape: id.clone(),
    })
}

fn http(context: &Context<'_>, service: &Traits, (shape, input): (&Shape, &Shape)) -> Option<Http> {
    // One whose binding cannot be written is among those that are not generated.
    let bound = http_binding::of(context.model, context.facts.protocol?, shape).ok()??;
    Some(Http {
        method: bound.method.to_owned(),
        uri: bucket::without(service, input, bound.uri).into_owned(),
    })
}

/// The field of an input that is filled in where the caller leaves it out.
fn idempotency_token(context: &Context<'_>, input: &ShapeId) -> Option<RustIdent> {
    let mut members = context.shape(input).members()?.iter();
    let (name, _) = members.find(|(_, member)| member.traits.has(traits::IDEMPOTENCY_TOKEN))?;
    Some(context.names.member(input, name))
}

fn default(
    context: &Context<'_>,
    input: &ShapeId,
    default: Option<(&str, &str)>,
) -> Option<(RustIdent, String)> {
    let (name, value) = default?;
    Some((text_field(context, input, name, true)?, value.to_owned()))
}

/// The field of an input with this member, if that is a string as AWS's own model has it.
fn text_field(
    context: &Context<'_>,
    input: &ShapeId,
    name: &str,
    is_optional: bool,
) -> Option<RustIdent> {
    let member = context.shape(input).members()?.get(name)?;
    let is_text = context.shape(&member.target).kind == ShapeKind::Simple(SimpleType::String);
    (is_text && nullability::is_optional(member) == is_optional)
        .then(|| context.names.member(input, name))
}

/// The field of an input that is sent without what stands before its last slash.
fn resource_id(context: &Context<'_>, service: &Traits, input: &ShapeId) -> Option<ResourceId> {
    let (name, member) = resource_id::of(service, context.shape(input))?;
    let field = context.names.member(input, name);
    Some(ResourceId { field, optional: nullability::is_optional(member) })
}

fn variant(context: &Context<'_>, error: &ShapeId) -> OperationErrorVariant {
    let ty = context.type_ref(error);
    let name = error.name();
    OperationErrorVariant {
        variant: ty.name.clone(),
        question: context.names.question(error),
        shape_name: (ty.name.as_str() != name).then(|| name.to_owned()),
        query_code: structs::query_code(error, context.shape(error)).map(str::to_owned),
        ty,
    }
}

fn is_stand_in(shape: &Shape) -> bool {
    shape.traits.has(traits::STAND_IN)
}
