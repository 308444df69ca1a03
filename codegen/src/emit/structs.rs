//! Structures: the definition, `new`, and the traits that are not about the wire.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ir::item::{Constructor, Field, Struct};
use crate::naming::RustIdent;
use crate::text::Line;

use super::tokens::{doc_line, docs, ident, ident_str, ty};
use super::{errors, validation};

/// The structure.
pub(super) fn definition(item: &Struct) -> TokenStream {
    let name = ident(&item.ty.name);
    let docs = docs(&item.docs);
    let derives = derives(item);
    let fields = item.fields.iter().map(|field| {
        let docs = super::tokens::docs(&field.docs);
        let name = ident(&field.name);
        let ty = field_ty(field);
        quote! { #docs pub #name: #ty, }
    });
    let private = private_field(item).map(|(name, ty)| quote! { pub(crate) #name: #ty, });
    quote! {
        #docs
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #private
        }
    }
}

/// `pub fn new`, where nothing has to be given.
pub(super) fn constructor(item: &Struct) -> Option<TokenStream> {
    let is_empty = item.constructor == Constructor::New;
    let set =
        if item.has_values_of_its_own() { " with its defaults." } else { " with no members set." };
    let doc = doc_line(with_article(&item.ty.name) + set);
    is_empty.then(|| {
        quote! {
            #doc
            #[inline]
            pub fn new() -> Self {
                Default::default()
            }
        }
    })
}

/// `Debug` where it cannot be derived, what makes an error or an output, and `Validate`.
pub(super) fn implementations(item: &Struct) -> TokenStream {
    let debug = debug(item);
    let error = item.error.as_ref().map(|facts| errors::implementations(item, facts));
    let response = item.keeps_request_id.then(|| {
        let name = ident(&item.ty.name);
        let extended = item.keeps_extended_request_id.then(|| quote! { extended });
        let field = match &extended {
            Some(_) => item.private_field(),
            None => item.unusual_private_field(),
        };
        let field = field.map(|field| {
            let field = ident_str(field);
            quote! { , #extended #field }
        });
        quote! { tinsmith_runtime::response!(#name #field); }
    });
    let validate = item.traits.validated.then(|| validation::of_struct(item));
    quote! { #debug #error #validate #response }
}

/// The field that callers do not see: its name and type.
fn private_field(item: &Struct) -> Option<(Ident, TokenStream)> {
    let name = ident_str(item.private_field()?);
    let ty = match item.error {
        Some(_) => quote! { ErrorMetadata },
        None if item.keeps_extended_request_id => quote! { RequestIds },
        None => quote! { Option<String> },
    };
    Some((name, ty))
}

/// Neither `Eq` nor `Hash`: a type would lose them to the first member that has none, a number with a fraction say.
fn derives(item: &Struct) -> Vec<TokenStream> {
    let is_empty = item.constructor == Constructor::New && !item.has_values_of_its_own();
    let wanted = [
        ("Clone", true),
        ("Debug", !item.hides_something()),
        ("Default", is_empty),
        ("PartialEq", true),
    ];
    wanted
        .into_iter()
        .filter(|(_, is_wanted)| *is_wanted)
        .map(|(name, _)| {
            let name = ident_str(name);
            quote! { #name }
        })
        .collect()
}

fn debug(item: &Struct) -> Option<TokenStream> {
    if !item.hides_something() {
        return None;
    }
    let name = ident(&item.ty.name);
    let text = item.ty.name.as_str();
    let body = if item.traits.hidden {
        quote! { f.debug_tuple(#text).field(&Redacted).finish() }
    } else {
        let fields = item.fields.iter().map(debug_field);
        let private = private_field(item).map(|(name, _)| {
            let text = name.to_string();
            let hidden = item.error.as_ref().is_some_and(|facts| facts.hides_metadata);
            if hidden {
                quote! { .field(#text, &Redacted) }
            } else {
                quote! { .field(#text, &self.#name) }
            }
        });
        quote! { f.debug_struct(#text) #(#fields)* #private .finish() }
    };
    Some(debug_impl(&name, &body))
}

fn debug_impl(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #body
            }
        }
    }
}

fn debug_field(field: &Field) -> TokenStream {
    let text = field.name.as_str();
    let name = ident(&field.name);
    if field.hidden {
        quote! { .field(#text, &Redacted) }
    } else {
        quote! { .field(#text, &self.#name) }
    }
}

/// The name as code, behind `A` or `An`.
fn with_article(name: &RustIdent) -> Line {
    let article = if name.as_str().starts_with(['A', 'E', 'I', 'O']) { "An " } else { "A " };
    Line::from(article) + Line::code(name.as_str())
}

fn field_ty(field: &Field) -> TokenStream {
    let ty = ty(&field.ty);
    if field.optional {
        quote! { Option<#ty> }
    } else {
        ty
    }
}
