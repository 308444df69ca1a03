//! The operation that an example calls, and how its request is written.
//!
//! In comes a crate; out go the simplest of its operations, and Rust as text.
//! What is deliberately not here: values that a service would take. They are named after their members.

use crate::ir::item::{Constructor, EnumValue, Field, Item};
use crate::ir::operation::Operation;
use crate::ir::ty::{RustType, TypeRef};
use crate::ir::{Crate, Folder};
use crate::naming::RustIdent;
use crate::naming::reserved::is_keyword;
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
            let fields = required(krate, &operation.input);
            let request = fields.as_ref().and_then(|fields| {
                let mut written = Written::default();
                let values: Option<Vec<String>> = fields
                    .iter()
                    .map(|field| written.value(krate, &field.member, &field.ty))
                    .collect();
                written.expression =
                    format!("{}::new({})", text(&operation.input.name), values?.join(", "));
                Some(written)
            });
            let reads = READING.iter().any(|word| operation.shape.name().starts_with(word));
            let length = operation.shape.name().len();
            let rank = (request.is_none(), !reads, fields.map(|fields| fields.len()), length);
            (rank, Self { operation, request })
        });
        // Operations are sorted by name, and the first of equals is taken.
        samples.min_by_key(|(rank, _)| *rank).map(|(_, sample)| sample)
    }

    /// The client's method.
    pub(super) fn method(&self) -> String {
        text(&self.operation.method)
    }

    /// The path of the request from the root of the crate.
    pub(super) fn request_path(&self) -> String {
        path(&self.operation.input)
    }

    /// The method that recognises an error of the operation: that something was not found, if there is such a one.
    pub(super) fn question(&self) -> String {
        let errors = &self.operation.errors;
        let found = errors.iter().find(|error| error.variant.as_str().contains("NotFound"));
        let question = found.or(errors.first()).map(|error| text(&error.question));
        question.unwrap_or_else(|| "is_service_error".to_owned())
    }
}

impl Written {
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
                Some(format!("{}::{}", text(&named.name), text(&variant.name)))
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

/// The arguments of `new`, in order; `None` where it takes a structure of them.
fn required<'c>(krate: &'c Crate, input: &TypeRef) -> Option<Vec<&'c Field>> {
    let Some(Item::Struct(item)) = krate.items.get(&input.shape) else { return None };
    match &item.constructor {
        Constructor::Empty => Some(Vec::new()),
        Constructor::Positional(positions) => {
            Some(positions.iter().filter_map(|at| item.fields.get(*at)).collect())
        }
        Constructor::Named(..) => None,
    }
}

fn path(ty: &TypeRef) -> String {
    let name = text(&ty.name);
    match ty.place.folder {
        Folder::Operation => format!("operation::{}::{name}", text(&ty.place.module)),
        Folder::Types => format!("types::{name}"),
        Folder::Errors => format!("types::error::{name}"),
    }
}

/// An identifier as it is written: keywords become raw.
fn text(name: &RustIdent) -> String {
    if is_keyword(name.as_str()) { format!("r#{name}") } else { name.to_string() }
}
