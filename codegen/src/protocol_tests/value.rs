//! The parameters of a case as a value of the type that they are for.
//!
//! In come a node and the structure of an input, output or error; out goes a value, or every problem with its place.
//!
//! A request has the members that the case has, and a response those as well; what else a response holds is what the reader puts there.

use indexmap::IndexMap;

use crate::diagnostic::nearest;
use crate::ir::Crate;
use crate::ir::item::{Constructor, Enum, EnumValue as ItemValue, Field, Item, Struct, Union};
use crate::ir::protocol_test::{Elements, EnumValue, FieldValue, Rest, Structure, Value};
use crate::ir::ty::{RustType, TypeRef};
use crate::smithy::{Node, ShapeId, SimpleType, time};

use super::case::Problems;

/// The value of an input.
pub(super) fn written(
    krate: &Crate,
    shape: &ShapeId,
    params: Option<&Node>,
    problems: &mut Problems,
) -> Option<Value> {
    Values { krate, problems, is_read: false }.params(shape, params)
}

/// The value of an output or error.
pub(super) fn read(
    krate: &Crate,
    shape: &ShapeId,
    params: Option<&Node>,
    problems: &mut Problems,
) -> Option<Value> {
    Values { krate, problems, is_read: true }.params(shape, params)
}

struct Values<'v> {
    krate: &'v Crate,
    problems: &'v mut Problems,
    is_read: bool,
}

