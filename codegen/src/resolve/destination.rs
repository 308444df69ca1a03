//! Where requests of an operation go: parameters of the endpoint rules, and what goes before the host name.
//!
//! What does not fit has been reported with the operation, which is not generated then; an expression that cannot be said in Rust is found here,
//! and the parameter is left as it is without it.

use crate::analysis::endpoint_params::{self, Binding, ParamType, Source};
use crate::analysis::host_prefix;
use crate::diagnostic::Diagnostics;
use crate::ir::destination::{ClientParam, ClientParamType, ContextParam, Destination, PrefixPart};
use crate::ir::doc::DocBlock;
use crate::ir::endpoint::ParamValue;
use crate::ir::path::{Expr, Type};
use crate::naming::{RustIdent, words};
use crate::smithy::{Model, Node, Service, Shape, ShapeId, ShapeKind, Traits, traits};

use super::Context;
use super::docs::html;
use super::path::{self, Root};

/// What an operation adds to the endpoint.
pub(super) fn resolve(
    context: &Context<'_>,
    service: &Traits,
    (id, operation): (&ShapeId, &Shape),
    diagnostics: &mut Diagnostics,
) -> Destination {
    let mut found = Destination::default();
    let ShapeKind::Operation(shapes) = &operation.kind else { return found };
    let Some(input) = &shapes.input else { return found };
    let bindings = endpoint_params::bindings(context.model, service, operation);
    for Binding { name, ty, source } in bindings.unwrap_or_default() {
        let text = match source {
            Source::Static(node) => {
                found.static_params.extend(value(node).map(|value| (name.to_owned(), value)));
                continue;
            }
            Source::Member(text) | Source::Path(text) => text,
        };
        match expression(context, input, text, ty) {
            Ok(value) => found.context_params.push(ContextParam {
                name: name.to_owned(),
                value,
                is_list: ty == ParamType::Texts,
            }),
            Err(problem) => diagnostics.shape_warning(
                id,
                format!(
                    "`{}`: the parameter `{name}` is left unset: {problem}",
                    traits::OPERATION_CONTEXT_PARAMS
                ),
            ),
        }
    }
    let parts = host_prefix::of(context.model, operation).unwrap_or_default();
    found.host_prefix = parts
        .into_iter()
        .filter_map(|part| match part {
            host_prefix::Part::Text(text) => Some(PrefixPart::Text(text.to_owned())),
            host_prefix::Part::Label(name) => {
                let value = expression(context, input, name, ParamType::Text).ok()?;
                Some(PrefixPart::Label(name.to_owned(), value))
            }
        })
        .collect();
    found
}

/// What an expression reads from the input, if it is of the type.
fn expression(
    context: &Context<'_>,
    input: &ShapeId,
    text: &str,
    ty: ParamType,
) -> Result<Expr, String> {
    let expr = path::resolve(context, Root::Request(input), text)?;
    let fits = match (ty, &expr.ty) {
        (ParamType::Flag, Type::Boolean) | (ParamType::Text, Type::Text | Type::Enum) => true,
        (ParamType::Texts, Type::List(element, false)) => {
            matches!(**element, Type::Text | Type::Enum)
        }
        _ => false,
    };
    if fits { Ok(expr) } else { Err(format!("expected {ty}, found another type in `{text}`")) }
}

/// The settings that a client of the service has for its rules.
pub(super) fn client_params(model: &Model, service: &Service, traits: &Traits) -> Vec<ClientParam> {
    let operations: Vec<&Shape> =
        model.operations_of(service).iter().filter_map(|id| model.get(id)).collect();
    endpoint_params::settings(traits, &operations)
        .into_iter()
        .map(|(name, parameter, words)| {
            let mut docs = DocBlock::line(match parameter.default.and_then(value) {
                Some(default) => format!(
                    "Sets the parameter `{name}` of the endpoint rules; {} unless set.",
                    shown(&default)
                ),
                None => format!(
                    "Sets the parameter `{name}` of the endpoint rules; it has no value unless set."
                ),
            });
            docs.paragraph(words.map(html::to_markdown).unwrap_or_default());
            let ty = match parameter.ty {
                ParamType::Flag => ClientParamType::Flag,
                ParamType::Text => ClientParamType::Text,
                ParamType::Texts => ClientParamType::Texts,
            };
            let setter = RustIdent::new(words::value_name(name));
            ClientParam { name: name.to_owned(), setter, ty, docs }
        })
        .collect()
}

fn value(node: &Node) -> Option<ParamValue> {
    match node {
        Node::Bool(value) => Some(ParamValue::Flag(*value)),
        Node::String(text) => Some(ParamValue::Text(text.clone())),
        Node::Array(values) => {
            let texts = values.iter().map(|value| value.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map(ParamValue::Texts)
        }
        _ => None,
    }
}

fn shown(value: &ParamValue) -> String {
    match value {
        ParamValue::Flag(value) => format!("`{value}`"),
        ParamValue::Text(text) => format!("`{text:?}`"),
        ParamValue::Texts(texts) => format!("`{texts:?}`"),
    }
}
