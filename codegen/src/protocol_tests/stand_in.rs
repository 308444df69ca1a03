//! A request for the cases that are about a response, of an operation without cases of requests.
//!
//! In comes the structure of an input; out goes a value of it with its required members, and those of what is in them.

use crate::ir::Crate;
use crate::ir::item::{Enum, EnumValue as ItemValue, Item};
use crate::ir::protocol_test::{Elements, EnumValue, FieldValue, Rest, Structure, Value};
use crate::ir::ty::RustType;
use crate::smithy::{Node, ShapeId, SimpleType};

/// A value of the structure of an input.
pub(super) fn of(krate: &Crate, shape: &ShapeId) -> Value {
    match krate.items.get(shape) {
        Some(Item::Struct(item)) => {
            let required = item.fields.iter().filter(|field| !field.optional);
            let mut fields: Vec<FieldValue> = required
                .map(|field| FieldValue {
                    name: field.name.clone(),
                    value: Some(of_type(krate, &field.ty)),
                    optional: false,
                })
                .collect();
            let whole = item.private_field().map_or(Rest::None, Rest::Private);
            let rest = if fields.is_empty() { Rest::Default } else { whole };
            if rest != Rest::Default {
                let optional = item.fields.iter().filter(|field| field.optional);
                fields.extend(optional.map(|field| FieldValue {
                    name: field.name.clone(),
                    value: None,
                    optional: true,
                }));
            }
            Value::Structure(Box::new(Structure { ty: item.ty.clone(), fields, rest }))
        }
        Some(Item::Union(item)) => match item.variants.first() {
            Some(variant) => {
                let value = variant.ty.as_ref().map(|ty| Box::new(of_type(krate, ty)));
                Value::Union(item.ty.clone(), variant.name.clone(), value)
            }
            None => Value::Absent,
        },
        Some(Item::Enum(item)) => of_enum(item),
        None => Value::Absent,
    }
}

fn of_type(krate: &Crate, ty: &RustType) -> Value {
    match ty {
        RustType::Simple(simple) => of_simple(*simple),
        RustType::Named(named) => of(krate, &named.shape),
        RustType::List(_, list) => {
            Value::List(Elements { values: Vec::new(), sparse: list.sparse })
        }
        RustType::Map(_, _, map) => Value::Map(Elements { values: Vec::new(), sparse: map.sparse }),
        RustType::Boxed(inner) => Value::Boxed(Box::new(of_type(krate, inner))),
    }
}

/// A string can be a label of a host, so it is one.
fn of_simple(simple: SimpleType) -> Value {
    match simple {
        SimpleType::Boolean => Value::Boolean(false),
        SimpleType::String => Value::Text("any".to_owned()),
        SimpleType::Byte | SimpleType::Short | SimpleType::Integer | SimpleType::Long => {
            Value::Whole(0)
        }
        SimpleType::Float => Value::Float(0.0, true),
        SimpleType::Double => Value::Float(0.0, false),
        SimpleType::Blob => Value::Blob(String::new()),
        SimpleType::Timestamp => Value::Timestamp(0, 0),
        SimpleType::Document => Value::Document(Node::Null),
        SimpleType::BigInteger => Value::BigInteger("0".to_owned()),
        SimpleType::BigDecimal => Value::BigDecimal("0".to_owned()),
    }
}

fn of_enum(item: &Enum) -> Value {
    let value = match item.variants.first() {
        Some(variant) => match &variant.value {
            ItemValue::String(_) | ItemValue::Integer(_) => {
                EnumValue::Variant(variant.name.clone())
            }
        },
        None => EnumValue::Text("any".to_owned()),
    };
    Value::Enum(item.ty.clone(), value)
}
