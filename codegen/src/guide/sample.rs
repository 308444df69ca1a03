//! The operation that an example calls, and how its request is written.
//!
//! Values are named after their members; a service need not take them.
//!
//! In comes a crate; out go the simplest of its operations, and Rust as text.

use crate::ir::item::{EnumValue, Field, Item, Struct};
use crate::ir::operation::Operation;
use crate::ir::ty::{RustType, TypeRef};
use crate::ir::{Crate, Folder};
use crate::smithy::SimpleType;

/// What the names of operations that only read begin with, in most models.
const READING: [&str; 3] = ["Get", "Describe", "List"];

/// What every example imports; a type of that name would clash with it.
const IMPORTED: [&str; 2] = ["Client", "Config"];

/// An operation to show.
pub(super) struct Sample<'c> {
    /// The operation.
    pub(super) operation: &'c Operation,
    /// How its request is made; `None` where that takes more than an example should have.
    pub(super) request: Option<Written>,
}

/// An expression, and the types that it names.
#[derive(Default)]
pub(super) struct Written {
    /// Rust.
    pub(super) expression: String,
    /// Paths from the root of the crate.
    pub(super) imports: Vec<String>,
}

impl<'c> Sample<'c> {
    /// Gives the simplest of the operations that are suitable: its request can be written, it reads, it requires little, its name is short; the first by name of those.
    pub(super) fn choose(
        krate: &'c Crate,
        is_suitable: impl Fn(&Operation) -> bool,
    ) -> Option<Self> {
        let suitable = krate.operations.iter().filter(|operation| {
            is_suitable(operation) && !IMPORTED.contains(&operation.input.name.as_str())
        });
        let samples = suitable.map(|operation| {
            let input = structure(krate, &operation.input);
            let request = input.and_then(|input| Written::of(krate, input));
            let required = input.map(|input| input.arguments().len());
            let reads = READING.iter().any(|word| operation.shape.name().starts_with(word));
            let length = operation.shape.name().len();
            let rank = (request.is_none(), !reads, required, length);
            (rank, Self { operation, request })
        });
        // Operations are sorted by name, and the first of equals is taken.
        samples.min_by_key(|(rank, _)| *rank).map(|(_, sample)| sample)
    }

    /// The client's method.
    pub(super) fn method(&self) -> String {
        self.operation.method.written()
    }

    /// The path of the request from the root of the crate.
    pub(super) fn request_path(&self) -> String {
        path(&self.operation.input)
    }

    /// The method that recognises an error of the operation: that something was not found, if there is such a one.
    pub(super) fn question(&self) -> String {
        let errors = &self.operation.errors;
        let found = errors.iter().find(|error| error.variant.as_str().contains("NotFound"));
        let question = found.or(errors.first()).map(|error| error.question.written());
        question.unwrap_or_else(|| "is_service_error".to_owned())
    }
}

impl Written {
    /// A request with what has to be given.
    fn of(krate: &Crate, input: &Struct) -> Option<Self> {
        let mut written = Self::default();
        let mut values = Vec::new();
        for field in input.arguments() {
            values.push((&field.name, written.value(krate, &field.member, &field.ty)?));
        }
        let value = |field: &Field| {
            let found = values.iter().find(|(name, _)| **name == field.name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        written.expression = input.made_of(value);
        Some(written)
    }

    /// A value of a member; `None` for types that take more than a literal.
    fn value(&mut self, krate: &Crate, member: &str, ty: &RustType) -> Option<String> {
        match ty {
            RustType::Simple(simple) => literal(member, *simple),
            RustType::Named(named) => {
                let Some(Item::Enum(item)) = krate.items.get(&named.shape) else { return None };
                let variant = item.variants.first()?;
                if matches!(&variant.value, EnumValue::String(value) if value.is_empty())
                    || IMPORTED.contains(&named.name.as_str())
                {
                    return None;
                }
                self.imports.push(path(named));
                Some(format!("{}::{}", named.name.written(), variant.name.written()))
            }
            // Only the outer one of two lists takes anything that can be iterated over.
            RustType::List(element, list)
                if !list.sparse && !matches!(**element, RustType::List(..)) =>
            {
                Some(format!("[{}]", self.value(krate, member, element)?))
            }
            _ => None,
        }
    }
}

fn literal(member: &str, simple: SimpleType) -> Option<String> {
    match simple {
        SimpleType::String => {
            Some(format!("\"{}\"", crate::naming::words::value_name(member).replace('_', "-")))
        }
        SimpleType::Boolean => Some("true".to_owned()),
        SimpleType::Byte | SimpleType::Short | SimpleType::Integer | SimpleType::Long => {
            Some("1".to_owned())
        }
        SimpleType::Float | SimpleType::Double => Some("1.0".to_owned()),
        _ => None,
    }
}

fn structure<'c>(krate: &'c Crate, ty: &TypeRef) -> Option<&'c Struct> {
    match krate.items.get(&ty.shape)? {
        Item::Struct(item) => Some(item),
        Item::Union(_) | Item::Enum(_) => None,
    }
}

fn path(ty: &TypeRef) -> String {
    let name = ty.name.written();
    match ty.place.folder {
        Folder::Operation => format!("operation::{}::{name}", ty.place.module.written()),
        Folder::Types => format!("types::{name}"),
        Folder::Errors => format!("types::error::{name}"),
    }
}
