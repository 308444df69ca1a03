//! Where requests of an operation go: parameters of the endpoint rules, and what goes before the host name.
//!
//! What does not fit has been reported with the operation, which is not generated then.

use crate::analysis::endpoint_params::{self, Binding, ParamType, Source, input};
use crate::analysis::{host_prefix, nullability};
use crate::ir::destination::{
    ClientParam, ClientParamType, Destination, MemberKind, MemberValue, PrefixPart,
};
use crate::ir::doc::DocBlock;
use crate::ir::endpoint::ParamValue;
use crate::naming::{self, RustIdent, words};
use crate::smithy::{Model, Node, Service, Shape, ShapeKind, Traits};

use super::docs::html;
use super::{Context, structs};

/// What an operation adds to the endpoint.
pub(super) fn resolve(context: &Context<'_>, service: &Traits, operation: &Shape) -> Destination {
    let mut found = Destination::default();
    let bindings = endpoint_params::bindings(context.model, service, operation);
    for Binding { name, source, .. } in bindings.unwrap_or_default() {
        match source {
            Source::Static(node) => {
                found.static_params.extend(value(node).map(|value| (name.to_owned(), value)));
            }
            Source::Member(member) => {
                let value = member_value(context, operation, member);
                found.context_params.extend(value.map(|value| (name.to_owned(), value)));
            }
            Source::Path(_) => {}
        }
    }
    let parts = host_prefix::of(context.model, operation).unwrap_or_default();
    found.host_prefix = parts
        .into_iter()
        .filter_map(|part| match part {
            host_prefix::Part::Text(text) => Some(PrefixPart::Text(text.to_owned())),
            host_prefix::Part::Label(name, _) => {
                Some(PrefixPart::Label(name.to_owned(), member_value(context, operation, name)?))
            }
        })
        .collect();
    found
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

fn member_value(context: &Context<'_>, operation: &Shape, name: &str) -> Option<MemberValue> {
    let members = input(context.model, operation)?.members()?;
    let member = members.get(name)?;
    let kind = match &context.shape(&member.target).kind {
        ShapeKind::Enum(_) => MemberKind::Enum,
        ShapeKind::List(element) => match &context.shape(&element.target).kind {
            ShapeKind::Enum(_) => MemberKind::Enums,
            _ => MemberKind::Texts,
        },
        kind if endpoint_params::is_text(kind) => MemberKind::Text,
        _ => MemberKind::Flag,
    };
    Some(MemberValue {
        field: structs::ident(&naming::fields(members), name),
        optional: nullability::is_optional(member),
        kind,
    })
}
