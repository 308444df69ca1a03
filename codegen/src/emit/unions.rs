//! Unions: the enum with its unknown variant.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::item::Union;
use crate::ir::ty::RustType;

use super::tokens::{docs, ident, ident_str, ty};
use super::validation;

/// The union with what is not about the wire.
pub(super) fn definition(item: &Union) -> TokenStream {
    let name = ident(&item.ty.name);
    let docs = docs(&item.docs);
    let prints_itself = item.hides_something();
    let derives = [("Clone", true), ("Debug", !prints_itself), ("PartialEq", true)];
    let derives =
        derives.into_iter().filter(|(_, wanted)| *wanted).map(|(name, _)| ident_str(name));
    let variants = item.variants.iter().map(|variant| {
        let docs = super::tokens::docs(&variant.docs);
        let name = ident(&variant.name);
        let content = variant.ty.as_ref().map(|inner| {
            let inner = ty(inner);
            quote! { (#inner) }
        });
        quote! { #docs #name #content, }
    });
    let debug = prints_itself.then(|| debug(item));
    let validate = item.traits.validated.then(|| validation::of_union(item));
    quote! {
        #docs
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A variant that the model does not name; it can be received, not sent.
            Unknown,
        }
        #debug
        #validate
    }
}

/// The table of variants with the functions that look into them.
pub(super) fn table(item: &Union) -> String {
    let mut text = format!("tinsmith_runtime::variants! {{ {}\n", ident(&item.ty.name));
    for variant in &item.variants {
        let (name, is) = (ident(&variant.name), &variant.is_name);
        let _ = match &variant.ty {
            Some(ty) => writeln!(text, "    {name}({}): {}, {is};", written(ty), variant.as_name),
            None => writeln!(text, "    {name}: {is};"),
        };
    }
    text + "}\n"
}

/// The type of what a variant holds, as code. The box around it is nobody's concern.
fn written(content: &RustType) -> String {
    let content = match content {
        RustType::Boxed(inner) => inner,
        other => other,
    };
    let mut text = ty(content).to_string();
    for (spaced, close) in [(" :: ", "::"), (" <", "<"), ("< ", "<"), (" >", ">"), (" ,", ",")] {
        text = text.replace(spaced, close);
    }
    text
}

fn debug(item: &Union) -> TokenStream {
    let name = ident(&item.ty.name);
    let body = if item.traits.hidden {
        let text = item.ty.name.as_str();
        quote! { f.debug_tuple(#text).field(&Redacted).finish() }
    } else {
        let arms = item.variants.iter().map(|variant| {
            let name = ident(&variant.name);
            let text = variant.name.as_str();
            match (&variant.ty, variant.hidden) {
                (None, _) => quote! { Self::#name => f.write_str(#text), },
                (Some(_), true) => {
                    quote! { Self::#name(_) => f.debug_tuple(#text).field(&Redacted).finish(), }
                }
                (Some(_), false) => {
                    quote! { Self::#name(value) => f.debug_tuple(#text).field(value).finish(), }
                }
            }
        });
        quote! {
            match self {
                #(#arms)*
                Self::Unknown => f.write_str("Unknown"),
            }
        }
    };
    quote! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #body
            }
        }
    }
}
