//! What an old program makes of an answer: what came, what it holds of that, and where the two differ.

use std::collections::BTreeSet;

use serde_json::Value;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{Member, Node, ShapeKind};

use super::judge::Judge;
use super::values::Values;

/// Why what a program holds of an answer is not what came, by its own model; `None` if it is.
///
/// `new` is the model of who answered: what is absent there may stand for a default.
pub(super) fn difference(
    (old, member): (&Values<'_>, &Member),
    held: &Value,
    (new, its): (&Values<'_>, Option<&Member>),
    came: Option<&Value>,
) -> Option<String> {
    let shape = old.model().get(&member.target)?;
    let meant = || {
        let default = its.and_then(|its| its.traits.get(ids::DEFAULT))?;
        node(default)
    };
    let Some(came) = came.cloned().or_else(meant) else {
        return Some(format!("nothing came, and {held} is read"));
    };
    let kind = its.and_then(|its| new.model().get(&its.target)).map(|shape| &shape.kind);
    let inside = |member: &Member, held: &Value, its: Option<&Member>, came: Option<&Value>| {
        difference((old, member), held, (new, its), came)
    };
    match (&shape.kind, held, &came) {
        (ShapeKind::Enum(_) | ShapeKind::IntEnum(_), held, came) => {
            if !same(held, came) {
                Some(format!("{came} came, and {held} is read"))
            } else if !old.accepts(member, held, Judge::NAMES) {
                Some(format!("{held} is unknown"))
            } else {
                None
            }
        }
        (ShapeKind::Structure(members), Value::Object(held), Value::Object(came)) => {
            let others = match kind {
                Some(ShapeKind::Structure(others)) => Some(others),
                _ => None,
            };
            held.iter().find_map(|(name, held)| {
                let its = others.and_then(|others| others.get(name));
                let found = inside(members.get(name)?, held, its, came.get(name));
                found.map(|found| format!("{name}: {found}"))
            })
        }
        (ShapeKind::Union(members), Value::Object(held), Value::Object(came)) => {
            let others = match kind {
                Some(ShapeKind::Union(others)) => Some(others),
                _ => None,
            };
            held.iter().find_map(|(name, held)| {
                let its = others.and_then(|others| others.get(name));
                inside(members.get(name)?, held, its, came.get(name))
            })
        }
        (ShapeKind::List(element), Value::Array(held), Value::Array(came)) => {
            if held.len() != came.len() {
                return Some(format!("{} values came, and {} are read", came.len(), held.len()));
            }
            let its = match kind {
                Some(ShapeKind::List(its)) => Some(its),
                _ => None,
            };
            held.iter().zip(came).find_map(|(held, came)| match (held, came) {
                (Value::Null, Value::Null) => None,
                (held, came) => inside(element, held, its, Some(came)),
            })
        }
        (ShapeKind::Map(key, element), Value::Object(held), Value::Object(came)) => {
            if held.len() != came.len() {
                return Some(format!("{} entries came, and {} are read", came.len(), held.len()));
            }
            let its = match kind {
                Some(ShapeKind::Map(_, its)) => Some(its),
                _ => None,
            };
            held.iter().find_map(|(name, held)| {
                let name_held = Value::String(name.clone());
                if !old.accepts(key, &name_held, Judge::NAMES) {
                    return Some(format!("{name} is unknown"));
                }
                match (held, came.get(name)) {
                    (Value::Null, Some(Value::Null)) => None,
                    (held, came) => inside(element, held, its, came),
                }
            })
        }
        (_, held, came) => (!same(held, came)).then(|| format!("{came} came, and {held} is read")),
    }
}

/// A default as it would come; none for null.
fn node(node: &Node) -> Option<Value> {
    match node {
        Node::Null => None,
        Node::Bool(flag) => Some(Value::Bool(*flag)),
        Node::Number(number) => serde_json::from_str(&number.to_string()).ok(),
        Node::String(text) => Some(Value::String(text.clone())),
        Node::Array(elements) => Some(elements.iter().map(node_or_null).collect()),
        Node::Object(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, it)| (name.clone(), node_or_null(it)));
            Some(Value::Object(fields.collect()))
        }
    }
}

fn node_or_null(it: &Node) -> Value {
    node(it).unwrap_or_default()
}

/// Whether two values are the same, whatever the notation of their numbers.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, one)| other.get(name).is_some_and(|it| same(one, it)))
        }
        _ => one == other,
    }
}

/// Whether all of one value is in another, which may have members besides: those that only a newer version reads.
pub(super) fn is_within(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_within(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.iter().all(|(name, one)| other.get(name).is_some_and(|other| is_within(one, other)))
        }
        _ => same(one, other),
    }
}

/// The members that are there in a value, as ways from its structure. A variant of a union is a step of its own, behind a bar.
pub(super) fn ways(values: &Values<'_>, member: &Member, held: &Value, all: &mut BTreeSet<String>) {
    walk(values, member, held, String::new(), all);
}

fn walk(
    values: &Values<'_>,
    member: &Member,
    held: &Value,
    way: String,
    all: &mut BTreeSet<String>,
) {
    let Some(shape) = values.model().get(&member.target) else { return };
    match (&shape.kind, held) {
        (ShapeKind::Structure(members), Value::Object(fields)) => {
            for (name, held) in fields {
                let Some(member) = members.get(name) else { continue };
                let way = format!("{way}.{name}");
                all.insert(way.clone());
                walk(values, member, held, way, all);
            }
        }
        (ShapeKind::Union(members), Value::Object(fields)) => {
            for (name, held) in fields {
                let Some(member) = members.get(name) else { continue };
                let way = format!("{way}|{name}|");
                all.insert(way.clone());
                walk(values, member, held, way, all);
            }
        }
        (ShapeKind::List(element), Value::Array(elements)) => {
            for held in elements {
                walk(values, element, held, format!("{way}[]"), all);
            }
        }
        (ShapeKind::Map(_, element), Value::Object(fields)) => {
            for held in fields.values() {
                walk(values, element, held, format!("{way}{{}}"), all);
            }
        }
        _ => {}
    }
}

/// A member that came before and comes no longer. A variant that no longer comes is missed by nobody, nor what was inside it.
pub(super) fn missed<'w>(before: &'w BTreeSet<String>, now: &BTreeSet<String>) -> Option<&'w str> {
    let is_of_a_variant_that_is_gone = |way: &str| {
        let ends = way.match_indices('|').map(|(end, _)| &way[..=end]).skip(1).step_by(2);
        ends.into_iter().any(|variant| !now.contains(variant))
    };
    let missed = before.iter().filter(|way| !now.contains(*way));
    missed.map(String::as_str).find(|way| !is_of_a_variant_that_is_gone(way))
}