impl Values<'_> {
    fn params(&mut self, shape: &ShapeId, params: Option<&Node>) -> Option<Value> {
        let nothing = Node::Object(IndexMap::new());
        match self.krate.items.get(shape) {
            Some(Item::Struct(item)) => self.structure(item, params.unwrap_or(&nothing), "params"),
            _ => None,
        }
    }

    fn structure(&mut self, item: &Struct, node: &Node, place: &str) -> Option<Value> {
        let members = self.object(node, place)?;
        let names = || item.fields.iter().map(|field| field.member.as_str());
        let mut is_sound = true;
        for name in members.keys().filter(|name| !names().any(|known| known == *name)) {
            self.unknown(item.ty.shape.name(), name, names(), place);
            is_sound = false;
        }
        let is_short = |field: &Field| {
            field.own_value().is_some()
                && members.get(&field.member).is_none_or(|node| *node == Node::Null)
        };
        let rest = self.rest(item, item.fields.iter().any(is_short));
        let mut fields = Vec::new();
        for field in &item.fields {
            let node = members.get(&field.member).filter(|node| **node != Node::Null);
            let place = format!("{place}.{}", field.member);
            match node.map(|node| self.of_type(&field.ty, node, &place)) {
                Some(Some(value)) => fields.push(field_value(field, Some(value))),
                Some(None) => is_sound = false,
                None if rest == Rest::Default || rest == Rest::Absent => {}
                None if matches!(rest, Rest::Made(_)) && field.is_set_later() => {}
                None if field.optional => fields.push(field_value(field, None)),
                None if self.is_read => fields.push(field_value(field, Some(Value::Absent))),
                None => {
                    self.problems.left_out.push(format!(
                        "`{place}` is required, and a request cannot be made without it"
                    ));
                    is_sound = false;
                }
            }
        }
        let is_whole = fields.len() == item.fields.len();
        let rest = match rest {
            Rest::Made(_) => {
                let is_argument = |field: &FieldValue| {
                    item.arguments().iter().any(|argument| argument.name == field.name)
                };
                let (arguments, others) = fields.into_iter().partition(is_argument);
                fields = others;
                Rest::Made(arguments)
            }
            _ if is_whole && item.private_field().is_none() => Rest::None,
            rest => rest,
        };
        let structure = Structure { ty: item.ty.clone(), fields, rest };
        is_sound.then(|| Value::Structure(Box::new(structure)))
    }

    /// What the fields are that the case says nothing of.
    fn rest(&self, item: &Struct, is_short: bool) -> Rest {
        if self.is_read && item.error.is_none() {
            Rest::Absent
        } else if item.constructor == Constructor::New {
            Rest::Default
        } else if is_short {
            Rest::Made(Vec::new())
        } else {
            item.private_field().map_or(Rest::None, Rest::Private)
        }
    }

    fn union(&mut self, item: &Union, node: &Node, place: &str) -> Option<Value> {
        let members = self.object(node, place)?;
        let [(name, node)] = members.iter().collect::<Vec<_>>()[..] else {
            let count = members.len();
            self.problems.add(place, format!("expected one member of a union, found {count}"));
            return None;
        };
        let Some(variant) = item.variants.iter().find(|variant| variant.member == *name) else {
            let names = item.variants.iter().map(|variant| variant.member.as_str());
            self.unknown(item.ty.shape.name(), name, names, place);
            return None;
        };
        let value = match &variant.ty {
            Some(ty) => Some(Box::new(self.of_type(ty, node, &format!("{place}.{name}"))?)),
            None => None,
        };
        Some(Value::Union(item.ty.clone(), variant.name.clone(), value))
    }

    fn of_type(&mut self, ty: &RustType, node: &Node, place: &str) -> Option<Value> {
        match ty {
            RustType::Simple(simple) => self.simple(*simple, node, place),
            RustType::Named(named) => self.named(named, node, place),
            RustType::Boxed(inner) => {
                Some(Value::Boxed(Box::new(self.of_type(inner, node, place)?)))
            }
            RustType::List(element, list) => {
                let Node::Array(nodes) = node else {
                    self.problems.expected(place, "a list", node);
                    return None;
                };
                let values = nodes.iter().enumerate().map(|(at, node)| {
                    self.nullable(element, node, &format!("{place}[{at}]"), list.sparse)
                });
                // All of them, so that every problem is found.
                let values: Vec<_> = values.collect();
                let values = values.into_iter().collect::<Option<_>>()?;
                Some(Value::List(Elements { values, sparse: list.sparse }))
            }
            RustType::Map(key, value, map) => {
                let entries = self.object(node, place)?;
                let values = entries.iter().map(|(name, node)| {
                    let place = format!("{place}.{name}");
                    let key = self.of_type(key, &Node::from(name.as_str()), &place);
                    let value = self.nullable(value, node, &place, map.sparse);
                    Some((key?, value?))
                });
                let values: Vec<_> = values.collect();
                let values = values.into_iter().collect::<Option<_>>()?;
                Some(Value::Map(Elements { values, sparse: map.sparse }))
            }
        }
    }

    /// An element or value, which is `None` where it is `null` and may be.
    fn nullable(
        &mut self,
        ty: &RustType,
        node: &Node,
        place: &str,
        sparse: bool,
    ) -> Option<Option<Value>> {
        if sparse && *node == Node::Null {
            return Some(None);
        }
        self.of_type(ty, node, place).map(Some)
    }

    fn named(&mut self, named: &TypeRef, node: &Node, place: &str) -> Option<Value> {
        match self.krate.items.get(&named.shape)? {
            Item::Struct(item) => self.structure(item, node, place),
            Item::Union(item) => self.union(item, node, place),
            Item::Enum(item) => {
                let value = enum_value(item, node);
                if value.is_none() {
                    let expected = match item.variants.first().map(|variant| &variant.value) {
                        Some(ItemValue::Integer(_)) => "a whole number of 32 bits",
                        _ => "a string",
                    };
                    self.problems.expected(place, expected, node);
                }
                value.map(|value| Value::Enum(item.ty.clone(), value))
            }
        }
    }

    fn simple(&mut self, simple: SimpleType, node: &Node, place: &str) -> Option<Value> {
        let value = match (simple, node) {
            (SimpleType::Boolean, Node::Bool(value)) => Some(Value::Boolean(*value)),
            (SimpleType::String, Node::String(text)) => Some(Value::Text(text.clone())),
            (SimpleType::Blob, Node::String(text)) => Some(Value::Blob(text.clone())),
            (SimpleType::Byte, node) => whole(node, i8::MIN.into(), i8::MAX.into()),
            (SimpleType::Short, node) => whole(node, i16::MIN.into(), i16::MAX.into()),
            (SimpleType::Integer, node) => whole(node, i32::MIN.into(), i32::MAX.into()),
            (SimpleType::Long, node) => whole(node, i64::MIN, i64::MAX),
            (SimpleType::Float, node) => float("f32", node),
            (SimpleType::Double, node) => float("f64", node),
            (SimpleType::Timestamp, Node::Number(number)) => timestamp(&number.to_string()),
            (SimpleType::Document, node) => Some(Value::Document(node.clone())),
            (SimpleType::BigInteger, node) => digits(node).map(Value::BigInteger),
            (SimpleType::BigDecimal, node) => digits(node).map(Value::BigDecimal),
            _ => None,
        };
        if value.is_none() {
            self.problems.expected(place, expected(simple), node);
        }
        value
    }

    fn object<'n>(&mut self, node: &'n Node, place: &str) -> Option<&'n IndexMap<String, Node>> {
        let members = node.as_object();
        if members.is_none() {
            self.problems.expected(place, "an object", node);
        }
        members
    }

    fn unknown<'n>(
        &mut self,
        shape: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
        place: &str,
    ) {
        let near = nearest(name, known);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        self.problems
            .add(&format!("{place}.{name}"), format!("`{shape}` has no such member{near}"));
    }
}

