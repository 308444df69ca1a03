//! The public file of an operation: request, response and error.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;
use crate::ir::Folder;
use crate::ir::item::Item;
use crate::ir::operation::Operation;

use super::tokens::{Importer, use_types};
use super::{errors, files, steps};

/// `src/operation/<operation>.rs`: the file, and the tables of how its structures are made, and of its error.
pub(super) fn emit(krate: &ir::Crate, operation: &Operation) -> (TokenStream, String) {
    // An input or output that other shapes use too lives in `types`.
    let mut own: Vec<&Item> = Vec::new();
    for ty in [&operation.input, &operation.output] {
        if ty.place.folder == Folder::Operation
            && let Some(item) = krate.items.get(&ty.shape)
        {
            own.push(item);
        }
    }
    let named = files::named(&own);
    let types = use_types(Importer::Folder(Folder::Operation, &operation.module), named);
    let errors = (!operation.errors.is_empty()).then(|| quote! { use super::super::types::error; });
    let definitions = own.iter().map(|item| files::definition(item));
    let error: BTreeSet<&str> = own.iter().flat_map(|item| files::error_imports(item)).collect();
    let imports = files::imports(&own, &error.into_iter().collect::<Vec<_>>());
    let tokens = quote! {
        #imports
        #types
        #errors
        #(#definitions)*
    };
    let steps = own.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(steps::table(item)).filter(|table| !table.is_empty()),
        Item::Union(_) | Item::Enum(_) => None,
    });
    let tables: Vec<String> = steps.chain([errors::operation_error(operation)]).collect();
    (tokens, tables.join("\n"))
}
