//! Values that the model writes out, as expressions.

use proc_macro2::{Literal as Token, TokenStream};

use crate::ir::item::{DocumentLiteral, Literal};
use crate::ir::ty::{RustType, TypeRef};
use crate::smithy::{Number, SimpleType};

use super::tokens::{float_number, wire_path};

/// The sort of file that an expression stands in.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// That of a structure, which imports the types of its fields.
    Type,
    /// That of its table.
    Wire,
}

impl Place {
    fn path(self, named: &TypeRef) -> String {
        match self {
            Self::Type => named.name.written(),
            Self::Wire => wire_path(named).to_string().replace(' ', ""),
        }
    }

    fn primitives(self) -> &'static str {
        match self {
            Self::Type => "primitives",
            Self::Wire => "tinsmith_runtime::primitives",
        }
    }

    /// What is empty: a list, a map, a blob.
    fn empty(self) -> &'static str {
        match self {
            Self::Type => "Default::default()",
            Self::Wire => "tinsmith_runtime::wire::Absent::absent()",
        }
    }
}

/// As [`literal`], for what is not laid out here.
pub(super) fn tokens(ty: &RustType, value: &Literal, place: Place) -> TokenStream {
    let text = literal(ty, value, place);
    text.parse().unwrap_or_else(|_| unreachable!("`{text}` is an expression"))
}

/// The expression of a value that the model writes out.
pub(super) fn literal(ty: &RustType, literal: &Literal, place: Place) -> String {
    let primitives = place.primitives();
    let value = match literal {
        Literal::Boolean(value) => value.to_string(),
        Literal::Float(value) => {
            let is_single = *ty == RustType::Simple(SimpleType::Float);
            float_number(*value, is_single).to_string().replace(' ', "")
        }
        Literal::SpecialFloat(name) => {
            let is_single = *ty == RustType::Simple(SimpleType::Float);
            return format!("{}::{name}", if is_single { "f32" } else { "f64" });
        }
        Literal::Whole(value) => value.to_string(),
        Literal::Digits(digits) => {
            return format!("{}.parse().unwrap_or_default()", Token::string(digits));
        }
        Literal::Text(text) => Token::string(text).to_string(),
        Literal::Bytes(bytes) if bytes.is_empty() => return place.empty().to_owned(),
        Literal::Bytes(bytes) => {
            return format!("{primitives}::Blob::new({})", Token::byte_string(bytes));
        }
        Literal::Time(seconds, 0) => {
            return format!("{primitives}::DateTime::from_secs({seconds})");
        }
        Literal::Time(seconds, nanos) => {
            return format!("{primitives}::DateTime::from_secs_and_nanos({seconds}, {nanos})");
        }
        Literal::Empty => return place.empty().to_owned(),
        Literal::Document(document) => return document_literal(document, primitives),
    };
    match ty {
        RustType::Named(named) => format!("{}::from({value})", place.path(named)),
        RustType::Simple(SimpleType::String) => format!("{value}.to_owned()"),
        _ => value,
    }
}

fn document_literal(document: &DocumentLiteral, primitives: &str) -> String {
    let float = |number: &Number| {
        let value = float_number(number.as_f64().unwrap_or_default(), false);
        format!("Float({value})").replace(' ', "")
    };
    let value = match document {
        DocumentLiteral::Boolean(value) => format!("Bool({value})"),
        DocumentLiteral::Number(number) => {
            let number = match (number.as_u64(), number.as_i64()) {
                _ if !number.is_plain() => float(number),
                (Some(number), _) => format!("PosInt({number})"),
                (None, Some(number)) => format!("NegInt({number})"),
                (None, None) => float(number),
            };
            format!("Number({primitives}::Number::{number})")
        }
        DocumentLiteral::Text(text) => format!("String({}.to_owned())", Token::string(text)),
        DocumentLiteral::Array => "Array(Default::default())".to_owned(),
        DocumentLiteral::Object => "Object(Default::default())".to_owned(),
    };
    format!("{primitives}::Document::{value}")
}
