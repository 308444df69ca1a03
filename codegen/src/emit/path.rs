//! A resolved JMESPath expression as accessors: fields, `Option`s and iterators over borrowed data.
//!
//! In comes an [`Expr`]; out goes a Rust expression that a file below `wire` can hold.
//! What could not be said has been refused in `resolve`.

mod code;
mod condition;
mod lists;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::ir::path::{Expr, Node, Number, Type};
use crate::naming::reserved::is_keyword;

use self::code::{Code, Form, Level};
use super::tokens::{float_number, ident, ident_str, signed_number, wire_path};

/// What the expressions of a file call what they start from.
#[derive(Clone)]
pub(super) struct Paths {
    request: TokenStream,
    response: TokenStream,
    /// What the closure around the expression calls its element.
    item: Ident,
    /// What a test is where JMESPath has an error: `false`, or `true` where the code around negates it, so that what is asked
    /// in the end is not met.
    failed: bool,
}

impl Paths {
    /// Expressions that start from these two.
    pub(super) fn new(request: TokenStream, response: TokenStream) -> Self {
        Self { request, response, item: ident_str("item"), failed: false }
    }

    /// Whether the expression is true, as a `bool`.
    pub(super) fn condition(&self, expr: &Expr) -> TokenStream {
        self.truth(expr, true).tokens
    }

    /// A reference to the value: `&T`, or `Option<&T>` where the expression may have none.
    pub(super) fn reference(&self, expr: &Expr) -> TokenStream {
        self.referenced(expr).tokens
    }

    /// A reference to the value; a text stays a `&String`.
    fn referenced(&self, expr: &Expr) -> Code {
        match &expr.node {
            Node::Field { of, .. } if of.nullable => {
                let outer = self.access(of).referenced();
                self.bound(&outer, of, &|structure| field(structure, &expr.node).referenced())
            }
            Node::FirstOf(first, other) => {
                first_of(&self.referenced(first), self.referenced(other))
            }
            _ => self.access(expr).referenced(),
        }
    }

    /// The value of a scalar, a text as `&str`; an `Option` where the expression may have none.
    pub(super) fn scalar(&self, expr: &Expr) -> TokenStream {
        self.value(expr).tokens
    }

