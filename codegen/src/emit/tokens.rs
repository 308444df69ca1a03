//! Small pieces that every emitter needs: identifiers, documentation, types, relative paths.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::ir::Folder;
use crate::ir::ty::{RustType, TypeRef};
use crate::naming::RustIdent;
use crate::naming::reserved::is_keyword;
use crate::smithy::SimpleType;
use crate::text::{DocBlock, Line};

/// The identifier as it is written: keywords become raw.
pub(super) fn ident(name: &RustIdent) -> Ident {
    ident_str(name.as_str())
}

/// As [`ident`], for names that the emitters themselves know.
pub(super) fn ident_str(name: &str) -> Ident {
    if is_keyword(name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// Documentation attributes, one for each line: a longer one would print as a block comment.
pub(super) fn docs(block: &DocBlock) -> TokenStream {
    let lines = block.lines().iter().cloned().map(doc_line);
    quote! { #(#lines)* }
}

/// The same of the enclosing module.
pub(super) fn inner_docs(block: &DocBlock) -> TokenStream {
    let lines = block.lines().iter().cloned().map(inner_doc_line);
    quote! { #(#lines)* }
}

/// One line of documentation.
pub(super) fn doc_line(line: impl Into<Line>) -> TokenStream {
    let text = doc_text(&line.into());
    quote! { #[doc = #text] }
}

/// One line of documentation of the enclosing module.
pub(super) fn inner_doc_line(line: impl Into<Line>) -> TokenStream {
    let text = doc_text(&line.into());
    quote! { #![doc = #text] }
}

/// A line as the attribute has it, with the space behind `///`.
fn doc_text(line: &Line) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// A whole number without a suffix.
pub(super) fn number(value: u64) -> Literal {
    Literal::u64_unsuffixed(value)
}

/// A whole number without a suffix; a minus is a token of its own.
pub(super) fn signed_number(value: i64) -> TokenStream {
    let magnitude = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#magnitude }
    } else {
        quote! { #magnitude }
    }
}

/// A floating point number without a suffix; of an `f32`, with no digits that it cannot hold.
pub(super) fn float_number(value: f64, is_single: bool) -> TokenStream {
    let magnitude = if is_single {
        #[expect(clippy::cast_possible_truncation, reason = "the nearest `f32` is meant")]
        Literal::f32_unsuffixed(value.abs() as f32)
    } else {
        Literal::f64_unsuffixed(value.abs())
    };
    if value < 0.0 {
        quote! { -#magnitude }
    } else {
        quote! { #magnitude }
    }
}

/// A type as a field has it, `Option` not included. Generated types stand without a path.
pub(super) fn ty(rust_type: &RustType) -> TokenStream {
    ty_with(rust_type, &|named| {
        let name = ident(&named.name);
        quote! { #name }
    })
}

/// A type in a module below `wire`, where generated types stand with their path.
pub(super) fn wire_ty(rust_type: &RustType) -> TokenStream {
    ty_with(rust_type, &wire_path)
}

/// The path of a generated type from a module below `wire`.
pub(super) fn wire_path(named: &TypeRef) -> TokenStream {
    let name = ident(&named.name);
    match named.place.folder {
        Folder::Operation => {
            let module = ident(&named.place.module);
            quote! { super::super::operation::#module::#name }
        }
        Folder::Types => quote! { super::super::types::#name },
        Folder::Errors => quote! { super::super::types::error::#name },
    }
}

fn ty_with(rust_type: &RustType, path: &dyn Fn(&TypeRef) -> TokenStream) -> TokenStream {
    let nullable = |inner: TokenStream, sparse: bool| {
        if sparse {
            quote! { Option<#inner> }
        } else {
            inner
        }
    };
    match rust_type {
        RustType::Simple(simple) => simple_ty(*simple),
        RustType::Named(named) => path(named),
        RustType::List(element, list) => {
            let element = nullable(ty_with(element, path), list.sparse);
            quote! { Vec<#element> }
        }
        RustType::Map(key, value, map) => {
            let key = ty_with(key, path);
            let value = nullable(ty_with(value, path), map.sparse);
            quote! { HashMap<#key, #value> }
        }
        RustType::Boxed(inner) => {
            let inner = ty_with(inner, path);
            quote! { Box<#inner> }
        }
    }
}

/// The type of a simple shape.
pub(super) fn simple_ty(simple: SimpleType) -> TokenStream {
    match simple {
        SimpleType::Boolean => quote! { bool },
        SimpleType::String => quote! { String },
        SimpleType::Byte => quote! { i8 },
        SimpleType::Short => quote! { i16 },
        SimpleType::Integer => quote! { i32 },
        SimpleType::Long => quote! { i64 },
        SimpleType::Float => quote! { f32 },
        SimpleType::Double => quote! { f64 },
        SimpleType::Blob => quote! { primitives::Blob },
        SimpleType::BigInteger => quote! { primitives::BigInteger },
        SimpleType::BigDecimal => quote! { primitives::BigDecimal },
        SimpleType::Timestamp => quote! { primitives::DateTime },
        SimpleType::Document => quote! { primitives::Document },
    }
}

/// Whether a type is, or holds, one of the official primitive types.
pub(super) fn uses_primitives(rust_type: &RustType) -> bool {
    match rust_type {
        RustType::Simple(simple) => matches!(
            simple,
            SimpleType::Blob
                | SimpleType::BigInteger
                | SimpleType::BigDecimal
                | SimpleType::Timestamp
                | SimpleType::Document
        ),
        RustType::Named(_) => false,
        RustType::List(inner, _) | RustType::Boxed(inner) => uses_primitives(inner),
        RustType::Map(key, value, _) => uses_primitives(key) || uses_primitives(value),
    }
}

/// Whether a type is, or holds, a map.
pub(super) fn uses_map(rust_type: &RustType) -> bool {
    match rust_type {
        RustType::Simple(_) | RustType::Named(_) => false,
        RustType::List(inner, _) | RustType::Boxed(inner) => uses_map(inner),
        RustType::Map(..) => true,
    }
}

/// Where a file stands that imports generated types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Importer<'f> {
    /// Directly below the root: the client.
    Root,
    /// In a folder, as this module, whose own types need no import.
    Folder(Folder, &'f RustIdent),
}

/// `use` lines for generated types.
pub(super) fn use_types(
    importer: Importer<'_>,
    types: impl IntoIterator<Item = TypeRef>,
) -> TokenStream {
    let mut by_path: BTreeMap<&str, BTreeSet<RustIdent>> = BTreeMap::new();
    for named in types {
        let path = match (importer, named.place.folder) {
            (Importer::Folder(folder, module), _)
                if named.place.folder == folder && named.place.module == *module =>
            {
                continue;
            }
            (Importer::Root, Folder::Types) => "super::types",
            (Importer::Root, Folder::Errors) => "super::types::error",
            (Importer::Folder(Folder::Types, _), Folder::Types)
            | (Importer::Folder(Folder::Errors, _), Folder::Errors) => "super",
            (Importer::Folder(Folder::Types, _), Folder::Errors) => "super::error",
            (Importer::Folder(Folder::Errors, _), Folder::Types) => "super::super",
            (Importer::Folder(Folder::Operation, _), Folder::Types) => "super::super::types",
            (Importer::Folder(Folder::Operation, _), Folder::Errors) => {
                "super::super::types::error"
            }
            (_, Folder::Operation) => {
                unreachable!(
                    "{} lives with one operation, and nothing else refers to it",
                    named.shape
                )
            }
        };
        by_path.entry(path).or_default().insert(named.name);
    }
    let lines = by_path.into_iter().map(|(path, names)| {
        let path = path.split("::").map(|segment| Ident::new(segment, Span::call_site()));
        let names = names.iter().map(ident);
        quote! { use #(#path)::*::{#(#names),*}; }
    });
    quote! { #(#lines)* }
}
