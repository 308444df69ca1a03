//! The `wire` files: a table for each structure and union, and the static of each operation.
//!
//! A table is what the macros `structure!` and `union!` of the runtime take, laid out here: formatters leave the inside of a macro call alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::item::{Field, Item, Struct, Union};
use crate::ir::operation::{Checksum, Http, Operation};
use crate::ir::ty::TypeRef;
use crate::ir::wire::{SchemaTrait, StructSchema, Target};
use crate::ir::{self, Folder};
use crate::smithy::Auth;

use super::literal::{Place, literal};
use super::tokens::{ident, ident_str, wire_path};
use super::{destination, pagination, waiter};

/// `src/wire/<shape>.rs`
pub(super) fn of_item(item: &Item) -> String {
    match item {
        Item::Struct(item) => structure(item, &path(&item.ty)),
        Item::Union(item) => union(item),
        Item::Enum(_) => String::new(),
    }
}

/// `src/wire/<operation>.rs`: the operation, its pages, its waiters, and the tables of request and response that are its own.
///
/// Whatever the three types of an operation are called, the file calls them `Request`, `Response` and `Error`.
pub(super) fn of_operation(krate: &ir::Crate, operation: &Operation) -> (TokenStream, String) {
    let own = own_types(operation);
    let of_pages = operation.pagination.as_ref().map(pagination::Imports::of).unwrap_or_default();
    let pagination::Imports { client, map, primitives } = of_pages;
    let auth = schemes(operation).map(|_| "Auth");
    let checksum = operation.checksum.is_some().then_some("Checksum");
    let client: BTreeSet<&str> = ["Operation"]
        .into_iter()
        .chain(auth)
        .chain(checksum)
        .chain(client)
        .chain(waiter::imports(operation))
        .collect();
    let client: Vec<_> = client.into_iter().map(ident_str).collect();
    let client = match client.as_slice() {
        [only] => quote! { #only },
        several => quote! { {#(#several),*} },
    };
    let pagination = operation.pagination.as_ref().map(pagination::emit);
    let waiters = waiter::functions(operation);
    let destination = destination::imports(&operation.destination);
    let functions = destination::functions(&operation.destination);
    let tokens = quote! {
        #map
        use tinsmith_runtime::client::#client;
        #destination
        #primitives
        #own
        #pagination
        #waiters
        #functions
    };
    let tables = [(&operation.input, "Request"), (&operation.output, "Response")]
        .into_iter()
        .filter(|(ty, _)| ty.place.folder == Folder::Operation)
        .filter_map(|(ty, alias)| match krate.items.get(&ty.shape) {
            Some(Item::Struct(item)) => Some(structure(item, alias)),
            _ => None,
        });
    let text: Vec<String> = [declaration(operation)]
        .into_iter()
        .chain(waiter::declarations(operation))
        .chain(tables)
        .collect();
    (tokens, text.join("\n"))
}

/// `OPERATION`: on two lines, which a formatter would make seven.
fn declaration(operation: &Operation) -> String {
    let name = Token::string(operation.shape.name());
    let adjustments = [
        ("signed", operation.auth == [Auth::SigV4]),
        ("compressed", operation.compressed),
        ("with_query_as_form", operation.query_as_form),
        ("without_input", operation.without_input),
        ("without_output", !operation.has_output),
        ("with_sensitive_input", operation.sensitive_input),
        ("with_sensitive_output", operation.sensitive_output),
    ];
    let mut calls = schemes(operation).map(|list| format!(".auth(&[{list}])")).unwrap_or_default();
    for (method, _) in adjustments.iter().filter(|(_, wanted)| *wanted) {
        let _ = write!(calls, ".{method}()");
    }
    if operation.discovered_endpoint {
        calls.push_str(".with_discovered_endpoint(&super::DISCOVERY)");
    }
    if let Some(field) = &operation.idempotency_token {
        let _ = write!(
            calls,
            "\n        .with_idempotency_token(|request| Some(&mut request.downcast_mut::<Request>()?.{}))",
            ident(field)
        );
    }
    if let Some((name, value)) = &operation.header {
        let (name, value) = (Token::string(name), Token::string(value));
        let _ = write!(calls, "\n        .with_header({name}, {value})");
    }
    if let Some((field, value)) = &operation.default {
        let (field, value) = (ident(field), Token::string(value));
        let _ = write!(
            calls,
            "\n        .with_default({value}, |request| Some(&mut request.downcast_mut::<Request>()?.{field}))"
        );
    }
    if let Some(field) = &operation.endpoint {
        let _ = write!(
            calls,
            "\n        .with_endpoint_of(|request| Some(&request.downcast_ref::<Request>()?.{}))",
            ident(field)
        );
    }
    if let Some(id) = &operation.resource_id {
        let field = ident(&id.field);
        let value = if id.optional {
            format!("request.downcast_mut::<Request>()?.{field}.as_mut()")
        } else {
            format!("Some(&mut request.downcast_mut::<Request>()?.{field})")
        };
        let _ = write!(calls, "\n        .with_resource_id(|request| {value})");
    }
    if let Some(checksum) = &operation.checksum {
        let _ = write!(calls, "\n        .with_checksum({})", self::checksum(checksum));
    }
    calls.push_str(&destination::calls(&operation.destination));
    if let Some(Http { method, uri }) = &operation.http {
        let (method, uri) = (Token::string(method), Token::string(uri));
        let separator = if calls.starts_with('.') { "\n        " } else { "" };
        calls.insert_str(0, &format!("\n        .http({method}, {uri}){separator}"));
    }
    format!(
        "pub(crate) static OPERATION: Operation<Request, Response, Error> =\n    Operation::new({name}){calls};\n"
    )
}

fn checksum(checksum: &Checksum) -> String {
    let header = |name: &str| Token::string(name).to_string();
    match checksum {
        Checksum::ContentMd5 => "Checksum::ContentMd5".to_owned(),
        Checksum::Required { algorithm_header } => {
            let name = algorithm_header.as_deref();
            let name =
                name.map_or_else(|| "None".to_owned(), |name| format!("Some({})", header(name)));
            format!("Checksum::Required {{ algorithm_header: {name} }}")
        }
        Checksum::Optional { algorithm_header: name } => {
            format!("Checksum::Optional {{ algorithm_header: {} }}", header(name))
        }
    }
}

/// The schemes of an operation, where they are not what `signed` says.
fn schemes(operation: &Operation) -> Option<String> {
    let names = operation.auth.iter().map(|scheme| match scheme {
        Auth::SigV4 => "Auth::SigV4",
        Auth::SigV4a => "Auth::SigV4a",
        Auth::HttpBearer => "Auth::HttpBearer",
    });
    let list = names.collect::<Vec<_>>().join(", ");
    (!matches!(operation.auth[..], [] | [Auth::SigV4])).then_some(list)
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

fn structure(item: &Struct, path: &str) -> String {
    let read = item.traits.read && item.error.as_ref().is_none_or(|facts| facts.is_member);
    let from_metadata = item.is_read_from_metadata();
    let is_response = item.is_response_alone();
    let modes = [
        ("write", item.traits.written),
        ("read", !is_response && (read || item.error.is_some() && !from_metadata)),
        ("response", is_response),
        ("error", item.error.is_some() && from_metadata),
        ("full_error", item.error.is_some() && !from_metadata),
    ];
    let is_read = modes.iter().any(|(mode, wanted)| *wanted && READING.contains(mode));
    let mut rows = String::new();
    for field in &item.fields {
        let row = row(&ident(&field.name).to_string(), &field.member, &field.schema);
        // Where a field is optional, its default is filled in on reading, and not sent.
        let default = (is_read || !field.optional).then(|| first(field)).flatten();
        let default = default.map(|value| format!(" = {value}")).unwrap_or_default();
        let _ = writeln!(rows, "    {row}{default},");
    }
    if let Some(private) = item.private_field() {
        let facts = item.error.as_ref().filter(|_| !from_metadata);
        let message = facts.and_then(|facts| item.fields.get(facts.message?));
        let message = message.map(|field| format!(", {}", ident(&field.name))).unwrap_or_default();
        let _ = writeln!(rows, "    @private {private}{message}");
    }
    table(("structure", &modes), path, &item.schema, &rows)
}

/// The modes in which a member that is left out gets its default.
const READING: [&str; 3] = ["read", "response", "full_error"];

fn union(item: &Union) -> String {
    let modes = [("write", item.traits.written), ("read", item.traits.read)];
    let mut rows = String::new();
    for variant in &item.variants {
        let content = if variant.ty.is_some() { "(value)" } else { "" };
        let name = format!("{}{content}", ident(&variant.name));
        let row = row(&name, &variant.member, &variant.schema);
        let _ = writeln!(rows, "    {row},");
    }
    table(("union", &modes), &path(&item.ty), &item.schema, &rows)
}

fn table(
    (name, modes): (&str, &[(&str, bool)]),
    path: &str,
    schema: &StructSchema,
    rows: &str,
) -> String {
    let modes: Vec<&str> =
        modes.iter().filter(|(_, wanted)| *wanted).map(|(mode, _)| *mode).collect();
    let modes = modes.join(", ");
    let id = Token::string(&format!("{}#{}", schema.shape.namespace(), schema.shape.name()));
    let traits = traits(&schema.traits);
    let head = format!("    [{modes}] {path} =");
    let separator = if head.len() + id.to_string().len() > WIDTH { "\n        " } else { " " };
    format!("tinsmith_runtime::{name}! {{\n{head}{separator}{id}{traits};\n{rows}}}\n")
}

/// Where the first line of a table ends at the latest, if it can.
const WIDTH: usize = 96;

/// `name: "Member" type(elements) [Trait]`
fn row(name: &str, member: &str, target: &Target) -> String {
    format!("{name}: {} {}", Token::string(member), ty(target))
}

fn ty(target: &Target) -> String {
    let mut text = target.kind.to_owned();
    if !target.elements.is_empty() {
        let elements: Vec<String> = target.elements.iter().map(ty).collect();
        let _ = write!(text, "({})", elements.join(", "));
    }
    text + &traits(&target.traits)
}

fn traits(traits: &[SchemaTrait]) -> String {
    if traits.is_empty() {
        return String::new();
    }
    let traits = traits.iter().map(|found| match found {
        SchemaTrait::Flag(name) => (*name).to_owned(),
        SchemaTrait::Text(name, text) => format!("{name}({})", Token::string(text)),
        SchemaTrait::XmlNamespace { uri, prefix } => {
            let prefix = prefix.as_ref().map_or_else(
                || "None".to_owned(),
                |prefix| format!("Some({})", Token::string(prefix)),
            );
            format!("XmlNamespace(&({}, {prefix}))", Token::string(uri))
        }
    });
    format!(" [{}]", traits.collect::<Vec<_>>().join(", "))
}

/// The value of a field that was not read, if that is not simply absent.
fn first(field: &Field) -> Option<String> {
    let value = literal(&field.ty, field.default.as_ref()?, Place::Wire);
    Some(if field.optional { format!("Some({value})") } else { value })
}

/// As [`wire_path`], as text.
fn path(named: &TypeRef) -> String {
    wire_path(named).to_string().replace(' ', "")
}
