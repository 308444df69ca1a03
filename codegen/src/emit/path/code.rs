//! A Rust expression with what has to be known to put it into another one.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::path::{Expr, Number, Type};

/// A Rust expression.
#[derive(Clone)]
pub(super) struct Code {
    pub(super) tokens: TokenStream,
    /// Whether it is an `Option`.
    pub(super) nullable: bool,
    pub(super) form: Form,
    /// Whether what it stands for is in a `Box`.
    pub(super) boxed: bool,
    pub(super) level: Level,
}

/// How a value is had.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As the field that it is in: nothing is borrowed yet.
    Place,
    /// As a reference.
    Reference,
    /// As itself: a number, a boolean, a `&str`.
    Value,
}

/// How tightly an expression holds together, from the loosest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Or,
    And,
    Compare,
    Unary,
    Postfix,
}

impl Code {
    /// An expression that is a value.
    pub(super) fn new(tokens: TokenStream, level: Level) -> Self {
        Self { tokens, nullable: false, form: Form::Value, boxed: false, level }
    }

    /// As [`new`](Self::new), for what needs no parentheses anywhere.
    pub(super) fn atom(tokens: TokenStream) -> Self {
        Self::new(tokens, Level::Postfix)
    }

    pub(super) fn reference(tokens: TokenStream) -> Self {
        Self { form: Form::Reference, ..Self::atom(tokens) }
    }

    /// The expression as part of another one, in parentheses where it would fall apart.
    pub(super) fn operand(&self, level: Level) -> TokenStream {
        let tokens = &self.tokens;
        if self.level < level {
            quote! { (#tokens) }
        } else {
            tokens.clone()
        }
    }

    /// A scalar by value, a text as `&str`; anything else as a reference.
    pub(super) fn settled(self, expr: &Expr) -> Self {
        if self.form == Form::Value {
            return self;
        }
        let outer = self.operand(Level::Postfix);
        let value = |tokens, level| Self { nullable: self.nullable, ..Self::new(tokens, level) };
        match (&expr.ty, self.nullable, self.form) {
            (Type::Number(Number::IntEnum), false, _) => {
                value(quote! { #outer.as_i32() }, Level::Postfix)
            }
            (Type::Number(Number::IntEnum), true, form) => {
                let borrow = (form == Form::Place).then(|| quote! { .as_ref() });
                value(quote! { #outer #borrow.map(|value| value.as_i32()) }, Level::Postfix)
            }
            (Type::Boolean | Type::Number(_), _, Form::Place) => value(self.tokens, self.level),
            (Type::Boolean | Type::Number(_), false, _) => value(quote! { *#outer }, Level::Unary),
            (Type::Boolean | Type::Number(_), true, _) => {
                value(quote! { #outer.copied() }, Level::Postfix)
            }
            (Type::Text | Type::Enum, false, _) => {
                value(quote! { #outer.as_str() }, Level::Postfix)
            }
            (Type::Text, true, Form::Place) => value(quote! { #outer.as_deref() }, Level::Postfix),
            (Type::Text, true, _) => value(quote! { #outer.map(String::as_str) }, Level::Postfix),
            (Type::Enum, true, form) => {
                let borrow = (form == Form::Place).then(|| quote! { .as_ref() });
                value(quote! { #outer #borrow.map(|value| value.as_str()) }, Level::Postfix)
            }
            _ => self.referenced(),
        }
    }

    /// A reference to the value; what is a value already stays one.
    pub(super) fn referenced(self) -> Self {
        if self.form != Form::Place {
            return self;
        }
        let outer = self.operand(Level::Postfix);
        let (tokens, level) = match (self.nullable, self.boxed) {
            (false, false) => (quote! { &#outer }, Level::Unary),
            (false, true) => (quote! { &*#outer }, Level::Unary),
            (true, false) => (quote! { #outer.as_ref() }, Level::Postfix),
            (true, true) => (quote! { #outer.as_deref() }, Level::Postfix),
        };
        Self { tokens, level, form: Form::Reference, boxed: false, nullable: self.nullable }
    }
}
