//! What a rule can refer to, and where a problem is.

use std::collections::BTreeMap;
use std::fmt;

use indexmap::IndexMap;

use crate::ir::endpoint::{Expr, Holds, Variable};
use crate::naming::RustIdent;
use crate::naming::free::free_name;
use crate::naming::words::value_name;

/// The types of the rules engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Flag,
    Texts,
    Partition,
    Arn,
    Url,
    /// A value that may be missing.
    Option(Box<Type>),
}

impl Type {
    pub(super) fn optional(self) -> Self {
        match self {
            Self::Option(_) => self,
            plain => Self::Option(Box::new(plain)),
        }
    }

    /// The type without the option.
    pub(super) fn plain(&self) -> &Self {
        match self {
            Self::Option(inner) => inner,
            plain => plain,
        }
    }

    pub(super) fn is_optional(&self) -> bool {
        matches!(self, Self::Option(_))
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a string",
            Self::Flag => "a boolean",
            Self::Texts => "a list of strings",
            Self::Partition => "a partition",
            Self::Arn => "an ARN",
            Self::Url => "a URL",
            Self::Option(inner) => return write!(f, "{inner} that may be missing"),
        })
    }
}

/// A value and its type.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    pub(super) expr: Expr,
    pub(super) ty: Type,
}

impl Typed {
    pub(super) fn new(expr: Expr, ty: Type) -> Self {
        Self { expr, ty }
    }
}

/// A place within a trait: `rules[1].conditions[0]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(String);

impl Place {
    pub(super) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(super) fn key(&self, key: &str) -> Self {
        Self(if self.0.is_empty() { key.to_owned() } else { format!("{}.{key}", self.0) })
    }

    pub(super) fn index(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The problems so far.
#[derive(Default)]
pub(super) struct Problems {
    pub(super) found: Vec<(Place, String)>,
}

impl Problems {
    pub(super) fn add(&mut self, place: &Place, message: impl Into<String>) {
        self.found.push((place.clone(), message.into()));
    }

    /// Says that something else was expected; `None`, for the caller to give up with.
    pub(super) fn expected<T>(&mut self, place: &Place, what: &str, found: &str) -> Option<T> {
        self.add(place, format!("expected {what}, found {found}"));
        None
    }
}

/// What can be referred to, by the rule set's name.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    known: IndexMap<String, Typed>,
}

impl Scope {
    pub(super) fn get(&self, name: &str) -> Option<&Typed> {
        self.known.get(name)
    }

    pub(super) fn insert(&mut self, name: &str, value: Typed) {
        self.known.insert(name.to_owned(), value);
    }

    /// Leaves what both know alike; a parameter that was shown to be set in one of them alone is what it was at the root.
    pub(super) fn meet(&mut self, other: &Self, root: &Self) {
        let at_root = |name: &str| root.known.get(name).cloned();
        self.known.retain(|name, value| {
            if other.known.get(name) == Some(value) {
                return true;
            }
            match at_root(name) {
                Some(plain) => {
                    *value = plain;
                    true
                }
                None => false,
            }
        });
    }

    /// The variables, with their types.
    pub(super) fn variables(&self) -> impl Iterator<Item = (&Variable, &Type)> {
        self.known.values().filter_map(|value| match &value.expr {
            Expr::Variable(variable) => Some((variable, &value.ty)),
            _ => None,
        })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }
}

/// Names for local variables: each name of the rule set has one, whatever its values.
#[derive(Default)]
pub(super) struct Variables {
    names: BTreeMap<String, String>,
    /// Names of values that the rule set gives none.
    temporaries: Vec<(Expr, String)>,
    /// By number: the rule set's name, if it has one, and the value.
    values: Vec<(Option<String>, Expr)>,
}

impl Variables {
    /// The variable of this name that holds this value.
    pub(super) fn of(&mut self, name: &str, value: &Expr) -> Variable {
        let rust_name = self.rust_name(name);
        self.numbered(rust_name, Some(name), value)
    }

    /// The variable for a value that others borrow from.
    pub(super) fn temporary(&mut self, value: &Expr) -> Variable {
        let known = self.temporaries.iter().find(|(known, _)| known == value);
        let rust_name = match known {
            Some((_, name)) => name.clone(),
            None => {
                let name = self.free_name(match value.holds() {
                    Holds::List => "parts",
                    Holds::Arn | Holds::LentArn => "arn",
                    Holds::Text | Holds::Borrowed => "text",
                });
                self.temporaries.push((value.clone(), name.clone()));
                name
            }
        };
        self.numbered(rust_name, None, value)
    }

    fn numbered(&mut self, rust_name: String, name: Option<&str>, value: &Expr) -> Variable {
        let pair = (name.map(str::to_owned), value.clone());
        let id = match self.values.iter().position(|known| *known == pair) {
            Some(id) => id,
            None => {
                self.values.push(pair);
                self.values.len() - 1
            }
        };
        Variable { name: RustIdent::new(rust_name), id, holds: value.holds() }
    }

    fn rust_name(&mut self, name: &str) -> String {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        // `PartitionResult` is a partition, and `arn_ssa_2` the second ARN: those who make diagrams number what several rules assign.
        let name_of_all = match name.rsplit_once("_ssa_") {
            Some((before, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => before,
            _ => name,
        };
        let wanted = match name_of_all.strip_suffix("Result") {
            None | Some("") => value_name(name_of_all),
            Some(name) => value_name(name),
        };
        let free = self.free_name(&wanted);
        self.names.insert(name.to_owned(), free.clone());
        free
    }

    fn free_name(&self, wanted: &str) -> String {
        free_name(wanted, "_", |name| {
            // `params` is the function's own; the others cannot be raw identifiers.
            !matches!(name, "params" | "self" | "super" | "crate")
                && self.names.values().all(|taken| taken != name)
                && self.temporaries.iter().all(|(_, taken)| taken != name)
        })
    }
}
