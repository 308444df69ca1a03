//! Types as they stand in a signature. What gets a definition is an [`Item`](super::item::Item).

use crate::naming::RustIdent;
use crate::smithy::{ShapeId, SimpleType};

use super::Place;

/// The type of a field, element, key or value, without the `Option` of an optional field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// A type without members.
    Simple(SimpleType),
    /// A generated type.
    Named(TypeRef),
    /// `Vec<element>`
    List(Box<RustType>, Collection),
    /// `HashMap<key, value>`
    Map(Box<RustType>, Box<RustType>, Collection),
    /// `Box<inner>`, for recursion.
    Boxed(Box<RustType>),
}

/// What a list or map allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Whether elements or values are an `Option` (`smithy.api#sparse`).
    pub sparse: bool,
}

/// A reference to a generated type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeRef {
    /// The shape that it is generated from.
    pub shape: ShapeId,
    /// The name.
    pub name: RustIdent,
    /// The file that defines it.
    pub place: Place,
    /// The module below `wire` with its schema and glue.
    pub wire: RustIdent,
    /// What it is.
    pub kind: NamedKind,
}

/// What a named type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedKind {
    /// A structure.
    Struct,
    /// A union.
    Union,
    /// An enum of strings.
    Enum,
    /// An enum of integers.
    IntEnum,
}

impl TypeRef {
    /// The path of the file that says how the type is written and read, where it has one; relative to the crate's folder.
    pub fn wire_path(&self) -> String {
        format!("src/wire/{}.rs", self.wire)
    }
}

impl RustType {
    /// Every generated type that is named in this one.
    pub fn named(&self) -> Vec<&TypeRef> {
        match self {
            Self::Simple(_) => Vec::new(),
            Self::Named(named) => vec![named],
            Self::List(inner, _) | Self::Boxed(inner) => inner.named(),
            Self::Map(key, value, _) => [key.named(), value.named()].concat(),
        }
    }
}
