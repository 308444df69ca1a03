//! Schemas: the wire traits of members and elements, whatever the protocol.
//!
//! What a member takes over from its target, and what elements of lists and maps need, follows from
//! how the codecs of the official runtime read schemas: an element is described by a schema of its target.

use crate::ir::wire::{SchemaTrait, StructSchema, Target};
use crate::smithy::traits::registry::{self, WireFact};
use crate::smithy::{Member, Node, Shape, ShapeId, ShapeKind, SimpleType, Traits, traits};

use super::Context;

impl Context<'_> {
    /// The schema of a structure or union.
    pub(super) fn struct_schema(&self, id: &ShapeId, shape: &Shape) -> StructSchema {
        let mut traits = schema_traits(&shape.traits);
        if self.is_unwrapped(id) {
            traits.push(SchemaTrait::Flag("XmlUnwrappedOutput"));
        }
        StructSchema { shape: id.clone(), traits }
    }

    /// Whether a structure is what an operation gives without an element around it.
    fn is_unwrapped(&self, id: &ShapeId) -> bool {
        let output_of = self.facts.roles.get(id).map(|roles| &roles.output_of);
        output_of
            .into_iter()
            .flatten()
            .any(|operation| self.shape(operation).traits.has(traits::S3_UNWRAPPED_XML_OUTPUT))
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
            ShapeKind::List(element) => {
                let mut element = self.element(element);
                // In place of the list, its elements have the name of the list.
                if merged.has(traits::XML_FLATTENED) {
                    element.traits.retain(
                        |found| !matches!(found, SchemaTrait::Text(name, _) if *name == "XmlName"),
                    );
                }
                vec![element]
            }
            ShapeKind::Map(key, value) => vec![self.element(key), self.element(value)],
            // A structure or union says itself what it holds; so there is no end to recursion that does not pass one.
            _ => Vec::new(),
        };
        Target { kind: kind(&shape.kind), traits: schema_traits(merged), elements }
    }

    fn take_over(&self, merged: &mut Traits, member: &Member) {
        let target = self.shape(&member.target);
        for name in registry::from_target() {
            if !merged.has(name)
                && let Some(value) = target.traits.get(name)
            {
                merged.insert(name, value.clone());
            }
        }
    }
}

fn schema_traits(traits: &Traits) -> Vec<SchemaTrait> {
    let facts = traits.iter().filter_map(|(name, value)| {
        Some(match registry::find(name)?.wire? {
            WireFact::Flag(fact) => SchemaTrait::Flag(fact),
            WireFact::Text(fact) => SchemaTrait::Text(fact, value.as_str()?.to_owned()),
            WireFact::TimestampFormat => SchemaTrait::Flag(timestamp_format(value)?),
            WireFact::XmlNamespace => {
                let text = |key| value.get(key).and_then(Node::as_str).map(str::to_owned);
                SchemaTrait::XmlNamespace { uri: text("uri")?, prefix: text("prefix") }
            }
        })
    });
    facts.collect()
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
