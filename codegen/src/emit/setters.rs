//! Chained setters of optional members, and the arguments of `new`: what a caller may pass for a type.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::item::{Field, Struct};
use crate::ir::ty::RustType;
use crate::smithy::SimpleType;
use crate::text::Line;

use super::tokens::{doc_line, ident, ty};

/// A setter for every optional member, in model order.
pub(super) fn emit(item: &Struct) -> TokenStream {
    let setters = item.fields.iter().filter(|field| field.optional).map(|field| {
        let doc = doc_line(Line::from("Sets ") + Line::code(&field.member) + ".");
        let name = ident(&field.name);
        let ty = argument(field);
        let value = converted(field, quote! { value });
        let inline = inline([field]);
        quote! {
            #doc
            #inline
            pub fn #name(mut self, value: #ty) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    });
    quote! { #(#setters)* }
}

/// The attribute by which a function that takes these fields is compiled only where it is called; a generic one is so by itself.
pub(super) fn inline<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Option<TokenStream> {
    let is_generic = fields.into_iter().any(|field| is_convenient(&field.ty));
    (!is_generic).then(|| quote! { #[inline] })
}

/// Whether [`argument`] gives an `impl Trait`.
fn is_convenient(ty: &RustType) -> bool {
    match ty {
        RustType::List(_, list) => !list.sparse,
        RustType::Map(_, _, map) => !map.sparse,
        other => is_string(other),
    }
}

/// A type that is convenient to pass for a field.
pub(super) fn argument(field: &Field) -> TokenStream {
    match &field.ty {
        RustType::List(element, list) if !list.sparse => {
            let element = convenient(element);
            quote! { impl IntoIterator<Item = #element> }
        }
        RustType::Map(key, value, map) if !map.sparse => {
            let (key, value) = (convenient(key), convenient(value));
            quote! { impl IntoIterator<Item = (#key, #value)> }
        }
        RustType::Boxed(inner) => ty(inner),
        other => convenient(other),
    }
}

/// The value of a field, from an argument of the type that [`argument`] gives.
pub(super) fn converted(field: &Field, value: TokenStream) -> TokenStream {
    match &field.ty {
        RustType::List(element, list) if !list.sparse => {
            let into = is_string(element).then(|| quote! { .map(Into::into) });
            quote! { #value.into_iter() #into .collect() }
        }
        RustType::Map(key, entry, map) if !map.sparse => {
            let convert = |is_string: bool, name: TokenStream| {
                if is_string {
                    quote! { #name.into() }
                } else {
                    name
                }
            };
            let pair = (is_string(key) || is_string(entry)).then(|| {
                let key = convert(is_string(key), quote! { key });
                let entry = convert(is_string(entry), quote! { value });
                quote! { .map(|(key, value)| (#key, #entry)) }
            });
            quote! { #value.into_iter() #pair .collect() }
        }
        RustType::Boxed(_) => quote! { Box::new(#value) },
        other if is_string(other) => quote! { #value.into() },
        _ => value,
    }
}

fn convenient(rust_type: &RustType) -> TokenStream {
    if is_string(rust_type) {
        quote! { impl Into<String> }
    } else {
        ty(rust_type)
    }
}

fn is_string(rust_type: &RustType) -> bool {
    *rust_type == RustType::Simple(SimpleType::String)
}
