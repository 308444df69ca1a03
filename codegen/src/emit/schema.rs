//! Static schemas: one for each member, one for the shape.

use heck::ToSnakeCase as _;
use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::wire::{Elements, MemberSchema, OwnSchema, SchemaTrait, StructSchema, ValueSchema};
use crate::naming::RustIdent;
use crate::smithy::ShapeId;

use super::tokens::{ident, ident_str, number, sibling};

/// The statics of a structure or union: `SCHEMA` and one for each member.
pub(super) fn statics(
    shape: &StructSchema,
    (own, shape_type): (&RustIdent, &str),
    members: &[(&str, &MemberSchema)],
) -> TokenStream {
    let names: Vec<_> = members.iter().map(|(_, member)| ident(&member.name)).collect();
    let member_statics = members.iter().enumerate().map(|(index, (name, member))| {
        let static_name = ident(&member.name);
        let constructor = ident_str(&member.shape_type.to_snake_case());
        let index = number(index as u64);
        let elements = elements(&member.elements, own);
        let traits = traits(&member.traits);
        quote! {
            static #static_name: Schema<'static> = member::#constructor(ID, #name, #index) #elements #traits;
        }
    });
    let id = shape_id(&shape.shape);
    let shape_type = ident_str(shape_type);
    let traits = traits(&shape.traits);
    quote! {
        const ID: ShapeId<'static> = #id;
        #(#member_statics)*
        pub(super) static SCHEMA: Schema<'static> =
            Schema::new_struct(ID, ShapeType::#shape_type, &[#(&#names),*]) #traits;
    }
}

/// A static of a collection's module: the schema of an element, key or value.
pub(super) fn own_static(own: &RustIdent, name: &str, schema: &OwnSchema) -> TokenStream {
    let name = ident_str(name);
    let id = shape_id(&schema.shape);
    let shape_type = ident_str(schema.shape_type);
    let elements = elements(&schema.elements, own);
    let traits = traits(&schema.traits);
    quote! {
        pub(super) static #name: Schema<'static> =
            Schema::new(#id, ShapeType::#shape_type) #elements #traits;
    }
}

/// The path of an element's schema; `own` is the module that it is used in.
pub(super) fn value_schema(schema: &ValueSchema, own: &RustIdent) -> TokenStream {
    match schema {
        ValueSchema::Prelude(name) => {
            let name = ident_str(name);
            quote! { prelude::#name }
        }
        ValueSchema::Shape(module) => {
            let place = sibling(module, own);
            quote! { #place SCHEMA }
        }
        ValueSchema::Collection(module, name) => {
            let (place, name) = (sibling(module, own), ident_str(name));
            quote! { #place #name }
        }
    }
}

/// Whether an element's schema comes from the prelude.
pub(super) fn uses_prelude(elements: &Elements) -> bool {
    let is_prelude = |schema: &ValueSchema| matches!(schema, ValueSchema::Prelude(_));
    match elements {
        Elements::None => false,
        Elements::List(element) => is_prelude(element),
        Elements::Map(key, value) => is_prelude(key) || is_prelude(value),
    }
}

/// Whether one of the traits names a timestamp format.
pub(super) fn uses_timestamp_format(traits: &[SchemaTrait]) -> bool {
    traits.iter().any(|found| matches!(found, SchemaTrait::TimestampFormat(_)))
}

fn elements(elements: &Elements, own: &RustIdent) -> TokenStream {
    match elements {
        Elements::None => TokenStream::new(),
        Elements::List(element) => {
            let element = value_schema(element, own);
            quote! { .with_list_member(&#element) }
        }
        Elements::Map(key, value) => {
            let (key, value) = (value_schema(key, own), value_schema(value, own));
            quote! { .with_map_members(&#key, &#value) }
        }
    }
}

fn traits(traits: &[SchemaTrait]) -> TokenStream {
    let calls = traits.iter().map(|found| match found {
        SchemaTrait::Flag(method) => {
            let method = ident_str(method);
            quote! { .#method() }
        }
        SchemaTrait::Text(method, text) => {
            let method = ident_str(method);
            quote! { .#method(#text) }
        }
        SchemaTrait::TimestampFormat(format) => {
            let format = ident_str(format);
            quote! { .with_timestamp_format(TimestampFormat::#format) }
        }
        SchemaTrait::XmlNamespace { uri, prefix } => {
            let prefix = match prefix {
                Some(prefix) => quote! { Some(#prefix) },
                None => quote! { None },
            };
            quote! { .with_xml_namespace(#uri, #prefix) }
        }
    });
    quote! { #(#calls)* }
}

fn shape_id(id: &ShapeId) -> TokenStream {
    let (namespace, name) = (id.namespace(), id.name());
    quote! { shape_id!(#namespace, #name) }
}
