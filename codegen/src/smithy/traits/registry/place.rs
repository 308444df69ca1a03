//! Where a trait may stand: a small part of Smithy's selectors, and the words for it.

use std::fmt;

use crate::smithy::{Shape, ShapeKind};

/// What a trait stands on.
#[derive(Clone, Copy)]
pub enum Site<'m> {
    /// A shape.
    Shape(&'m Shape),
    /// A member.
    Member {
        /// The shape that has it.
        of: &'m Shape,
        /// The shape of its values.
        target: &'m Shape,
    },
}

/// Some kinds of shapes.
pub(super) struct Kinds {
    /// With an article.
    pub(super) words: &'static str,
    pub(super) has: fn(&Shape) -> bool,
}

/// A place where a trait may stand.
pub(super) enum Place {
    /// Every shape and member.
    Anywhere,
    /// A shape of these kinds.
    On(Kinds),
    /// A member of these, whatever it targets.
    MemberOf(Kinds),
    /// A member of the one that targets the other.
    Between { of: Kinds, to: Kinds },
    /// A shape of these kinds, or a member that targets one.
    Value(Kinds),
}

impl Place {
    fn has(&self, site: Site<'_>) -> bool {
        match (self, site) {
            (Self::Anywhere, _) => true,
            (Self::On(kinds) | Self::Value(kinds), Site::Shape(shape)) => (kinds.has)(shape),
            (Self::Value(kinds), Site::Member { target, .. }) => (kinds.has)(target),
            (Self::MemberOf(kinds), Site::Member { of, .. }) => (kinds.has)(of),
            (Self::Between { of: kinds, to }, Site::Member { of, target }) => {
                (kinds.has)(of) && (to.has)(target)
            }
            _ => false,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anywhere => f.write_str("everything"),
            Self::On(kinds) | Self::Value(kinds) => f.write_str(kinds.words),
            Self::MemberOf(kinds) => write!(f, "a member of {}", kinds.words),
            Self::Between { of, to } => {
                write!(f, "a member of {} that targets {}", of.words, to.words)
            }
        }
    }
}

/// Why none of the places is this one: `applies to a member of a structure, not a list`.
pub(super) fn misfit(places: &[Place], site: Site<'_>) -> Option<String> {
    if places.iter().any(|place| place.has(site)) {
        return None;
    }
    let expected = places.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    let found = match site {
        Site::Shape(shape) => with_article(shape),
        Site::Member { of, target } => {
            let is_about_target = places.iter().any(|place| match place {
                Place::Value(_) => true,
                Place::Between { of: kinds, .. } => (kinds.has)(of),
                _ => false,
            });
            match is_about_target {
                true if matches!(places, [Place::Value(_)]) => with_article(target),
                true => format!("one that targets {}", with_article(target)),
                false => format!("a member of {}", with_article(of)),
            }
        }
    };
    Some(format!("applies to {expected}, not {found}"))
}

