//! Flattens mixins: members and traits of a mixin become those of the shapes that use it
//! (Smithy 2.0, "Mixins").
//!
//! Traits applied to a member that a mixin brings are added once it is there, before the shape's own users take it over.
//! Mixin shapes themselves are removed afterwards: nothing may target them.
//! One that something does target stays, for [`crate::smithy::validate`] to say so.

use std::collections::BTreeSet;
use std::fmt;

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::Diagnostics;
use crate::smithy::{
    Member, Model, Node, Operation, Resource, Service, Shape, ShapeId, ShapeKind, Traits,
    neighbors, traits,
};

/// How many mixins may be used by each other in a row. Flattening recurses, and no sound model comes close.
const MAX_DEPTH: usize = 64;

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
        if flatten_shape(model, id, &mut done, &mut Vec::new(), diagnostics).is_err() {
            diagnostics.shape_error(id, format!("mixins are nested more than {MAX_DEPTH} deep"));
            break;
        }
    }
    let is_mixin = |shape: &Shape| shape.traits.has(traits::MIXIN);
    let targeted: BTreeSet<ShapeId> = model
        .shapes
        .values()
        .filter(|shape| !is_mixin(shape))
        .flat_map(neighbors::neighbors)
        .filter(|id| model.shapes.get(*id).is_some_and(is_mixin))
        .cloned()
        .collect();
    model.shapes.retain(|id, shape| !is_mixin(shape) || targeted.contains(id));
}

/// There are too many mixins in a row.
struct TooDeep;

/// Flattens the mixins of a shape before the shape itself; `path` is the chain of users that led here.
fn flatten_shape(
    model: &mut Model,
    id: &ShapeId,
    done: &mut IndexSet<ShapeId>,
    path: &mut Vec<ShapeId>,
    diagnostics: &mut Diagnostics,
) -> Result<(), TooDeep> {
    if path.contains(id) {
        diagnostics.shape_error(id, "the mixin mixes itself in");
        return Ok(());
    }
    if path.len() > MAX_DEPTH {
        return Err(TooDeep);
    }
    if !done.insert(id.clone()) {
        return Ok(());
    }
    let Some(mut shape) = model.shapes.get(id).cloned() else { return Ok(()) };
    path.push(id.clone());
    let mut inherited = Inherited::default();
    for mixin_id in std::mem::take(&mut shape.mixins) {
        flatten_shape(model, &mixin_id, done, path, diagnostics)?;
        let problem = match model.shapes.get(&mixin_id) {
            None => format!("the mixin `{mixin_id}` does not exist"),
            Some(mixin) if !mixin.traits.has(traits::MIXIN) => {
                format!("`{mixin_id}` is mixed in but has no `mixin` trait")
            }
            Some(mixin) if mixin.kind.name() != shape.kind.name() => format!(
                "expected mixins of the type `{}`, found the {} `{mixin_id}`",
                shape.kind.name(),
                mixin.kind.name()
            ),
            Some(mixin) => {
                inherited.take_over(mixin);
                continue;
            }
        };
        diagnostics.shape_error(id, problem);
    }
    path.pop();
    if shape.traits.has(traits::MIXIN)
        && let Some(problem) = unmixable(&shape.kind)
    {
        diagnostics.shape_error(id, problem);
    }
    for clash in inherited.mix_into(&mut shape) {
        diagnostics.shape_error(&id.with_member(&clash.name), clash.to_string());
    }
    for (name, member) in shape.members_mut().into_iter().flatten() {
        if let Some(applied) = model.applied.shift_remove(&id.with_member(name)) {
            member.traits.apply(&applied);
        }
    }
    model.shapes.insert(id.clone(), shape);
    Ok(())
}

/// What a mixin of this kind has and may not bring: it belongs to one shape alone.
fn unmixable(kind: &ShapeKind) -> Option<String> {
    let what = match kind {
        ShapeKind::Operation(Operation { input: Some(_), .. }) => "an `input`",
        ShapeKind::Operation(Operation { output: Some(_), .. }) => "an `output`",
        ShapeKind::Resource(resource) if *resource != Resource::default() => {
            "operations or resources"
        }
        _ => return None,
    };
    Some(format!(
        "expected a mixin without {what}: a mixin of the type `{}` brings none",
        kind.name()
    ))
}

/// Two members of one name and of two targets.
struct Clash {
    name: String,
    targets: [ShapeId; 2],
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, other] = &self.targets;
        write!(f, "expected members of one target to be mixed, found `{one}` and `{other}`")
    }
}

/// What the mixins of one shape bring along, in the order in which they are listed.
#[derive(Default)]
struct Inherited {
    members: IndexMap<String, Member>,
    traits: Traits,
    /// Errors of operations.
    errors: Vec<ShapeId>,
    service: Service,
    clashes: Vec<Clash>,
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
        for (name, member) in mixin.all_members() {
            self.add_member(name, member);
        }
        match &mixin.kind {
            ShapeKind::Operation(operation) => self.errors.extend(operation.errors.iter().cloned()),
            ShapeKind::Service(service) => add_service(&mut self.service, service),
            _ => {}
        }
    }

    /// Adds a member, or its traits to one of the same name: of each trait the later value counts.
    fn add_member(&mut self, name: &str, member: &Member) {
        match self.members.get_mut(name) {
            None => _ = self.members.insert(name.to_owned(), member.clone()),
            Some(earlier) if earlier.target == member.target => {
                earlier.traits.apply(&member.traits);
            }
            Some(earlier) => self.clashes.push(Clash {
                name: name.to_owned(),
                targets: [earlier.target.clone(), member.target.clone()],
            }),
        }
    }

    /// Inherited members come first; the shape's own member of the same name adds its traits.
    ///
    /// Gives the members that cannot be mixed.
    fn mix_into(mut self, shape: &mut Shape) -> Vec<Clash> {
        for (name, member) in shape.all_members() {
            self.add_member(name, member);
        }
        match &mut shape.kind {
            ShapeKind::List(member) => take(&mut self.members, "member", member),
            ShapeKind::Map(key, value) => {
                take(&mut self.members, "key", key);
                take(&mut self.members, "value", value);
            }
            _ => {
                if let Some(own) = shape.members_mut() {
                    *own = self.members;
                }
            }
        }
        match &mut shape.kind {
            ShapeKind::Operation(operation) => {
                let own = std::mem::replace(&mut operation.errors, self.errors);
                operation.errors.extend(own);
            }
            ShapeKind::Service(service) => {
                let own = std::mem::replace(service, self.service);
                add_service(service, &own);
            }
            _ => {}
        }
        for (name, value) in self.traits.iter() {
            if !shape.traits.has(name) {
                shape.traits.insert(name, value.clone());
            }
        }
        self.clashes
    }
}

/// Puts the member of this name, mixed, in the place of what the shape had.
fn take(mixed: &mut IndexMap<String, Member>, name: &str, own: &mut Member) {
    if let Some(member) = mixed.shift_remove(name) {
        *own = member;
    }
}

/// Adds what a service has to what is there; a version or a new name replaces an earlier one.
fn add_service(all: &mut Service, service: &Service) {
    let Service { version, operations, resources, errors, rename } = service;
    if !version.is_empty() {
        all.version.clone_from(version);
    }
    all.operations.extend(operations.iter().cloned());
    all.resources.extend(resources.iter().cloned());
    all.errors.extend(errors.iter().cloned());
    all.rename.extend(rename.iter().map(|(id, name)| (id.clone(), name.clone())));
}
