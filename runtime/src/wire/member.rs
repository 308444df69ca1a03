//! Schemas of members, named by type: what the rows of [`structure!`](crate::structure) and [`union!`](crate::union) call.
//!
//! What comes in: the member's index and name; of a list or map, the schemas of what it holds.
//! What goes out: a schema without traits; the official `with_…` methods add those.
//! What is deliberately not here: a shape id. No codec asks a member for it, and it would repeat the names of shape and member.

use super::{Schema, ShapeId, ShapeType, prelude};

const fn member(shape_type: ShapeType, index: usize, name: &'static str) -> Schema<'static> {
    Schema::new_member(ShapeId::from_parts("", "", ""), shape_type, name, index)
}

/// Defines the function of a type without elements.
macro_rules! members {
    ($($(#[$doc:meta])* $name:ident = $shape_type:ident;)*) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub const fn $name(index: usize, name: &'static str) -> Schema<'static> {
                member(ShapeType::$shape_type, index, name)
            }
        )*
    };
}

members! {
    /// A member whose value is a blob.
    blob = Blob;
    /// A member whose value is a boolean.
    boolean = Boolean;
    /// A member whose value is a string, or an enum of strings.
    string = String;
    /// A member whose value is a byte.
    byte = Byte;
    /// A member whose value is a short.
    short = Short;
    /// A member whose value is an integer, or an enum of integers.
    integer = Integer;
    /// A member whose value is a long.
    long = Long;
    /// A member whose value is a float.
    float = Float;
    /// A member whose value is a double.
    double = Double;
    /// A member whose value is a big integer.
    big_integer = BigInteger;
    /// A member whose value is a big decimal.
    big_decimal = BigDecimal;
    /// A member whose value is a timestamp.
    timestamp = Timestamp;
    /// A member whose value is a document.
    document = Document;
    /// A member whose value is a structure.
    structure = Structure;
    /// A member whose value is a union.
    union = Union;
}

/// A member whose value is a list; takes the schema of the elements.
#[must_use]
pub const fn list(
    index: usize,
    name: &'static str,
    element: &'static Schema<'static>,
) -> Schema<'static> {
    member(ShapeType::List, index, name).with_list_member(element)
}

/// A member whose value is a map; takes the schemas of keys and values.
#[must_use]
pub const fn map(
    index: usize,
    name: &'static str,
    key: &'static Schema<'static>,
    value: &'static Schema<'static>,
) -> Schema<'static> {
    member(ShapeType::Map, index, name).with_map_members(key, value)
}

/// A member whose value is a list of strings, or of enums of strings.
#[must_use]
pub const fn strings(index: usize, name: &'static str) -> Schema<'static> {
    list(index, name, &prelude::STRING)
}

/// A member whose value is a map from strings to strings.
#[must_use]
pub const fn string_map(index: usize, name: &'static str) -> Schema<'static> {
    map(index, name, &prelude::STRING, &prelude::STRING)
}
