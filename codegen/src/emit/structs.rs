//! Structures: the definition, `new`, and the traits that are not about the wire.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ir::item::{Constructor, Field, Struct};
use crate::naming::RustIdent;
use crate::text::Line;

use super::tokens::{doc_line, docs, ident, ident_str, ty};
use super::{errors, setters, validation};

/// The structure and, with many required members, the structure that `new` takes.
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
    let private = private_field(item).map(|(name, ty, _)| quote! { pub(crate) #name: #ty, });
    let required = required_struct(item);
    quote! {
        #docs
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #private
        }
        #required
    }
}

/// `pub fn new`.
pub(super) fn constructor(item: &Struct) -> TokenStream {
    let name = &item.ty.name;
    match &item.constructor {
        Constructor::Empty => {
            let doc = doc_line(with_article(name) + " with nothing set.");
            quote! {
                #doc
                #[inline]
                pub fn new() -> Self {
                    Default::default()
                }
            }
        }
        Constructor::Positional(positions) => {
            let doc = doc_line(
                with_article(name)
                    + " with its required members, in alphabetical order, and nothing else set.",
            );
            let arguments = required(item, positions).map(|field| {
                let (name, ty) = (ident(&field.name), setters::argument(field));
                quote! { #name: #ty }
            });
            let values = values(item, |field| {
                let name = ident(&field.name);
                setters::converted(field, quote! { #name })
            });
            let inline = setters::inline(required(item, positions));
            quote! {
                #doc
                #inline
                pub fn new(#(#arguments),*) -> Self {
                    Self { #values }
                }
            }
        }
        Constructor::Named(required_name, _) => {
            let doc =
                doc_line(with_article(name) + " with its required members and nothing else set.");
            let required_name = ident(required_name);
            let values = values(item, |field| {
                let name = ident(&field.name);
                quote! { required.#name }
            });
            quote! {
                #doc
                #[inline]
                pub fn new(required: #required_name) -> Self {
                    Self { #values }
                }
            }
        }
    }
}

/// `Debug` where it cannot be derived, what makes an error or an output, and `Validate`.
pub(super) fn implementations(item: &Struct) -> TokenStream {
    let debug = debug(item);
    let error = item.error.as_ref().map(|facts| errors::implementations(item, facts));
    let response = item.keeps_request_id.then(|| {
        let name = ident(&item.ty.name);
        let field = item.unusual_private_field().map(|field| {
            let field = ident_str(field);
            quote! { , #field }
        });
        quote! { tinsmith_runtime::response!(#name #field); }
    });
    let validate = item.traits.validated.then(|| validation::of_struct(item));
    quote! { #debug #error #validate #response }
}

/// The field that callers do not see: its name, type and first value.
fn private_field(item: &Struct) -> Option<(Ident, TokenStream, TokenStream)> {
    let name = ident_str(item.private_field()?);
    Some(if item.error.is_some() {
        (name, quote! { ErrorMetadata }, quote! { ErrorMetadata::default() })
    } else {
        (name, quote! { Option<String> }, quote! { None })
    })
}

/// Neither `Eq` nor `Hash`: a type would lose them to the first member that has none, a number with a fraction say.
fn derives(item: &Struct) -> Vec<TokenStream> {
    let is_empty = item.constructor == Constructor::Empty;
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
        let private = private_field(item).map(|(name, _, _)| {
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

/// The structure of required members; it hides what the whole one hides.
fn required_struct(item: &Struct) -> Option<TokenStream> {
    let Constructor::Named(name, positions) = &item.constructor else { return None };
    let whole = Line::code(item.ty.name.as_str());
    let doc = doc_line(Line::from("The required members of [") + whole + "].");
    let fields = required(item, positions).map(|field| {
        let docs = docs(&field.docs);
        let name = ident(&field.name);
        let ty = ty(&field.ty);
        quote! { #docs pub #name: #ty, }
    });
    let text = name.as_str();
    let name = ident(name);
    let prints_itself = required(item, positions).any(|field| field.hidden) || item.traits.hidden;
    let debug = prints_itself.then(|| {
        let body = if item.traits.hidden {
            quote! { f.debug_tuple(#text).field(&Redacted).finish() }
        } else {
            let fields = required(item, positions).map(debug_field);
            quote! { f.debug_struct(#text) #(#fields)* .finish() }
        };
        debug_impl(&name, &body)
    });
    let derived = (!prints_itself).then(|| quote! { , Debug });
    Some(quote! {
        #doc
        #[derive(Clone #derived)]
        pub struct #name {
            #(#fields)*
        }
        #debug
    })
}

fn required<'i>(item: &'i Struct, positions: &'i [usize]) -> impl Iterator<Item = &'i Field> {
    positions.iter().filter_map(|at| item.fields.get(*at))
}

/// The fields of a new value: required ones by `value`, the others `None`.
fn values(item: &Struct, value: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let fields = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        if field.optional {
            return quote! { #name: None, };
        }
        let value = value(field);
        if name == value.to_string() {
            quote! { #name, }
        } else {
            quote! { #name: #value, }
        }
    });
    let private = private_field(item).map(|(name, _, first)| quote! { #name: #first, });
    quote! { #(#fields)* #private }
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
