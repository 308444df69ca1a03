//! The shapes of the `smithy.api` namespace that models refer to without defining them
//! (Smithy 2.0, "Prelude model").

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::{Node, Shape, ShapeId, ShapeKind, SimpleType};

/// The namespace of the prelude.
pub const NAMESPACE: &str = "smithy.api";
/// The id of the structure without members that stands for "nothing".
pub const UNIT: &str = "smithy.api#Unit";

/// The id of a scheme of authentication that is no trait: none at all.
pub const NO_AUTH: &str = "smithy.api#noAuth";

/// Names of the prelude's simple shapes.
const SIMPLE: [(&str, SimpleType); 20] = [
    ("Blob", SimpleType::Blob),
    ("Boolean", SimpleType::Boolean),
    ("String", SimpleType::String),
    ("Byte", SimpleType::Byte),
    ("Short", SimpleType::Short),
    ("Integer", SimpleType::Integer),
    ("Long", SimpleType::Long),
    ("Float", SimpleType::Float),
    ("Double", SimpleType::Double),
    ("BigInteger", SimpleType::BigInteger),
    ("BigDecimal", SimpleType::BigDecimal),
    ("Timestamp", SimpleType::Timestamp),
    ("Document", SimpleType::Document),
    ("PrimitiveBoolean", SimpleType::Boolean),
    ("PrimitiveByte", SimpleType::Byte),
    ("PrimitiveShort", SimpleType::Short),
    ("PrimitiveInteger", SimpleType::Integer),
    ("PrimitiveLong", SimpleType::Long),
    ("PrimitiveFloat", SimpleType::Float),
    ("PrimitiveDouble", SimpleType::Double),
];

static SHAPES: LazyLock<IndexMap<ShapeId, Shape>> = LazyLock::new(|| {
    let mut shapes = IndexMap::new();
    for (name, simple) in SIMPLE {
        shapes.insert(ShapeId::from_parts(NAMESPACE, name), Shape::new(ShapeKind::Simple(simple)));
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
