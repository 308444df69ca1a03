//! Schemas of structure members, named by type, so that a generated schema is one short line a member.
//!
//! What comes in: the shape that the member belongs to, the member's name and its index.
//! What goes out: a schema without traits; the official `with_…` methods add those.
//! What is deliberately not here: a shape id of the member's own. No codec asks for it, and it would repeat both names.

use super::{Schema, ShapeId, ShapeType};

const fn member(
    shape: ShapeId<'static>,
    shape_type: ShapeType,
    name: &'static str,
    index: usize,
) -> Schema<'static> {
    Schema::new_member(shape, shape_type, name, index)
}

/// A member whose value is a blob.
#[must_use]
pub const fn blob(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Blob, name, index)
}

/// A member whose value is a boolean.
#[must_use]
pub const fn boolean(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Boolean, name, index)
}

/// A member whose value is a string.
#[must_use]
pub const fn string(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::String, name, index)
}

/// A member whose value is a byte.
#[must_use]
pub const fn byte(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Byte, name, index)
}

/// A member whose value is a short.
#[must_use]
pub const fn short(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Short, name, index)
}

/// A member whose value is an integer.
#[must_use]
pub const fn integer(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Integer, name, index)
}

/// A member whose value is a long.
#[must_use]
pub const fn long(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Long, name, index)
}

/// A member whose value is a float.
#[must_use]
pub const fn float(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Float, name, index)
}

/// A member whose value is a double.
#[must_use]
pub const fn double(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Double, name, index)
}

/// A member whose value is a big integer.
#[must_use]
pub const fn big_integer(
    shape: ShapeId<'static>,
    name: &'static str,
    index: usize,
) -> Schema<'static> {
    member(shape, ShapeType::BigInteger, name, index)
}

/// A member whose value is a big decimal.
#[must_use]
pub const fn big_decimal(
    shape: ShapeId<'static>,
    name: &'static str,
    index: usize,
) -> Schema<'static> {
    member(shape, ShapeType::BigDecimal, name, index)
}

/// A member whose value is a timestamp.
#[must_use]
pub const fn timestamp(
    shape: ShapeId<'static>,
    name: &'static str,
    index: usize,
) -> Schema<'static> {
    member(shape, ShapeType::Timestamp, name, index)
}

/// A member whose value is a document.
#[must_use]
pub const fn document(
    shape: ShapeId<'static>,
    name: &'static str,
    index: usize,
) -> Schema<'static> {
    member(shape, ShapeType::Document, name, index)
}

/// A member whose value is a list.
#[must_use]
pub const fn list(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::List, name, index)
}

/// A member whose value is a map.
#[must_use]
pub const fn map(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Map, name, index)
}

/// A member whose value is a structure.
#[must_use]
pub const fn structure(
    shape: ShapeId<'static>,
    name: &'static str,
    index: usize,
) -> Schema<'static> {
    member(shape, ShapeType::Structure, name, index)
}

/// A member whose value is a union.
#[must_use]
pub const fn union(shape: ShapeId<'static>, name: &'static str, index: usize) -> Schema<'static> {
    member(shape, ShapeType::Union, name, index)
}
