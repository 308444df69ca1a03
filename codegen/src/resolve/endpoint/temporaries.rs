//! Names for values that others borrow from.
//!
//! A part of a text (`substring`, `split`, `parseURL`, `aws.parseArn`) is borrowed from it. Text that the function makes itself, of a template or by `uriEncode`, lives to the end of its statement,
//! so where the part lives longer the text gets a variable in front. What is read at once stays as it is.

use crate::ir::endpoint::{AuthScheme, Endpoint, Expr, Function, Holds, Outcome, Part, Value};

use super::check::Clause;
use super::scope::Variables;

/// Gives names to values, and remembers them as clauses that go before what reads them.
pub(super) struct Temporaries<'v> {
    variables: &'v mut Variables,
    clauses: Vec<Clause>,
}

impl<'v> Temporaries<'v> {
    pub(super) fn new(variables: &'v mut Variables) -> Self {
        Self { variables, clauses: Vec::new() }
    }

    /// The names that were given.
    pub(super) fn into_clauses(self) -> Vec<Clause> {
        self.clauses
    }

    /// A value that is read at once.
    pub(super) fn read(&mut self, expr: Expr) -> Expr {
        self.settle(expr, false)
    }

    /// A value that a variable keeps.
    pub(super) fn kept(&mut self, expr: Expr) -> Expr {
        self.settle(expr, true)
    }

    /// What ends a rule.
    pub(super) fn outcome(&mut self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Error(text) => Outcome::Error(self.read(text)),
            Outcome::Endpoint(endpoint) => Outcome::Endpoint(Box::new(self.endpoint(*endpoint))),
            other @ (Outcome::Call(_) | Outcome::NoRule) => other,
        }
    }

    fn endpoint(&mut self, endpoint: Endpoint) -> Endpoint {
        let Endpoint { url, mut auth_schemes, properties, headers } = endpoint;
        let url = self.read(url);
        for AuthScheme { name, settings } in &mut auth_schemes {
            *name = self.read(std::mem::replace(name, Expr::Bool(false)));
            *settings = self.values(std::mem::take(settings));
        }
        let properties = self.values(properties);
        let headers = headers.into_iter().map(|(name, value)| (name, self.read(value))).collect();
        Endpoint { url, auth_schemes, properties, headers }
    }

    fn values(&mut self, values: Vec<(String, Value)>) -> Vec<(String, Value)> {
        values.into_iter().map(|(key, value)| (key, self.value(value))).collect()
    }

    fn value(&mut self, value: Value) -> Value {
        match value {
            Value::Expr(expr) => Value::Expr(self.read(expr)),
            Value::Number(number) => Value::Number(number),
            Value::List(values) => {
                Value::List(values.into_iter().map(|value| self.value(value)).collect())
            }
            Value::Object(members) => Value::Object(self.values(members)),
        }
    }

    fn settle(&mut self, expr: Expr, is_kept: bool) -> Expr {
        match expr {
            Expr::Text(_)
            | Expr::Bool(_)
            | Expr::Texts(_)
            | Expr::Variable(_)
            | Expr::Setting(_)
            | Expr::Required(_) => expr,
            Expr::Format(parts) => Expr::Format(
                parts
                    .into_iter()
                    .map(|part| match part {
                        Part::Literal(text) => Part::Literal(text),
                        Part::Value(value) => Part::Value(self.read(value)),
                    })
                    .collect(),
            ),
            Expr::Field(of, field) => Expr::Field(self.lender(*of, is_kept), field),
            // An element is borrowed from the text, not from the list.
            Expr::Item(list, index) => Expr::Item(Box::new(self.settle(*list, is_kept)), index),
            Expr::Substring { text, start, end, is_from_end } => {
                Expr::Substring { text: self.lender(*text, is_kept), start, end, is_from_end }
            }
            Expr::Split { text, delimiter, limit } => {
                let text = self.lender(*text, is_kept);
                Expr::Split { text, delimiter: Box::new(self.read(*delimiter)), limit }
            }
            Expr::Call(function @ (Function::ParseArn | Function::ParseUrl), text) => {
                Expr::Call(function, self.lender(*text, is_kept))
            }
            Expr::Call(function, text) => Expr::Call(function, Box::new(self.read(*text))),
            Expr::IsSet(value) => Expr::IsSet(Box::new(self.read(*value))),
            Expr::Not(value) => Expr::Not(Box::new(self.read(*value))),
            Expr::Any(facts) => Expr::Any(facts.into_iter().map(|fact| self.read(fact)).collect()),
            Expr::OneOf(text, texts) => Expr::OneOf(Box::new(self.read(*text)), texts),
            Expr::Equal(one, other) => {
                Expr::Equal(Box::new(self.read(*one)), Box::new(self.read(*other)))
            }
            Expr::Or(one, other) => Expr::Or(self.side(*one, is_kept), self.side(*other, is_kept)),
            Expr::OrElse(one, other) => {
                Expr::OrElse(self.side(*one, is_kept), self.side(*other, is_kept))
            }
            // What a branch makes ends with the branch.
            Expr::Either(condition, one, other) => {
                let condition = Box::new(self.read(*condition));
                Expr::Either(condition, self.side(*one, true), self.side(*other, true))
            }
            Expr::Some(value) => Expr::Some(Box::new(self.settle(*value, is_kept))),
        }
    }

    /// A value that another one borrows from.
    fn lender(&mut self, expr: Expr, is_kept: bool) -> Box<Expr> {
        let expr = self.settle(expr, is_kept);
        Box::new(if is_kept { self.named(expr) } else { expr })
    }

    /// One of several values of which one is taken: all of them borrowed, or none.
    fn side(&mut self, expr: Expr, is_kept: bool) -> Box<Expr> {
        let expr = self.settle(expr, is_kept);
        Box::new(match expr {
            Expr::Some(value) => Expr::Some(Box::new(self.owned_named(*value))),
            other => self.owned_named(other),
        })
    }

    fn owned_named(&mut self, expr: Expr) -> Expr {
        if expr.is_owned() { self.named(expr) } else { expr }
    }

    /// A variable in place of a value that ends with its statement.
    fn named(&mut self, expr: Expr) -> Expr {
        if expr.holds() == Holds::Borrowed || matches!(expr, Expr::Variable(_)) {
            return expr;
        }
        let variable = self.variables.temporary(&expr);
        let is_known =
            |clause: &Clause| matches!(clause, Clause::Let(known, _) if *known == variable);
        if !self.clauses.iter().any(is_known) {
            self.clauses.push(Clause::Let(variable.clone(), expr));
        }
        Expr::Variable(variable)
    }
}
