//! Open enums: named values, and one variant that keeps what the model does not name.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::item::{Enum, EnumValue};
use crate::ir::ty::NamedKind;

use super::tokens::{docs, ident};

/// Whether the unknown variant keeps text, as opposed to a number.
fn has_unknown_text(item: &Enum) -> bool {
    item.ty.kind == NamedKind::Enum
}

/// The enum; its conversions are made from the table.
pub(super) fn definition(item: &Enum) -> TokenStream {
    let name = ident(&item.ty.name);
    let docs = docs(&item.docs);
    let variants = item.variants.iter().map(|variant| {
        let docs = super::tokens::docs(&variant.docs);
        let name = ident(&variant.name);
        quote! { #docs #name, }
    });
    let text = has_unknown_text(item);
    let unknown = if text {
        quote! { UnknownValue }
    } else {
        quote! { UnknownValue<i32> }
    };
    let debug = (!item.hidden).then(|| quote! { Debug, });
    quote! {
        #docs
        #[derive(Clone, #debug Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the model does not name, kept as it is.
            Unknown(#unknown),
        }
    }
}

/// The table of variants and their values, a line for each: a formatter would fill lines, and a new value move the others.
pub(super) fn table(item: &Enum) -> String {
    let implement = if has_unknown_text(item) { "open_enum" } else { "open_int_enum" };
    let hidden = if item.hidden { "hidden " } else { "" };
    let mut text = format!("tinsmith_runtime::{implement}!({hidden}{}, [\n", ident(&item.ty.name));
    for variant in &item.variants {
        let value = match &variant.value {
            EnumValue::String(text) => Literal::string(text).to_string(),
            EnumValue::Integer(number) => number.to_string(),
        };
        let _ = writeln!(text, "    {} = {value},", ident(&variant.name));
    }
    text + "]);\n"
}
