//! One call, whichever crate it is made with: the members that are set, and to what.

use anyhow::Context as _;
use tinsmith_codegen::stages::ir::Crate;
use tinsmith_codegen::stages::ir::item::{Enum, Field, Item, Struct};
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::ir::ty::RustType;
use tinsmith_codegen::stages::smithy::SimpleType;

use super::api::Api;
use super::source::ident;

/// How many members are set that the model does not require.
const OPTIONAL: usize = 2;

/// A call of an operation.
pub(super) struct Call<'c> {
    pub(super) operation: &'c Operation,
    /// What the request is made of.
    pub(super) request: Made<'c>,
}

/// A structure with some members set.
pub(super) struct Made<'c> {
    pub(super) item: &'c Struct,
    /// In the order of the model.
    pub(super) members: Vec<Member<'c>>,
}

/// A member that is set.
pub(super) struct Member<'c> {
    pub(super) field: &'c Field,
    pub(super) is_required: bool,
    pub(super) value: Value<'c>,
}

/// What a member is set to. Texts, and what is made of one, are an argument of the program.
pub(super) enum Value<'c> {
    Text,
    Bytes,
    Flag,
    /// A whole number, by Rust's name of its type.
    Whole(&'static str),
    /// A floating point number, by Rust's name of its type.
    Fraction(&'static str),
    Time,
    /// A document that is a text.
    Document,
    /// The first value of an enum of strings.
    Enum(&'c Enum),
    Struct(Made<'c>),
    /// A list of one element.
    List(Box<Value<'c>>),
    /// A map of one entry; keys are texts.
    Map(Box<Value<'c>>),
}

impl<'c> Call<'c> {
    /// Makes up a call of an operation.
    ///
    /// # Errors
    /// A required member of a type that programs here do not make values of (unions, numbers of any size), or that the official crate does not have.
    pub(super) fn of(
        krate: &'c Crate,
        api: &Api,
        operation: &'c Operation,
    ) -> anyhow::Result<Self> {
        let name = operation.shape.name();
        let maker = Maker { krate, api };
        let is_there =
            |field: &Field| api.has_member(operation.module.as_str(), &ident(&field.name));
        let request = match krate.items.get(&operation.input.shape) {
            Some(Item::Struct(item)) => maker.made(item, OPTIONAL, is_there),
            _ => None,
        };
        let request = request.with_context(|| {
            format!("cannot write a call of {name}: a required member has a type that survey/src/bench/programs/call.rs makes no value of, or the official crate does not have it")
        })?;
        Ok(Self { operation, request })
    }
}

/// Makes up values that both crates have.
#[derive(Clone, Copy)]
struct Maker<'c, 'a> {
    krate: &'c Crate,
    api: &'a Api,
}

impl<'c> Maker<'c, '_> {
    /// Sets all required members, and so many others as values can be made of.
    fn made(
        self,
        item: &'c Struct,
        optional: usize,
        is_there: impl Fn(&Field) -> bool,
    ) -> Option<Made<'c>> {
        let mut others = 0;
        let mut members = Vec::new();
        for (at, field) in item.fields.iter().enumerate() {
            let is_required = field.required_but_optional || is_argument(item, at);
            if !is_required && others == optional {
                continue;
            }
            match self.value(&field.ty).filter(|_| is_there(field)) {
                Some(value) => members.push(Member { field, is_required, value }),
                None if is_required => return None,
                None => continue,
            }
            others += usize::from(!is_required);
        }
        Some(Made { item, members })
    }

    fn value(self, ty: &'c RustType) -> Option<Value<'c>> {
        Some(match ty {
            RustType::Simple(simple) => return of_simple(*simple),
            RustType::Named(named) => {
                self.api.type_name(named.name.as_str())?;
                match self.krate.items.get(&named.shape)? {
                    Item::Enum(item) => Value::Enum(item),
                    Item::Struct(item) => Value::Struct(self.made(item, 0, |_| true)?),
                    Item::Union(_) => return None,
                }
            }
            RustType::List(element, list) if !list.sparse => {
                Value::List(Box::new(self.value(element)?))
            }
            RustType::Map(_, element, map) if !map.sparse => {
                Value::Map(Box::new(self.value(element)?))
            }
            RustType::List(..) | RustType::Map(..) | RustType::Boxed(_) => return None,
        })
    }
}

/// Whether the structure cannot be made without the field at this position.
fn is_argument(item: &Struct, at: usize) -> bool {
    item.steps().iter().any(|step| step.field == at)
}

fn of_simple<'c>(simple: SimpleType) -> Option<Value<'c>> {
    Some(match simple {
        SimpleType::String => Value::Text,
        SimpleType::Blob => Value::Bytes,
        SimpleType::Boolean => Value::Flag,
        SimpleType::Byte => Value::Whole("i8"),
        SimpleType::Short => Value::Whole("i16"),
        SimpleType::Integer => Value::Whole("i32"),
        SimpleType::Long => Value::Whole("i64"),
        SimpleType::Float => Value::Fraction("f32"),
        SimpleType::Double => Value::Fraction("f64"),
        SimpleType::Timestamp => Value::Time,
        SimpleType::Document => Value::Document,
        _ => return None,
    })
}
