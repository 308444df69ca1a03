//! Values of a model as they are on the wire in AWS JSON, and whether one is a value of it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::iter;

use regex::Regex;
use serde_json::{Map, Value, json};
use tinsmith_codegen::stages::pattern::in_engine_notation;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::traits::constraint::{Length, Range};
use tinsmith_codegen::stages::smithy::{
    Member, Model, Node, Protocol, Shape, ShapeKind, SimpleType, Traits,
};

use crate::Side;

/// How deep values are that hold themselves.
const DEPTH: usize = 3;
/// The longest text or list that is tried.
const LONGEST: u64 = 3000;
/// Lengths that are tried whatever the model says.
const LENGTHS: [usize; 2] = [40, 400];
/// Texts that patterns are tried with.
const TEXTS: [&str; 14] =
    ["a", "b", "ab", "abc", "A", "Ab", "0", "10", "a1", "aws", "a-b", "a b", " ", ""];

/// Values of one version.
pub(super) struct Values<'m> {
    model: Cow<'m, Model>,
    patterns: RefCell<BTreeMap<String, Option<Regex>>>,
}

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
    /// The checks of a program at the level `standard`.
    pub(super) const PROGRAM: Self = Self { bounds: true, patterns: false, names: false };
    /// What the types of a program can hold.
    pub(super) const TYPES: Self = Self { bounds: false, patterns: false, names: false };
    /// What they can hold, by the names that they have.
    pub(super) const NAMES: Self = Self { bounds: false, patterns: false, names: true };
}

impl<'m> Values<'m> {
    pub(super) fn of(side: &'m Side) -> Self {
        let model = &side.prepared.model;
        let model = match side.generated.krate.service.protocol {
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => Cow::Borrowed(model),
            protocol => Cow::Owned(placed(model, protocol)),
        };
        Self { model, patterns: RefCell::default() }
    }

    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    /// Values that the service takes or gives.
    pub(super) fn accepted(&self, member: &Member) -> Vec<Value> {
        self.some(member, 0)
    }

    fn some(&self, member: &Member, depth: usize) -> Vec<Value> {
        let Some(shape) = self.model().get(&member.target) else { return Vec::new() };
        let mut values = self.candidates(shape, &effective(shape, member), depth);
        values.retain(|value| self.accepts(member, value, Judge::SERVICE));
        values
    }

