//! One version as the comparisons look at it: its model and crate, and what its operations reach.
//!
//! Only the operations that the crate has count: what an operation that was left out reaches is nobody's concern.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::analysis::Facts;
use tinsmith_codegen::stages::ir::item::{Field, Item, UnionVariant};
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::ir::protocol_test::OperationTests;
use tinsmith_codegen::stages::ir::ty::{RustType, TypeRef};
use tinsmith_codegen::stages::ir::{Crate, Folder};
use tinsmith_codegen::stages::smithy::{Member, Model, Shape, ShapeId, ShapeKind, neighbors};

use crate::report::Reach;

use super::Version;

pub(super) struct View<'a> {
    pub(super) model: &'a Model,
    pub(super) facts: &'a Facts,
    pub(super) service: &'a ShapeId,
    pub(super) krate: &'a Crate,
    /// The operations of the crate, by shape.
    pub(super) operations: BTreeMap<&'a ShapeId, &'a Operation>,
    /// Every shape that they reach.
    reached: BTreeMap<&'a ShapeId, Reached<'a>>,
}

/// The operations that reach a shape, in the crate's order.
#[derive(Default)]
struct Reached<'a> {
    inputs: Vec<&'a str>,
    outputs: Vec<&'a str>,
    errors: Vec<&'a str>,
}

impl<'a> View<'a> {
    pub(super) fn of(version: &Version<'a>) -> Self {
        let krate = &version.generated.krate;
        let model = &version.prepared.model;
        let mut reached: BTreeMap<&ShapeId, Reached<'a>> = BTreeMap::new();
        for operation in &krate.operations {
            let name = operation.shape.name();
            for id in closure(model, [&operation.input.shape].into_iter()) {
                reached.entry(id).or_default().inputs.push(name);
            }
            for id in closure(model, [&operation.output.shape].into_iter()) {
                reached.entry(id).or_default().outputs.push(name);
            }
            for id in closure(model, operation.errors.iter().map(|error| &error.ty.shape)) {
                reached.entry(id).or_default().errors.push(name);
            }
        }
        Self {
            model,
            facts: &version.prepared.facts,
            service: &version.prepared.service,
            krate,
            operations: krate.operations.iter().map(|found| (&found.shape, found)).collect(),
            reached,
        }
    }

