//! `src/protocol_tests.rs`: the list of modules, and how the types of the tests are compared.

use quote::quote;

use crate::ir::item::Item;
use crate::ir::ty::TypeRef;
use crate::ir::{self, Folder};

use super::super::File;
use super::super::tokens::{ident, inner_doc_line};

/// The list of modules, and behind it a table for each type, in the layout that tables have.
pub(in super::super) fn compared(krate: &ir::Crate) -> File {
    let docs = [
        inner_doc_line("The model's cases for its protocol, a test each."),
        inner_doc_line(""),
        inner_doc_line("Below: what the values of a response are compared by."),
    ];
    let tests = &krate.protocol_tests;
    let modules = tests.operations.iter().map(|tests| {
        let module = ident(&tests.module);
        quote! { mod #module; }
    });
    let items = tests.compared.iter().filter_map(|shape| krate.items.get(shape));
    let tables: Vec<String> = items.map(table).collect();
    File::RustAndTables(quote! { #(#docs)* #(#modules)* }, tables.join("\n"))
}

fn table(item: &Item) -> String {
    let ty = path(item.type_ref());
    let (name, rows): (&str, Vec<String>) = match item {
        Item::Enum(_) => return format!("tinsmith_runtime::compare_value!({ty});\n"),
        Item::Struct(item) => {
            let rows = item.fields.iter();
            let rows = rows.map(|field| format!("{}: {:?}", ident(&field.name), field.member));
            ("compare_structure", rows.collect())
        }
        Item::Union(item) => {
            let rows = item.variants.iter().map(|variant| {
                let values = if variant.ty.is_some() { "(found, expected)" } else { "" };
                format!("{}{values}: {:?}", ident(&variant.name), variant.member)
            });
            ("compare_union", rows.collect())
        }
    };
    if rows.is_empty() {
        return format!("tinsmith_runtime::{name}!({ty} {{}});\n");
    }
    let rows: String = rows.iter().map(|row| format!("    {row},\n")).collect();
    format!("tinsmith_runtime::{name}!({ty} {{\n{rows}}});\n")
}

/// The path of a type from a file below the root.
fn path(ty: &TypeRef) -> String {
    let name = ident(&ty.name);
    match ty.place.folder {
        Folder::Operation => {
            format!("super::operation::{}::{name}", ident(&ty.place.module))
        }
        Folder::Types => format!("super::types::{name}"),
        Folder::Errors => format!("super::types::error::{name}"),
    }
}
