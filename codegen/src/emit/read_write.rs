//! The glue between values and codecs: one function that writes the members and one that reads them.
//!
//! Reading fills in what the service must send but did not; it never refuses a response for that.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;
use crate::ir::item::{Item, Struct, Union};
use crate::ir::ty::RustType;
use crate::ir::wire::{Collection, MemberSchema};

use super::tokens::{ident, ident_str, number, wire_ty};
use super::values::{Value, binding};
use super::wire_imports::{Imports, Own};
use super::{schema, values};

/// The `wire` file of a structure or union.
pub(super) fn emit(krate: &ir::Crate, item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => of_struct(krate, item),
        Item::Union(item) => of_union(item),
        Item::Enum(_) => TokenStream::new(),
    }
}

fn of_struct(krate: &ir::Crate, item: &Struct) -> TokenStream {
    let own = Own::of(&item.ty);
    let members: Vec<(&str, &MemberSchema)> =
        item.fields.iter().map(|field| (field.member.as_str(), &field.schema)).collect();
    let statics = schema::statics(&item.schema, (&item.ty.wire, "Structure"), &members);
    let write = item.traits.written.then(|| write_struct(item, &own));
    let read = item.traits.read.then(|| read_struct(krate, item, &own));
    let imports = Imports::of_struct(krate, item, &own).emit();
    quote! { #imports #statics #write #read }
}

fn write_struct(item: &Struct, own: &Own) -> TokenStream {
    let path = own.path();
    let statements = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        let schema = ident(&field.schema.name);
        let schema = quote! { &#schema };
        if !field.optional {
            let write =
                values::write(&item.ty.wire, &field.ty, &schema, &Value::field(&field.name));
            return quote! { #write?; };
        }
        let binding = binding(&field.name, "serializer");
        let write = values::write(&item.ty.wire, &field.ty, &schema, &Value::bound(&binding));
        let binding = ident_str(&binding);
        quote! {
            if let Some(#binding) = &self.#name {
                #write?;
            }
        }
    });
    let serializer = ident_str(if item.fields.is_empty() { "_serializer" } else { "serializer" });
    let body = quote! { #(#statements)* Ok(()) };
    serializable(path, &serializer, &body)
}

fn serializable(
    path: &TokenStream,
    serializer: &proc_macro2::Ident,
    body: &TokenStream,
) -> TokenStream {
    quote! {
        impl SerializableStruct for #path {
            fn schema(&self) -> &Schema<'_> {
                &SCHEMA
            }

            fn serialize_members(&self, #serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
                #body
            }
        }
    }
}

