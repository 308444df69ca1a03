//! A file for one type: imports and the definition.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::item::{Item, Struct, Union};
use crate::ir::ty::TypeRef;

use super::tokens::Importer;
use super::{enums, errors, questions, setters, structs, tokens, unions, validation};

/// The whole file of a type that does not live with an operation.
pub(super) fn item_file(item: &Item) -> TokenStream {
    let imports = imports(&[item], &error_imports(item));
    let own = item.type_ref();
    let types =
        tokens::use_types(Importer::Folder(own.place.folder, &own.place.module), named(&[item]));
    let definition = definition(item);
    quote! {
        #imports
        #types
        #definition
    }
}

/// The definition of a type with all its implementations, without imports.
pub(super) fn definition(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => {
            let definition = structs::definition(item);
            // What only the service makes has none: its fields are public, for tests.
            let setters =
                if item.traits.written { setters::emit(item) } else { TokenStream::new() };
            let constructor = structs::constructor(item);
            let question = questions::method(item);
            let methods = quote! { #constructor #question #setters };
            let methods = (!methods.is_empty()).then(|| {
                let name = tokens::ident(&item.ty.name);
                quote! { impl #name { #methods } }
            });
            let implementations = structs::implementations(item);
            quote! {
                #definition
                #methods
                #implementations
            }
        }
        Item::Union(item) => unions::definition(item),
        Item::Enum(item) => enums::definition(item),
    }
}

/// The generated types that the definitions name.
pub(super) fn named(items: &[&Item]) -> Vec<TypeRef> {
    let members = items.iter().flat_map(|item| item.member_types()).flat_map(|ty| ty.named());
    let structures = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        Item::Union(_) | Item::Enum(_) => None,
    });
    let of_keys = structures.flat_map(|item| {
        let answered = item.answered.iter().map(|answered| &answered.ty);
        answered.chain(item.asked.iter().flat_map(|asked| [&asked.ty, &asked.parts]))
    });
    members.chain(of_keys).cloned().collect()
}

/// What one definition names of the runtime's `error` module.
pub(super) fn error_imports(item: &Item) -> Vec<&'static str> {
    let Item::Struct(item) = item else { return Vec::new() };
    match &item.error {
        Some(facts) => errors::imports(item, facts),
        None if item.keeps_extended_request_id => vec!["RequestIds"],
        None => Vec::new(),
    }
}

/// Imports from `std` and the runtime for these definitions together, sorted; `error` are those from its `error` module.
pub(super) fn imports(items: &[&Item], error: &[&str]) -> TokenStream {
    let any = |test: fn(&Item) -> bool| items.iter().any(|item| test(item));
    let types: Vec<_> = items.iter().flat_map(|item| item.member_types()).collect();
    let map = types.iter().any(|ty| tokens::uses_map(ty));
    let primitives = types.iter().any(|ty| tokens::uses_primitives(ty));
    let mut lines = Vec::new();
    if map {
        lines.push(quote! { use std::collections::HashMap; });
    }
    match error {
        [] => {}
        [name] => {
            let name = tokens::ident_str(name);
            lines.push(quote! { use tinsmith_runtime::error::#name; });
        }
        names => {
            let names = names.iter().map(|name| tokens::ident_str(name));
            lines.push(quote! { use tinsmith_runtime::error::{#(#names),*}; });
        }
    }
    if any(hides) {
        lines.push(quote! { use tinsmith_runtime::fmt::Redacted; });
    }
    if any(|item| matches!(item, Item::Enum(_))) {
        lines.push(quote! { use tinsmith_runtime::open_enum::UnknownValue; });
    }
    if primitives {
        lines.push(quote! { use tinsmith_runtime::primitives; });
    }
    if any(validates) {
        let segment = any(validation::uses_segment).then(|| quote! { Segment, });
        lines.push(quote! { use tinsmith_runtime::validation::{#segment Validate, Validator}; });
    }
    if error.contains(&"ReadError") {
        lines.push(quote! { use tinsmith_runtime::wire::OpenDocument; });
    }
    quote! { #(#lines)* }
}

fn hides(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.hides_something(),
        Item::Union(item) => item.hides_something(),
        // The macro that implements an enum names the runtime's types itself.
        Item::Enum(_) => false,
    }
}

fn validates(item: &Item) -> bool {
    match item {
        Item::Struct(Struct { traits, .. }) | Item::Union(Union { traits, .. }) => traits.validated,
        Item::Enum(_) => false,
    }
}