    pub(super) fn shape(&self, id: &ShapeId) -> Option<&'a Shape> {
        self.model.get(id)
    }

    /// Every shape that the crate's operations reach, sorted.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &'a ShapeId> {
        self.reached.keys().copied()
    }

    /// Whether some operation reaches the shape.
    pub(super) fn is_reached(&self, id: &ShapeId) -> bool {
        self.reached.contains_key(id)
    }

    /// Whether some operation sends values of the shape.
    pub(super) fn is_sent(&self, id: &ShapeId) -> bool {
        self.reached.get(id).is_some_and(|reached| !reached.inputs.is_empty())
    }

    /// Whether values of the shape come with some response or error.
    pub(super) fn is_received(&self, id: &ShapeId) -> bool {
        let found = self.reached.get(id);
        found.is_some_and(|reached| !reached.outputs.is_empty() || !reached.errors.is_empty())
    }

    pub(super) fn reached(&self, id: &ShapeId) -> Reach {
        let Some(reached) = self.reached.get(id) else { return Reach::default() };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Reach {
            inputs: names(&reached.inputs),
            outputs: names(&reached.outputs),
            errors: names(&reached.errors),
            ..Reach::default()
        }
    }

    pub(super) fn item(&self, id: &ShapeId) -> Option<&'a Item> {
        self.krate.items.get(id)
    }

    /// The field of a structure's member.
    pub(super) fn field(&self, place: &ShapeId) -> Option<&'a Field> {
        match self.item(&place.without_member())? {
            Item::Struct(item) => {
                item.fields.iter().find(|field| Some(field.member.as_str()) == place.member())
            }
            Item::Union(_) | Item::Enum(_) => None,
        }
    }

    fn variant(&self, place: &ShapeId) -> Option<&'a UnionVariant> {
        match self.item(&place.without_member())? {
            Item::Union(item) => {
                item.variants.iter().find(|found| Some(found.member.as_str()) == place.member())
            }
            Item::Struct(_) | Item::Enum(_) => None,
        }
    }

    /// The name that a member of a structure, or a variant of a union, has in Rust.
    pub(super) fn rust_name(&self, place: &ShapeId) -> Option<&'a str> {
        let field = self.field(place).map(|field| field.name.as_str());
        field.or_else(|| self.variant(place).map(|variant| variant.name.as_str()))
    }

    /// The type of the values of a member of a structure, or of a variant of a union.
    pub(super) fn rust_type(&self, place: &ShapeId) -> Option<&'a RustType> {
        let field = self.field(place).map(|field| &field.ty);
        field.or_else(|| self.variant(place)?.ty.as_ref())
    }

    /// The files and names of the types that values of a shape are made of, but for what is inside of those.
    pub(super) fn types_in(&self, id: &ShapeId) -> Vec<(String, &'a str)> {
        if let Some(item) = self.item(id) {
            let ty = item.type_ref();
            return vec![(ty.place.path(), ty.name.as_str())];
        }
        let held = self.shape(id).map(neighbors::neighbors).unwrap_or_default();
        held.into_iter().flat_map(|id| self.types_in(id)).collect()
    }

    pub(super) fn is_enum(&self, id: &ShapeId) -> bool {
        matches!(self.item(id), Some(Item::Enum(_)))
    }

    /// A member of a shape, as the model has it.
    pub(super) fn member(&self, place: &ShapeId) -> Option<&'a Member> {
        self.shape(&place.without_member())?.members()?.get(place.member()?)
    }

    /// The member of an operation's input that is filled in where it is left out.
    pub(super) fn token(&self, operation: &Operation) -> Option<ShapeId> {
        let token = operation.idempotency_token.as_ref()?;
        let Item::Struct(input) = self.item(&operation.input.shape)? else { return None };
        let field = input.fields.iter().find(|field| field.name == *token)?;
        Some(operation.input.shape.with_member(&field.member))
    }

    /// Whether a member is filled in where it is left out.
    pub(super) fn is_token(&self, place: &ShapeId) -> bool {
        self.operations.values().any(|operation| self.token(operation).as_ref() == Some(place))
    }

    /// The protocol tests of an operation, where they are asked for.
    pub(super) fn tests_of(&self, operation: &Operation) -> Option<&'a OperationTests> {
        let mut tests = self.krate.protocol_tests.operations.iter();
        tests.find(|tests| tests.operation == operation.shape)
    }

    /// The operation whose file a structure is in.
    pub(super) fn owner(&self, ty: &TypeRef) -> Option<&'a Operation> {
        let is_private = ty.place.folder == Folder::Operation;
        let mut operations = self.krate.operations.iter();
        operations.find(|operation| is_private && operation.module == ty.place.module)
    }

    /// The reason for an operation that is in the model and not in the crate.
    pub(super) fn why_left_out(&self, operation: &ShapeId) -> Option<&'a str> {
        self.facts.unsupported.get(operation).map(String::as_str)
    }
}

/// Shapes and everything that they hold, each once.
pub(super) fn closure<'m>(
    model: &'m Model,
    roots: impl Iterator<Item = &'m ShapeId>,
) -> BTreeSet<&'m ShapeId> {
    let mut pending: Vec<&ShapeId> = roots.collect();
    let mut found = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if let Some(shape) = model.shapes.get(id)
            && found.insert(id)
        {
            pending.extend(neighbors::neighbors(shape));
        }
    }
    found
}

/// What a reader calls the type of a shape: `string`, `list of AttributeType`, `ChallengeNameType`.
pub(super) fn type_name(model: &Model, id: &ShapeId) -> String {
    let Some(shape) = model.get(id) else { return id.name().to_owned() };
    match &shape.kind {
        ShapeKind::Simple(simple) => simple.name().to_owned(),
        ShapeKind::List(element) => format!("list of {}", type_name(model, &element.target)),
        ShapeKind::Map(key, value) => {
            format!(
                "map of {} to {}",
                type_name(model, &key.target),
                type_name(model, &value.target)
            )
        }
        _ => id.name().to_owned(),
    }
}
