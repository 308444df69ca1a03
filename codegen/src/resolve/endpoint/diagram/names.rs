//! What the functions of a diagram are called: after the value that they ask for first.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::endpoint::{Condition, Expr, Setting};
use crate::naming::RustIdent;
use crate::naming::free::free_name;
use crate::naming::words::value_name;

use super::graph::{Graph, Step};

/// The names of functions, by their first steps.
pub(super) fn of(graph: &Graph, functions: &BTreeSet<usize>) -> BTreeMap<usize, RustIdent> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names = BTreeMap::new();
    // From the greatest position on, which is the order in which they stand in the file.
    for position in functions.iter().rev() {
        let value = graph.steps.get(*position).and_then(|step| match step {
            Step::Let(variable, ..) => Some(variable.name.to_string()),
            Step::If(conditions, ..) => match conditions.first()? {
                Condition::Bind(variable, _) => Some(variable.name.to_string()),
                Condition::Holds(fact) => subject(fact),
            },
        });
        let wanted = value.map_or_else(|| "by_rest".to_owned(), |value| format!("by_{value}"));
        let name = free_name(&wanted, "_", |name| taken.insert(name.to_owned()));
        names.insert(*position, RustIdent::new(name));
    }
    names
}

/// What a fact is about: the first value in it that has a name.
fn subject(fact: &Expr) -> Option<String> {
    match fact {
        Expr::Variable(variable) => Some(variable.name.to_string()),
        Expr::Setting(setting) | Expr::Required(setting) => Some(match setting {
            Setting::Field(field) => (*field).to_owned(),
            Setting::Flag(name) | Setting::Text(name) | Setting::Texts(name) => value_name(name),
        }),
        Expr::Field(of, field) => Some(match subject(of) {
            Some(of) => format!("{of}_{field}"),
            None => (*field).to_owned(),
        }),
        other => other.inner().into_iter().find_map(subject),
    }
}
