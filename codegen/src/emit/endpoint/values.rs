//! The values of endpoint functions as code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::endpoint::{Expr, Holds, Part, Setting, Value};

use super::super::tokens::{ident, ident_str, number, signed_number};
use super::Emitter;

impl Emitter {
    /// The value of a property, as something that becomes a `Document`.
    pub(super) fn value(&self, value: &Value) -> TokenStream {
        match value {
            Value::Expr(expr) => self.argument(expr),
            Value::Number(value) => {
                let value = Literal::i64_suffixed(*value);
                quote! { #value }
            }
            Value::List(values) => {
                self.uses("Document");
                let values = values.iter().map(|value| self.document(value));
                // The formatter leaves the inside of `vec![…]` alone.
                quote! { Vec::from([#(#values),*]) }
            }
            Value::Object(members) => {
                self.uses("Document");
                let members = members.iter().map(|(key, value)| {
                    let value = self.document(value);
                    quote! { (#key.to_owned(), #value) }
                });
                quote! { Document::Object([#(#members),*].into()) }
            }
        }
    }

    /// The value of a property as a `Document`.
    fn document(&self, value: &Value) -> TokenStream {
        let found = self.value(value);
        match value {
            Value::Object(_) => found,
            _ => quote! { Document::from(#found) },
        }
    }

    /// A string that outlives the function: text of the rules, or a copy.
    pub(super) fn owned(&self, expr: &Expr) -> TokenStream {
        let value = self.expr(expr);
        match expr {
            Expr::Text(_) | Expr::Format(_) => value,
            Expr::Variable(_) if expr.is_owned() => quote! { #value.clone() },
            _ if expr.is_owned() => value,
            _ => {
                let value = self.operand(expr);
                quote! { #value.to_owned() }
            }
        }
    }

    /// A value for a function that takes `&str`, or takes a list.
    fn borrowed(&self, expr: &Expr) -> TokenStream {
        if let Expr::Field(of, field) = expr
            && *field == RESOURCE_ID
        {
            let (of, name) = (self.operand(of), ident_str(field));
            return quote! { &#of.#name };
        }
        let value = self.expr(expr);
        if expr.is_owned() {
            quote! { &#value }
        } else {
            value
        }
    }

    /// A value for a function that takes strings of either kind.
    pub(super) fn argument(&self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Variable(_) if expr.is_owned() => self.owned(expr),
            _ => self.expr(expr),
        }
    }

    /// A value beside `&&` or `else`, behind `!`, or before a `.`.
    pub(super) fn operand(&self, expr: &Expr) -> TokenStream {
        let value = self.expr(expr);
        if matches!(expr, Expr::Either(..) | Expr::Any(_)) {
            quote! { (#value) }
        } else {
            value
        }
    }

    pub(super) fn expr(&self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Text(text) => quote! { #text },
            Expr::Bool(value) => quote! { #value },
            Expr::Texts(texts) => quote! { &[#(#texts),*] },
            Expr::Format(parts) => self.format(parts),
            Expr::Variable(variable) => {
                let name = ident(&variable.name);
                quote! { #name }
            }
            Expr::Setting(setting) => self.setting(setting),
            Expr::Required(setting) => self.required(setting),
            Expr::Field(of, field) => {
                let (of, name) = (self.operand(of), ident_str(field));
                let slice = (*field == RESOURCE_ID).then(|| quote! { .as_slice() });
                quote! { #of.#name #slice }
            }
            Expr::Item(list, index) => {
                self.uses("self");
                let (list, index) = (self.borrowed(list), signed_number(*index));
                quote! { endpoint::item(#list, #index) }
            }
            Expr::Substring { text, start, end, is_from_end } => {
                self.uses("self");
                let name = ident_str(if *is_from_end { "substring_from_end" } else { "substring" });
                let (text, start, end) = (self.borrowed(text), number(*start), number(*end));
                quote! { endpoint::#name(#text, #start..#end) }
            }
            Expr::Split { text, delimiter, limit } => {
                self.uses("self");
                let (text, delimiter) = (self.borrowed(text), self.borrowed(delimiter));
                let limit = number(*limit);
                quote! { endpoint::split(#text, #delimiter, #limit) }
            }
            Expr::Call(function, text) => {
                self.uses("self");
                let (name, text) = (ident_str(function.name()), self.borrowed(text));
                quote! { endpoint::#name(#text) }
            }
            Expr::IsSet(value) => {
                let value = self.operand(value);
                quote! { #value.is_some() }
            }
            Expr::Not(value) => self.not(value),
            Expr::Equal(one, other) if is_empty(other) => {
                let one = self.compared(one);
                quote! { #one.is_empty() }
            }
            Expr::Equal(one, other) => self.comparison(one, other, true),
            Expr::Any(facts) => {
                let facts = facts.iter().map(|fact| self.operand(fact));
                quote! { #(#facts)||* }
            }
            Expr::OneOf(value, texts) => {
                let value = self.expr(value);
                quote! { matches!(#value, #(#texts)|*) }
            }
            Expr::Or(one, other) => {
                let (one, other) = (self.first(one), self.side(other));
                quote! { #one.or(#other) }
            }
            Expr::OrElse(one, other) => {
                let (one, other) = (self.first(one), self.side(other));
                quote! { #one.unwrap_or(#other) }
            }
            Expr::Either(condition, one, other) => {
                let condition = self.expr(condition);
                let (one, other) = (self.side(one), self.side(other));
                quote! { if #condition { #one } else { #other } }
            }
            Expr::Some(value) => {
                let value = self.expr(value);
                quote! { Some(#value) }
            }
        }
    }

    /// One of several values of which one is taken. All of them are borrowed, but for ARNs.
    fn side(&self, expr: &Expr) -> TokenStream {
        if let Expr::Some(value) = expr {
            let value = self.side(value);
            return quote! { Some(#value) };
        }
        let value = self.expr(expr);
        match expr {
            Expr::Variable(variable) => match variable.holds {
                Holds::Borrowed => value,
                Holds::Text => quote! { #value.as_str() },
                Holds::List => quote! { #value.as_slice() },
                Holds::Arn | Holds::LentArn => quote! { #value.clone() },
            },
            _ => value,
        }
    }

    /// The first of several values, of which a method gives the one that is taken.
    fn first(&self, expr: &Expr) -> TokenStream {
        if matches!(expr, Expr::Either(..)) { self.operand(expr) } else { self.side(expr) }
    }

    /// Whether two values are equal, or are not. Of negated ones, the values themselves are compared.
    fn comparison(&self, one: &Expr, other: &Expr, is_equal: bool) -> TokenStream {
        match (one, other) {
            (Expr::Not(one), other) => self.comparison(one, other, !is_equal),
            (one, Expr::Not(other)) => self.comparison(one, other, !is_equal),
            _ => {
                let (one, other) = (self.compared(one), self.compared(other));
                if is_equal {
                    quote! { #one == #other }
                } else {
                    quote! { #one != #other }
                }
            }
        }
    }

    /// A side of a comparison; text that may be missing is compared borrowed.
    fn compared(&self, expr: &Expr) -> TokenStream {
        let value = self.operand(expr);
        match expr {
            Expr::Some(inner) if inner.is_owned() => {
                let inner = self.operand(inner);
                quote! { Some(#inner.as_str()) }
            }
            // Comparisons stand in no chain.
            Expr::Equal(..) | Expr::Not(_) => quote! { (#value) },
            _ => value,
        }
    }

    fn not(&self, value: &Expr) -> TokenStream {
        match value {
            Expr::IsSet(value) => {
                let value = self.operand(value);
                quote! { #value.is_none() }
            }
            Expr::Equal(one, other) if !is_empty(other) => self.comparison(one, other, false),
            other => {
                let value = self.operand(other);
                quote! { !#value }
            }
        }
    }

    fn setting(&self, setting: &Setting) -> TokenStream {
        self.uses("params");
        match setting {
            Setting::Field(field) => {
                let field = ident_str(field);
                quote! { params.#field }
            }
            Setting::Flag(name) => quote! { params.flag(#name) },
            Setting::Text(name) => quote! { params.text(#name) },
            Setting::Texts(name) => quote! { params.texts(#name) },
        }
    }

    fn required(&self, setting: &Setting) -> TokenStream {
        let value = self.setting(setting);
        match setting {
            Setting::Field("region") => quote! { #value.ok_or_else(EndpointError::no_region)? },
            Setting::Field(name) => {
                quote! { #value.ok_or_else(|| EndpointError::missing(#name))? }
            }
            Setting::Flag(name) | Setting::Text(name) | Setting::Texts(name) => {
                quote! { #value.ok_or_else(|| EndpointError::missing(#name))? }
            }
        }
    }

    /// `format!`, with variables inside the string and other values behind it.
    fn format(&self, parts: &[Part]) -> TokenStream {
        let mut text = String::new();
        let mut values = Vec::new();
        for part in parts {
            match part {
                Part::Literal(literal) => {
                    text.push_str(&literal.replace('{', "{{").replace('}', "}}"));
                }
                Part::Value(Expr::Variable(variable)) => {
                    // Without the `r#` of a keyword, which a template does not take.
                    text.push_str(&format!("{{{}}}", variable.name));
                }
                Part::Value(value) => {
                    text.push_str("{}");
                    values.push(self.expr(value));
                }
            }
        }
        quote! { format!(#text #(, #values)*) }
    }
}

/// The field of an ARN that is a list.
const RESOURCE_ID: &str = "resource_id";

fn is_empty(expr: &Expr) -> bool {
    matches!(expr, Expr::Text(text) if text.is_empty())
}
