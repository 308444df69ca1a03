//! Open enums: named values, and one variant that keeps what the model does not name.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::item::{Enum, EnumValue, EnumVariant};
use crate::ir::ty::NamedKind;

use super::tokens::{docs, ident, signed_number};

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
    let hidden_debug = item.hidden.then(|| hidden_debug(item));
    let shown = match (item.hidden, text) {
        (true, _) => quote! { std::fmt::Display::fmt(&Redacted, f) },
        (false, true) => quote! { f.write_str(self.as_str()) },
        (false, false) => quote! { std::fmt::Display::fmt(&self.as_i32(), f) },
    };
    let display = quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #shown
            }
        }
    };
    let conversions = if text { text_conversions(item) } else { integer_conversions(item) };
    quote! {
        #docs
        #[derive(Clone, #debug Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the model does not name, kept as it is.
            Unknown(#unknown),
        }
        #conversions
        #hidden_debug
        #display
    }
}

fn text_conversions(item: &Enum) -> TokenStream {
    let name = ident(&item.ty.name);
    let texts: Vec<&String> = item.variants.iter().filter_map(text).collect();
    let variants: Vec<_> = item.variants.iter().map(|variant| ident(&variant.name)).collect();
    quote! {
        impl #name {
            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// The value on the wire if the model does not name it.
            pub fn unknown_value(&self) -> Option<&str> {
                match self {
                    Self::Unknown(value) => Some(value.as_str()),
                    _ => None,
                }
            }

            /// Every value that the model names.
            pub const fn values() -> &'static [&'static str] {
                &[#(#texts),*]
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#texts => Self::#variants,)*
                    other => Self::Unknown(UnknownValue::new(other)),
                }
            }
        }

        impl From<String> for #name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }
    }
}

fn integer_conversions(item: &Enum) -> TokenStream {
    let name = ident(&item.ty.name);
    let numbers: Vec<TokenStream> = item.variants.iter().filter_map(integer).collect();
    let variants: Vec<_> = item.variants.iter().map(|variant| ident(&variant.name)).collect();
    quote! {
        impl #name {
            /// The value on the wire.
            pub const fn as_i32(&self) -> i32 {
                match self {
                    #(Self::#variants => #numbers,)*
                    Self::Unknown(value) => *value,
                }
            }

            /// The value on the wire if the model does not name it.
            pub const fn unknown_value(&self) -> Option<i32> {
                match self {
                    Self::Unknown(value) => Some(*value),
                    _ => None,
                }
            }
        }

        impl From<i32> for #name {
            fn from(value: i32) -> Self {
                match value {
                    #(#numbers => Self::#variants,)*
                    other => Self::Unknown(other),
                }
            }
        }
    }
}

fn hidden_debug(item: &Enum) -> TokenStream {
    let name = ident(&item.ty.name);
    let text = item.ty.name.as_str();
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(#text).field(&Redacted).finish()
            }
        }
    }
}

fn text(variant: &EnumVariant) -> Option<&String> {
    match &variant.value {
        EnumValue::String(text) => Some(text),
        EnumValue::Integer(_) => None,
    }
}

fn integer(variant: &EnumVariant) -> Option<TokenStream> {
    match variant.value {
        EnumValue::Integer(number) => Some(signed_number(i64::from(number))),
        EnumValue::String(_) => None,
    }
}
