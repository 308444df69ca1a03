//! What is true: comparisons, and what stands for one.
//!
//! A negation goes down to what it negates, where it reads as one would write it by hand.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::ident_str;
use crate::ir::path::{Comparator, Expr, Node, Type};

use super::Paths;
use super::code::{Code, Form, Level};
use super::lists::is_made;

impl Paths {
    /// Whether the expression is true, or (`expected` is `false`) whether it is not.
    pub(super) fn truth(&self, expr: &Expr, expected: bool) -> Code {
        match &expr.node {
            Node::LiteralBoolean(value) => {
                let value = *value == expected;
                Code::atom(quote! { #value })
            }
            Node::And(left, right) => self.both((left, right), expected, expected),
            Node::Or(left, right) => self.both((left, right), expected, !expected),
            Node::Not(of) => self.truth(of, !expected),
            Node::IsNull(of) => {
                let outer = self.access(of).operand(Level::Postfix);
                let method = ident_str(if expected { "is_none" } else { "is_some" });
                Code::atom(quote! { #outer.#method() })
            }
            Node::Compare(comparator, left, right) => {
                self.comparison(*comparator, (left, right), expected)
            }
            Node::HasItems(of, some) => self.has_items(of, *some, expected, self.failed),
            Node::AnyEquals { list, each, value } => self.any_equals(list, each, value, expected),
            Node::AllEqual(list, text) => {
                let elements = self.iterator(list).tokens;
                Code::atom(quote! { all_equal(#elements, #text) }).expected(expected)
            }
            Node::TextTest(method, text, part) => {
                let (method, part) = (ident_str(method), self.value(part).tokens);
                let test = |text: &TokenStream| Code::atom(quote! { #text.#method(#part) });
                self.if_there(text, expected, self.failed, &test)
            }
            _ => self.of_type(expr, expected),
        }
    }

    /// The truth of a value, which its type decides.
    fn of_type(&self, expr: &Expr, expected: bool) -> Code {
        match &expr.ty {
            Type::Boolean => {
                let value = self.value(expr);
                if !value.nullable {
                    return value.expected(expected);
                }
                let value = value.operand(Level::Unary);
                let operator = if expected {
                    quote! { == }
                } else {
                    quote! { != }
                };
                Code::new(quote! { #value #operator Some(true) }, Level::Compare)
            }
            Type::Number(_) => {
                let value = self.value(expr).operand(Level::Postfix);
                let method = ident_str(if expected { "is_some" } else { "is_none" });
                Code::atom(quote! { #value.#method() })
            }
            _ => {
                let absent = if expr.fails() { self.failed } else { !expected };
                self.has_items(expr, true, expected, absent)
            }
        }
    }

    /// `a && b` or, negated or not, `a || b`.
    fn both(&self, (left, right): (&Expr, &Expr), expected: bool, is_and: bool) -> Code {
        let level = if is_and { Level::And } else { Level::Or };
        let operator = if is_and {
            quote! { && }
        } else {
            quote! { || }
        };
        let left = self.truth(left, expected).operand(level);
        let right = self.truth(right, expected).operand(level);
        Code::new(quote! { #left #operator #right }, level)
    }

    fn comparison(
        &self,
        comparator: Comparator,
        (left, right): (&Expr, &Expr),
        expected: bool,
    ) -> Code {
        let fails = (left.fails(), right.fails());
        // What is counted is counted where a test is not met, whatever becomes of the number.
        let counted = Self { failed: false, ..self.clone() };
        let sides = (counted.side(left), counted.side(right));
        let wanted = if expected { comparator } else { comparator.negated() };
        let is_order = comparator.is_order();
        match fails {
            (false, false) => compared(wanted, is_order, sides, !expected),
            // What cannot fail may still be null.
            (true, false) if sides.1.nullable => {
                let left = (Code::atom(quote! { left }), sides.1);
                let test = compared(wanted, is_order, left, !expected).tokens;
                test_inside(&sides.0, &quote! { left }, &test, self.failed)
            }
            (false, true) if sides.0.nullable => {
                let right = (sides.0, Code::atom(quote! { right }));
                let test = compared(wanted, is_order, right, !expected).tokens;
                test_inside(&sides.1, &quote! { right }, &test, self.failed)
            }
            // An equality with an `Option` says what is to be said of none.
            _ => {
                let by_value = is_order
                    || (sides.0.nullable && sides.1.nullable)
                    || self.failed != (wanted == Comparator::NotEqual);
                compared(wanted, by_value, sides, self.failed)
            }
        }
    }

    /// Whether there is something in a list, map or text, or nothing; `absent` of one that is not there.
    fn has_items(&self, of: &Expr, some: bool, expected: bool, absent: bool) -> Code {
        let is_empty = |of: &TokenStream| {
            let code = Code::atom(quote! { #of.is_empty() });
            if some { code.expected(false) } else { code }
        };
        match &of.node {
            Node::Keys(map) | Node::Values(map) => self.has_items(map, some, expected, absent),
            _ if is_made(of) => self.any_item(of, some == expected, absent),
            _ => self.if_there(of, expected, absent, &is_empty),
        }
    }

    /// Whether an iterator gives something: `any` where a filter says of what sort.
    fn any_item(&self, of: &Expr, expected: bool, absent: bool) -> Code {
        let inner = self.negated(!expected);
        match &of.node {
            Node::Filter { list, keep } => {
                let (item, keep) = (&self.item, inner.condition(keep));
                let any = |iterator| {
                    Code::atom(quote! { #iterator.any(|#item| #keep) }).expected(expected)
                };
                inner.of_elements(list, expected, absent, &any)
            }
            _ if expected => inner.of_elements(of, true, absent, &|iterator| {
                Code::atom(quote! { #iterator.next().is_some() })
            }),
            _ => inner.of_elements(of, false, absent, &|iterator| {
                Code::atom(quote! { #iterator.next().is_none() })
            }),
        }
    }

    /// What is inside of code that is negated.
    fn negated(&self, is_negated: bool) -> Self {
        Self { failed: self.failed != is_negated, ..self.clone() }
    }

    /// What `test` says of a value; `absent` of one that is not there.
    fn if_there(
        &self,
        of: &Expr,
        expected: bool,
        absent: bool,
        test: &dyn Fn(&TokenStream) -> Code,
    ) -> Code {
        let value = match of.ty {
            Type::Text | Type::Enum => self.value(of),
            _ => self.access(of),
        };
        if !value.nullable {
            return test(&value.operand(Level::Postfix)).expected(expected);
        }
        let name = super::name_of(of);
        let test = test(&quote! { #name }).expected(expected);
        test_inside(&value.referenced(), &quote! { #name }, &test.tokens, absent)
    }

    /// Whether one of the elements is the value.
    fn any_equals(&self, list: &Expr, each: &Expr, value: &Expr, expected: bool) -> Code {
        // The value may be of the element around this list, so this one's elements have another name.
        let inner = if value.is_literal() {
            self.clone()
        } else {
            let other = if self.item == "element" { "item" } else { "element" };
            Self { item: ident_str(other), ..self.clone() }
        };
        let item = &inner.item;
        let (found, wanted) = (inner.side(each), self.side(value));
        let (one, other) = (found.operand(Level::Unary), wanted.operand(Level::Unary));
        let test = match (found.nullable, wanted.nullable) {
            (true, false) => quote! { #one == Some(#other) },
            (false, true) => quote! { Some(#one) == #other },
            _ => quote! { #one == #other },
        };
        let any = |iterator| Code::atom(quote! { #iterator.any(|#item| #test) }).expected(expected);
        self.negated(!expected).of_elements(list, expected, self.failed, &any)
    }
}

/// A comparison of two values; `absent` where one that is compared by what is in it is not there.
fn compared(wanted: Comparator, by_value: bool, sides: (Code, Code), absent: bool) -> Code {
    let (left, right) = sides;
    let (one, other) = (left.operand(Level::Unary), right.operand(Level::Unary));
    let compared = |one: TokenStream, other: TokenStream| {
        let operator = operator(wanted);
        Code::new(quote! { #one #operator #other }, Level::Compare)
    };
    match (left.nullable, right.nullable) {
        (false, false) => compared(one, other),
        (true, false) if !by_value => compared(one, quote! { Some(#other) }),
        (false, true) if !by_value => compared(other, quote! { Some(#one) }),
        (true, true) if !by_value => compared(one, other),
        (true, false) => {
            let test = compared(quote! { value }, other).tokens;
            test_inside(&left, &quote! { value }, &test, absent)
        }
        (false, true) => {
            let test = compared(one, quote! { value }).tokens;
            test_inside(&right, &quote! { value }, &test, absent)
        }
        (true, true) => {
            let test = compared(quote! { left }, quote! { right }).tokens;
            let outer = left.operand(Level::Postfix);
            let right = right.tokens;
            let zipped = Code { nullable: true, ..Code::atom(quote! { #outer.zip(#right) }) };
            test_inside(&zipped, &quote! { (left, right) }, &test, absent)
        }
    }
}

/// Whether `outer` has a value of which the test is true; where it has none, `absent`.
pub(super) fn test_inside(
    outer: &Code,
    name: &TokenStream,
    test: &TokenStream,
    absent: bool,
) -> Code {
    let method = ident_str(if absent { "is_none_or" } else { "is_some_and" });
    let outer = outer.operand(Level::Postfix);
    Code::atom(quote! { #outer.#method(|#name| #test) })
}

fn operator(comparator: Comparator) -> TokenStream {
    match comparator {
        Comparator::Equal => quote! { == },
        Comparator::NotEqual => quote! { != },
        Comparator::Less => quote! { < },
        Comparator::LessOrEqual => quote! { <= },
        Comparator::Greater => quote! { > },
        Comparator::GreaterOrEqual => quote! { >= },
    }
}

impl Code {
    /// The condition, or its negation.
    pub(super) fn expected(self, expected: bool) -> Self {
        if expected {
            return self;
        }
        debug_assert!(self.form == Form::Value, "a condition is a value");
        match self.level {
            Level::Unary if is_negation(&self.tokens) => {
                let inner = self.tokens.into_iter().skip(1).collect();
                Self::atom(inner)
            }
            _ => {
                let inner = self.operand(Level::Postfix);
                Self::new(quote! { !#inner }, Level::Unary)
            }
        }
    }
}

fn is_negation(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().next().is_some_and(|token| token.to_string() == "!")
}
