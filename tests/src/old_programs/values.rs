//! Values of a model as they are on the wire in AWS JSON: at the edges of what it allows, and between them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::{Map, Value, json};
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::traits::constraint::{Length, Range};
use tinsmith_codegen::stages::smithy::{
    Member, Model, Node, Shape, ShapeId, ShapeKind, SimpleType, Traits,
};

use super::judge::{Judge, base64, effective, format, named, whole};
use super::programs::PLACES;
use super::texts;

/// How often a value can hold one of its own shape.
const AGAIN: usize = 2;
/// The longest text or list that is tried.
const LONGEST: u64 = 3000;
/// Lengths that are tried whatever the model says.
const LENGTHS: [usize; 2] = [40, 400];
/// Texts that patterns are tried with.
const TEXTS: [&str; 14] =
    ["a", "b", "ab", "abc", "A", "Ab", "0", "10", "a1", "aws", "a-b", "a b", " ", ""];
/// How many values of a member are tried: in a small model, and in one of a whole service, which has many members.
const MOST: [usize; 2] = [400, 80];
/// A model with more shapes is not small.
const SMALL: usize = 100;
/// The length from which requests are compressed, and more.
const LARGE: usize = 12_000;

/// Values of one version.
#[derive(Debug)]
pub(super) struct Values<'m> {
    model: &'m Model,
    pub(super) patterns: RefCell<BTreeMap<String, Option<Regex>>>,
    /// Texts that waiters of the model look for, and a resource where its endpoint rules do.
    awaited: Vec<String>,
    /// Values of enums that the other version does not have, in quotes.
    own: Vec<String>,
}

impl<'m> Values<'m> {
    pub(super) fn of(model: &'m Model, other: &Model) -> Self {
        let mut awaited = Vec::new();
        for shape in model.shapes.values() {
            if let Some(waiters) = shape.traits.get(ids::WAITABLE) {
                expected(waiters, &mut awaited);
            }
            awaited.extend(resource(&shape.traits));
        }
        Self { model, patterns: RefCell::default(), awaited, own: own(model, other) }
    }

