//! Where requests of an operation go: parameters of the endpoint rules, and what goes before the host name.
//!
//! In comes an operation with its traits, out goes a [`Destination`], or what in it cannot be said in Rust.
//! An operation without one is left out, as are those that `analysis::support` knows of: a request must not go where another would have gone.

use std::collections::BTreeMap;

use crate::analysis::endpoint_params::{self, Binding, ParamType, Source};
use crate::analysis::host_prefix;
use crate::ir::destination::{ClientParam, ClientParamType, ContextParam, Destination, PrefixPart};
use crate::ir::endpoint::ParamValue;
use crate::ir::path::{Expr, Type};
use crate::naming::collide::{self, Wanted};
use crate::naming::{RustIdent, reserved, words};
use crate::smithy::{Model, Node, Service, Shape, ShapeId, ShapeKind, Traits, traits};
use crate::text::{DocBlock, Line};

use super::Context;
use super::path::{self, Root};

/// The operations whose destination cannot be said in Rust, with the reason; of those that nothing else stands in the way of.
pub(super) fn unsupported(context: &Context<'_>, service: &Traits) -> BTreeMap<ShapeId, String> {
    let facts = context.facts;
    let operations = facts.operations.iter().filter(|id| !facts.unsupported.contains_key(*id));
    let reason = |id: &ShapeId| resolve(context, service, context.shape(id)).err();
    operations.filter_map(|id| Some((id.clone(), reason(id)?))).collect()
}

/// What an operation adds to the endpoint.
///
/// # Errors
/// The first thing that does not fit, in words for a diagnostic.
pub(super) fn resolve(
    context: &Context<'_>,
    service: &Traits,
    operation: &Shape,
) -> Result<Destination, String> {
    let mut found = Destination::default();
    let ShapeKind::Operation(shapes) = &operation.kind else { return Ok(found) };
    let Some(input) = &shapes.input else { return Ok(found) };
    for Binding { name, ty, source } in
        endpoint_params::bindings(context.model, service, operation)?
    {
        let trait_id = source.trait_id();
        let text = match source {
            Source::Static(node) => {
                found.static_params.extend(value(node).map(|value| (name.to_owned(), value)));
                continue;
            }
            Source::Member(text) | Source::Path(text) => text,
        };
        let value = expression(context, input, text, ty).map_err(|problem| {
            format!("the parameter `{name}` has no value from `{trait_id}`: {problem}")
        })?;
        let is_list = ty == ParamType::Texts;
        found.context_params.push(ContextParam { name: name.to_owned(), value, is_list });
    }
    let part = |part| match part {
        host_prefix::Part::Text(text) => Ok(PrefixPart::Text(text.to_owned())),
        host_prefix::Part::Label(name) => expression(context, input, name, ParamType::Text)
            .map(|value| PrefixPart::Label(name.to_owned(), value))
            .map_err(|problem| {
                format!("the label `{{{name}}}` has no value for `{}`: {problem}", traits::ENDPOINT)
            }),
    };
    let parts = host_prefix::of(context.model, operation)?;
    found.host_prefix = parts.into_iter().map(part).collect::<Result<_, _>>()?;
    Ok(found)
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
    path::check_value(&expr)?;
    if fits { Ok(expr) } else { Err(format!("expected {ty}, found another type in `{text}`")) }
}

/// The settings that a client of the service has for its rules.
pub(super) fn client_params(model: &Model, service: &Service, traits: &Traits) -> Vec<ClientParam> {
    let operations: Vec<&Shape> =
        model.operations_of(service).iter().filter_map(|id| model.get(id)).collect();
    let settings = endpoint_params::settings(traits, &operations);
    let setters = setters(settings.iter().map(|(name, ..)| *name));
    settings
        .into_iter()
        .map(|(name, parameter, words)| {
            let default = match parameter.default.and_then(value) {
                Some(default) => shown(&default),
                None => "it has no value".into(),
            };
            let opening =
                Line::from("Sets the parameter ") + Line::code(name) + " of the endpoint rules; ";
            let mut docs = DocBlock::line(opening + default + " unless set.");
            docs.append(words.map(DocBlock::documentation).unwrap_or_default());
            let ty = match parameter.ty {
                ParamType::Flag => ClientParamType::Flag,
                ParamType::Text => ClientParamType::Text,
                ParamType::Texts => ClientParamType::Texts,
            };
            let setter = setters.get(name).cloned();
            let setter = setter.unwrap_or_else(|| unreachable!("{name} was given a setter"));
            ClientParam { name: name.to_owned(), setter, ty, docs }
        })
        .collect()
}

/// The methods of the runtime's `ConfigBuilder`, sorted: each would be called in the place of a setter of the same name.
const BUILDER_METHODS: [&str; 32] = [
    "account_id_endpoint_mode",
    "allow_no_auth",
    "app_name",
    "auth_scheme_preference",
    "behavior_version",
    "build",
    "credentials_provider",
    "disable_clock_skew_correction",
    "disable_host_prefix_injection",
    "disable_request_compression",
    "endpoint_param",
    "endpoint_url",
    "framework_metadata",
    "http_client",
    "idempotency_token_provider",
    "identity_cache",
    "interceptor",
    "protocol",
    "region",
    "request_checksum_calculation",
    "request_min_compression_size_bytes",
    "response_checksum_validation",
    "retry_config",
    "sigv4a_signing_region_set",
    "sleep_impl",
    "stalled_stream_protection",
    "time_source",
    "timeout_config",
    "token_provider",
    "use_dual_stack",
    "use_fips",
    "validation",
];

/// The setters of parameters, each with a name of its own.
fn setters<'m>(names: impl Iterator<Item = &'m str>) -> BTreeMap<&'m str, RustIdent> {
    let wanted = |name: &'m str| {
        let converted = reserved::setting_name(words::value_name(name), &BUILDER_METHODS);
        (name, Wanted { spelled: name.to_owned(), converted })
    };
    collide::resolve(&names.map(wanted).collect())
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

fn shown(value: &ParamValue) -> Line {
    Line::code(&match value {
        ParamValue::Flag(value) => value.to_string(),
        ParamValue::Text(text) => format!("{text:?}"),
        ParamValue::Texts(texts) => format!("{texts:?}"),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_setter_has_no_name_of_the_builder() {
        let expected = [
            ("Clone", "clone_param"),
            ("ForcePathStyle", "force_path_style"),
            ("Region", "region_param"),
            ("endpointUrl", "endpoint_url_param"),
            ("self", "self_"),
            ("useFips", "use_fips_param"),
        ];
        let found = setters(expected.iter().map(|(name, _)| *name));
        let expected = expected.map(|(name, setter)| (name, RustIdent::new(setter)));
        assert_eq!(found, BTreeMap::from(expected));
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the builder is in a crate that this one has no business with"
    )]
    fn all_methods_of_the_builder_are_known() {
        let builder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/config/builder.rs");
        let source = std::fs::read_to_string(builder).unwrap();
        let methods = source.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
        let mut methods: Vec<&str> =
            methods.filter_map(|line| line.split(['(', '<']).next()).collect();
        methods.sort_unstable();
        assert_eq!(methods, BUILDER_METHODS);
    }
}
