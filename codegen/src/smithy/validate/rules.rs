//! What is asked of a trait's value and of the shape that it stands on: a table, a row for each trait.
//!
//! In come single values and kinds, out goes the reason why one does not fit.
//! Which traits stand where is the business of [the checks](super); a trait that is in no row is not looked at.

use crate::smithy::traits::constraint::{Length, Range};
use crate::smithy::{Node, ShapeKind, SimpleType, traits};

/// What is asked of one trait, wherever it stands.
pub(super) struct Rule {
    pub(super) id: &'static str,
    /// Whether the value makes sense; if not, why.
    pub(super) value: fn(&Node) -> Result<(), String>,
    /// Whether it fits a shape of this kind, or a member that targets one.
    pub(super) fits: fn(&ShapeKind) -> bool,
    /// The kinds that it fits, in words.
    pub(super) kinds: &'static str,
}

pub(super) const RULES: [Rule; 11] = [
    Rule {
        id: traits::LENGTH,
        value: |value| Length::read(value).map(|_| ()),
        fits: |kind| {
            is_text(kind)
                || is_collection(kind)
                || matches!(kind, ShapeKind::Simple(SimpleType::Blob))
        },
        kinds: "a string, blob, list or map",
    },
    Rule {
        id: traits::RANGE,
        value: |value| Range::read(value).map(|_| ()),
        fits: |kind| match kind {
            ShapeKind::Simple(simple) => simple.is_number(),
            kind => matches!(kind, ShapeKind::IntEnum(_)),
        },
        kinds: "a number",
    },
    Rule {
        id: traits::PATTERN,
        value: |value| string("pattern", value),
        fits: is_text,
        kinds: "a string",
    },
    Rule {
        id: traits::OPAQUE,
        value: |value| match value {
            Node::Object(members) if members.is_empty() => Ok(()),
            Node::Object(_) => {
                Err("expected `{}` as `tinsmith#opaque`, found an object with members".into())
            }
            other => Err(format!("expected `{{}}` as `tinsmith#opaque`, found {}", other.kind())),
        },
        // What can have an upper bound, or holds what can.
        fits: |kind| match kind {
            ShapeKind::Simple(simple) => {
                simple.is_number() || matches!(simple, SimpleType::String | SimpleType::Blob)
            }
            ShapeKind::Structure(_) | ShapeKind::Union(_) => true,
            kind => is_collection(kind),
        },
        kinds: "a string, blob, number, list, map, structure or union",
    },
    Rule {
        id: traits::UNIQUE_ITEMS,
        value: |_| Ok(()),
        fits: |kind| matches!(kind, ShapeKind::List(_)),
        kinds: "a list",
    },
    Rule { id: traits::SPARSE, value: |_| Ok(()), fits: is_collection, kinds: "a list or map" },
    Rule {
        id: traits::TIMESTAMP_FORMAT,
        value: |value| {
            one_of("timestampFormat", &["date-time", "epoch-seconds", "http-date"], value)
        },
        fits: |kind| matches!(kind, ShapeKind::Simple(SimpleType::Timestamp)),
        kinds: "a timestamp",
    },
    Rule {
        id: traits::ERROR,
        value: |value| one_of("error", &["client", "server"], value),
        fits: |kind| matches!(kind, ShapeKind::Structure(_)),
        kinds: "a structure",
    },
    Rule {
        id: traits::DOCUMENTATION,
        value: |value| string("documentation", value),
        fits: |_| true,
        kinds: "everything",
    },
    Rule {
        id: traits::AUTH,
        value: schemes,
        fits: |kind| matches!(kind, ShapeKind::Service(_) | ShapeKind::Operation(_)),
        kinds: "a service or operation",
    },
    Rule {
        id: traits::SIGV4,
        value: signing,
        fits: |kind| matches!(kind, ShapeKind::Service(_)),
        kinds: "a service",
    },
];

fn is_collection(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::List(_) | ShapeKind::Map(..))
}

fn is_text(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Simple(SimpleType::String) | ShapeKind::Enum(_))
}

fn string(name: &str, value: &Node) -> Result<(), String> {
    match value {
        Node::String(_) => Ok(()),
        other => Err(format!("expected a string as `{name}`, found {}", other.kind())),
    }
}

fn one_of(name: &str, known: &[&str], value: &Node) -> Result<(), String> {
    let found = match value {
        Node::String(text) if known.contains(&text.as_str()) => return Ok(()),
        Node::String(text) => format!("`{text}`"),
        other => other.kind().to_owned(),
    };
    let (last, others) = known.split_last().map_or(("", known), |(last, others)| (*last, others));
    let others = others.join("`, `");
    Err(format!("expected `{others}` or `{last}` as `{name}`, found {found}"))
}

/// `auth`: a list of the ids of schemes.
fn schemes(value: &Node) -> Result<(), String> {
    let Some(schemes) = value.as_array() else {
        return Err(format!("expected a list of schemes as `auth`, found {}", value.kind()));
    };
    match schemes.iter().find(|scheme| scheme.as_str().is_none()) {
        Some(other) => {
            Err(format!("expected the id of a scheme in `auth`, found {}", other.kind()))
        }
        None => Ok(()),
    }
}

/// `aws.auth#sigv4`: the name of the service goes into every signature.
fn signing(value: &Node) -> Result<(), String> {
    match value.get("name") {
        Some(Node::String(_)) => Ok(()),
        other => Err(format!(
            "expected a string as `name` of `{}`, found {}",
            traits::SIGV4,
            other.map_or("none", Node::kind)
        )),
    }
}
