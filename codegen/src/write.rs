//! A [`Model`] as Smithy 2.0 JSON AST: shapes in the model's order, members and traits in the source's.
//!
//! Numbers stand as they were written, of whatever size, and what is not seen is escaped: `serde_json` does neither.
//! What [`Model`] does not keep (the identifiers and properties of resources) is not written either.

use std::fmt::Write as _;

use indexmap::IndexMap;

use crate::smithy::{
    Member, Model, Node, Operation, Resource, Service, Shape, ShapeId, ShapeKind, Traits,
};
use crate::text::is_unseen;

/// Writes a model as the text of a Smithy 2.0 JSON AST document.
pub fn write_model(model: &Model) -> String {
    let mut document = IndexMap::new();
    document.insert("smithy".to_owned(), Node::from("2.0"));
    if !model.metadata.is_empty() {
        document.insert("metadata".to_owned(), Node::Object(model.metadata.clone()));
    }
    let shapes = model.shapes.iter().map(|(id, shape)| (id.as_str().to_owned(), shape_node(shape)));
    document.insert("shapes".to_owned(), Node::Object(shapes.collect()));
    write_node(&Node::Object(document))
}

/// Writes a JSON value with two spaces of indentation and a newline at the end.
pub fn write_node(node: &Node) -> String {
    let mut text = String::new();
    push_node(&mut text, node, Some(0));
    text.push('\n');
    text
}

/// Writes a JSON value on one line, without spaces.
pub fn compact(node: &Node) -> String {
    let mut text = String::new();
    push_node(&mut text, node, None);
    text
}

/// The text of one shape, as it stands in the text of its model, without the id.
pub fn write_shape(shape: &Shape) -> String {
    write_node(&shape_node(shape))
}

fn shape_node(shape: &Shape) -> Node {
    let mut fields = IndexMap::new();
    fields.insert("type".to_owned(), Node::from(shape.kind.name()));
    match &shape.kind {
        ShapeKind::Simple(_) => {}
        ShapeKind::List(member) => insert(&mut fields, "member", member_node(member)),
        ShapeKind::Map(key, value) => {
            insert(&mut fields, "key", member_node(key));
            insert(&mut fields, "value", member_node(value));
        }
        ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members)
        | ShapeKind::Structure(members)
        | ShapeKind::Union(members) => {
            let members = members.iter().map(|(name, member)| (name.clone(), member_node(member)));
            insert(&mut fields, "members", Node::Object(members.collect()));
        }
        ShapeKind::Service(service) => service_fields(service, &mut fields),
        ShapeKind::Resource(Resource { operations, resources }) => {
            references(&mut fields, "operations", operations);
            references(&mut fields, "resources", resources);
        }
        ShapeKind::Operation(Operation { input, output, errors }) => {
            for (key, target) in [("input", input), ("output", output)] {
                if let Some(target) = target {
                    insert(&mut fields, key, reference(target));
                }
            }
            references(&mut fields, "errors", errors);
        }
    }
    references(&mut fields, "mixins", &shape.mixins);
    traits(&mut fields, &shape.traits);
    Node::Object(fields)
}

fn service_fields(service: &Service, fields: &mut IndexMap<String, Node>) {
    let Service { version, operations, resources, errors, rename } = service;
    if !version.is_empty() {
        insert(fields, "version", Node::from(version.as_str()));
    }
    references(fields, "operations", operations);
    references(fields, "resources", resources);
    references(fields, "errors", errors);
    if !rename.is_empty() {
        let names =
            rename.iter().map(|(id, name)| (id.as_str().to_owned(), Node::from(name.as_str())));
        insert(fields, "rename", Node::Object(names.collect()));
    }
}

fn member_node(member: &Member) -> Node {
    let mut fields = IndexMap::new();
    insert(&mut fields, "target", Node::from(member.target.as_str()));
    traits(&mut fields, &member.traits);
    Node::Object(fields)
}

fn traits(fields: &mut IndexMap<String, Node>, traits: &Traits) {
    if !traits.is_empty() {
        let traits = traits.iter().map(|(id, value)| (id.to_owned(), value.clone()));
        insert(fields, "traits", Node::Object(traits.collect()));
    }
}

/// A list of references; an empty one is not written.
fn references(fields: &mut IndexMap<String, Node>, key: &str, targets: &[ShapeId]) {
    if !targets.is_empty() {
        insert(fields, key, Node::Array(targets.iter().map(reference).collect()));
    }
}

fn reference(target: &ShapeId) -> Node {
    let mut fields = IndexMap::new();
    insert(&mut fields, "target", Node::from(target.as_str()));
    Node::Object(fields)
}

fn insert(fields: &mut IndexMap<String, Node>, key: &str, value: Node) {
    fields.insert(key.to_owned(), value);
}

/// Writes a value: with lines and spaces at this depth, or all on one line.
fn push_node(text: &mut String, node: &Node, depth: Option<usize>) {
    let inner = depth.map(|depth| depth + 1);
    match node {
        Node::Null => text.push_str("null"),
        Node::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        // Writing to a `String` cannot fail.
        Node::Number(number) => _ = write!(text, "{number}"),
        Node::String(value) => push_string(text, value),
        Node::Array(elements) if elements.is_empty() => text.push_str("[]"),
        Node::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                text.push(if index == 0 { '[' } else { ',' });
                push_line(text, inner);
                push_node(text, element, inner);
            }
            push_line(text, depth);
            text.push(']');
        }
        Node::Object(members) if members.is_empty() => text.push_str("{}"),
        Node::Object(members) => {
            for (index, (key, value)) in members.iter().enumerate() {
                text.push(if index == 0 { '{' } else { ',' });
                push_line(text, inner);
                push_string(text, key);
                text.push_str(if depth.is_some() { ": " } else { ":" });
                push_node(text, value, inner);
            }
            push_line(text, depth);
            text.push('}');
        }
    }
}

fn push_line(text: &mut String, depth: Option<usize>) {
    if let Some(depth) = depth {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    }
}

/// A JSON string; escapes what JSON asks for, and what is not seen: a model is read by people, and shown on terminals.
fn push_string(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            unseen if is_unseen(unseen) => {
                for unit in unseen.encode_utf16(&mut [0; 2]) {
                    _ = write!(text, "\\u{unit:04x}");
                }
            }
            other => text.push(other),
        }
    }
    text.push('"');
}
