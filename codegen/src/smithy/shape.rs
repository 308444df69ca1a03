//! Shapes and members.

use indexmap::IndexMap;

use super::{ShapeId, Traits};

/// One shape: its kind and the traits applied to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What the shape is, with what belongs to that kind.
    pub kind: ShapeKind,
    /// Traits, in source order.
    pub traits: Traits,
    /// Mixins whose members and traits the shape takes over; empty after `transform::mixins`.
    pub mixins: Vec<ShapeId>,
}

impl Shape {
    /// A shape of this kind without traits and mixins.
    pub fn new(kind: ShapeKind) -> Self {
        Self { kind, traits: Traits::default(), mixins: Vec::new() }
    }

    /// The members of a structure, union or enum; nothing for other kinds.
    ///
    /// The member of a list and the key and value of a map are fields of [`ShapeKind`]: they have no order.
    pub fn members(&self) -> Option<&IndexMap<String, Member>> {
        match &self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => Some(members),
            _ => None,
        }
    }

    /// As [`members`](Self::members), to change them.
    pub fn members_mut(&mut self) -> Option<&mut IndexMap<String, Member>> {
        match &mut self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => Some(members),
            _ => None,
        }
    }

    /// Every member with its name, those of lists (`member`) and maps (`key`, `value`) included.
    pub fn all_members(&self) -> Vec<(&str, &Member)> {
        match &self.kind {
            ShapeKind::List(member) => vec![("member", member)],
            ShapeKind::Map(key, value) => vec![("key", key), ("value", value)],
            _ => self
                .members()
                .map(|members| {
                    members.iter().map(|(name, member)| (name.as_str(), member)).collect()
                })
                .unwrap_or_default(),
        }
    }
}

/// What a shape is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// A type without members.
    Simple(SimpleType),
    /// A string with named values; each member carries `smithy.api#enumValue`.
    Enum(IndexMap<String, Member>),
    /// An integer with named values.
    IntEnum(IndexMap<String, Member>),
    /// A list. A `set` of Smithy 1.0 is a list with `uniqueItems`.
    List(Member),
    /// A map: key and value.
    Map(Member, Member),
    /// A structure.
    Structure(IndexMap<String, Member>),
    /// A tagged union.
    Union(IndexMap<String, Member>),
    /// A service.
    Service(Service),
    /// A resource.
    Resource(Resource),
    /// An operation.
    Operation(Operation),
}

impl ShapeKind {
    /// The name of the kind, as the specification writes it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Simple(simple) => simple.name(),
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) => "list",
            Self::Map(..) => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Service(_) => "service",
            Self::Resource(_) => "resource",
            Self::Operation(_) => "operation",
        }
    }

    /// Whether a member may target this kind: everything but services, resources and operations.
    pub fn is_data(&self) -> bool {
        !matches!(self, Self::Service(_) | Self::Resource(_) | Self::Operation(_))
    }
}

/// The types without members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SimpleType {
    /// Bytes.
    Blob,
    /// A boolean.
    Boolean,
    /// UTF-8 text.
    String,
    /// 8-bit signed integer.
    Byte,
    /// 16-bit signed integer.
    Short,
    /// 32-bit signed integer.
    Integer,
    /// 64-bit signed integer.
    Long,
    /// 32-bit floating point number.
    Float,
    /// 64-bit floating point number.
    Double,
    /// Integer of any size.
    BigInteger,
    /// Decimal number of any size.
    BigDecimal,
    /// A moment, with millisecond precision.
    Timestamp,
    /// An untyped value.
    Document,
}

impl SimpleType {
    /// Every simple type with its name in a JSON AST `type` field.
    pub const ALL: [(&'static str, Self); 13] = [
        ("blob", Self::Blob),
        ("boolean", Self::Boolean),
        ("string", Self::String),
        ("byte", Self::Byte),
        ("short", Self::Short),
        ("integer", Self::Integer),
        ("long", Self::Long),
        ("float", Self::Float),
        ("double", Self::Double),
        ("bigInteger", Self::BigInteger),
        ("bigDecimal", Self::BigDecimal),
        ("timestamp", Self::Timestamp),
        ("document", Self::Document),
    ];

    /// The simple type that a JSON AST `type` field names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, simple)| *simple)
    }

    /// The name in a JSON AST `type` field.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, simple)| *simple == self).map_or("", |(name, _)| name)
    }

    /// Whether `range` constrains this type.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Byte
                | Self::Short
                | Self::Integer
                | Self::Long
                | Self::Float
                | Self::Double
                | Self::BigInteger
                | Self::BigDecimal
        )
    }
}

/// A member: the shape it targets and its own traits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The shape of the member's values; `smithy.api#Unit` for members of enums.
    pub target: ShapeId,
    /// Traits of the member itself, in source order. A few apply from the target too: see [`crate::smithy::traits`].
    pub traits: Traits,
}

impl Member {
    /// A member without traits.
    pub fn new(target: ShapeId) -> Self {
        Self { target, traits: Traits::default() }
    }
}

/// A service shape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// The API version, such as `2016-04-18`.
    pub version: String,
    /// Operations bound to the service itself.
    pub operations: Vec<ShapeId>,
    /// Resources bound to the service.
    pub resources: Vec<ShapeId>,
    /// Errors that every operation can return.
    pub errors: Vec<ShapeId>,
    /// Names that the service gives to shapes of its closure.
    pub rename: IndexMap<ShapeId, String>,
}

/// A resource shape, reduced to what binds operations to a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// Every operation of the resource: lifecycle, instance and collection operations.
    pub operations: Vec<ShapeId>,
    /// Child resources.
    pub resources: Vec<ShapeId>,
}

/// An operation shape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    /// The input structure; `None` for none and for `smithy.api#Unit`.
    pub input: Option<ShapeId>,
    /// The output structure; `None` for none and for `smithy.api#Unit`.
    pub output: Option<ShapeId>,
    /// Errors of the operation, without those of the service.
    pub errors: Vec<ShapeId>,
}
