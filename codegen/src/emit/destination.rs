//! Where requests of an operation go, as calls on its static; and the settings of a client for that.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::destination::{
    ClientParam, ClientParamType, Destination, MemberKind, MemberValue, PrefixPart,
};
use crate::ir::endpoint::ParamValue;

use super::tokens::{docs, ident};

/// The calls, in the layout that they have in the file.
pub(super) fn calls(destination: &Destination) -> String {
    let Destination { static_params, context_params, host_prefix } = destination;
    let mut calls = String::new();
    if !static_params.is_empty() {
        let params = static_params
            .iter()
            .map(|(name, value)| format!(".with({}, {})", text(name), literal(value)));
        let params: Vec<String> = params.collect();
        let line = format!("        .with_static_params(|params| params{})", params.concat());
        if line.len() <= WIDTH {
            let _ = write!(calls, "\n{line}");
        } else {
            let params = chain("params", params, "            ");
            let _ = write!(calls, "\n        .with_static_params(|params| {{");
            let _ = write!(calls, "\n            {params}\n        }})");
        }
    }
    if !context_params.is_empty() {
        let params = context_params.iter().map(|(name, value)| {
            let method = if value.optional { "with_optional" } else { "with" };
            format!(".{method}({}, {})", text(name), member(value))
        });
        let params = chain("params", params.collect(), "            ");
        let _ = write!(calls, "\n        .with_context_params(|request, params| {{");
        let _ = write!(calls, "\n            {}", downcast("params"));
        let _ = write!(calls, "\n            {params}\n        }})");
    }
    match host_prefix.as_slice() {
        [] => {}
        [PrefixPart::Text(prefix)] => {
            let _ = write!(calls, "\n        .with_host_prefix({})", text(prefix));
        }
        parts => {
            let _ = write!(calls, "\n        .with_host_prefix_of(|request| {{");
            let _ = write!(calls, "\n            {}", downcast("Ok(None)"));
            let _ = write!(calls, "\n            let parts = [");
            for part in parts {
                let part = match part {
                    PrefixPart::Text(part) => text(part),
                    PrefixPart::Label(name, value) => {
                        format!("host_label({}, {})?", text(name), member(value))
                    }
                };
                let _ = write!(calls, "\n                {part},");
            }
            let _ = write!(
                calls,
                "\n            ];\n            Ok(Some(parts.concat()))\n        }})"
            );
        }
    }
    calls
}

/// Gives the request its type; it is always that of the operation.
fn downcast(otherwise: &str) -> String {
    format!("let Some(request) = request.downcast_ref::<Request>() else {{ return {otherwise} }};")
}

/// What the calls need from the runtime.
pub(super) fn imports(destination: &Destination) -> Option<TokenStream> {
    let has_label =
        destination.host_prefix.iter().any(|part| matches!(part, PrefixPart::Label(..)));
    has_label.then(|| quote! { use tinsmith_runtime::endpoint::host_label; })
}

/// Calls in one line, or each in a line of its own if that is too long.
fn chain(receiver: &str, calls: Vec<String>, indent: &str) -> String {
    let line = format!("{receiver}{}", calls.concat());
    if indent.len() + line.len() <= WIDTH || calls.len() == 1 {
        return line;
    }
    let calls = calls.iter().map(|call| format!("\n{indent}    {call}"));
    format!("{receiver}{}", calls.collect::<String>())
}

/// Where a line ends at the latest, if it can.
const WIDTH: usize = 96;

/// The value of a member, or an `Option` of it.
fn member(value: &MemberValue) -> String {
    let field = format!("request.{}", ident(&value.field));
    let texts = |list: &str| format!("{list}.iter().map(|text| text.as_str()).collect::<Vec<_>>()");
    match (value.kind, value.optional) {
        (MemberKind::Flag, _) => field,
        (MemberKind::Text | MemberKind::Enum, false) => format!("{field}.as_str()"),
        (MemberKind::Text | MemberKind::Texts, true) => format!("{field}.as_deref()"),
        (MemberKind::Enum, true) => format!("{field}.as_ref().map(|value| value.as_str())"),
        (MemberKind::Texts, false) => format!("{field}.as_slice()"),
        (MemberKind::Enums, false) => texts(&field),
        (MemberKind::Enums, true) => format!("{field}.as_ref().map(|list| {})", texts("list")),
    }
}

fn literal(value: &ParamValue) -> String {
    match value {
        ParamValue::Flag(value) => value.to_string(),
        ParamValue::Text(value) => text(value),
        ParamValue::Texts(values) => {
            let values = values.iter().map(|value| text(value)).collect::<Vec<_>>();
            format!("&[{}]", values.join(", "))
        }
    }
}

fn text(value: &str) -> String {
    Literal::string(value).to_string()
}

/// The settings that clients of the service have beside all others; nothing if there are none.
pub(super) fn settings(params: &[ClientParam]) -> TokenStream {
    if params.is_empty() {
        return TokenStream::new();
    }
    let ty = |param: &ClientParam| match param.ty {
        ClientParamType::Flag => quote! { bool },
        ClientParamType::Text => quote! { &str },
        ClientParamType::Texts => quote! { &[&str] },
    };
    let declarations = params.iter().map(|param| {
        let (docs, setter, ty) = (docs(&param.docs), ident(&param.setter), ty(param));
        quote! {
            #docs
            #[must_use]
            fn #setter(self, value: #ty) -> Self;
        }
    });
    let definitions = params.iter().map(|param| {
        let (name, setter, ty) = (&param.name, ident(&param.setter), ty(param));
        quote! {
            fn #setter(self, value: #ty) -> Self {
                self.endpoint_param(#name, value)
            }
        }
    });
    quote! {
        /// Settings that only this service has: for a client, and for one call with [`config_override`](super::client::Call::config_override).
        pub trait EndpointSettings {
            #(#declarations)*
        }

        impl EndpointSettings for ConfigBuilder {
            #(#definitions)*
        }
    }
}
