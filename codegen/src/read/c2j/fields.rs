//! Reading one JSON object of a C2J document: every value of the wrong kind becomes a diagnostic at the shape or member.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::smithy::{Node, ShapeId};

/// A JSON object and the shape or member that its problems are reported against.
#[derive(Clone)]
pub(super) struct Fields<'d> {
    pub(super) object: &'d IndexMap<String, Node>,
    pub(super) at: ShapeId,
}

impl<'d> Fields<'d> {
    pub(super) fn new(object: &'d IndexMap<String, Node>, at: ShapeId) -> Self {
        Self { object, at }
    }

    /// The object that `node` is.
    pub(super) fn of(node: &'d Node, at: ShapeId, diagnostics: &mut Diagnostics) -> Option<Self> {
        match node {
            Node::Object(object) => Some(Self { object, at }),
            other => {
                diagnostics.shape_error(&at, format!("expected an object, found {}", other.kind()));
                None
            }
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.object.contains_key(key)
    }

    pub(super) fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<&'d str> {
        self.typed(key, "a string", Node::as_str, diagnostics)
    }

    /// A text that has to be there.
    pub(super) fn required_text(
        &self,
        key: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'d str> {
        if !self.has(key) {
            diagnostics.shape_error(&self.at, format!("expected `{key}`, found none"));
        }
        self.text(key, diagnostics)
    }

    /// A flag; absent and `false` are the same.
    pub(super) fn flag(&self, key: &str, diagnostics: &mut Diagnostics) -> bool {
        self.typed(key, "a boolean", Node::as_bool, diagnostics).unwrap_or(false)
    }

    /// The elements of a list; none when the key is absent.
    pub(super) fn list(&self, key: &str, diagnostics: &mut Diagnostics) -> &'d [Node] {
        self.typed(key, "a list", Node::as_array, diagnostics).unwrap_or_default()
    }

    /// The strings of a list; elements that are none are reported.
    pub(super) fn texts(&self, key: &str, diagnostics: &mut Diagnostics) -> Vec<&'d str> {
        let mut found = Vec::new();
        for element in self.list(key, diagnostics) {
            match element.as_str() {
                Some(text) => found.push(text),
                None => diagnostics.shape_error(
                    &self.at,
                    format!("expected strings in `{key}`, found {}", element.kind()),
                ),
            }
        }
        found
    }

    /// An object inside this one, reported against the same place.
    pub(super) fn object(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let object = self.typed(key, "an object", Node::as_object, diagnostics)?;
        Some(Self { object, at: self.at.clone() })
    }

    /// A number.
    pub(super) fn number(
        &self,
        key: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'d crate::smithy::Number> {
        let number = |node: &'d Node| match node {
            Node::Number(number) => Some(number),
            _ => None,
        };
        self.typed(key, "a number", number, diagnostics)
    }

    fn typed<T>(
        &self,
        key: &str,
        expected: &str,
        read: impl Fn(&'d Node) -> Option<T>,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let node = self.object.get(key)?;
        let value = read(node);
        if value.is_none() {
            diagnostics.shape_error(
                &self.at,
                format!("expected {expected} as `{key}`, found {}", node.kind()),
            );
        }
        value
    }
}

/// An object node from its members.
pub(super) fn node<const N: usize>(members: [(&str, Node); N]) -> Node {
    Node::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}
