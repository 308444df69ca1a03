//! Marks that C2J puts on a reference and Smithy on the shape referred to: `streaming` and `jsonvalue`.
//!
//! When every reference to a shape has the mark, the shape gets the trait.
//! When only some have it, those refer to a copy of the shape that has the trait, so that the others are left as they are.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::fields::node;
use super::names::Names;
use super::{Lowering, Sections};
use crate::diagnostic::Diagnostics;
use crate::smithy::{Node, Shape, ShapeId, Traits, traits};

/// A mark of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The value is a stream of bytes.
    Streaming,
    /// The text is JSON.
    JsonValue,
}

/// The marks with their key, what a copy's name begins with, and the type they belong to.
const MARKS: [(Mark, &str, &str, &str); 2] = [
    (Mark::Streaming, "streaming", "Streaming", "blob"),
    (Mark::JsonValue, "jsonvalue", "Json", "string"),
];

/// Where the marks of a document end up: on a shape, or on a copy with this id.
#[derive(Default)]
pub(super) struct Variants(BTreeMap<(String, Mark), Option<ShapeId>>);

impl Variants {
    /// Looks at every reference of the document.
    pub(super) fn collect(
        sections: &Sections<'_>,
        names: &Names,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let references: Vec<&IndexMap<String, Node>> =
            sections.shapes.values().flat_map(references).collect();
        let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
        let mut marked: BTreeMap<(&str, Mark), usize> = BTreeMap::new();
        for reference in references {
            let Some(shape) = reference.get("shape").and_then(Node::as_str) else { continue };
            *totals.entry(shape).or_default() += 1;
            if let Some(mark) = mark_of(reference) {
                *marked.entry((shape, mark)).or_default() += 1;
            }
        }
        let mut found = Self::default();
        for ((shape, mark), count) in marked {
            let Some(id) = names.shapes.get(shape) else { continue };
            let copy = (totals.get(shape) != Some(&count)).then(|| copy_id(id, mark));
            if let Some(copy) = &copy
                && sections.shapes.contains_key(copy.name())
            {
                diagnostics.shape_error(
                    id,
                    format!(
                        "a copy of this shape would be named `{}`, as another shape is",
                        copy.name()
                    ),
                );
            }
            found.0.insert((shape.to_owned(), mark), copy);
        }
        found
    }

    /// The copy that a reference means; `None` when it means the shape itself.
    pub(super) fn copy(&self, reference: &IndexMap<String, Node>) -> Option<&ShapeId> {
        let shape = reference.get("shape").and_then(Node::as_str)?;
        self.0.get(&(shape.to_owned(), mark_of(reference)?))?.as_ref()
    }
}

impl Lowering<'_, '_> {
    /// Gives a shape the traits of its marks, and adds its copies.
    pub(super) fn with_variants(
        &mut self,
        name: &str,
        id: &ShapeId,
        mut shape: Shape,
    ) -> Vec<(ShapeId, Shape)> {
        let mut copies = Vec::new();
        for (mark, key, _, of) in MARKS {
            let Some(copy) = self.variants.0.get(&(name.to_owned(), mark)) else { continue };
            if shape.kind.name() != of {
                self.diagnostics.shape_error(
                    id,
                    format!(
                        "`{key}` applies to a {of}, and the type of this shape is {}",
                        shape.kind.name()
                    ),
                );
                continue;
            }
            match copy {
                None => apply(mark, &mut shape.traits),
                Some(copy) => {
                    let mut marked = shape.clone();
                    apply(mark, &mut marked.traits);
                    copies.push((copy.clone(), marked));
                }
            }
        }
        copies.insert(0, (id.clone(), shape));
        copies
    }
}

fn apply(mark: Mark, found: &mut Traits) {
    match mark {
        Mark::Streaming => found.insert(traits::STREAMING, node([])),
        Mark::JsonValue => found.insert(traits::MEDIA_TYPE, Node::from("application/json")),
    }
}

fn mark_of(reference: &IndexMap<String, Node>) -> Option<Mark> {
    MARKS
        .iter()
        .find(|(_, key, _, _)| reference.get(*key).and_then(Node::as_bool) == Some(true))
        .map(|(mark, ..)| *mark)
}

fn copy_id(id: &ShapeId, mark: Mark) -> ShapeId {
    let prefix =
        MARKS.iter().find(|(known, ..)| *known == mark).map_or("", |(_, _, prefix, _)| prefix);
    ShapeId::from_parts(id.namespace(), &format!("{prefix}{}", id.name()))
}

/// Every reference to a shape that a shape of the document has.
fn references(shape: &Node) -> Vec<&IndexMap<String, Node>> {
    let members = shape.get("members").and_then(Node::as_object);
    let elements = ["member", "key", "value"].into_iter().filter_map(|key| shape.get(key));
    members
        .into_iter()
        .flat_map(IndexMap::values)
        .chain(elements)
        .filter_map(Node::as_object)
        .collect()
}
