//! Whether a value is one of a model's, as it is on the wire in AWS JSON.

use serde_json::{Value, json};
use tinsmith_codegen::stages::pattern::in_engine_notation;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::traits::constraint::{Length, Range};
use tinsmith_codegen::stages::smithy::{Member, Node, Shape, ShapeKind, SimpleType, Traits};

use super::values::Values;

/// What is looked at in a value.
#[derive(Clone, Copy)]
pub(super) struct Judge {
    /// Lengths, ranges, unique items.
    bounds: bool,
    patterns: bool,
    /// Whether a value that an enum does not name is refused, and a member that a structure does not have.
    names: bool,
}

impl Judge {
    /// A service that takes what its model says and nothing else.
    pub(super) const SERVICE: Self = Self { bounds: true, patterns: true, names: true };
    /// What the types of a program can hold, by the names that they have.
    pub(super) const NAMES: Self = Self { bounds: false, patterns: false, names: true };
}

impl Values<'_> {
    /// Whether a value is one of a member's, by what is looked at.
    pub(super) fn accepts(&self, member: &Member, value: &Value, judge: Judge) -> bool {
        let Some(shape) = self.model().get(&member.target) else { return false };
        let traits = effective(shape, member);
        self.is_of_kind(shape, &traits, value, judge)
            && (!judge.bounds || is_within(shape, &traits, value))
            && (!judge.patterns || self.matches(&traits, value))
    }

    fn is_of_kind(&self, shape: &Shape, traits: &Traits, value: &Value, judge: Judge) -> bool {
        let is_sparse = shape.traits.has(ids::SPARSE);
        let element = |member: &Member, value: &Value| match value {
            Value::Null => is_sparse,
            value => self.accepts(member, value, judge),
        };
        match (&shape.kind, value) {
            (ShapeKind::Simple(SimpleType::String), value) => value.is_string(),
            (ShapeKind::Simple(SimpleType::Blob), value) => {
                value.as_str().is_some_and(|text| bytes(text).is_some())
            }
            (ShapeKind::Simple(SimpleType::Boolean), value) => value.is_boolean(),
            (ShapeKind::Simple(SimpleType::Timestamp), value) => match (format(traits), value) {
                ("date-time", Value::String(text)) => text.ends_with('Z'),
                ("http-date", Value::String(text)) => text.ends_with("GMT"),
                ("epoch-seconds", value) => value.is_number(),
                _ => false,
            },
            (ShapeKind::Simple(SimpleType::Document), _) => true,
            (ShapeKind::Simple(simple), value) => match whole(*simple) {
                Some((least, greatest)) => {
                    value.as_i64().is_some_and(|number| (least..=greatest).contains(&number))
                }
                None if *simple == SimpleType::Float => {
                    value.as_f64().is_some_and(|number| number.abs() <= f64::from(f32::MAX))
                }
                None => value.is_number(),
            },
            (ShapeKind::Enum(members), Value::String(_)) => {
                !judge.names || members.values().any(|member| named(member).as_ref() == Some(value))
            }
            (ShapeKind::IntEnum(members), Value::Number(number)) => {
                number.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
                    && (!judge.names
                        || members.values().any(|member| named(member).as_ref() == Some(value)))
            }
            (ShapeKind::List(member), Value::Array(values)) => {
                values.iter().all(|value| element(member, value))
            }
            (ShapeKind::Map(key, member), Value::Object(fields)) => {
                fields.iter().all(|(name, value)| {
                    self.accepts(key, &Value::String(name.clone()), judge) && element(member, value)
                })
            }
            (ShapeKind::Structure(members), Value::Object(fields)) => {
                let has = |name: &String, member: &Member| match fields.get(name) {
                    Some(value) => self.accepts(member, value, judge),
                    None => {
                        let is_filled_in = member.traits.has(ids::IDEMPOTENCY_TOKEN);
                        let is_optional = member.traits.has(ids::CLIENT_OPTIONAL);
                        !member.traits.has(ids::REQUIRED)
                            || member.traits.has(ids::DEFAULT)
                            || is_filled_in && !judge.patterns
                            || is_optional && !judge.bounds
                    }
                };
                members.iter().all(|(name, member)| has(name, member))
                    && fields.keys().all(|name| members.contains_key(name))
            }
            (ShapeKind::Union(members), Value::Object(fields)) if fields.len() == 1 => {
                fields.iter().all(|(name, value)| {
                    members.get(name).is_some_and(|it| self.accepts(it, value, judge))
                })
            }
            _ => false,
        }
    }

    fn matches(&self, traits: &Traits, value: &Value) -> bool {
        let pattern = traits.get(ids::PATTERN).and_then(Node::as_str);
        let (Some(pattern), Some(text)) = (pattern, value.as_str()) else { return true };
        let mut patterns = self.patterns.borrow_mut();
        let regex = patterns.entry(pattern.to_owned()).or_insert_with(|| {
            let text = in_engine_notation(pattern).ok()?;
            regex::RegexBuilder::new(&text).crlf(true).build().ok()
        });
        regex.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

/// The traits of a member's values: its target's, and over them its own.
pub(super) fn effective(shape: &Shape, member: &Member) -> Traits {
    let mut traits = shape.traits.clone();
    traits.apply(&member.traits);
    traits
}

pub(super) fn format(traits: &Traits) -> &str {
    traits.get(ids::TIMESTAMP_FORMAT).and_then(Node::as_str).unwrap_or("epoch-seconds")
}

/// The value of an enum's member.
pub(super) fn named(member: &Member) -> Option<Value> {
    match member.traits.get(ids::ENUM_VALUE)? {
        Node::String(text) => Some(json!(text)),
        Node::Number(number) => serde_json::from_str(&number.to_string()).ok(),
        _ => None,
    }
}

/// The number of bytes that a text stands for in Base64, if it is such a text.
fn bytes(text: &str) -> Option<usize> {
    let data = text.trim_end_matches('=');
    let is_data = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    let is_whole = text.len().is_multiple_of(4) && text.len() - data.len() <= 2;
    (is_whole && data.bytes().all(is_data)).then_some(data.len() * 3 / 4)
}

/// As many bytes in Base64.
pub(super) fn base64(count: usize) -> String {
    let digits = (count * 4).div_ceil(3);
    let mut text = "A".repeat(digits);
    text.push_str(&"=".repeat((4 - digits % 4) % 4));
    text
}

pub(super) fn whole(simple: SimpleType) -> Option<(i64, i64)> {
    match simple {
        SimpleType::Byte => Some((i64::from(i8::MIN), i64::from(i8::MAX))),
        SimpleType::Short => Some((i64::from(i16::MIN), i64::from(i16::MAX))),
        SimpleType::Integer => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        SimpleType::Long | SimpleType::BigInteger => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

fn is_within(shape: &Shape, traits: &Traits, value: &Value) -> bool {
    let length = traits.get(ids::LENGTH).and_then(|value| Length::read(value).ok());
    let range = traits.get(ids::RANGE).and_then(|value| Range::read(value).ok());
    let count = match value {
        Value::String(text) if matches!(shape.kind, ShapeKind::Simple(SimpleType::Blob)) => {
            bytes(text)
        }
        Value::String(text) => Some(text.chars().count()),
        Value::Array(values) => Some(values.len()),
        Value::Object(fields) => Some(fields.len()),
        _ => None,
    };
    let count = count.and_then(|count| u64::try_from(count).ok());
    let fits = length.zip(count).is_none_or(|(length, count)| {
        length.min.is_none_or(|min| count >= min) && length.max.is_none_or(|max| count <= max)
    });
    let in_range = range.zip(value.as_f64()).is_none_or(|(range, number)| {
        let bound = |bound: &Option<_>| -> Option<f64> {
            bound.as_ref().and_then(|bound: &tinsmith_codegen::stages::smithy::Number| {
                bound.to_string().parse().ok()
            })
        };
        bound(&range.min).is_none_or(|min| number >= min)
            && bound(&range.max).is_none_or(|max| number <= max)
    });
    let is_unique = match value {
        Value::Array(values) if traits.has(ids::UNIQUE_ITEMS) => {
            values.iter().enumerate().all(|(at, value)| !values[..at].contains(value))
        }
        _ => true,
    };
    fits && in_range && is_unique
}
