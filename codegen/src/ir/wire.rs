//! What a codec needs to know: schemas with their wire traits.
//!
//! Schemas carry every wire trait of the model, whatever the protocol of the client.

use crate::smithy::ShapeId;

/// The schema of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructSchema {
    /// The shape.
    pub shape: ShapeId,
    /// Traits of the shape.
    pub traits: Vec<SchemaTrait>,
}

/// What a member, a list or a map holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The type, as the runtime's tables call it.
    pub kind: &'static str,
    /// Traits of the member, and those that it takes over from its target.
    pub traits: Vec<SchemaTrait>,
    /// What is inside: of a list the element, of a map key and value.
    pub elements: Vec<Self>,
}

/// A wire trait of a schema: the variant of the runtime's `Trait`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaTrait {
    /// One without a value.
    Flag(&'static str),
    /// One with a string.
    Text(&'static str, String),
    /// `XmlNamespace`
    XmlNamespace {
        /// The URI.
        uri: String,
        /// The prefix.
        prefix: Option<String>,
    },
}
