//! What makes a structure an error, and the error enum of an operation.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::item::{ErrorFacts, Retry, Struct};
use crate::ir::operation::Operation;

use super::literal::{self, Place};
use super::tokens::{ident, ident_str};

/// The names that the file of an error imports from the runtime's `error` module.
pub(super) fn imports(item: &Struct, facts: &ErrorFacts) -> Vec<&'static str> {
    if item.is_shown_message() {
        return vec!["ErrorMetadata"];
    }
    let kind = facts.retry.map(|_| "ErrorKind");
    let read = facts.message_only.then_some("ReadError");
    kind.into_iter().chain(["ErrorMetadata", "ModeledError"]).chain(read).collect()
}

/// The traits by which the runtime and callers see an error structure.
pub(super) fn implementations(item: &Struct, facts: &ErrorFacts) -> TokenStream {
    let name = ident(&item.ty.name);
    let codes = &facts.codes;
    if item.is_shown_message() {
        return quote! { tinsmith_runtime::message_error!(#name, #(#codes),*); };
    }
    let field = item.unusual_private_field().map(|field| {
        let field = ident_str(field);
        quote! { , #field }
    });
    let code = codes.first();
    let message = facts.message.and_then(|at| item.fields.get(at));
    let shown_message = message.filter(|_| facts.shows_message).map(|field| {
        let name = ident(&field.name);
        let message = if field.optional {
            quote! { self.#name.as_deref() }
        } else {
            quote! { Some(&self.#name) }
        };
        quote! {
            #[inline]
            fn shown_message(&self) -> Option<&str> {
                #message
            }
        }
    });
    let retry_kind = facts.retry.map(|retry| {
        let kind = ident_str(match retry {
            Retry::Throttling => "ThrottlingError",
            // As in the official crates, of errors of a client too. `TransientError` is for connections: it closes the one there is, and costs the quota of a timeout.
            Retry::Other => "ServerError",
        });
        quote! {
            #[inline]
            fn retry_kind(&self) -> Option<ErrorKind> {
                Some(ErrorKind::#kind)
            }
        }
    });
    let from_metadata = item.is_made_from_metadata().then(|| from_metadata(item, facts));
    let read = facts.message_only.then(|| {
        quote! {
            impl ReadError for #name {
                #[inline]
                fn read(meta: &mut ErrorMetadata, _: &OpenDocument<'_>) -> Self {
                    std::mem::take(meta).into()
                }
            }
        }
    });
    quote! {
        #from_metadata

        impl ModeledError for #name {
            #[inline]
            fn name(&self) -> &'static str {
                #code
            }

            #shown_message
            #retry_kind
        }

        #read

        tinsmith_runtime::modeled_error!(#name, #(#codes),* #field);
    }
}

/// The error as far as its metadata tells, which is all that a message needs.
fn from_metadata(item: &Struct, facts: &ErrorFacts) -> TokenStream {
    let name = ident(&item.ty.name);
    let message = facts.message.and_then(|at| item.fields.get(at)).map(|field| {
        let name = ident(&field.name);
        if field.optional {
            quote! { #name: meta.message().map(str::to_owned), }
        } else {
            quote! { #name: meta.message().unwrap_or_default().to_owned(), }
        }
    });
    let others = item.fields.iter().enumerate().filter(|(at, _)| facts.message != Some(*at));
    let others = others.map(|(_, field)| {
        let name = ident(&field.name);
        let value = field.own_value().map_or_else(
            || quote! { None },
            |value| literal::tokens(&field.ty, value, Place::Type),
        );
        quote! { #name: #value, }
    });
    let metadata = match item.unusual_private_field().map(ident_str) {
        Some(field) => quote! { #field: meta },
        None => quote! { meta },
    };
    quote! {
        impl From<ErrorMetadata> for #name {
            #[inline]
            fn from(meta: ErrorMetadata) -> Self {
                Self { #message #(#others)* #metadata }
            }
        }
    }
}

/// The table of an operation's error enum: a row for each modelled error, its variant and the method that tells whether it is that one.
pub(super) fn operation_error(operation: &Operation) -> String {
    let name = ident(&operation.error);
    let shape = operation.shape.name();
    let doc = format!("/// The errors of `{shape}`.");
    let head = format!("pub enum {name} of \"{shape}\"");
    let rows: String = operation
        .errors
        .iter()
        .map(|error| {
            let (variant, question) = (ident(&error.variant), ident(&error.question));
            let name = error.shape_name.as_ref().map(|name| format!(" of {}", Token::string(name)));
            let query_code =
                error.query_code.as_ref().map(|code| format!(" or {}", Token::string(code)));
            let codes = [name, query_code].map(Option::unwrap_or_default).concat();
            format!("        {variant} {question}{codes},\n")
        })
        .collect();
    let body = if rows.is_empty() {
        format!("{head} {{}}")
    } else {
        format!("{head} in error {{\n{rows}    }}")
    };
    format!("tinsmith_runtime::operation_error! {{\n    {doc}\n    {body}\n}}\n")
}
