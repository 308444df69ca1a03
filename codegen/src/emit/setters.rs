//! Chained setters of members that may be left out.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::item::Struct;
use crate::ir::ty::RustType;
use crate::smithy::SimpleType;
use crate::text::Line;

use super::answers;
use super::tokens::{doc_line, ident, ty};

/// A setter for every member that is not given when a value is made, in model order; one of a list or map adds to what there is.
pub(super) fn emit(item: &Struct) -> TokenStream {
    let setters = item.fields.iter().filter(|field| field.is_set_later()).map(|field| {
        let name = ident(&field.name);
        let argument = argument(&field.ty);
        let (verb, body) = match &field.ty {
            RustType::List(..) | RustType::Map(..) => {
                let items = items(&field.ty);
                let there = field.optional.then(|| quote! { .get_or_insert_default() });
                ("Adds to ", quote! { self.#name #there .extend(#items); })
            }
            other => {
                let value = value(other);
                let value = if field.optional {
                    quote! { Some(#value) }
                } else {
                    value
                };
                ("Sets ", quote! { self.#name = #value; })
            }
        };
        let doc = doc_line(Line::from(verb) + Line::code(&field.member) + ".");
        // What is generic is compiled only where it is called by itself.
        let inline = (!is_generic(&field.ty)).then(|| quote! { #[inline] });
        quote! {
            #doc
            #inline
            pub fn #name(mut self, value: #argument) -> Self {
                #body
                self
            }
        }
    });
    let answer = answers::setter(item);
    quote! { #answer #(#setters)* }
}

/// Whether [`argument`] gives an `impl Trait`.
fn is_generic(ty: &RustType) -> bool {
    matches!(ty, RustType::List(..) | RustType::Map(..)) || is_string(ty)
}

/// A type that is convenient to pass for a member.
fn argument(rust_type: &RustType) -> TokenStream {
    match rust_type {
        RustType::List(element, list) => {
            let element = item(element, list.sparse);
            quote! { impl IntoIterator<Item = #element> }
        }
        RustType::Map(key, value, map) => {
            let (key, value) = (item(key, false), item(value, map.sparse));
            quote! { impl IntoIterator<Item = (#key, #value)> }
        }
        RustType::Boxed(inner) => ty(inner),
        other => item(other, false),
    }
}

/// A type that is convenient to pass for an element, key or value.
fn item(rust_type: &RustType, is_nullable: bool) -> TokenStream {
    let ty = ty(rust_type);
    if is_nullable {
        quote! { impl tinsmith_runtime::given::Nullable<#ty> }
    } else if is_string(rust_type) {
        quote! { impl Into<#ty> }
    } else {
        ty
    }
}

/// The value of a field, from the argument `value`.
fn value(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Boxed(_) => quote! { Box::new(value) },
        other if is_string(other) => quote! { value.into() },
        _ => quote! { value },
    }
}

/// The elements or entries of a field, from the argument `value`.
fn items(ty: &RustType) -> TokenStream {
    let converted = |item: &RustType, is_nullable: bool, name: TokenStream| {
        if is_nullable {
            quote! { #name.nullable() }
        } else if is_string(item) {
            quote! { #name.into() }
        } else {
            name
        }
    };
    match ty {
        RustType::List(_, list) if list.sparse => {
            quote! { value.into_iter().map(|value| value.nullable()) }
        }
        RustType::List(element, _) if is_string(element) => {
            quote! { value.into_iter().map(Into::into) }
        }
        RustType::Map(key, value, map) if map.sparse || is_string(key) || is_string(value) => {
            let key = converted(key, false, quote! { key });
            let value = converted(value, map.sparse, quote! { value });
            quote! { value.into_iter().map(|(key, value)| (#key, #value)) }
        }
        _ => quote! { value },
    }
}

fn is_string(rust_type: &RustType) -> bool {
    *rust_type == RustType::Simple(SimpleType::String)
}
