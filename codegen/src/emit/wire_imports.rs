//! The imports of a `wire` file: exactly what its schemas and functions name.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;
use crate::ir::Folder;
use crate::ir::item::{Item, Struct, Union};
use crate::ir::ty::{NamedKind, RustType, TypeRef};
use crate::ir::wire::{Collection, Elements, SchemaTrait, ValueSchema};

use super::schema;
use super::tokens::{ident, ident_str, uses_map, uses_primitives, wire_path};

/// Names that `wire` files import from the runtime; a type of one of these names is written with its path.
const RUNTIME_NAMES: [&str; 10] = [
    "ErrorMetadata",
    "Schema",
    "SerdeError",
    "SerializableStruct",
    "ShapeDeserializer",
    "ShapeId",
    "ShapeSerializer",
    "ShapeType",
    "TimestampFormat",
    "Unit",
];

/// The type that a `wire` file is for: imported by name unless the runtime's names stand in the way.
pub(super) struct Own {
    path: TokenStream,
    import: TokenStream,
    /// The folder to import instead, where the path is written out.
    folder: Option<Folder>,
}

impl Own {
    pub(super) fn of(ty: &TypeRef) -> Self {
        let path = wire_path(ty);
        if RUNTIME_NAMES.contains(&ty.name.as_str()) {
            return Self { path, import: TokenStream::new(), folder: Some(ty.place.folder) };
        }
        let name = ident(&ty.name);
        Self { path: quote! { #name }, import: quote! { use super::super::#path; }, folder: None }
    }

    /// How the file names the type.
    pub(super) fn path(&self) -> &TokenStream {
        &self.path
    }
}

/// What a file needs.
#[derive(Default)]
pub(super) struct Imports {
    /// Names of the runtime's `schema` module.
    schema: BTreeSet<&'static str>,
    /// `ErrorMetadata`.
    error: bool,
    map: bool,
    primitives: bool,
    /// The public modules that types are named by.
    operation: bool,
    types: bool,
    own: TokenStream,
}

impl Imports {
    pub(super) fn of_struct(krate: &ir::Crate, item: &Struct, own: &Own) -> Self {
        let mut imports = Self::of_shape(own, item.fields.is_empty());
        for field in &item.fields {
            imports.member_schema(&field.schema.elements, &field.schema.traits);
        }
        imports.shape_traits(&item.schema.traits);
        if item.traits.written {
            imports.add(["SerdeError", "SerializableStruct", "ShapeSerializer"]);
        }
        if item.traits.read {
            imports.add(["SerdeError", "ShapeDeserializer"]);
            imports.error |= item.error.is_some();
            for field in &item.fields {
                imports.read(&field.ty);
                if !field.optional || field.default.is_some() {
                    imports.stand_in(krate, &field.ty);
                }
            }
        }
        imports
    }

    pub(super) fn of_union(item: &Union, own: &Own) -> Self {
        let mut imports = Self::of_shape(own, item.variants.is_empty());
        for variant in &item.variants {
            imports.member_schema(&variant.schema.elements, &variant.schema.traits);
        }
        imports.shape_traits(&item.schema.traits);
        if item.traits.written {
            imports.add(["SerdeError", "SerializableStruct", "ShapeSerializer"]);
            if item.variants.iter().any(|variant| variant.ty.is_none()) {
                imports.add(["Unit"]);
            }
        }
        if item.traits.read {
            imports.add(["SerdeError", "ShapeDeserializer"]);
            for ty in item.variants.iter().filter_map(|variant| variant.ty.as_ref()) {
                imports.read(ty);
            }
        }
        imports
    }

    /// What the statics of a structure or union name.
    fn of_shape(own: &Own, is_empty: bool) -> Self {
        let mut imports = Self { own: own.import.clone(), ..Self::default() };
        imports.add(["Schema", "ShapeId", "ShapeType", "shape_id"]);
        if !is_empty {
            imports.add(["member"]);
        }
        if let Some(folder) = own.folder {
            imports.named(folder);
        }
        imports
    }

    pub(super) fn of_collection(collection: &Collection) -> Self {
        let mut imports = Self::default();
        for (_, own) in &collection.statics {
            imports.add(["Schema", "ShapeType", "shape_id"]);
            imports.member_schema(&own.elements, &own.traits);
        }
        let (value, is_map) = match &collection.ty {
            RustType::List(element, _) => (&**element, false),
            RustType::Map(_, value, _) => (&**value, true),
            _ => return imports,
        };
        if !(collection.written || collection.read) {
            return imports;
        }
        imports.add(["Schema", "SerdeError"]);
        let is_prelude = matches!(collection.value, ValueSchema::Prelude(_));
        if collection.written {
            imports.add(["ShapeSerializer"]);
            if is_map || is_prelude {
                imports.add(["prelude"]);
            }
        }
        if collection.read {
            imports.add(["ShapeDeserializer", "skip_null"]);
            imports.read(value);
            let names_schema = !matches!(
                value,
                RustType::Named(named) if matches!(named.kind, NamedKind::Struct | NamedKind::Union)
            );
            if is_prelude && names_schema {
                imports.add(["prelude"]);
            }
        }
        imports.map = uses_map(&collection.ty);
        imports.primitives = uses_primitives(&collection.ty);
        for named in collection.ty.named() {
            imports.named(named.place.folder);
        }
        imports
    }

    /// The `use` lines.
    pub(super) fn emit(&self) -> TokenStream {
        let names = self.schema.iter().map(|name| ident_str(name));
        let map = self.map.then(|| quote! { use std::collections::HashMap; });
        let error = self.error.then(|| quote! { use tinsmith_runtime::error::ErrorMetadata; });
        let primitives = self.primitives.then(|| quote! { use tinsmith_runtime::primitives; });
        let own = match (self.operation, self.types) {
            (true, true) => quote! { use super::super::{operation, types}; },
            (true, false) => quote! { use super::super::operation; },
            (false, true) => quote! { use super::super::types; },
            (false, false) => TokenStream::new(),
        };
        let own_type = &self.own;
        quote! {
            #map
            #error
            #primitives
            use tinsmith_runtime::schema::{#(#names),*};
            #own_type
            #own
        }
    }

    fn add<const N: usize>(&mut self, names: [&'static str; N]) {
        self.schema.extend(names);
    }

    fn named(&mut self, folder: Folder) {
        match folder {
            Folder::Operation => self.operation = true,
            Folder::Types | Folder::Errors => self.types = true,
        }
    }

    fn member_schema(&mut self, elements: &Elements, traits: &[SchemaTrait]) {
        if schema::uses_prelude(elements) {
            self.add(["prelude"]);
        }
        self.shape_traits(traits);
    }

    fn shape_traits(&mut self, traits: &[SchemaTrait]) {
        if schema::uses_timestamp_format(traits) {
            self.add(["TimestampFormat"]);
        }
    }

    /// What an expression that reads a value names.
    fn read(&mut self, ty: &RustType) {
        match ty {
            RustType::List(_, collection) if collection.wire.is_none() => {
                self.add(["read_string_list"]);
            }
            RustType::Map(_, _, collection) if collection.wire.is_none() => {
                self.add(["read_string_map"]);
            }
            RustType::Boxed(inner) => self.read(inner),
            RustType::Named(named) if named.place.folder == Folder::Errors => self.error = true,
            _ => {}
        }
    }

    /// What a stand-in for a required value names.
    fn stand_in(&mut self, krate: &ir::Crate, ty: &RustType) {
        match ty {
            RustType::Map(..) => self.map = true,
            RustType::Simple(_) => self.primitives |= uses_primitives(ty),
            RustType::Boxed(inner) => self.stand_in(krate, inner),
            RustType::List(..) => {}
            RustType::Named(named) => {
                let item = krate.items.get(&named.shape);
                // The structure's own module makes it, unless `new()` does.
                if !matches!(item, Some(Item::Struct(item)) if !item.starts_empty()) {
                    self.named(named.place.folder);
                }
            }
        }
    }
}
