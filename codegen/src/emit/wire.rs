//! The `wire` files: a table for each structure and union, and the static of each operation.
//!
//! A table is what the macros `structure!` and `union!` of the runtime take, laid out here: formatters leave the inside of a macro call alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use heck::ToSnakeCase as _;
use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::item::{Field, Item, Literal, Struct, Union};
use crate::ir::operation::{Auth, Operation};
use crate::ir::ty::{RustType, TypeRef};
use crate::ir::wire::{Collection, Elements, MemberSchema, SchemaTrait, ValueSchema};
use crate::ir::{self, Folder};
use crate::naming::RustIdent;
use crate::smithy::{ShapeId, SimpleType};

use super::pagination;
use super::tokens::{ident, ident_str, wire_path};

/// `src/wire/<shape>.rs`
pub(super) fn of_item(item: &Item) -> String {
    match item {
        Item::Struct(item) => {
            structure(item, &format!("pub(super) static SCHEMA: {}", path(&item.ty)))
        }
        Item::Union(item) => union(item),
        Item::Enum(_) => String::new(),
    }
}

/// `src/wire/<operation>.rs`: the operation, its pages, and the tables of request and response that are its own.
///
/// Whatever the three types of an operation are called, the file calls them `Request`, `Response` and `Error`.
pub(super) fn of_operation(krate: &ir::Crate, operation: &Operation) -> (TokenStream, String) {
    let name = operation.shape.name();
    let (input, output) = (schema(&operation.input, "INPUT"), schema(&operation.output, "OUTPUT"));
    let adjustments = [
        ("signed", operation.auth == Auth::SigV4),
        ("without_output", !operation.has_output),
        ("with_sensitive_input", operation.sensitive_input),
        ("with_sensitive_output", operation.sensitive_output),
    ];
    let adjustments =
        adjustments.into_iter().filter(|(_, wanted)| *wanted).map(|(method, _)| ident_str(method));
    let token = operation.idempotency_token.as_ref().map(|field| {
        let field = ident(field);
        quote! { .with_idempotency_token(|request| &mut request.#field) }
    });
    let own = own_types(operation);
    let of_pages = operation.pagination.as_ref().map(pagination::Imports::of).unwrap_or_default();
    let pagination::Imports { client, map, primitives } = of_pages;
    let client: BTreeSet<&str> = ["Operation"].into_iter().chain(client).collect();
    let client: Vec<_> = client.into_iter().map(ident_str).collect();
    let client = match client.as_slice() {
        [only] => quote! { #only },
        several => quote! { {#(#several),*} },
    };
    let pagination = operation.pagination.as_ref().map(pagination::emit);
    let tokens = quote! {
        #map
        use tinsmith_runtime::client::#client;
        #primitives
        #own

        pub(crate) static OPERATION: Operation<Request, Response, Error> =
            Operation::new(#name, &#input, &#output) #(.#adjustments())* #token;

        #pagination
    };
    let tables =
        [(&operation.input, "INPUT", "Request"), (&operation.output, "OUTPUT", "Response")]
            .into_iter()
            .filter(|(ty, ..)| ty.place.folder == Folder::Operation)
            .filter_map(|(ty, name, alias)| match krate.items.get(&ty.shape) {
                Some(Item::Struct(item)) => {
                    Some(structure(item, &format!("static {name}: {alias}")))
                }
                _ => None,
            });
    (tokens, tables.collect::<Vec<_>>().join("\n"))
}

/// The schema of an input or output: in the operation's own file, or in that of a type.
fn schema(ty: &TypeRef, own: &str) -> TokenStream {
    match ty.place.folder {
        Folder::Operation => {
            let own = ident_str(own);
            quote! { #own }
        }
        Folder::Types | Folder::Errors => {
            let module = ident(&ty.wire);
            quote! { super::#module::SCHEMA }
        }
    }
}

/// Imports the types of an operation.
fn own_types(operation: &Operation) -> TokenStream {
    let module = ident(&operation.module);
    let error = ident(&operation.error);
    let mut own = vec![(operation.error.as_str(), quote! { #error as Error })];
    let mut shared = Vec::new();
    for (ty, alias) in [(&operation.input, "Request"), (&operation.output, "Response")] {
        let alias = ident_str(alias);
        if ty.place.folder == Folder::Operation {
            let name = ident(&ty.name);
            own.push((ty.name.as_str(), quote! { #name as #alias }));
        } else {
            let path = wire_path(ty);
            shared.push(quote! { use #path as #alias; });
        }
    }
    own.sort_by_key(|(name, _)| *name);
    let own = own.into_iter().map(|(_, import)| import);
    quote! {
        use super::super::operation::#module::{#(#own),*};
        #(#shared)*
    }
}

fn structure(item: &Struct, declaration: &str) -> String {
    let read = item.traits.read && item.error.as_ref().is_none_or(|facts| facts.is_member);
    let from_metadata = item.is_made_from_metadata();
    // What lives with its operation is nobody else's member.
    let is_response = item.keeps_request_id && item.ty.place.folder == Folder::Operation;
    let modes = [
        ("write", item.traits.written),
        ("read", !is_response && (read || item.error.is_some() && !from_metadata)),
        ("response", is_response),
        ("error", item.error.is_some() && from_metadata),
        ("full_error", item.error.is_some() && !from_metadata),
    ];
    let mut rows = String::new();
    for (index, field) in item.fields.iter().enumerate() {
        let own = &item.ty.wire;
        let row = row(&ident(&field.name).to_string(), (index, &field.member), &field.schema, own);
        let default = first(field).map(|value| format!(" = {value}")).unwrap_or_default();
        let _ = writeln!(rows, "    {row}{default},");
    }
    if item.error.is_some() {
        rows.push_str("    @private _meta\n");
    } else if item.keeps_request_id {
        rows.push_str("    @private _request_id\n");
    }
    table(("structure", &modes), declaration, &item.ty.shape, (&item.schema.traits, &rows))
}

fn union(item: &Union) -> String {
    let modes = [("write", item.traits.written), ("read", item.traits.read)];
    let mut rows = String::new();
    for (index, variant) in item.variants.iter().enumerate() {
        let content = if variant.ty.is_some() { "(value)" } else { "" };
        let name = format!("{}{content}", ident(&variant.name));
        let row = row(&name, (index, &variant.member), &variant.schema, &item.ty.wire);
        let _ = writeln!(rows, "    {row},");
    }
    let declaration = format!("pub(super) static SCHEMA: {}", path(&item.ty));
    table(("union", &modes), &declaration, &item.ty.shape, (&item.schema.traits, &rows))
}

fn table(
    (name, modes): (&str, &[(&str, bool)]),
    declaration: &str,
    shape: &ShapeId,
    (traits, rows): (&[SchemaTrait], &str),
) -> String {
    let modes: Vec<&str> =
        modes.iter().filter(|(_, wanted)| *wanted).map(|(mode, _)| *mode).collect();
    let modes = modes.join(", ");
    let id = shape_id(shape);
    let traits = schema_traits(traits);
    format!(
        "tinsmith_runtime::{name}! {{\n    [{modes}] {declaration} =\n        shape({id}){traits};\n{rows}}}\n"
    )
}

/// `name: type(index, "Member", elements).with_trait()`
fn row(
    name: &str,
    (index, member): (usize, &str),
    schema: &MemberSchema,
    own: &RustIdent,
) -> String {
    let member = Token::string(member);
    let (constructor, elements) = match &schema.elements {
        Elements::None => (schema.shape_type.to_snake_case(), String::new()),
        Elements::List(ValueSchema::Prelude("STRING")) => ("strings".to_owned(), String::new()),
        Elements::Map(ValueSchema::Prelude("STRING"), ValueSchema::Prelude("STRING")) => {
            ("string_map".to_owned(), String::new())
        }
        Elements::List(element) => ("list".to_owned(), format!(", {}", value_schema(element, own))),
        Elements::Map(key, value) => (
            "map".to_owned(),
            format!(", {}, {}", value_schema(key, own), value_schema(value, own)),
        ),
    };
    let traits = schema_traits(&schema.traits);
    format!("{name}: {constructor}({index}, {member}{elements}){traits}")
}

/// A reference to the schema of an element, key or value, in the module `own` below `wire`.
fn value_schema(schema: &ValueSchema, own: &RustIdent) -> String {
    let sibling = |module: &RustIdent| {
        if module == own { String::new() } else { format!("super::{}::", ident(module)) }
    };
    match schema {
        ValueSchema::Prelude(name) => format!("&tinsmith_runtime::wire::prelude::{name}"),
        ValueSchema::Shape(module) => format!("&{}SCHEMA", sibling(module)),
        ValueSchema::Collection(module, name) => format!("&{}{name}", sibling(module)),
    }
}

fn schema_traits(traits: &[SchemaTrait]) -> String {
    let mut calls = String::new();
    for found in traits {
        let _ = match found {
            SchemaTrait::Flag(method) => write!(calls, ".{method}()"),
            SchemaTrait::Text(method, text) => write!(calls, ".{method}({})", Token::string(text)),
            SchemaTrait::TimestampFormat(format) => write!(
                calls,
                ".with_timestamp_format(tinsmith_runtime::wire::TimestampFormat::{format})"
            ),
            SchemaTrait::XmlNamespace { uri, prefix } => {
                let prefix = prefix.as_ref().map_or_else(
                    || "None".to_owned(),
                    |prefix| format!("Some({})", Token::string(prefix)),
                );
                write!(calls, ".with_xml_namespace({}, {prefix})", Token::string(uri))
            }
        };
    }
    calls
}

/// The value of a field that was not read, if that is not simply absent.
fn first(field: &Field) -> Option<String> {
    let value = literal(&field.ty, field.default.as_ref()?);
    Some(if field.optional { format!("Some({value})") } else { value })
}

/// The expression of a value that the model writes out.
fn literal(ty: &RustType, literal: &Literal) -> String {
    let value = match literal {
        Literal::Boolean(value) => value.to_string(),
        Literal::Float(value) => Token::f64_unsuffixed(value.abs()).to_string(),
        Literal::Whole(value) => value.to_string(),
        Literal::Text(text) => Token::string(text).to_string(),
        Literal::Empty => return "tinsmith_runtime::wire::Absent::absent()".to_owned(),
    };
    let value = match literal {
        Literal::Float(number) if *number < 0.0 => format!("-{value}"),
        _ => value,
    };
    match ty {
        RustType::Named(named) => format!("{}::from({value})", path(named)),
        RustType::Simple(SimpleType::String) => format!("{value}.to_owned()"),
        RustType::Simple(SimpleType::Timestamp) => {
            format!("tinsmith_runtime::primitives::DateTime::from_secs({value})")
        }
        _ => value,
    }
}

/// As [`wire_path`], as text.
fn path(named: &TypeRef) -> String {
    wire_path(named).to_string().replace(' ', "")
}

/// `src/wire/<list or map>.rs`: the schemas of elements that have traits or elements of their own.
pub(super) fn of_collection(collection: &Collection) -> String {
    let mut text = "use tinsmith_runtime::wire::{Schema, ShapeType, shape_id};\n".to_owned();
    for (name, schema) in &collection.statics {
        let id = shape_id(&schema.shape);
        let elements = match &schema.elements {
            Elements::None => String::new(),
            Elements::List(element) => {
                let element = value_schema(element, &collection.module);
                format!("\n        .with_list_member({element})")
            }
            Elements::Map(key, value) => {
                let key = value_schema(key, &collection.module);
                let value = value_schema(value, &collection.module);
                format!("\n        .with_map_members({key}, {value})")
            }
        };
        let traits = schema_traits(&schema.traits);
        let shape_type = schema.shape_type;
        let _ = write!(
            text,
            "\npub(super) static {name}: Schema<'static> =\n    Schema::new(shape_id({id}), ShapeType::{shape_type}){elements}{traits};\n"
        );
    }
    text
}

fn shape_id(id: &ShapeId) -> Token {
    Token::string(&format!("{}#{}", id.namespace(), id.name()))
}
