//! Where requests of an operation go, as calls on its static and functions beside it; and the settings of a client for that.
//!
//! The file that this goes into calls the operation's request `Request`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::destination::{ClientParam, ClientParamType, ContextParam, Destination, PrefixPart};
use crate::ir::endpoint::ParamValue;

use super::path::Paths;
use super::tokens::{docs, ident, ident_str};

/// The calls, in the layout that they have in the file.
pub(super) fn calls(destination: &Destination) -> String {
    let mut calls = Vec::new();
    if !destination.static_params.is_empty() {
        let params = destination.static_params.iter();
        let params =
            params.map(|(name, value)| format!(".with({}, {})", text(name), literal(value)));
        let params = params.collect::<String>();
        calls.push(format!("with_static_params(|params| params{params})"));
    }
    if !destination.context_params.is_empty() {
        calls.push(
            "with_context_params(|request, params| Some(context_params(request.downcast_ref()?, params)))"
                .to_owned(),
        );
    }
    match destination.host_prefix.as_slice() {
        [] => {}
        [PrefixPart::Text(prefix)] => calls.push(format!("with_host_prefix({})", text(prefix))),
        _ => calls.push(
            "with_host_prefix_of(|request| Some(host_prefix(request.downcast_ref()?)))".to_owned(),
        ),
    }
    calls.iter().map(|call| format!("\n        .{call}")).collect()
}

/// What the functions need from the runtime.
pub(super) fn imports(destination: &Destination) -> Option<TokenStream> {
    let mut names = Vec::new();
    if has_labels(destination) {
        names.push("EndpointError");
    }
    if !destination.context_params.is_empty() {
        names.push("EndpointParams");
    }
    if has_labels(destination) {
        names.push("host_label");
    }
    let names: Vec<_> = names.into_iter().map(ident_str).collect();
    (!names.is_empty()).then(|| quote! { use tinsmith_runtime::endpoint::{#(#names),*}; })
}

fn has_labels(destination: &Destination) -> bool {
    destination.host_prefix.iter().any(|part| matches!(part, PrefixPart::Label(..)))
}

/// The functions that the calls name.
pub(super) fn functions(destination: &Destination) -> TokenStream {
    let paths = Paths::new(quote! { request }, TokenStream::new());
    let mut functions = TokenStream::new();
    if !destination.context_params.is_empty() {
        let params =
            destination.context_params.iter().map(|ContextParam { name, value, is_list }| {
                let method = ident_str(if value.nullable { "with_optional" } else { "with" });
                let value = if *is_list { paths.collected(value) } else { paths.scalar(value) };
                quote! { .#method(#name, #value) }
            });
        functions.extend(quote! {
            /// What a request adds to the parameters of the endpoint rules.
            fn context_params<'r>(request: &'r Request, params: EndpointParams<'r>) -> EndpointParams<'r> {
                params #(#params)*
            }
        });
    }
    if has_labels(destination) {
        let parts = destination.host_prefix.iter().map(|part| match part {
            PrefixPart::Text(text) => quote! { #text },
            PrefixPart::Label(name, value) => {
                let value = paths.scalar(value);
                quote! { host_label(#name, #value)? }
            }
        });
        functions.extend(quote! {
            /// What goes before the host name.
            fn host_prefix(request: &Request) -> Result<String, EndpointError> {
                Ok([#(#parts),*].concat())
            }
        });
    }
    functions
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
            #[inline]
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
