//! Pages: how a response leads to the next request, and what its items are.
//!
//! The file that this goes into calls the operation's types `Request`, `Response` and `Error`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::pagination::{Found, Pagination, Step, Token};

use super::path::Paths;
use super::tokens::{ident, ident_str, uses_map, uses_primitives, wire_ty};

/// What the implementations name besides the operation's types.
#[derive(Default)]
pub(super) struct Imports {
    /// Names of the runtime's `client` module.
    pub(super) client: Vec<&'static str>,
    pub(super) map: Option<TokenStream>,
    pub(super) primitives: Option<TokenStream>,
}

impl Imports {
    pub(super) fn of(pagination: &Pagination) -> Self {
        let mut client = vec!["Next", "Page"];
        client.extend(pagination.tokens.iter().map(carry));
        let Some((_, ty)) = &pagination.items else {
            return Self { client, ..Self::default() };
        };
        client.push("PageItems");
        Self {
            client,
            map: uses_map(ty).then(|| quote! { use std::collections::HashMap; }),
            primitives: uses_primitives(ty).then(|| quote! { use tinsmith_runtime::primitives; }),
        }
    }
}

/// The implementations of `Page` and, where the items are known, `PageItems`.
pub(super) fn emit(pagination: &Pagination) -> TokenStream {
    let more_results = pagination.more_results.as_ref().map(|path| {
        let is_last = match read(&quote! { self }, path, Access::Copy) {
            Value::Plain(value) => quote! { !#value },
            Value::Option(value) => quote! { #value != Some(true) },
        };
        quote! { if #is_last { return Next::End; } }
    });
    let tokens = pagination.tokens.iter().map(|token| {
        let found = found(token);
        let (sent, carry) = (ident(&token.sent), ident_str(carry(token)));
        quote! { #carry(#found, &mut request.#sent) }
    });
    let items = pagination.items.as_ref().map(|(path, ty)| {
        let items = match read(&quote! { self }, path, Access::Move) {
            Value::Plain(value) => value,
            Value::Option(value) => quote! { #value.unwrap_or_default() },
        };
        let ty = wire_ty(ty);
        quote! {
            impl PageItems<Error> for Response {
                type Items = #ty;

                #[inline]
                fn into_items(self) -> Self::Items {
                    #items
                }
            }
        }
    });
    quote! {
        impl Page<Error> for Response {
            type Request = Request;

            #[inline]
            fn advance(&self, request: &mut Request) -> Next {
                #more_results
                Next::of([#(#tokens),*])
            }
        }

        #items
    }
}

/// The token of a response, as an `Option` of a reference.
fn found(token: &Token) -> TokenStream {
    let path = match &token.found {
        Found::Path(path) => path,
        Found::Expression(_, expr) => {
            let found = Paths::new(quote! { request }, quote! { self }).reference(expr);
            return if expr.nullable {
                found
            } else {
                quote! { Some(#found) }
            };
        }
    };
    match read(&quote! { self }, path, Access::Borrow) {
        Value::Plain(value) => quote! { Some(#value) },
        Value::Option(value) => value,
    }
}

/// The runtime's function for a token.
fn carry(token: &Token) -> &'static str {
    if token.is_enum { "carry_enum" } else { "carry" }
}

/// What is done with the field at the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Borrow,
    Copy,
    Move,
}

/// An expression for the field at the end of a path.
enum Value {
    Plain(TokenStream),
    Option(TokenStream),
}

/// Reads along a path, from a structure on.
fn read(structure: &TokenStream, path: &[Step], access: Access) -> Value {
    let Some((step, rest)) = path.split_first() else {
        return Value::Plain(structure.clone());
    };
    let field = ident(&step.field);
    let place = quote! { #structure.#field };
    match (step.optional, rest.is_empty()) {
        (false, false) => read(&place, rest, access),
        (false, true) if access == Access::Borrow => Value::Plain(quote! { &#place }),
        (false, true) => Value::Plain(place),
        (true, true) if access == Access::Borrow => Value::Option(quote! { #place.as_ref() }),
        (true, true) => Value::Option(place),
        (true, false) => {
            let outer = match access {
                Access::Borrow | Access::Copy => quote! { #place.as_ref() },
                Access::Move => place,
            };
            let (method, inner) = match read(&quote! { #field }, rest, access) {
                Value::Plain(inner) => ("map", inner),
                Value::Option(inner) => ("and_then", inner),
            };
            let method = ident_str(method);
            Value::Option(quote! { #outer.#method(|#field| #inner) })
        }
    }
}
