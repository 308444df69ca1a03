//! What the model says a member holds when the service leaves it out.
//!
//! In comes a member with a `default`; out goes the value, if Rust can write it down.
//! Deliberately not here: what is sent. A default may change, so a caller who sets nothing sends nothing.

use crate::ir::item::Literal;
use crate::smithy::{Member, Node, ShapeKind, SimpleType, traits};

use super::Context;

/// The default of a member.
///
/// There is none for a document, a number of any size, a timestamp that is text and a blob with content:
/// such a member stays unset when the service leaves it out.
pub(super) fn of(context: &Context<'_>, member: &Member) -> Option<Literal> {
    // With `clientOptional`, the service's word alone counts.
    if member.traits.has(traits::CLIENT_OPTIONAL) {
        return None;
    }
    let value = member.traits.get(traits::DEFAULT)?;
    match (&context.shape(&member.target).kind, value) {
        (ShapeKind::Simple(simple), value) => of_simple(*simple, value),
        (ShapeKind::Enum(_), Node::String(text)) => Some(Literal::Text(text.clone())),
        (ShapeKind::IntEnum(_), value) => whole(value, i64::from(i32::MIN), i64::from(i32::MAX)),
        (ShapeKind::List(_), Node::Array(items)) if items.is_empty() => Some(Literal::Empty),
        (ShapeKind::Map(..), Node::Object(entries)) if entries.is_empty() => Some(Literal::Empty),
        _ => None,
    }
}

fn of_simple(simple: SimpleType, value: &Node) -> Option<Literal> {
    match (simple, value) {
        (SimpleType::Boolean, Node::Bool(value)) => Some(Literal::Boolean(*value)),
        (SimpleType::String, Node::String(text)) => Some(Literal::Text(text.clone())),
        (SimpleType::Blob, Node::String(text)) if text.is_empty() => Some(Literal::Empty),
        (SimpleType::Byte, value) => whole(value, i64::from(i8::MIN), i64::from(i8::MAX)),
        (SimpleType::Short, value) => whole(value, i64::from(i16::MIN), i64::from(i16::MAX)),
        (SimpleType::Integer, value) => whole(value, i64::from(i32::MIN), i64::from(i32::MAX)),
        (SimpleType::Long | SimpleType::Timestamp, value) => whole(value, i64::MIN, i64::MAX),
        (SimpleType::Float, Node::Number(number)) if !fits_f32(number) => None,
        (SimpleType::Float | SimpleType::Double, Node::Number(number)) => {
            number.as_f64().map(Literal::Float)
        }
        _ => None,
    }
}

/// Whether an `f32` can hold a number, if not exactly.
pub(super) fn fits_f32(number: &serde_json::Number) -> bool {
    number.as_f64().is_some_and(|value| value.abs() <= f64::from(f32::MAX))
}

/// A whole number within the limits of its type.
fn whole(value: &Node, min: i64, max: i64) -> Option<Literal> {
    let Node::Number(number) = value else { return None };
    number.as_i64().filter(|value| (min..=max).contains(value)).map(Literal::Whole)
}
