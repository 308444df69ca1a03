//! The shapes of the `smithy.api` namespace that models refer to without defining them
//! (Smithy 2.0, "Prelude model").

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::{Node, Shape, ShapeId, ShapeKind, SimpleType};

/// The namespace of the prelude.
pub const NAMESPACE: &str = "smithy.api";
/// The id of the structure without members that stands for "nothing".
pub const UNIT: &str = "smithy.api#Unit";

/// Names of the prelude's simple shapes. The `Primitive…` ones have a default of zero or false.
const SIMPLE: [(&str, SimpleType, bool); 20] = [
    ("Blob", SimpleType::Blob, false),
    ("Boolean", SimpleType::Boolean, false),
    ("String", SimpleType::String, false),
    ("Byte", SimpleType::Byte, false),
    ("Short", SimpleType::Short, false),
    ("Integer", SimpleType::Integer, false),
    ("Long", SimpleType::Long, false),
    ("Float", SimpleType::Float, false),
    ("Double", SimpleType::Double, false),
    ("BigInteger", SimpleType::BigInteger, false),
    ("BigDecimal", SimpleType::BigDecimal, false),
    ("Timestamp", SimpleType::Timestamp, false),
    ("Document", SimpleType::Document, false),
    ("PrimitiveBoolean", SimpleType::Boolean, true),
    ("PrimitiveByte", SimpleType::Byte, true),
    ("PrimitiveShort", SimpleType::Short, true),
    ("PrimitiveInteger", SimpleType::Integer, true),
    ("PrimitiveLong", SimpleType::Long, true),
    ("PrimitiveFloat", SimpleType::Float, true),
    ("PrimitiveDouble", SimpleType::Double, true),
];

static SHAPES: LazyLock<IndexMap<ShapeId, Shape>> = LazyLock::new(|| {
    let mut shapes = IndexMap::new();
    for (name, simple, has_default) in SIMPLE {
        let mut shape = Shape::new(ShapeKind::Simple(simple));
        if has_default {
            let zero =
                if simple == SimpleType::Boolean { Node::Bool(false) } else { Node::from(0) };
            shape.traits.insert(super::traits::DEFAULT, zero);
        }
        shapes.insert(ShapeId::from_parts(NAMESPACE, name), shape);
    }
    let mut unit = Shape::new(ShapeKind::Structure(IndexMap::new()));
    unit.traits.insert("smithy.api#unitType", Node::Object(IndexMap::new()));
    shapes.insert(ShapeId::from_parts(NAMESPACE, "Unit"), unit);
    shapes
});

/// The prelude's shape with this id.
pub fn get(id: &ShapeId) -> Option<&'static Shape> {
    SHAPES.get(id)
}
