//! What a codec needs to know: schemas with their wire traits, and those of elements.
//!
//! Schemas carry every wire trait of the model, whatever the protocol of the client.

use crate::naming::RustIdent;
use crate::smithy::ShapeId;

/// The wire protocols that a client can be generated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
}

/// The schema of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructSchema {
    /// The shape.
    pub shape: ShapeId,
    /// Traits of the shape.
    pub traits: Vec<SchemaTrait>,
}

/// The schema of a member of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberSchema {
    /// The type, as a variant of `ShapeType`.
    pub shape_type: &'static str,
    /// Traits of the member, and those that it takes over from its target.
    pub traits: Vec<SchemaTrait>,
    /// The schemas of the elements, where the target is a list or map.
    pub elements: Elements,
}

/// The schemas of what a list or map holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elements {
    /// Not a list or map.
    None,
    /// Of a list's elements.
    List(ValueSchema),
    /// Of a map's keys and values.
    Map(ValueSchema, ValueSchema),
}

/// A reference to the schema of an element, key or value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueSchema {
    /// A static of the prelude, by name.
    Prelude(&'static str),
    /// `SCHEMA` of a structure or union, by its module below `wire`.
    Shape(RustIdent),
    /// A static of a collection's module below `wire`.
    Collection(RustIdent, &'static str),
}

/// A wire trait of a schema: the method of `Schema` that sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaTrait {
    /// A method without arguments.
    Flag(&'static str),
    /// A method that takes one string.
    Text(&'static str, String),
    /// `with_timestamp_format`, with the variant of `TimestampFormat`.
    TimestampFormat(&'static str),
    /// `with_xml_namespace`
    XmlNamespace {
        /// The URI.
        uri: String,
        /// The prefix.
        prefix: Option<String>,
    },
}

/// A list or map shape whose elements have schemas of their own: with traits, or with elements in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The shape.
    pub shape: ShapeId,
    /// The module below `wire`.
    pub module: RustIdent,
    /// The schemas: name of the static and value. Never empty.
    pub statics: Vec<(&'static str, OwnSchema)>,
}

/// A schema of a target, with the traits of element and target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSchema {
    /// The target.
    pub shape: ShapeId,
    /// The type, as a variant of `ShapeType`.
    pub shape_type: &'static str,
    /// Traits.
    pub traits: Vec<SchemaTrait>,
    /// The schemas of its own elements, where the target is a list or map.
    pub elements: Elements,
}
