//! Numbers of two types, made one type so that they can be compared.
//!
//! A literal is written as a number of the other side's type; where that does not have it, the other side becomes wider.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{float_number, ident_str, signed_number};
use crate::ir::path::{Expr, Node, Number, Type};

use super::Paths;
use super::code::{Code, Level};

impl Paths {
    /// A value, with the type of number that it is.
    pub(super) fn numbered(&self, expr: &Expr) -> Numbered {
        let literal = match expr.node {
            Node::LiteralInteger(value) => Some(Literal::Integer(value)),
            Node::LiteralFloat(value) => Some(Literal::Float(value)),
            _ => None,
        };
        let number = match expr.ty {
            Type::Number(number) => Some(number),
            _ => None,
        };
        Numbered { code: self.value(expr), number, literal }
    }
}

/// A value, which may be a number.
pub(super) struct Numbered {
    code: Code,
    number: Option<Number>,
    literal: Option<Literal>,
}

#[derive(Clone, Copy)]
enum Literal {
    Integer(i64),
    Float(f64),
}

impl Literal {
    /// The literal as a number of a type, if that has it.
    fn of_type(self, number: Number) -> Option<Code> {
        let tokens = match (self, number) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "compared with a number that has lost as much"
            )]
            (Self::Integer(value), Number::Float | Number::Double) => {
                float_number(value as f64, number == Number::Float)
            }
            (Self::Float(value), Number::Float | Number::Double) => {
                float_number(value, number == Number::Float)
            }
            (Self::Float(_), _) => return None,
            (Self::Integer(value), _) => {
                let range = match number {
                    Number::Byte => i64::from(i8::MIN)..=i64::from(i8::MAX),
                    Number::Short => i64::from(i16::MIN)..=i64::from(i16::MAX),
                    Number::Integer | Number::IntEnum => i64::from(i32::MIN)..=i64::from(i32::MAX),
                    // What a `usize` has wherever the code is compiled.
                    Number::Length => 0..=i64::from(u32::MAX),
                    _ => i64::MIN..=i64::MAX,
                };
                if !range.contains(&value) {
                    return None;
                }
                signed_number(value)
            }
        };
        Some(Code::new(tokens, Level::Unary))
    }
}

/// Makes one type of two types of numbers, so that they can be compared.
pub(super) fn same_type(left: Numbered, right: Numbered) -> (Code, Code) {
    let (Some(one), Some(other)) = (left.number, right.number) else {
        return (left.code, right.code);
    };
    if let Some(right) = right.literal.and_then(|literal| literal.of_type(one)) {
        return (left.code, right);
    }
    let is_same =
        one == other || [one, other].iter().all(|n| matches!(n, Number::Integer | Number::IntEnum));
    if is_same {
        return (left.code, right.code);
    }
    let wide = if is_float(one) || is_float(other) { Number::Double } else { Number::Long };
    (widened(left, wide), widened(right, wide))
}

fn is_float(number: Number) -> bool {
    matches!(number, Number::Float | Number::Double)
}

/// A number as an `i64` or `f64`.
fn widened(of: Numbered, wide: Number) -> Code {
    let (code, Some(number)) = (of.code, of.number) else { return Code::atom(TokenStream::new()) };
    if let Some(literal) = of.literal.and_then(|literal| literal.of_type(wide)) {
        return literal;
    }
    if number == wide {
        return code;
    }
    let ty = ident_str(if wide == Number::Double { "f64" } else { "i64" });
    let is_lossless = match number {
        Number::Length => false,
        Number::Long => wide == Number::Long,
        _ => true,
    };
    let outer = code.operand(Level::Postfix);
    let tokens = match (code.nullable, is_lossless) {
        (true, true) => quote! { #outer.map(#ty::from) },
        (true, false) => quote! { #outer.map(|number| number as #ty) },
        (false, true) => {
            let inner = &code.tokens;
            quote! { #ty::from(#inner) }
        }
        (false, false) => quote! { (#outer as #ty) },
    };
    Code { nullable: code.nullable, ..Code::atom(tokens) }
}
