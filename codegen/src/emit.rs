//! [`ir::Crate`] to the token streams of files. Emitters transcribe; nothing is decided here.
//!
//! In comes a sliced crate, out go its files by path: Rust as tokens, everything else as text.
//! Layout, order of items and comments' form are this folder's; what exists and how it is called is the IR's.

mod client;
mod endpoint;
mod enums;
mod errors;
mod files;
mod manifest;
mod modules;
mod operation;
mod read_write;
mod schema;
mod setters;
mod structs;
mod tokens;
mod unions;
mod validation;
mod values;
mod wire_imports;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::ir::{self, Folder};
use crate::ir::item::Item;
use crate::settings::Package;

/// The content of one file.
#[derive(Clone, Debug)]
pub enum File {
    /// Rust source.
    Rust(TokenStream),
    /// Anything else, complete but for the header.
    Text(String),
}

/// Emits every file of a crate, by path relative to the crate's folder.
pub fn emit(krate: &ir::Crate, package: &Package) -> BTreeMap<String, File> {
    let mut files = BTreeMap::new();
    let mut rust = |path: String, tokens: TokenStream| {
        files.insert(path, File::Rust(tokens));
    };
    for (path, tokens) in modules::emit(krate) {
        rust(path, tokens);
    }
    rust("src/client.rs".to_owned(), client::emit(krate));
    rust("src/endpoint.rs".to_owned(), endpoint::emit(&krate.service));
    for operation in &krate.operations {
        let module = operation.module.as_str();
        rust(format!("src/operation/{module}.rs"), operation::emit(krate, operation));
        rust(format!("src/wire/{module}.rs"), operation::emit_wire(operation));
    }
    for item in krate.items.values() {
        let ty = item.type_ref();
        let module = ty.place.module.as_str();
        let folder = match ty.place.folder {
            Folder::Operation => None,
            Folder::Types => Some("types"),
            Folder::Errors => Some("types/error"),
        };
        if let Some(folder) = folder {
            rust(format!("src/{folder}/{module}.rs"), files::item_file(item));
        }
        if !matches!(item, Item::Enum(_)) {
            rust(format!("src/wire/{}.rs", ty.wire.as_str()), read_write::emit(krate, item));
        }
    }
    for collection in krate.collections.values() {
        let path = format!("src/wire/{}.rs", collection.module.as_str());
        rust(path, read_write::emit_collection(collection));
    }
    files.insert("Cargo.toml".to_owned(), File::Text(manifest::emit(krate, package)));
    files.insert("rustfmt.toml".to_owned(), File::Text(manifest::RUSTFMT.to_owned()));
    files
}
