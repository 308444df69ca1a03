//! Whether a `default` is a value of its shape (Smithy 2.0, "Default value constraints").
//!
//! Deliberately not here: whether it meets the constraints of the shape. A service that breaks its own is obeyed.

use crate::smithy::{Node, Number, Shape, ShapeKind, SimpleType, time, traits};

/// What is wrong with a default for values of this shape, `None` if nothing is.
pub(super) fn misfit(shape: &Shape, value: &Node) -> Option<String> {
    let expected = match &shape.kind {
        ShapeKind::Simple(simple) => simple_type(*simple, value)?,
        ShapeKind::Enum(_) if is_value_of(shape, value) => return None,
        ShapeKind::Enum(_) => "one of the enum's values",
        ShapeKind::IntEnum(_) if is_value_of(shape, value) => return None,
        ShapeKind::IntEnum(_) => "one of the enum's numbers",
        ShapeKind::List(_) if value.as_array().is_some_and(<[Node]>::is_empty) => return None,
        ShapeKind::List(_) => "an empty list",
        ShapeKind::Map(..) if value.as_object().is_some_and(|map| map.is_empty()) => return None,
        ShapeKind::Map(..) => "an empty object",
        // No place for a default at all, which is reported as such.
        _ => return None,
    };
    let found = match value {
        Node::Number(number) => format!("the number {number}"),
        Node::String(text) => format!("the string `{text}`"),
        Node::Bool(value) => format!("`{value}`"),
        other => other.kind().to_owned(),
    };
    let kind = shape.kind.name();
    Some(format!("expected {expected} as `default` of the type `{kind}`, found {found}"))
}

/// What was expected, if the value is something else.
fn simple_type(simple: SimpleType, value: &Node) -> Option<&'static str> {
    let is_whole = |min: i64, max: i64| matches!(value, Node::Number(number) if number.as_i64().is_some_and(|number| (min..=max).contains(&number)));
    let is_float = |limit: f64| match value {
        Node::Number(number) => number.as_f64().is_some_and(|number| number.abs() <= limit),
        Node::String(text) => ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()),
        _ => false,
    };
    let (fits, expected) = match simple {
        SimpleType::Blob => (value.as_str().is_some_and(is_base64), "a string of Base64"),
        SimpleType::Boolean => (value.as_bool().is_some(), "a boolean"),
        SimpleType::String => (value.as_str().is_some(), "a string"),
        SimpleType::Byte => (is_whole(-0x80, 0x7f), "a whole number of 8 bits"),
        SimpleType::Short => (is_whole(-0x8000, 0x7fff), "a whole number of 16 bits"),
        SimpleType::Integer => {
            (is_whole(i32::MIN.into(), i32::MAX.into()), "a whole number of 32 bits")
        }
        SimpleType::Long => (is_whole(i64::MIN, i64::MAX), "a whole number of 64 bits"),
        SimpleType::Float => (
            is_float(f32::MAX.into()),
            "a number that 32 bits can hold, `NaN`, `Infinity` or `-Infinity`",
        ),
        SimpleType::Double => {
            (is_float(f64::MAX), "a number that 64 bits can hold, `NaN`, `Infinity` or `-Infinity`")
        }
        SimpleType::BigInteger => {
            (of_any_size(value).is_some_and(|number| number.is_whole()), "a whole number")
        }
        SimpleType::BigDecimal => (of_any_size(value).is_some(), "a number"),
        SimpleType::Timestamp => {
            (is_time(value), "seconds, or a date and time such as `2020-01-01T00:00:00Z`")
        }
        SimpleType::Document => {
            let is_beyond = matches!(value, Node::Number(number) if number.as_f64().is_none());
            (!is_beyond, "a number that 64 bits can hold")
        }
    };
    (!fits).then_some(expected)
}

/// A number of any size, which can be written as a string too.
fn of_any_size(value: &Node) -> Option<Number> {
    match value {
        Node::Number(number) => Some(number.clone()),
        Node::String(text) => Number::parse(text),
        _ => None,
    }
}

fn is_value_of(shape: &Shape, value: &Node) -> bool {
    shape.all_members().into_iter().any(|(name, member)| {
        match member.traits.get(traits::ENUM_VALUE) {
            None => value.as_str() == Some(name),
            Some(known) => known == value,
        }
    })
}

fn is_time(value: &Node) -> bool {
    let time = match value {
        Node::Number(number) => time::from_seconds(&number.to_string()),
        Node::String(text) => time::from_date_time(text),
        _ => None,
    };
    time.is_some()
}

fn is_base64(text: &str) -> bool {
    let content = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - content.len() <= 2
        && content.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
}
