//! Expressions that write, read or make up one value, by its type.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;
use crate::ir::Folder;
use crate::ir::item::{Item, Literal, Struct};
use crate::ir::ty::{CollectionRef, NamedKind, RustType};
use crate::naming::RustIdent;
use crate::smithy::SimpleType;

use super::structs;
use super::tokens::{float_number, ident, ident_str, sibling, signed_number, wire_path};

/// A value in the forms in which calls take it.
pub(super) struct Value {
    /// An expression of reference type.
    pub(super) by_ref: TokenStream,
    /// An expression of the value itself, for types that are copied.
    pub(super) by_value: TokenStream,
    /// What a method is called on.
    pub(super) receiver: TokenStream,
}

impl Value {
    /// A name that is bound to a reference.
    pub(super) fn bound(name: &str) -> Self {
        let name = ident_str(name);
        Self { by_ref: quote! { #name }, by_value: quote! { *#name }, receiver: quote! { #name } }
    }

    /// A field of `self`.
    pub(super) fn field(name: &RustIdent) -> Self {
        let name = ident(name);
        Self {
            by_ref: quote! { &self.#name },
            by_value: quote! { self.#name },
            receiver: quote! { self.#name },
        }
    }
}

/// The name that an optional field is bound to, which must not be that of the argument it is passed to.
pub(super) fn binding(field: &RustIdent, argument: &str) -> String {
    if field.as_str() == argument { "value".to_owned() } else { field.as_str().to_owned() }
}

/// A call that writes a value, in the module `own` below `wire`.
pub(super) fn write(
    own: &RustIdent,
    ty: &RustType,
    schema: &TokenStream,
    value: &Value,
) -> TokenStream {
    let Value { by_ref, by_value, receiver } = value;
    match ty {
        RustType::Simple(simple) => {
            let method = ident_str(&format!("write_{}", method_suffix(*simple)));
            let value = match simple {
                SimpleType::Blob => quote! { #receiver.clone() },
                SimpleType::String
                | SimpleType::BigInteger
                | SimpleType::BigDecimal
                | SimpleType::Timestamp
                | SimpleType::Document => by_ref.clone(),
                _ => by_value.clone(),
            };
            quote! { serializer.#method(#schema, #value) }
        }
        RustType::Named(named) => match named.kind {
            NamedKind::Enum => quote! { serializer.write_string(#schema, #receiver.as_str()) },
            NamedKind::IntEnum => quote! { serializer.write_integer(#schema, #receiver.as_i32()) },
            NamedKind::Struct | NamedKind::Union => {
                quote! { serializer.write_struct(#schema, #by_ref) }
            }
        },
        RustType::Boxed(_) => quote! { serializer.write_struct(#schema, #by_ref) },
        RustType::List(_, collection) => {
            write_collection(own, ("write_string_list", collection), schema, by_ref)
        }
        RustType::Map(_, _, collection) => {
            write_collection(own, ("write_string_string_map", collection), schema, by_ref)
        }
    }
}

fn write_collection(
    own: &RustIdent,
    (of_strings, collection): (&str, &CollectionRef),
    schema: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    match &collection.wire {
        None => {
            let method = ident_str(of_strings);
            quote! { serializer.#method(#schema, #value) }
        }
        Some(module) => {
            let place = sibling(module, own);
            quote! { #place write(serializer, #schema, #value) }
        }
    }
}

/// An expression that reads a value, in the module `own` below `wire`; `schema` is what the deserializer is given.
pub(super) fn read(own: &RustIdent, ty: &RustType, schema: &TokenStream) -> TokenStream {
    match ty {
        RustType::Simple(simple) => {
            let method = ident_str(&format!("read_{}", method_suffix(*simple)));
            quote! { deserializer.#method(#schema)? }
        }
        RustType::Named(named) => {
            let place = sibling(&named.wire, own);
            match named.kind {
                NamedKind::Enum => quote! { deserializer.read_string(#schema)?.into() },
                NamedKind::IntEnum => quote! { deserializer.read_integer(#schema)?.into() },
                // An error that is a member comes without metadata of its own.
                NamedKind::Struct if named.place.folder == Folder::Errors => {
                    quote! { #place read(ErrorMetadata::default(), deserializer)? }
                }
                NamedKind::Struct | NamedKind::Union => {
                    quote! { #place read(deserializer)? }
                }
            }
        }
        RustType::Boxed(inner) => {
            let inner = read(own, inner, schema);
            quote! { Box::new(#inner) }
        }
        RustType::List(_, collection) => {
            read_collection(own, ("read_string_list", collection), schema)
        }
        RustType::Map(_, _, collection) => {
            read_collection(own, ("read_string_map", collection), schema)
        }
    }
}

fn read_collection(
    own: &RustIdent,
    (of_strings, collection): (&str, &CollectionRef),
    schema: &TokenStream,
) -> TokenStream {
    match &collection.wire {
        None => {
            let function = ident_str(of_strings);
            quote! { #function(deserializer, #schema)? }
        }
        Some(module) => {
            let place = sibling(module, own);
            quote! { #place read(deserializer, #schema)? }
        }
    }
}

/// What stands in for a required value that the service left out
/// (Smithy 2.0, "Client error correction").
pub(super) fn stand_in(krate: &ir::Crate, own: &RustIdent, ty: &RustType) -> TokenStream {
    match ty {
        RustType::Simple(simple) => match simple {
            SimpleType::Boolean => quote! { false },
            SimpleType::String => quote! { String::new() },
            SimpleType::Float | SimpleType::Double => quote! { 0.0 },
            SimpleType::Blob => quote! { primitives::Blob::new([]) },
            SimpleType::Timestamp => quote! { primitives::DateTime::from_secs(0) },
            SimpleType::Document => quote! { primitives::Document::Null },
            SimpleType::BigInteger => quote! { primitives::BigInteger::default() },
            SimpleType::BigDecimal => quote! { primitives::BigDecimal::default() },
            _ => quote! { 0 },
        },
        RustType::List(..) => quote! { Vec::new() },
        RustType::Map(..) => quote! { HashMap::new() },
        RustType::Boxed(inner) => {
            let inner = stand_in(krate, own, inner);
            quote! { Box::new(#inner) }
        }
        RustType::Named(named) => {
            let path = wire_path(named);
            match (named.kind, krate.items.get(&named.shape)) {
                (NamedKind::Enum, _) => quote! { #path::from("") },
                (NamedKind::IntEnum, _) => quote! { #path::from(0) },
                (NamedKind::Union, _) => quote! { #path::Unknown },
                (NamedKind::Struct, Some(Item::Struct(item))) if !item.starts_empty() => {
                    let place = sibling(&named.wire, own);
                    quote! { #place empty() }
                }
                (NamedKind::Struct, _) => quote! { #path::new() },
            }
        }
    }
}

/// A structure, named by `path`, as it is before anything is read: defaults, stand-ins for required members, nothing else.
///
/// For those that `new()` does not make.
pub(super) fn empty(krate: &ir::Crate, item: &Struct, path: &TokenStream) -> TokenStream {
    let fields = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        let value = match &field.default {
            Some(default) => literal(krate, &item.ty.wire, &field.ty, default),
            None if field.optional => return quote! { #name: None, },
            None => stand_in(krate, &item.ty.wire, &field.ty),
        };
        if field.optional {
            quote! { #name: Some(#value), }
        } else {
            quote! { #name: #value, }
        }
    });
    let private = structs::private_field(item).map(|(name, _, first)| quote! { #name: #first, });
    quote! { #path { #(#fields)* #private } }
}

/// The expression of a value that the model writes out.
fn literal(krate: &ir::Crate, own: &RustIdent, ty: &RustType, literal: &Literal) -> TokenStream {
    let value = match literal {
        Literal::Boolean(value) => quote! { #value },
        Literal::Float(value) => float_number(*value),
        Literal::Whole(value) => signed_number(*value),
        Literal::Text(text) => quote! { #text },
        Literal::Empty => return stand_in(krate, own, ty),
    };
    match ty {
        RustType::Named(named) => {
            let path = wire_path(named);
            quote! { #path::from(#value) }
        }
        RustType::Simple(SimpleType::String) => quote! { #value.to_owned() },
        RustType::Simple(SimpleType::Timestamp) => {
            quote! { primitives::DateTime::from_secs(#value) }
        }
        _ => value,
    }
}

/// The last part of the methods `write_…` and `read_…` of the official traits.
fn method_suffix(simple: SimpleType) -> &'static str {
    match simple {
        SimpleType::Blob => "blob",
        SimpleType::Boolean => "boolean",
        SimpleType::String => "string",
        SimpleType::Byte => "byte",
        SimpleType::Short => "short",
        SimpleType::Integer => "integer",
        SimpleType::Long => "long",
        SimpleType::Float => "float",
        SimpleType::Double => "double",
        SimpleType::BigInteger => "big_integer",
        SimpleType::BigDecimal => "big_decimal",
        SimpleType::Timestamp => "timestamp",
        SimpleType::Document => "document",
    }
}