    /// The elements of a list in a `Vec`; an `Option` of that where the expression may have no value.
    pub(super) fn collected(&self, list: &Expr) -> TokenStream {
        self.of_iterator(list, &|iterator| Code::atom(quote! { #iterator.collect::<Vec<_>>() }))
            .tokens
    }

    /// A scalar by value (a text as `&str`), anything else as [`access`](Self::access) has it.
    fn value(&self, expr: &Expr) -> Code {
        match &expr.node {
            Node::LiteralText(text) => Code::atom(quote! { #text }),
            Node::LiteralBoolean(value) => Code::atom(quote! { #value }),
            // Nothing else may say of which type it is; in a comparison, the other side does.
            Node::LiteralInteger(value) if expr.ty == Type::Number(Number::Long) => {
                let value = Literal::i64_suffixed(*value);
                Code::new(quote! { #value }, Level::Unary)
            }
            Node::LiteralInteger(_) | Node::LiteralFloat(_) => self.side(expr),
            Node::Widened(of) => self.widened(of, expr),
            Node::FirstOf(first, other) => first_of(&self.value(first), self.value(other)),
            Node::Length(of) => self.length(of),
            _ if is_condition(&expr.node) => self.truth(expr, true),
            _ => self.access(expr).settled(expr),
        }
    }

    /// A side of a comparison: a value, or a literal without its type.
    fn side(&self, expr: &Expr) -> Code {
        match expr.node {
            Node::LiteralInteger(value) => Code::new(signed_number(value), Level::Unary),
            Node::LiteralFloat(value) => {
                let is_single = expr.ty == Type::Number(Number::Float);
                Code::new(float_number(value, is_single), Level::Unary)
            }
            _ => self.value(expr),
        }
    }

    /// A number as one of a wider type: by `From` where that has them all, else by `as`.
    fn widened(&self, of: &Expr, wide: &Expr) -> Code {
        let code = self.value(of);
        let ty = ident_str(if wide.ty == Type::Number(Number::Long) { "i64" } else { "f64" });
        let has_from = !matches!(of.ty, Type::Number(Number::Length | Number::Long));
        let outer = code.operand(Level::Postfix);
        let tokens = match (code.nullable, has_from) {
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

    /// The place of a value, or a reference to it.
    fn access(&self, expr: &Expr) -> Code {
        match &expr.node {
            Node::Request => Code::reference(self.request.clone()),
            Node::Response => Code::reference(self.response.clone()),
            Node::Item { by_value } => {
                let item = &self.item;
                let form = match (by_value, expr.nullable) {
                    (true, _) => Form::Value,
                    (false, false) => Form::Reference,
                    // `&Option<T>`, whose methods are those of the place.
                    (false, true) => Form::Place,
                };
                Code { nullable: expr.nullable, form, ..Code::atom(quote! { #item }) }
            }
            Node::Field { of, .. } => {
                self.inside(of, expr, &|structure| field(structure, &expr.node))
            }
            Node::Variant { of, union, name } => {
                let arm = |value: &TokenStream| {
                    let (union, name) = (wire_path(union), ident(name));
                    let tokens =
                        quote! { match #value { #union::#name(value) => Some(value), _ => None } };
                    Code { form: Form::Reference, nullable: true, ..Code::new(tokens, Level::Or) }
                };
                let outer = self.access(of).referenced();
                self.bound(&outer, of, &arm)
            }
            Node::Entry { of, key } => {
                let get = |map: &TokenStream| {
                    let sparse = matches!(&of.ty, Type::Map(_, _, true))
                        .then(|| quote! { .and_then(Option::as_ref) });
                    let tokens = quote! { #map.get(#key)#sparse };
                    Code { form: Form::Reference, nullable: true, ..Code::atom(tokens) }
                };
                self.inside(of, expr, &get)
            }
            Node::Index { of, index } => self.element(of, *index),
            _ => self.value(expr),
        }
    }

    /// What `part` makes of a value: of the place, or inside a closure where there may be none.
    fn inside(&self, of: &Expr, expr: &Expr, part: &dyn Fn(&TokenStream) -> Code) -> Code {
        let outer = self.access(of);
        if !outer.nullable {
            return part(&outer.operand(Level::Postfix));
        }
        let outer = outer.referenced();
        self.bound(&outer, of, &|structure| {
            let inner = part(structure);
            match expr.ty {
                Type::Text | Type::Boolean | Type::Number(_) => inner.settled(expr),
                _ => inner.referenced(),
            }
        })
    }

    /// What `part` makes of a reference, which may be absent.
    fn bound(&self, outer: &Code, of: &Expr, part: &dyn Fn(&TokenStream) -> Code) -> Code {
        if !outer.nullable {
            return part(&outer.tokens);
        }
        let name = name_of(of);
        let inner = part(&quote! { #name });
        let method = ident_str(if inner.nullable { "and_then" } else { "map" });
        let (outer, tokens) = (outer.operand(Level::Postfix), &inner.tokens);
        let tokens = quote! { #outer.#method(|#name| #tokens) };
        Code { form: inner.form, nullable: true, ..Code::atom(tokens) }
    }
}

/// `a || b` of texts.
fn first_of(left: &Code, right: Code) -> Code {
    let outer = left.operand(Level::Postfix);
    let left = if left.nullable {
        outer
    } else {
        quote! { Some(#outer) }
    };
    let method = ident_str(if right.nullable { "or" } else { "unwrap_or" });
    let other = &right.tokens;
    let tokens = quote! { #left.filter(|text| !text.is_empty()).#method(#other) };
    Code { tokens, level: Level::Postfix, ..right }
}

/// The place of a field.
fn field(structure: &TokenStream, node: &Node) -> Code {
    let Node::Field { name, optional, boxed, .. } = node else {
        return Code::reference(structure.clone());
    };
    let name = ident(name);
    let place = Code::atom(quote! { #structure.#name });
    Code { form: Form::Place, nullable: *optional, boxed: *boxed, ..place }
}

/// Whether the node gives a `bool` of its own.
fn is_condition(node: &Node) -> bool {
    matches!(
        node,
        Node::IsNull(_)
            | Node::Compare(..)
            | Node::And(..)
            | Node::Or(..)
            | Node::Not(_)
            | Node::HasItems(..)
            | Node::AnyEquals { .. }
            | Node::AllEqual(..)
            | Node::TextTest(..)
    )
}

/// What expressions start from: a closure that gave its value one of these names would hide that from the test in it.
const STARTS: [&str; 5] = ["request", "response", "self", "item", "element"];

/// What a closure calls the value of an expression: the last word of the field that it is, if it is one.
fn name_of(expr: &Expr) -> Ident {
    let Node::Field { name, .. } = &expr.node else { return ident_str("found") };
    let last = name.as_str().rsplit('_').next().unwrap_or_default();
    // Not all keywords can be names, and numbers none.
    if last.starts_with(char::is_alphabetic) && !is_keyword(last) && !STARTS.contains(&last) {
        ident_str(last)
    } else if !STARTS.contains(&name.as_str()) {
        ident(name)
    } else {
        ident_str("found")
    }
}