    pub(super) fn model(&self) -> &'m Model {
        self.model
    }

    /// Values that the service takes or gives: the least, the whole, and others.
    pub(super) fn accepted(&self, id: &ShapeId) -> Vec<Value> {
        self.some(&Member::new(id.clone()), &mut Vec::new())
    }

    /// What callers give for requests that the service takes: it may leave out what is filled in.
    pub(super) fn given(&self, id: &ShapeId, operation: &Traits) -> Vec<Value> {
        let mut given = self.accepted(id);
        let members = self.model.get(id).and_then(Shape::members);
        let Some(least) = given.first().and_then(Value::as_object).cloned() else { return given };
        for (name, member) in members.into_iter().flatten() {
            let is_filled_in =
                [ids::IDEMPOTENCY_TOKEN, ids::DEFAULT].iter().any(|it| member.traits.has(it));
            if is_filled_in && least.contains_key(name) {
                let mut fields = least.clone();
                fields.remove(name);
                given.push(Value::Object(fields));
            }
            if operation.has(ids::REQUEST_COMPRESSION) {
                let shape = self.model.get(&member.target).map(|shape| &shape.kind);
                let large = match shape {
                    Some(ShapeKind::Simple(SimpleType::String)) => "a".repeat(LARGE),
                    Some(ShapeKind::Simple(SimpleType::Blob)) => base64(LARGE),
                    _ => continue,
                };
                if self.accepts(member, &json!(large), Judge::SERVICE) {
                    let mut fields = least.clone();
                    fields.insert(name.clone(), json!(large));
                    given.push(Value::Object(fields));
                }
            }
        }
        given.extend(self.keyed(id, &least));
        given
    }

    /// Requests with the entries that a value of an enum asks for in a map: those that have to be there, and all.
    fn keyed(&self, id: &ShapeId, least: &Map<String, Value>) -> Vec<Value> {
        let Some(keys) = self.model.get(id).and_then(|shape| Keys::of(&shape.traits)) else {
            return Vec::new();
        };
        let mut requests = Vec::new();
        for (value, entries) in &keys.values {
            for all in [false, true] {
                let wanted = entries.iter().filter(|(_, is_required)| all || *is_required);
                let map: Map<String, Value> =
                    wanted.map(|(name, _)| ((*name).to_owned(), json!("a"))).collect();
                let mut fields = least.clone();
                fields.insert(keys.discriminator.to_owned(), json!(value));
                fields.insert(keys.map.to_owned(), Value::Object(map));
                requests.push(Value::Object(fields));
            }
        }
        requests
    }

    fn some(&self, member: &Member, around: &mut Vec<ShapeId>) -> Vec<Value> {
        let Some(shape) = self.model.get(&member.target) else { return Vec::new() };
        if around.iter().filter(|id| **id == member.target).count() > AGAIN {
            return Vec::new();
        }
        around.push(member.target.clone());
        let mut values = self.candidates(shape, &effective(shape, member), around);
        around.pop();
        values.retain(|value| self.accepts(member, value, Judge::SERVICE));
        let mut known = BTreeSet::new();
        values.retain(|value| known.insert(value.to_string()));
        let most = MOST[usize::from(self.model.shapes.len() > SMALL)];
        if around.is_empty() { values } else { self.thinned(values, most) }
    }

    /// Some of many values: the first, the richest, those with something that the other version does not know, and others from everywhere between.
    fn thinned(&self, values: Vec<Value>, most: usize) -> Vec<Value> {
        if values.len() <= most {
            return values;
        }
        let step = values.len().div_ceil(most - 1);
        let richest = richest(&values).cloned();
        let is_own = |value: &Value| {
            let text = value.to_string();
            self.own.iter().any(|own| text.contains(own.as_str()))
        };
        let thinned = values.into_iter().enumerate();
        let thinned = thinned.filter(|(at, value)| {
            at.is_multiple_of(step) || richest.as_ref() == Some(value) || is_own(value)
        });
        thinned.map(|(_, value)| value).collect()
    }

    fn candidates(&self, shape: &Shape, traits: &Traits, around: &mut Vec<ShapeId>) -> Vec<Value> {
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
                let pattern = traits.get(ids::PATTERN).and_then(Node::as_str);
                let matching = pattern.map(|it| texts::of(it, &lengths)).unwrap_or_default();
                texts
                    .chain(long.map(|length| json!("a".repeat(length))))
                    .chain(self.awaited.iter().map(|text| json!(text)))
                    .chain(matching.into_iter().map(Value::String))
                    .collect()
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
                let inside = self.some(element, around);
                lists.extend(inside.iter().map(|value| json!([value])));
                if let Some(first) = inside.first() {
                    lists.push(json!([first, first]));
                    let counts = lengths.iter().copied().chain(LENGTHS);
                    lists.extend(counts.map(|count| Value::Array(vec![first.clone(); count])));
                }
                lists
            }
            ShapeKind::Map(key, element) => {
                let mut maps = vec![json!({})];
                let keys = self.some(key, around);
                let first = self.some(element, around).into_iter().next();
                for key in keys.iter().filter_map(Value::as_str) {
                    maps.push(json!({ key: null }));
                    maps.extend(first.iter().map(|value| json!({ key: value })));
                }
                if let Some(key) = keys.iter().find_map(Value::as_str) {
                    maps.extend(
                        self.some(element, around).iter().map(|value| json!({ key: value })),
                    );
                }
                maps
            }
            ShapeKind::Structure(members) => {
                let mut least = Map::new();
                let mut each = Vec::new();
                for (name, member) in members {
                    let values = self.some(member, around);
                    // A token is filled in where nobody sets it.
                    let is_required = member.traits.has(ids::REQUIRED)
                        || member.traits.has(ids::IDEMPOTENCY_TOKEN);
                    if let Some(first) = values.first().filter(|_| is_required) {
                        least.insert(name.clone(), first.clone());
                    }
                    each.push((name, values));
                }
                let whole = each
                    .iter()
                    .filter_map(|(name, values)| Some(((*name).clone(), richest(values)?.clone())));
                let mut all = vec![Value::Object(least.clone()), Value::Object(whole.collect())];
                for (name, values) in each {
                    for value in values {
                        let mut fields = least.clone();
                        fields.insert(name.clone(), value);
                        all.push(Value::Object(fields));
                    }
                }
                all
            }
            ShapeKind::Union(members) => {
                let mut all = Vec::new();
                for (name, member) in members {
                    let values = self.some(member, around).into_iter();
                    all.extend(values.map(|value| json!({ name: value })));
                }
                all
            }
            _ => Vec::new(),
        }
    }
}