    fn candidates(&self, shape: &Shape, traits: &Traits, depth: usize) -> Vec<Value> {
        let length = traits.get(ids::LENGTH).and_then(|value| Length::read(value).ok());
        let lengths: Vec<usize> = length
            .iter()
            .flat_map(|length| [length.min, length.max])
            .flatten()
            .filter_map(|length| usize::try_from(length.min(LONGEST)).ok())
            .collect();
        match &shape.kind {
            ShapeKind::Simple(SimpleType::String) => {
                let texts = TEXTS.iter().map(|text| json!(text));
                let long = lengths.iter().copied().chain(LENGTHS);
                texts.chain(long.map(|length| json!("a".repeat(length)))).collect()
            }
            ShapeKind::Simple(SimpleType::Blob) => {
                let long = lengths.iter().copied().chain(LENGTHS);
                let bytes = long.map(|length| json!(base64(length)));
                bytes.chain([json!("YQ=="), json!("")]).collect()
            }
            ShapeKind::Simple(SimpleType::Boolean) => vec![json!(true), json!(false)],
            ShapeKind::Simple(SimpleType::Timestamp) => vec![match format(traits) {
                "date-time" => json!("1970-01-01T00:00:00Z"),
                "http-date" => json!("Thu, 01 Jan 1970 00:00:00 GMT"),
                _ => json!(0),
            }],
            ShapeKind::Simple(SimpleType::Document) => vec![json!({ "a": 1 })],
            ShapeKind::Simple(simple) => {
                let range = traits.get(ids::RANGE).and_then(|value| Range::read(value).ok());
                let bounds = range.iter().flat_map(|range| [&range.min, &range.max]).flatten();
                let bounds =
                    bounds.filter_map(|bound| serde_json::from_str(&bound.to_string()).ok());
                let mut numbers: Vec<Value> = bounds.collect();
                numbers.extend([0_i64, 1, -1, 100, -100, 100_000].map(|number| json!(number)));
                if let Some((least, greatest)) = whole(*simple) {
                    numbers.extend([json!(least), json!(greatest)]);
                } else {
                    numbers.extend([json!(0.5), json!(1e30), json!(1e300)]);
                }
                numbers
            }
            ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => {
                members.values().filter_map(named).collect()
            }
            ShapeKind::List(element) => {
                let mut lists = vec![json!([]), json!([null])];
                let inside = self.inside(element, depth);
                lists.extend(inside.iter().map(|value| json!([value])));
                lists.extend(inside.iter().map(|value| json!([value, value])));
                if let Some(first) = inside.first() {
                    let counts = lengths.iter().copied().chain(LENGTHS);
                    lists.extend(counts.map(|count| Value::Array(vec![first.clone(); count])));
                }
                lists
            }
            ShapeKind::Map(key, element) => {
                let mut maps = vec![json!({})];
                let keys = self.inside(key, depth);
                let first = self.inside(element, depth).into_iter().next();
                for key in keys.iter().filter_map(Value::as_str) {
                    maps.push(json!({ key: null }));
                    maps.extend(first.iter().map(|value| json!({ key: value })));
                }
                if let Some(key) = keys.iter().find_map(Value::as_str) {
                    maps.extend(
                        self.inside(element, depth).iter().map(|value| json!({ key: value })),
                    );
                }
                maps
            }
            ShapeKind::Structure(members) => {
                let mut least = Map::new();
                let mut each = Vec::new();
                for (name, member) in members {
                    let values = self.inside(member, depth);
                    // A token is filled in where nobody sets it.
                    let is_required = member.traits.has(ids::REQUIRED)
                        || member.traits.has(ids::IDEMPOTENCY_TOKEN);
                    if let Some(first) = values.first().filter(|_| is_required) {
                        least.insert(name.clone(), first.clone());
                    }
                    each.push((name, values));
                }
                let mut all = vec![Value::Object(least.clone())];
                for (name, values) in each {
                    for value in values {
                        let mut fields = least.clone();
                        fields.insert(name.clone(), value);
                        all.push(Value::Object(fields));
                    }
                }
                all
            }
            ShapeKind::Union(members) => members
                .iter()
                .flat_map(|(name, member)| {
                    self.inside(member, depth).into_iter().map(move |value| json!({ name: value }))
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    fn inside(&self, member: &Member, depth: usize) -> Vec<Value> {
        if depth >= DEPTH { Vec::new() } else { self.some(member, depth + 1) }
    }

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
fn effective(shape: &Shape, member: &Member) -> Traits {
    let mut traits = shape.traits.clone();
    traits.apply(&member.traits);
    traits
}

fn format(traits: &Traits) -> &str {
    traits.get(ids::TIMESTAMP_FORMAT).and_then(Node::as_str).unwrap_or("epoch-seconds")
}

/// The model with members called by their places.
fn placed(model: &Model, protocol: Protocol) -> Model {
    let mut model = model.clone();
    for shape in model.shapes.values_mut() {
        if let ShapeKind::Structure(members) | ShapeKind::Union(members) = &mut shape.kind {
            *members = std::mem::take(members)
                .into_iter()
                .map(|(name, member)| (place(&name, &member, protocol), member))
                .collect();
        }
    }
    model
}

/// The place of a member.
fn place(name: &str, member: &Member, protocol: Protocol) -> String {
    const NAMED: [&str; 3] = [ids::HTTP_HEADER, ids::HTTP_PREFIX_HEADERS, ids::HTTP_QUERY];
    const UNNAMED: [&str; 3] = [ids::HTTP_PAYLOAD, ids::HTTP_QUERY_PARAMS, ids::HTTP_RESPONSE_CODE];
    let bound = NAMED.iter().find_map(|id| Some(format!("{id} {}", member.traits.text(id)?)));
    let alone = || UNNAMED.iter().find(|id| member.traits.has(id)).map(|id| (*id).to_owned());
    let in_body = || {
        let forms = [ids::XML_ATTRIBUTE, ids::XML_FLATTENED];
        let forms =
            forms.into_iter().filter(|id| protocol.is_placed_by(id) && member.traits.has(id));
        let sent = protocol.name_in_requests(name, member);
        let received = protocol.name_in_responses(name, member);
        let names = match sent == received {
            true => received.to_owned(),
            false => format!("{sent} {received}"),
        };
        iter::once(names).chain(forms.map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    let bound = protocol.has_http_bindings().then(|| bound.or_else(alone)).flatten();
    bound.unwrap_or_else(in_body)
}

/// The value of an enum's member.
fn named(member: &Member) -> Option<Value> {
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
fn base64(count: usize) -> String {
    let digits = (count * 4).div_ceil(3);
    let mut text = "A".repeat(digits);
    text.push_str(&"=".repeat((4 - digits % 4) % 4));
    text
}

fn whole(simple: SimpleType) -> Option<(i64, i64)> {
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
