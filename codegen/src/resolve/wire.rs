//! Schemas: the wire traits of members and elements, whatever the protocol.
//!
//! What a member takes over from its target, and what elements of lists and maps need, follows from
//! how the codecs of the official runtime read schemas: an element is described by a schema of its target.

use crate::ir::wire::{
    Collection, Elements, MemberSchema, OwnSchema, SchemaTrait, StructSchema, ValueSchema,
};
use crate::smithy::{Member, Node, Shape, ShapeId, ShapeKind, SimpleType, Traits, traits};

use super::Context;

/// Traits without a value, and the `Schema` method for each.
const FLAGS: [(&str, &str); 11] = [
    (traits::SENSITIVE, "with_sensitive"),
    ("smithy.api#xmlAttribute", "with_xml_attribute"),
    ("smithy.api#xmlFlattened", "with_xml_flattened"),
    ("smithy.api#httpLabel", "with_http_label"),
    ("smithy.api#httpPayload", "with_http_payload"),
    ("smithy.api#httpQueryParams", "with_http_query_params"),
    ("smithy.api#httpResponseCode", "with_http_response_code"),
    (traits::STREAMING, "with_streaming"),
    ("smithy.api#eventHeader", "with_event_header"),
    ("smithy.api#eventPayload", "with_event_payload"),
    ("smithy.api#hostLabel", "with_host_label"),
];

/// Traits with a string, and the `Schema` method for each.
const TEXTS: [(&str, &str); 6] = [
    ("smithy.api#jsonName", "with_json_name"),
    ("smithy.api#xmlName", "with_xml_name"),
    ("smithy.api#httpHeader", "with_http_header"),
    ("smithy.api#httpPrefixHeaders", "with_http_prefix_headers"),
    ("smithy.api#httpQuery", "with_http_query"),
    ("smithy.api#mediaType", "with_media_type"),
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

    /// The schema of a member of a structure or union.
    pub(super) fn member_schema(&self, member: &Member) -> MemberSchema {
        let mut merged = member.traits.clone();
        self.take_over(&mut merged, member);
        if self.facts.sensitivity.is_member_hidden(member) {
            merged.mark(traits::SENSITIVE);
        }
        MemberSchema {
            shape_type: shape_type(&self.shape(&member.target).kind),
            traits: schema_traits(&merged),
            elements: self.elements(&member.target),
        }
    }

    /// The wire traits of an element: its own, and those that hold for every use of the target.
    pub(super) fn element_traits(&self, member: &Member) -> Vec<SchemaTrait> {
        let mut merged = member.traits.clone();
        self.take_over(&mut merged, member);
        // An element is hidden with the member that holds the list; codecs do not ask.
        merged.remove(traits::SENSITIVE);
        schema_traits(&merged)
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

    fn elements(&self, id: &ShapeId) -> Elements {
        match &self.shape(id).kind {
            ShapeKind::List(member) => Elements::List(self.value_schema(id, member, "ELEMENT")),
            ShapeKind::Map(key, value) => Elements::Map(
                self.value_schema(id, key, "KEY"),
                self.value_schema(id, value, "VALUE"),
            ),
            _ => Elements::None,
        }
    }

    /// The schema of an element, key or value of the collection `id`.
    fn value_schema(&self, id: &ShapeId, member: &Member, own: &'static str) -> ValueSchema {
        let is_plain = self.element_traits(member).is_empty();
        match &self.shape(&member.target).kind {
            ShapeKind::Structure(_) | ShapeKind::Union(_) if is_plain => {
                ValueSchema::Shape(self.names.module(&member.target))
            }
            ShapeKind::Simple(simple) if is_plain => ValueSchema::Prelude(prelude_static(*simple)),
            ShapeKind::Enum(_) if is_plain => ValueSchema::Prelude("STRING"),
            ShapeKind::IntEnum(_) if is_plain => ValueSchema::Prelude("INTEGER"),
            _ => ValueSchema::Collection(self.names.module(id), own),
        }
    }

    fn own_schema(&self, member: &Member) -> OwnSchema {
        OwnSchema {
            shape: member.target.clone(),
            shape_type: shape_type(&self.shape(&member.target).kind),
            traits: self.element_traits(member),
            elements: self.elements(&member.target),
        }
    }
}

/// The schemas of a list's or map's elements that are nobody else's; `None` if there are none.
pub(super) fn collection(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> Option<Collection> {
    let mut statics = Vec::new();
    for (name, member) in shape.all_members() {
        let own = match name {
            "member" => "ELEMENT",
            "key" => "KEY",
            _ => "VALUE",
        };
        if matches!(context.value_schema(id, member, own), ValueSchema::Collection(..)) {
            statics.push((own, context.own_schema(member)));
        }
    }
    (!statics.is_empty()).then(|| Collection {
        shape: id.clone(),
        module: context.names.module(id),
        statics,
    })
}

fn schema_traits(traits: &Traits) -> Vec<SchemaTrait> {
    let mut found = Vec::new();
    for (name, value) in traits.iter() {
        if let Some((_, method)) = FLAGS.iter().find(|(flag, _)| *flag == name) {
            found.push(SchemaTrait::Flag(method));
        } else if let Some((_, method)) = TEXTS.iter().find(|(text, _)| *text == name) {
            found.extend(value.as_str().map(|text| SchemaTrait::Text(method, text.to_owned())));
        } else if name == traits::TIMESTAMP_FORMAT {
            found.extend(timestamp_format(value).map(SchemaTrait::TimestampFormat));
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

/// The variant of `ShapeType`. Codecs see enums as the type of their values.
fn shape_type(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Simple(simple) => match simple {
            SimpleType::Blob => "Blob",
            SimpleType::Boolean => "Boolean",
            SimpleType::String => "String",
            SimpleType::Byte => "Byte",
            SimpleType::Short => "Short",
            SimpleType::Integer => "Integer",
            SimpleType::Long => "Long",
            SimpleType::Float => "Float",
            SimpleType::Double => "Double",
            SimpleType::BigInteger => "BigInteger",
            SimpleType::BigDecimal => "BigDecimal",
            SimpleType::Timestamp => "Timestamp",
            SimpleType::Document => "Document",
        },
        ShapeKind::Enum(_) => "String",
        ShapeKind::IntEnum(_) => "Integer",
        ShapeKind::List(_) => "List",
        ShapeKind::Map(..) => "Map",
        ShapeKind::Union(_) => "Union",
        _ => "Structure",
    }
}

/// The prelude's static for a simple type.
fn prelude_static(simple: SimpleType) -> &'static str {
    match simple {
        SimpleType::Blob => "BLOB",
        SimpleType::Boolean => "BOOLEAN",
        SimpleType::String => "STRING",
        SimpleType::Byte => "BYTE",
        SimpleType::Short => "SHORT",
        SimpleType::Integer => "INTEGER",
        SimpleType::Long => "LONG",
        SimpleType::Float => "FLOAT",
        SimpleType::Double => "DOUBLE",
        SimpleType::BigInteger => "BIG_INTEGER",
        SimpleType::BigDecimal => "BIG_DECIMAL",
        SimpleType::Timestamp => "TIMESTAMP",
        SimpleType::Document => "DOCUMENT",
    }
}
