//! Flattens mixins: members and traits of a mixin become those of the shapes that use it
//! (Smithy 2.0, "Mixins").
//!
//! Mixin shapes themselves are removed afterwards: nothing may target them.

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::Diagnostics;
use crate::smithy::{Member, Model, Node, Shape, ShapeId, ShapeKind, Traits, traits};

/// Flattens every shape of the model.
pub(super) fn flatten(model: &mut Model, diagnostics: &mut Diagnostics) {
    let users: Vec<ShapeId> = model
        .shapes
        .iter()
        .filter(|(_, shape)| !shape.mixins.is_empty())
        .map(|(id, _)| id.clone())
        .collect();
    let mut done = IndexSet::new();
    for id in &users {
        flatten_shape(model, id, &mut done, &mut Vec::new(), diagnostics);
    }
    model.shapes.retain(|_, shape| !shape.traits.has(traits::MIXIN));
}

/// Flattens the mixins of a shape before the shape itself; `path` is the chain of users that led here.
fn flatten_shape(
    model: &mut Model,
    id: &ShapeId,
    done: &mut IndexSet<ShapeId>,
    path: &mut Vec<ShapeId>,
    diagnostics: &mut Diagnostics,
) {
    if path.contains(id) {
        diagnostics.shape_error(id, "the mixin mixes itself in");
        return;
    }
    if !done.insert(id.clone()) {
        return;
    }
    let Some(mut shape) = model.shapes.get(id).cloned() else { return };
    path.push(id.clone());
    let mut inherited = Inherited::default();
    for mixin_id in std::mem::take(&mut shape.mixins) {
        flatten_shape(model, &mixin_id, done, path, diagnostics);
        match model.shapes.get(&mixin_id) {
            Some(mixin) if mixin.traits.has(traits::MIXIN) => inherited.take_over(mixin),
            Some(_) => {
                diagnostics
                    .shape_error(id, format!("`{mixin_id}` is mixed in but has no `mixin` trait"));
            }
            None => diagnostics.shape_error(id, format!("the mixin `{mixin_id}` does not exist")),
        }
    }
    path.pop();
    inherited.mix_into(&mut shape);
    model.shapes.insert(id.clone(), shape);
}

/// What the mixins of one shape bring along, in the order in which they are listed.
#[derive(Default)]
struct Inherited {
    members: IndexMap<String, Member>,
    traits: Traits,
    errors: Vec<ShapeId>,
}

impl Inherited {
    fn take_over(&mut self, mixin: &Shape) {
        let local: Vec<String> = mixin
            .traits
            .get(traits::MIXIN)
            .and_then(|value| value.get("localTraits"))
            .and_then(Node::as_array)
            .unwrap_or_default()
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        for (name, value) in mixin.traits.iter() {
            if name != traits::MIXIN && !local.iter().any(|local| local == name) {
                self.traits.insert(name, value.clone());
            }
        }
        for (name, member) in mixin.members().into_iter().flatten() {
            self.members.insert(name.clone(), member.clone());
        }
        if let ShapeKind::Operation(operation) = &mixin.kind {
            self.errors.extend(operation.errors.iter().cloned());
        }
    }

    /// Inherited members come first; the shape's own member of the same name adds its traits.
    fn mix_into(self, shape: &mut Shape) {
        if let Some(own) = shape.members_mut() {
            let mut members = self.members;
            for (name, member) in std::mem::take(own) {
                match members.get_mut(&name) {
                    Some(inherited) => {
                        inherited.target = member.target;
                        for (name, value) in member.traits.iter() {
                            inherited.traits.insert(name, value.clone());
                        }
                    }
                    None => {
                        members.insert(name, member);
                    }
                }
            }
            *own = members;
        }
        if let ShapeKind::Operation(operation) = &mut shape.kind {
            let own = std::mem::replace(&mut operation.errors, self.errors);
            operation.errors.extend(own);
        }
        for (name, value) in self.traits.iter() {
            if !shape.traits.has(name) {
                shape.traits.insert(name, value.clone());
            }
        }
    }
}
