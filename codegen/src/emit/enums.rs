//! Open enums: named values, and one variant that keeps what the model does not name.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::item::{Enum, EnumValue, EnumVariant};
use crate::ir::ty::NamedKind;

use super::tokens::{docs, ident, ident_str, signed_number};

/// Whether the unknown variant keeps text, as opposed to a number.
pub(super) fn has_unknown_text(item: &Enum) -> bool {
    item.ty.kind == NamedKind::Enum
}

/// The enum with its conversions.
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
        quote! { i32 }
    };
    let debug = (!item.hidden).then(|| quote! { Debug, });
    let hidden = item.hidden.then(|| quote! { hidden });
    let implement = ident_str(if text { "open_enum" } else { "open_int_enum" });
    let values = item.variants.iter().map(value);
    quote! {
        #docs
        #[derive(Clone, #debug Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the model does not name, kept as it is.
            Unknown(#unknown),
        }

        tinsmith_runtime::#implement!(#hidden #name, [#(#values),*]);
    }
}

/// `Variant = value`
fn value(variant: &EnumVariant) -> TokenStream {
    let name = ident(&variant.name);
    match &variant.value {
        EnumValue::String(text) => quote! { #name = #text },
        EnumValue::Integer(number) => {
            let number = signed_number(i64::from(*number));
            quote! { #name = #number }
        }
    }
}