fn field_value(field: &Field, value: Option<Value>) -> FieldValue {
    FieldValue { name: field.name.clone(), value, optional: field.optional }
}

fn enum_value(item: &Enum, node: &Node) -> Option<EnumValue> {
    let is_it = |value: &ItemValue| match (value, node) {
        (ItemValue::String(value), Node::String(text)) => value == text,
        (ItemValue::Integer(value), Node::Number(number)) => {
            number.as_i64() == Some(i64::from(*value))
        }
        _ => false,
    };
    if let Some(variant) = item.variants.iter().find(|variant| is_it(&variant.value)) {
        return Some(EnumValue::Variant(variant.name.clone()));
    }
    match (item.variants.first().map(|variant| &variant.value), node) {
        (Some(ItemValue::Integer(_)), Node::Number(number)) => {
            number.as_i64().and_then(|number| number.try_into().ok()).map(EnumValue::Number)
        }
        (Some(ItemValue::Integer(_)), _) => None,
        (_, Node::String(text)) => Some(EnumValue::Text(text.clone())),
        _ => None,
    }
}

fn whole(node: &Node, min: i64, max: i64) -> Option<Value> {
    let Node::Number(number) = node else { return None };
    number.as_i64().filter(|value| (min..=max).contains(value)).map(Value::Whole)
}

fn float(ty: &'static str, node: &Node) -> Option<Value> {
    let constant = match node {
        Node::Number(number) => {
            return number.as_f64().map(|value| Value::Float(value, ty == "f32"));
        }
        Node::String(text) => match text.as_str() {
            "NaN" => "NAN",
            "Infinity" => "INFINITY",
            "-Infinity" => "NEG_INFINITY",
            _ => return None,
        },
        _ => return None,
    };
    Some(Value::SpecialFloat(ty, constant))
}

fn timestamp(digits: &str) -> Option<Value> {
    let (seconds, nanos) = time::from_seconds(digits)?;
    Some(Value::Timestamp(seconds, nanos))
}

fn digits(node: &Node) -> Option<String> {
    match node {
        Node::Number(number) => Some(number.to_string()),
        Node::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn expected(simple: SimpleType) -> &'static str {
    match simple {
        SimpleType::Boolean => "a boolean",
        SimpleType::String | SimpleType::Blob => "a string",
        SimpleType::Byte => "a whole number of 8 bits",
        SimpleType::Short => "a whole number of 16 bits",
        SimpleType::Integer => "a whole number of 32 bits",
        SimpleType::Long => "a whole number of 64 bits",
        SimpleType::Float | SimpleType::Double => "a number, `NaN`, `Infinity` or `-Infinity`",
        SimpleType::Timestamp => "a number of seconds",
        SimpleType::BigInteger | SimpleType::BigDecimal => "a number, or its digits as a string",
        SimpleType::Document => "any value",
    }
}
