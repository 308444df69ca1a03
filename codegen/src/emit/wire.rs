//! The `wire` files: a table for each structure and union, and the static of each operation.
//!
//! A table is what the macros `structure!` and `union!` of the runtime take, laid out here: formatters leave the inside of a macro call alone.

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

use super::tokens::{From, ident, ident_str, use_types};

/// `src/wire/<shape>.rs`
pub(super) fn of_item(item: &Item) -> String {
    match item {
        Item::Struct(item) => structure(item, "pub(super) static SCHEMA"),
        Item::Union(item) => union(item),
        Item::Enum(_) => String::new(),
    }
}

/// `src/wire/<operation>.rs`: the operation, and the tables of request and response that are its own.
pub(super) fn of_operation(krate: &ir::Crate, operation: &Operation) -> (TokenStream, String) {
    let name = operation.shape.name();
    let own = |ty: &TypeRef, own: &str| match ty.place.folder {
        Folder::Operation => ident_str(own).to_string(),
        Folder::Types | Folder::Errors => format!("super::{}::SCHEMA", ident(&ty.wire)),
    };
    let (input, output) = (own(&operation.input, "INPUT"), own(&operation.output, "OUTPUT"));
    let adjustments = [
        ("signed", operation.auth == Auth::SigV4),
        ("without_output", !operation.has_output),
        ("with_sensitive_input", operation.sensitive_input),
        ("with_sensitive_output", operation.sensitive_output),
    ];
    let adjustments =
        adjustments.into_iter().filter(|(_, wanted)| *wanted).map(|(method, _)| ident_str(method));
    let (input, output): (TokenStream, TokenStream) =
        (input.parse().unwrap_or_default(), output.parse().unwrap_or_default());
    let module = ident(&operation.module);
    let mut names = vec![ident(&operation.error)];
    let mut shared = Vec::new();
    for ty in [&operation.input, &operation.output] {
        match ty.place.folder {
            Folder::Operation => names.push(ident(&ty.name)),
            Folder::Types | Folder::Errors => shared.push(ty.clone()),
        }
    }
    names.sort();
    let types = [&operation.input, &operation.output].map(|ty| ident(&ty.name));
    let error = ident(&operation.error);
    let shared = use_types(From::Wire, shared);
    let tokens = quote! {
        use tinsmith_runtime::client::Operation;
        use super::super::operation::#module::{#(#names),*};
        #shared

        pub(crate) static OPERATION: Operation<#(#types),*, #error> =
            Operation::new(#name, &#input, &#output) #(.#adjustments())*;
    };
    let tables = [(&operation.input, "INPUT"), (&operation.output, "OUTPUT")]
        .into_iter()
        .filter(|(ty, _)| ty.place.folder == Folder::Operation)
        .filter_map(|(ty, name)| match krate.items.get(&ty.shape) {
            Some(Item::Struct(item)) => Some(structure(item, &format!("static {name}"))),
            _ => None,
        });
    (tokens, tables.collect::<Vec<_>>().join("\n"))
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
    table(("structure", &modes), declaration, &item.ty, (&item.schema.traits, &rows))
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
    let traits = &item.schema.traits;
    table(("union", &modes), "pub(super) static SCHEMA", &item.ty, (traits, &rows))
}

fn table(
    (name, modes): (&str, &[(&str, bool)]),
    declaration: &str,
    ty: &TypeRef,
    (traits, rows): (&[SchemaTrait], &str),
) -> String {
    let modes: Vec<&str> =
        modes.iter().filter(|(_, wanted)| *wanted).map(|(mode, _)| *mode).collect();
    let modes = modes.join(", ");
    let path = path(ty);
    let id = Token::string(&format!("{}#{}", ty.shape.namespace(), ty.shape.name()));
    let traits = schema_traits(traits);
    format!(
        "tinsmith_runtime::{name}! {{\n    [{modes}] {declaration}: {path} =\n        shape({id}){traits};\n{rows}}}\n"
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

/// The path of a generated type from a module below `wire`.
fn path(named: &TypeRef) -> String {
    let name = ident(&named.name);
    match named.place.folder {
        Folder::Operation => name.to_string(),
        Folder::Types => format!("super::super::types::{name}"),
        Folder::Errors => format!("super::super::types::error::{name}"),
    }
}

/// `src/wire/<list or map>.rs`: the schemas of elements that have traits or elements of their own.
pub(super) fn of_collection(collection: &Collection) -> String {
    let mut text = "use tinsmith_runtime::wire::{Schema, ShapeType, shape_id};\n".to_owned();
    for (name, schema) in &collection.statics {
        let id = shape(&schema.shape);
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

fn shape(id: &ShapeId) -> Token {
    Token::string(&format!("{}#{}", id.namespace(), id.name()))
}