fn read_struct(krate: &ir::Crate, item: &Struct, own: &Own) -> TokenStream {
    let path = own.path();
    let empty = item.needs_empty().then(|| {
        let value = values::empty(krate, item, path);
        quote! {
            pub(super) fn empty() -> #path {
                #value
            }
        }
    });
    let first = if item.is_made_from_metadata() {
        quote! { #path::from(meta) }
    } else if empty.is_some() {
        quote! { empty() }
    } else {
        quote! { #path::new() }
    };
    let argument = item.error.is_some().then(|| quote! { meta: ErrorMetadata, });
    let metadata = (item.error.is_some() && !item.is_made_from_metadata())
        .then(|| quote! { value._meta = meta; });
    let is_changed = !item.fields.is_empty() || metadata.is_some();
    let binding = if is_changed {
        quote! { mut value }
    } else {
        quote! { value }
    };
    let read = if item.fields.is_empty() {
        quote! {
            deserializer.read_struct(&SCHEMA, &mut |_, deserializer| deserializer.skip_value())?;
        }
    } else {
        let arms = item.fields.iter().enumerate().map(|(index, field)| {
            let index = number(index as u64);
            let name = ident(&field.name);
            let read = values::read(&item.ty.wire, &field.ty, &quote! { member });
            let read = if field.optional {
                quote! { Some(#read) }
            } else {
                read
            };
            quote! { Some(#index) => value.#name = #read, }
        });
        read_members(&quote! { #(#arms)* })
    };
    quote! {
        #empty

        pub(super) fn read(#argument deserializer: &mut dyn ShapeDeserializer) -> Result<#path, SerdeError> {
            let #binding = #first;
            #read
            #metadata
            Ok(value)
        }
    }
}

/// Reads the members of a structure or union into `value`, an arm for each.
///
/// The closure has a name because the formatter breaks a call badly whose last argument is a long one.
fn read_members(arms: &TokenStream) -> TokenStream {
    quote! {
        let mut each = |member: &Schema<'_>, deserializer: &mut dyn ShapeDeserializer| {
            match member.member_index() {
                #arms
                _ => deserializer.skip_value()?,
            }
            Ok(())
        };
        deserializer.read_struct(&SCHEMA, &mut each)?;
    }
}

fn of_union(item: &Union) -> TokenStream {
    let own = Own::of(&item.ty);
    let members: Vec<(&str, &MemberSchema)> =
        item.variants.iter().map(|variant| (variant.member.as_str(), &variant.schema)).collect();
    let statics = schema::statics(&item.schema, (&item.ty.wire, "Union"), &members);
    let write = item.traits.written.then(|| write_union(item, &own));
    let read = item.traits.read.then(|| read_union(item, &own));
    let imports = Imports::of_union(item, &own).emit();
    quote! { #imports #statics #write #read }
}

fn write_union(item: &Union, own: &Own) -> TokenStream {
    let path = own.path();
    let arms = item.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let schema = ident(&variant.schema.name);
        match &variant.ty {
            Some(ty) => {
                let write =
                    values::write(&item.ty.wire, ty, &quote! { &#schema }, &Value::bound("value"));
                quote! { #path::#name(value) => #write, }
            }
            None => quote! { #path::#name => serializer.write_struct(&#schema, &Unit), },
        }
    });
    let unknown = format!("an unknown variant of `{}` cannot be sent", item.ty.shape.name());
    let body = quote! {
        match self {
            #(#arms)*
            #path::Unknown => Err(SerdeError::custom(#unknown)),
        }
    };
    let serializer = ident_str(if item.variants.is_empty() { "_serializer" } else { "serializer" });
    serializable(path, &serializer, &body)
}

fn read_union(item: &Union, own: &Own) -> TokenStream {
    let path = own.path();
    let arms = item.variants.iter().enumerate().map(|(index, variant)| {
        let index = number(index as u64);
        let name = ident(&variant.name);
        match &variant.ty {
            Some(ty) => {
                let read = values::read(&item.ty.wire, ty, &quote! { member });
                quote! { Some(#index) => value = #path::#name(#read), }
            }
            None => quote! {
                Some(#index) => {
                    deserializer.skip_value()?;
                    value = #path::#name;
                }
            },
        }
    });
    let binding = if item.variants.is_empty() {
        quote! { value }
    } else {
        quote! { mut value }
    };
    let read = read_members(&quote! { #(#arms)* });
    quote! {
        pub(super) fn read(deserializer: &mut dyn ShapeDeserializer) -> Result<#path, SerdeError> {
            let #binding = #path::Unknown;
            #read
            Ok(value)
        }
    }
}

/// The `wire` file of a list or map.
pub(super) fn emit_collection(collection: &Collection) -> TokenStream {
    let imports = Imports::of_collection(collection).emit();
    let statics = collection
        .statics
        .iter()
        .map(|(name, schema)| schema::own_static(&collection.module, name, schema));
    let write = collection.written.then(|| write_collection(collection));
    let read = collection.read.then(|| read_collection(collection));
    quote! { #imports #(#statics)* #write #read }
}

fn write_collection(collection: &Collection) -> TokenStream {
    let schema = schema::value_schema(&collection.value, &collection.module);
    let schema = quote! { &#schema };
    let (ty, sparse, element) = match &collection.ty {
        RustType::List(element, list) => {
            let inner = wire_ty(element);
            let inner = if list.sparse {
                quote! { Option<#inner> }
            } else {
                inner
            };
            (quote! { &[#inner] }, list.sparse, element)
        }
        RustType::Map(_, value, map) => {
            let ty = wire_ty(&collection.ty);
            (quote! { &#ty }, map.sparse, value)
        }
        _ => return TokenStream::new(),
    };
    let write = values::write(&collection.module, element, &schema, &Value::bound("value"));
    let write = if sparse {
        quote! {
            match value {
                Some(value) => #write?,
                None => serializer.write_null(#schema)?,
            }
        }
    } else {
        quote! { #write?; }
    };
    let body = match &collection.ty {
        RustType::Map(key, ..) => {
            let write_key = values::write(
                &collection.module,
                key,
                &quote! { &prelude::STRING },
                &Value::bound("key"),
            );
            quote! {
                let each = |serializer: &mut dyn ShapeSerializer| {
                    for (key, value) in values {
                        #write_key?;
                        #write
                    }
                    Ok(())
                };
                serializer.write_map_with_length(schema, values.len(), &each)
            }
        }
        _ => quote! {
            let each = |serializer: &mut dyn ShapeSerializer| {
                for value in values {
                    #write
                }
                Ok(())
            };
            serializer.write_list_with_length(schema, values.len(), &each)
        },
    };
    quote! {
        pub(super) fn write(
            serializer: &mut dyn ShapeSerializer,
            schema: &Schema<'_>,
            values: #ty,
        ) -> Result<(), SerdeError> {
            #body
        }
    }
}

fn read_collection(collection: &Collection) -> TokenStream {
    let schema = schema::value_schema(&collection.value, &collection.module);
    let schema = quote! { &#schema };
    let ty = wire_ty(&collection.ty);
    let (sparse, value) = match &collection.ty {
        RustType::List(element, list) => (list.sparse, element),
        RustType::Map(_, value, map) => (map.sparse, value),
        _ => return TokenStream::new(),
    };
    let read = values::read(&collection.module, value, &schema);
    let store = |value: TokenStream| match &collection.ty {
        RustType::Map(key, ..) => {
            let key = match &**key {
                RustType::Named(_) => quote! { key.into() },
                _ => quote! { key },
            };
            quote! { values.insert(#key, #value); }
        }
        _ => quote! { values.push(#value); },
    };
    let body = if sparse {
        let store = store(quote! { value });
        quote! {
            let value = if skip_null(deserializer)? { None } else { Some(#read) };
            #store
        }
    } else {
        let store = store(read);
        quote! {
            if !skip_null(deserializer)? {
                #store
            }
        }
    };
    let (new, method, key) = match &collection.ty {
        RustType::Map(..) => (quote! { HashMap::new() }, "read_map", quote! { key: String, }),
        _ => (quote! { Vec::new() }, "read_list", TokenStream::new()),
    };
    let method = ident_str(method);
    quote! {
        pub(super) fn read(
            deserializer: &mut dyn ShapeDeserializer,
            schema: &Schema<'_>,
        ) -> Result<#ty, SerdeError> {
            let mut values = #new;
            let mut each = |#key deserializer: &mut dyn ShapeDeserializer| {
                #body
                Ok(())
            };
            deserializer.#method(schema, &mut each)?;
            Ok(values)
        }
    }
}
