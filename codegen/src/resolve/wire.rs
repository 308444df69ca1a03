//! Schemas: the wire traits of members and elements, whatever the protocol.
//!
//! What a member takes over from its target, and what elements of lists and maps need, follows from
//! how the codecs of the official runtime read schemas: an element is described by a schema of its target.

use crate::ir::wire::{SchemaTrait, StructSchema, Target};
use crate::smithy::{Member, Node, Shape, ShapeId, ShapeKind, SimpleType, Traits, traits};

use super::Context;

/// Traits without a value, and the name that the runtime has for each.
const FLAGS: [(&str, &str); 11] = [
    (traits::SENSITIVE, "Sensitive"),
    ("smithy.api#xmlAttribute", "XmlAttribute"),
    ("smithy.api#xmlFlattened", "XmlFlattened"),
    (traits::HTTP_LABEL, "HttpLabel"),
    (traits::HTTP_PAYLOAD, "HttpPayload"),
    (traits::HTTP_QUERY_PARAMS, "HttpQueryParams"),
    (traits::HTTP_RESPONSE_CODE, "HttpResponseCode"),
    (traits::STREAMING, "Streaming"),
    ("smithy.api#eventHeader", "EventHeader"),
    ("smithy.api#eventPayload", "EventPayload"),
    ("smithy.api#hostLabel", "HostLabel"),
];

/// Traits with a string, and the name that the runtime has for each.
const TEXTS: [(&str, &str); 6] = [
    (traits::JSON_NAME, "JsonName"),
    ("smithy.api#xmlName", "XmlName"),
    (traits::HTTP_HEADER, "HttpHeader"),
    (traits::HTTP_PREFIX_HEADERS, "HttpPrefixHeaders"),
    (traits::HTTP_QUERY, "HttpQuery"),
    ("smithy.api#mediaType", "MediaType"),
];

const XML_NAMESPACE: &str = "smithy.api#xmlNamespace";

/// Traits of a target that hold for every member with that target.
const FROM_TARGET: [&str; 4] =
    [traits::TIMESTAMP_FORMAT, "smithy.api#mediaType", traits::STREAMING, traits::SENSITIVE];

impl Context<'_> {
    /// The schema of a structure or union.
    pub(super) fn struct_schema(&self, id: &ShapeId, shape: &Shape) -> StructSchema {
        StructSchema { shape: id.clone(), traits: schema_traits(&shape.traits) }
    }

    /// What a member of a structure or union holds.
    pub(super) fn member_schema(&self, member: &Member) -> Target {
        let mut merged = member.traits.clone();
        self.take_over(&mut merged, member);
        if self.facts.sensitivity.is_member_hidden(member) {
            merged.mark(traits::SENSITIVE);
        }
        self.target(member, &merged)
    }

    /// What a list or map holds.
    fn element(&self, member: &Member) -> Target {
        let mut merged = member.traits.clone();
        self.take_over(&mut merged, member);
        // An element is hidden with the member that holds the list; codecs do not ask.
        merged.remove(traits::SENSITIVE);
        self.target(member, &merged)
    }

    fn target(&self, member: &Member, merged: &Traits) -> Target {
        let shape = self.shape(&member.target);
        let elements = match &shape.kind {
            ShapeKind::List(element) => vec![self.element(element)],
            ShapeKind::Map(key, value) => vec![self.element(key), self.element(value)],
            // A structure or union says itself what it holds; so there is no end to recursion that does not pass one.
            _ => Vec::new(),
        };
        Target { kind: kind(&shape.kind), traits: schema_traits(merged), elements }
    }

    fn take_over(&self, merged: &mut Traits, member: &Member) {
        let target = self.shape(&member.target);
        for name in FROM_TARGET {
            if !merged.has(name)
                && let Some(value) = target.traits.get(name)
            {
                merged.insert(name, value.clone());
            }
        }
    }
}

fn schema_traits(traits: &Traits) -> Vec<SchemaTrait> {
    let mut found = Vec::new();
    for (name, value) in traits.iter() {
        if let Some((_, method)) = FLAGS.iter().find(|(flag, _)| *flag == name) {
            found.push(SchemaTrait::Flag(method));
        } else if let Some((_, method)) = TEXTS.iter().find(|(text, _)| *text == name) {
            found.extend(value.as_str().map(|text| SchemaTrait::Text(method, text.to_owned())));
        } else if name == traits::TIMESTAMP_FORMAT {
            found.extend(timestamp_format(value).map(SchemaTrait::Flag));
        } else if name == XML_NAMESPACE {
            found.extend(value.get("uri").and_then(Node::as_str).map(|uri| {
                SchemaTrait::XmlNamespace {
                    uri: uri.to_owned(),
                    prefix: value.get("prefix").and_then(Node::as_str).map(str::to_owned),
                }
            }));
        }
    }
    found
}

fn timestamp_format(value: &Node) -> Option<&'static str> {
    match value.as_str()? {
        "date-time" => Some("DateTime"),
        "http-date" => Some("HttpDate"),
        "epoch-seconds" => Some("EpochSeconds"),
        _ => None,
    }
}

/// The type in the runtime's tables. Codecs see enums as the type of their values.
fn kind(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Simple(simple) => match simple {
            SimpleType::Blob => "blob",
            SimpleType::Boolean => "boolean",
            SimpleType::String => "string",
            SimpleType::Byte => "byte",
            SimpleType::Short => "short",
            SimpleType::Integer => "integer",
            SimpleType::Long => "long",
            SimpleType::Float => "float",
            SimpleType::Double => "double",
            SimpleType::BigInteger => "big_integer",
            SimpleType::BigDecimal => "big_decimal",
            SimpleType::Timestamp => "timestamp",
            SimpleType::Document => "document",
        },
        ShapeKind::Enum(_) => "string",
        ShapeKind::IntEnum(_) => "integer",
        ShapeKind::List(_) => "list",
        ShapeKind::Map(..) => "map",
        ShapeKind::Union(_) => "union",
        _ => "structure",
    }
}