fn with_article(shape: &Shape) -> String {
    let name = shape.kind.name();
    let article = if name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// The kinds that entries name.
pub(super) mod kinds {
    use super::{Kinds, Shape, ShapeKind};
    use crate::smithy::{SimpleType, traits};

    pub(in super::super) const ANY: Kinds = Kinds { words: "any shape", has: |_| true };
    pub(in super::super) const DATA: Kinds =
        Kinds { words: "a data shape", has: |shape| shape.kind.is_data() };
    pub(in super::super) const BLOB_OR_TEXT: Kinds = Kinds {
        words: "a blob or string",
        has: |shape| is_text(shape) || is(shape, SimpleType::Blob),
    };
    pub(in super::super) const BLOB_OR_UNION: Kinds = Kinds {
        words: "a blob or union",
        has: |shape| is(shape, SimpleType::Blob) || matches!(shape.kind, ShapeKind::Union(_)),
    };
    pub(in super::super) const TEXT: Kinds = Kinds { words: "a string", has: is_text };
    pub(in super::super) const TIMESTAMP: Kinds =
        Kinds { words: "a timestamp", has: |shape| is(shape, SimpleType::Timestamp) };
    pub(in super::super) const NUMBER: Kinds = Kinds {
        words: "a number",
        has: |shape| match &shape.kind {
            ShapeKind::Simple(simple) => simple.is_number(),
            kind => matches!(kind, ShapeKind::IntEnum(_)),
        },
    };
    pub(in super::super) const PRIMITIVE: Kinds = Kinds {
        words: "a boolean or number",
        has: |shape| is(shape, SimpleType::Boolean) || (NUMBER.has)(shape),
    };
    pub(in super::super) const OF_AN_ATTRIBUTE: Kinds = Kinds {
        words: "a string, boolean, number or timestamp",
        has: |shape| is_text(shape) || (PRIMITIVE.has)(shape) || (TIMESTAMP.has)(shape),
    };
    pub(in super::super) const SIZED: Kinds = Kinds {
        words: "a string, blob, list or map",
        has: |shape| (BLOB_OR_TEXT.has)(shape) || is_collection(shape),
    };
    pub(in super::super) const BOUNDED: Kinds = Kinds {
        words: "a string, blob, number, list, map, structure or union",
        has: |shape| match &shape.kind {
            ShapeKind::Simple(simple) => {
                simple.is_number() || matches!(simple, SimpleType::String | SimpleType::Blob)
            }
            // What these hold can have bounds.
            _ => is_collection(shape) || (AGGREGATE.has)(shape),
        },
    };
    pub(in super::super) const DEFAULTED: Kinds = Kinds {
        words: "a simple shape, list or map",
        has: |shape| {
            is_collection(shape)
                || matches!(
                    shape.kind,
                    ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
                )
        },
    };
    pub(in super::super) const LIST: Kinds =
        Kinds { words: "a list", has: |shape| matches!(shape.kind, ShapeKind::List(_)) };
    pub(in super::super) const COLLECTION: Kinds =
        Kinds { words: "a list or map", has: is_collection };
    pub(in super::super) const STRUCTURE: Kinds =
        Kinds { words: "a structure", has: |shape| matches!(shape.kind, ShapeKind::Structure(_)) };
    pub(in super::super) const AGGREGATE: Kinds = Kinds {
        words: "a structure or union",
        has: |shape| matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)),
    };
    pub(in super::super) const ERROR: Kinds = Kinds {
        words: "a structure with `error`",
        has: |shape| {
            matches!(shape.kind, ShapeKind::Structure(_)) && shape.traits.has(traits::ERROR)
        },
    };
    pub(in super::super) const ENUM: Kinds = Kinds {
        words: "an enum",
        has: |shape| matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_)),
    };
    pub(in super::super) const SERVICE: Kinds =
        Kinds { words: "a service", has: |shape| matches!(shape.kind, ShapeKind::Service(_)) };
    pub(in super::super) const SERVICE_OR_RESOURCE: Kinds = Kinds {
        words: "a service or resource",
        has: |shape| matches!(shape.kind, ShapeKind::Service(_) | ShapeKind::Resource(_)),
    };
    pub(in super::super) const SERVICE_OR_OPERATION: Kinds = Kinds {
        words: "a service or operation",
        has: |shape| matches!(shape.kind, ShapeKind::Service(_) | ShapeKind::Operation(_)),
    };
    pub(in super::super) const OPERATION: Kinds =
        Kinds { words: "an operation", has: |shape| matches!(shape.kind, ShapeKind::Operation(_)) };
    pub(in super::super) const OPERATION_OR_ERROR: Kinds = Kinds {
        words: "an operation or a structure with `error`",
        has: |shape| (OPERATION.has)(shape) || (ERROR.has)(shape),
    };

    fn is(shape: &Shape, simple: SimpleType) -> bool {
        shape.kind == ShapeKind::Simple(simple)
    }

    fn is_text(shape: &Shape) -> bool {
        is(shape, SimpleType::String) || matches!(shape.kind, ShapeKind::Enum(_))
    }

    fn is_collection(shape: &Shape) -> bool {
        matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map(..))
    }
}
