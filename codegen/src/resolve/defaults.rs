//! What the model says a member holds when the service leaves it out.
//!
//! In comes a member with a `default`; out goes the value, if it is one of the member's type.
//! Deliberately not here: what is sent. A default may change, so a caller who sets nothing sends nothing.

use data_encoding::BASE64;

use crate::ir::item::{DocumentLiteral, Literal};
use crate::smithy::{Member, Node, Number, ShapeKind, SimpleType, time, traits};

use super::Context;

/// The default of a member.
///
/// `null` is none. (Smithy 2.0, "Default values".)
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
        (SimpleType::Blob, Node::String(text)) => {
            BASE64.decode(text.as_bytes()).ok().map(Literal::Bytes)
        }
        (SimpleType::Byte, value) => whole(value, i64::from(i8::MIN), i64::from(i8::MAX)),
        (SimpleType::Short, value) => whole(value, i64::from(i16::MIN), i64::from(i16::MAX)),
        (SimpleType::Integer, value) => whole(value, i64::from(i32::MIN), i64::from(i32::MAX)),
        (SimpleType::Long, value) => whole(value, i64::MIN, i64::MAX),
        (SimpleType::Float, Node::Number(number)) if !fits_f32(number) => None,
        (SimpleType::Float | SimpleType::Double, value) => float(value),
        (SimpleType::BigInteger, value) => {
            digits(value).filter(|digits| is_whole(digits)).map(Literal::Digits)
        }
        (SimpleType::BigDecimal, value) => digits(value).map(Literal::Digits),
        (SimpleType::Timestamp, Node::Number(number)) => {
            of_time(time::from_seconds(&number.to_string()))
        }
        (SimpleType::Timestamp, Node::String(text)) => of_time(time::from_date_time(text)),
        (SimpleType::Document, value) => document(value).map(Literal::Document),
        _ => None,
    }
}

/// Whether an `f32` can hold a number, if not exactly.
pub(super) fn fits_f32(number: &Number) -> bool {
    number.as_f64().is_some_and(|value| value.abs() <= f64::from(f32::MAX))
}

/// A whole number within the limits of its type.
fn whole(value: &Node, min: i64, max: i64) -> Option<Literal> {
    let Node::Number(number) = value else { return None };
    number.as_i64().filter(|value| (min..=max).contains(value)).map(Literal::Whole)
}

/// A floating point number; one that JSON has no number for is written as a string.
fn float(value: &Node) -> Option<Literal> {
    Some(match value {
        Node::Number(number) => Literal::Float(number.as_f64()?),
        Node::String(text) => Literal::SpecialFloat(match text.as_str() {
            "NaN" => "NAN",
            "Infinity" => "INFINITY",
            "-Infinity" => "NEG_INFINITY",
            _ => return None,
        }),
        _ => return None,
    })
}

/// The digits of a number of any size, which can be written as a string too.
fn digits(value: &Node) -> Option<String> {
    match value {
        Node::Number(number) => Some(number.to_string()),
        Node::String(text) => Number::parse(text).map(|_| text.clone()),
        _ => None,
    }
}

fn is_whole(digits: &str) -> bool {
    digits.strip_prefix('-').unwrap_or(digits).bytes().all(|digit| digit.is_ascii_digit())
}

fn of_time(time: Option<(i64, u32)>) -> Option<Literal> {
    time.map(|(seconds, nanos)| Literal::Time(seconds, nanos))
}

fn document(value: &Node) -> Option<DocumentLiteral> {
    Some(match value {
        Node::Bool(value) => DocumentLiteral::Boolean(*value),
        Node::Number(number) if number.as_f64().is_some() => {
            DocumentLiteral::Number(number.clone())
        }
        Node::String(text) => DocumentLiteral::Text(text.clone()),
        Node::Array(items) if items.is_empty() => DocumentLiteral::Array,
        Node::Object(members) if members.is_empty() => DocumentLiteral::Object,
        _ => return None,
    })
}
