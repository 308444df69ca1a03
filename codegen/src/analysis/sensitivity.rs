//! What must not be printed: values of `sensitive` shapes and of lists and maps that hold such values.
//!
//! Structures and unions are no such container: they print themselves and hide their own members.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{Member, Model, ShapeId, ShapeKind, neighbors, traits};

/// Tables about sensitive values.
#[derive(Clone, Debug, Default)]
pub struct Sensitivity {
    /// Shapes whose values are hidden wherever they stand.
    hidden: BTreeSet<ShapeId>,
    /// Shapes that can carry a hidden value somewhere inside.
    carriers: BTreeSet<ShapeId>,
}

impl Sensitivity {
    /// Computes the tables for these shapes.
    pub fn of<'i>(model: &Model, shapes: impl Iterator<Item = &'i ShapeId> + Clone) -> Self {
        let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
        for id in shapes.clone() {
            for target in model.get(id).map(neighbors::neighbors).unwrap_or_default() {
                users.entry(target).or_default().push(id);
            }
        }
        let mut found = Self::default();
        // Both sets only grow; a shape is looked at again when one that it uses has changed.
        let mut pending: Vec<_> = shapes.collect();
        while let Some(id) = pending.pop() {
            if found.visit(model, id) {
                pending.extend(users.get(id).into_iter().flatten());
            }
        }
        found
    }

    /// Looks at one shape; says whether anything was added.
    fn visit(&mut self, model: &Model, id: &ShapeId) -> bool {
        let Some(shape) = model.get(id) else { return false };
        let before = (self.hidden.len(), self.carriers.len());
        let is_collection = matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map(..));
        let targets = neighbors::neighbors(shape);
        let holds_hidden =
            shape.all_members().into_iter().any(|(_, member)| self.is_member_hidden(member));
        if shape.traits.has(traits::SENSITIVE) || (is_collection && holds_hidden) {
            self.hidden.insert(id.clone());
        }
        if self.hidden.contains(id)
            || holds_hidden
            || targets.iter().any(|target| self.carriers.contains(*target))
        {
            self.carriers.insert(id.clone());
        }
        before != (self.hidden.len(), self.carriers.len())
    }

    /// Whether values of this shape are hidden wherever they stand.
    pub fn is_hidden(&self, shape: &ShapeId) -> bool {
        self.hidden.contains(shape)
    }

    /// Whether the values of this member are hidden.
    pub fn is_member_hidden(&self, member: &Member) -> bool {
        // `sensitive` on members is Smithy 1.0.
        member.traits.has(traits::SENSITIVE) || self.is_hidden(&member.target)
    }

    /// Whether a value of this shape can carry a hidden value.
    pub fn carries(&self, shape: &ShapeId) -> bool {
        self.carriers.contains(shape)
    }
}