/// The values of enums, in quotes, that an enum of the same id in another model does not have.
fn own(model: &Model, other: &Model) -> Vec<String> {
    let mut own = Vec::new();
    for (id, shape) in &model.shapes {
        let before = other.get(id).map(|shape| &shape.kind);
        if let (ShapeKind::Enum(members), Some(ShapeKind::Enum(before))) = (&shape.kind, before) {
            let before: BTreeSet<String> =
                before.values().filter_map(named).map(|value| value.to_string()).collect();
            let values = members.values().filter_map(named).map(|value| value.to_string());
            own.extend(values.filter(|value| !before.contains(value)));
        }
    }
    own
}

/// What an overlay says of a map whose entries depend on an enum.
pub(super) struct Keys<'m> {
    pub(super) discriminator: &'m str,
    pub(super) map: &'m str,
    /// By the value of the enum: its keys, and whether each has to be there.
    pub(super) values: BTreeMap<&'m str, Vec<(&'m str, bool)>>,
}

impl<'m> Keys<'m> {
    pub(super) fn of(input: &'m Traits) -> Option<Self> {
        let keys = input.get(ids::REQUEST_KEYS)?;
        let text = |name: &str| keys.get(name).and_then(Node::as_str);
        let mut values = BTreeMap::new();
        for (value, said) in keys.get("values").and_then(Node::as_object).into_iter().flatten() {
            let listed = |name: &'static str, is_required: bool| {
                let lists =
                    [keys, said].into_iter().filter_map(move |said| said.get(name)?.as_array());
                lists.flatten().filter_map(Node::as_str).map(move |key| (key, is_required))
            };
            let entries = listed("required", true).chain(listed("optional", false)).collect();
            values.insert(value.as_str(), entries);
        }
        Some(Self { discriminator: text("discriminator")?, map: text("map")?, values })
    }

    /// The first key that has to be in a request and is not.
    pub(super) fn missing(&self, request: &Value) -> Option<&'m str> {
        let value = request[self.discriminator].as_str()?;
        let entries = self.values.get(value)?.iter();
        let map = &request[self.map];
        entries
            .filter(|(_, is_required)| *is_required)
            .map(|(key, _)| *key)
            .find(|key| map.get(key).is_none())
    }
}

/// A resource of another account, if endpoint rules among these traits look at resources.
fn resource(service: &Traits) -> Option<String> {
    fn reads(rules: &Node) -> bool {
        match rules {
            Node::Object(members) => members.values().any(reads),
            Node::Array(values) => values.iter().any(reads),
            rules => rules.as_str() == Some("aws.parseArn"),
        }
    }
    let mut rules = [ids::ENDPOINT_RULE_SET, ids::ENDPOINT_BDD].into_iter();
    let reads = rules.any(|id| service.get(id).is_some_and(reads));
    let name = service.get(ids::SIGV4)?.get("name")?.as_str().filter(|_| reads)?;
    Some(format!("arn:aws:{name}:{}:222222222222:table/a", PLACES[0].region))
}

/// The texts that acceptors of waiters expect.
fn expected(waiters: &Node, all: &mut Vec<String>) {
    match waiters {
        Node::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Node::String(text) if name == "expected" => all.push(text.clone()),
                    value => expected(value, all),
                }
            }
        }
        Node::Array(values) => values.iter().for_each(|value| expected(value, all)),
        _ => {}
    }
}

/// The value with the most in it; the first of those with as much.
fn richest(values: &[Value]) -> Option<&Value> {
    fn leaves(value: &Value) -> usize {
        match value {
            Value::Object(fields) => fields.values().map(|value| 1 + leaves(value)).sum(),
            Value::Array(values) => values.iter().take(2).map(|value| 1 + leaves(value)).sum(),
            _ => 0,
        }
    }
    values.iter().rev().max_by_key(|value| leaves(value))
}
