//! Whether a model is sound: every target exists and is of the right kind, traits fit and can be met, recursion ends.
//!
//! In comes a model as read and transformed, out go diagnostics, all of them.
//! Nothing is repaired here, and nothing is asked about Rust.

mod rules;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::{Diagnostics, nearest};

use self::rules::RULES;
use super::{
    Member, Model, Node, Operation, Service, Shape, ShapeId, ShapeKind, SimpleType, Traits,
    neighbors, pagination, traits,
};

/// How deep lists and maps may lie in each other. Later stages recurse over them, and so does the generated type.
const MAX_NESTED_COLLECTIONS: usize = 32;

/// Checks the whole model, whichever operations are wanted.
pub fn validate(model: &Model, diagnostics: &mut Diagnostics) {
    let mut checks = Checks { model, diagnostics };
    for (id, shape) in &model.shapes {
        checks.references(id, shape);
        checks.members(id, shape);
        checks.traits(id, &shape.kind, &shape.traits);
    }
    checks.collections_end();
    checks.collections_are_shallow();
    checks.required_members_end();
}

struct Checks<'c> {
    model: &'c Model,
    diagnostics: &'c mut Diagnostics,
}

impl Checks<'_> {
    /// References of services, resources and operations: they exist and are of the kind that is meant.
    fn references(&mut self, id: &ShapeId, shape: &Shape) {
        match &shape.kind {
            ShapeKind::Service(service) => {
                self.kinds(id, "operations", &service.operations, "operation");
                self.kinds(id, "resources", &service.resources, "resource");
                self.errors(id, &service.errors);
                self.names_differ(id, service);
                self.pages(shape, service);
            }
            ShapeKind::Resource(resource) => {
                self.kinds(id, "operations", &resource.operations, "operation");
                self.kinds(id, "resources", &resource.resources, "resource");
            }
            ShapeKind::Operation(operation) => {
                self.kinds(id, "input", operation.input.as_slice(), "structure");
                self.kinds(id, "output", operation.output.as_slice(), "structure");
                self.no_errors(id, operation);
                self.errors(id, &operation.errors);
            }
            _ => {}
        }
    }

    fn kinds(&mut self, id: &ShapeId, field: &str, targets: &[ShapeId], expected: &str) {
        for target in targets {
            match self.model.get(target) {
                None => self.dangling(id, &format!("`{field}`"), target),
                Some(shape) if shape.traits.has(traits::MIXIN) => self.diagnostics.shape_error(
                    id,
                    format!("expected a {expected} in `{field}`, found the mixin `{target}`"),
                ),
                Some(shape) if shape.kind.name() != expected => self.diagnostics.shape_error(
                    id,
                    format!(
                        "expected a {expected} in `{field}`, found the {} `{target}`",
                        shape.kind.name()
                    ),
                ),
                Some(_) => {}
            }
        }
    }

    fn errors(&mut self, id: &ShapeId, errors: &[ShapeId]) {
        self.kinds(id, "errors", errors, "structure");
        for error in errors {
            let Some(shape) = self.model.get(error) else { continue };
            if matches!(shape.kind, ShapeKind::Structure(_)) && !shape.traits.has(traits::ERROR) {
                self.diagnostics.shape_error(
                    id,
                    format!("`{error}` stands among `errors` but has no `error` trait"),
                );
            }
        }
    }

    /// An error is what an operation ends with instead of its output, so it is neither input nor output.
    fn no_errors(&mut self, id: &ShapeId, operation: &Operation) {
        for (field, target) in [("input", &operation.input), ("output", &operation.output)] {
            let Some(target) = target else { continue };
            if self.model.get(target).is_some_and(|shape| shape.traits.has(traits::ERROR)) {
                self.diagnostics.shape_error(
                    id,
                    format!("expected a structure that is no error as `{field}`, found the error `{target}`"),
                );
            }
        }
    }

    /// Requests and responses carry the names of operations and errors without their namespaces.
    fn names_differ(&mut self, id: &ShapeId, service: &Service) {
        let operations = self.model.operations_of(service);
        self.each_name_once(id, "operations", operations.iter());
        self.each_name_once(id, "errors", service.errors.iter());
        for id in &operations {
            if let Some(ShapeKind::Operation(operation)) =
                self.model.get(id).map(|shape| &shape.kind)
            {
                let all = operation.errors.iter().chain(&service.errors);
                self.each_name_once(id, "errors", all);
            }
        }
    }

    fn each_name_once<'i>(
        &mut self,
        id: &ShapeId,
        what: &str,
        targets: impl Iterator<Item = &'i ShapeId>,
    ) {
        let mut seen: BTreeMap<&str, &ShapeId> = BTreeMap::new();
        for target in targets {
            let first = *seen.entry(target.name()).or_insert(target);
            if first != target {
                self.diagnostics.shape_error(
                    id,
                    format!(
                        "expected {what} of different names, found `{first}` and `{target}`; the namespace is not sent"
                    ),
                );
            }
        }
    }

    fn members(&mut self, id: &ShapeId, shape: &Shape) {
        let is_enum = matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_));
        for (name, member) in shape.all_members() {
            let member_id = id.with_member(name);
            if is_enum {
                self.enum_value(&member_id, shape, name, member);
                continue;
            }
            match self.model.get(&member.target) {
                None => self.dangling(&member_id, "the member", &member.target),
                Some(target) if target.traits.has(traits::MIXIN) => self.diagnostics.shape_error(
                    &member_id,
                    format!(
                        "a member cannot target the mixin `{}`; expected a data shape",
                        member.target
                    ),
                ),
                Some(target) if !target.kind.is_data() => self.diagnostics.shape_error(
                    &member_id,
                    format!(
                        "a member cannot target the {} `{}`; expected a data shape",
                        target.kind.name(),
                        member.target
                    ),
                ),
                Some(target) => {
                    self.traits(&member_id, &target.kind, &member.traits);
                }
            }
        }
        if is_enum || matches!(shape.kind, ShapeKind::Union(_)) {
            if shape.members().is_some_and(IndexMap::is_empty) {
                self.diagnostics.shape_error(
                    id,
                    format!("expected at least one member in an {}, found none", shape.kind.name()),
                );
            }
            self.enum_values_differ(id, shape);
        }
        if let ShapeKind::Map(key, _) = &shape.kind {
            let key_kind = self.model.get(&key.target).map(|shape| &shape.kind);
            if let Some(kind) = key_kind
                && !matches!(kind, ShapeKind::Simple(SimpleType::String) | ShapeKind::Enum(_))
            {
                self.diagnostics.shape_error(
                    &id.with_member("key"),
                    format!(
                        "expected a string as the key of a map, found the {} `{}`",
                        kind.name(),
                        key.target
                    ),
                );
            }
        }
    }

    fn enum_value(&mut self, id: &ShapeId, shape: &Shape, name: &str, member: &Member) {
        if member.target.as_str() != super::prelude::UNIT {
            self.diagnostics.shape_error(
                id,
                format!(
                    "expected `{}` as the target of an enum member, found `{}`",
                    super::prelude::UNIT,
                    member.target
                ),
            );
        }
        let value = member.traits.get(traits::ENUM_VALUE);
        match (&shape.kind, value) {
            // Without a value, the member's name is the value (Smithy 2.0, "enumValue trait").
            (ShapeKind::Enum(_), None | Some(Node::String(_))) => {}
            (ShapeKind::IntEnum(_), Some(Node::Number(number)))
                if number.as_i64().is_some_and(|value| i32::try_from(value).is_ok()) => {}
            (kind, found) => self.diagnostics.shape_error(
                id,
                format!(
                    "expected {} as `enumValue` of `{name}`, found {}",
                    if matches!(kind, ShapeKind::Enum(_)) {
                        "a string"
                    } else {
                        "a 32-bit integer"
                    },
                    match found {
                        None => "none".to_owned(),
                        Some(Node::Number(number)) => format!("the number {number}"),
                        Some(other) => other.kind().to_owned(),
                    },
                ),
            ),
        }
    }

    /// No two members of an enum stand for one value, or reading it could not tell which is meant.
    fn enum_values_differ(&mut self, id: &ShapeId, shape: &Shape) {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for (name, member) in shape.all_members() {
            let value = match member.traits.get(traits::ENUM_VALUE) {
                None => name.to_owned(),
                Some(Node::String(value)) => value.clone(),
                Some(Node::Number(number)) => number.to_string(),
                // Reported with the member.
                Some(_) => continue,
            };
            match seen.iter().find(|(known, _)| *known == value) {
                Some((_, first)) => self.diagnostics.shape_error(
                    &id.with_member(name),
                    format!("the value `{value}` is already that of `{first}`"),
                ),
                None => seen.push((value, name)),
            }
        }
    }

    /// Paginated operations, with what their service says for all of them.
    fn pages(&mut self, service_shape: &Shape, service: &Service) {
        for id in self.model.operations_of(service) {
            let Some(shape) = self.model.get(&id) else { continue };
            let Some(Err(problem)) = pagination::of(self.model, service_shape, shape) else {
                continue;
            };
            if problem.is_limitation {
                let message = format!("no paginator: {}", problem.message);
                self.diagnostics.shape_warning(&id, message);
            } else {
                self.diagnostics.shape_error(&id, problem.message);
            }
            if let Some(help) = problem.help {
                self.diagnostics.help(help);
            }
        }
    }

    /// Traits whose values make no sense, or that do not fit the type.
    fn traits(&mut self, id: &ShapeId, kind: &ShapeKind, found: &Traits) {
        for (name, value) in found.iter() {
            let Some(rule) = RULES.iter().find(|rule| rule.id == name) else { continue };
            if let Err(reason) = (rule.value)(value) {
                self.diagnostics.shape_error(id, reason);
            } else if !(rule.fits)(kind) {
                self.diagnostics.shape_error(
                    id,
                    format!("`{}` fits {}, not {}", short(rule.id), rule.kinds, with_article(kind)),
                );
            }
        }
    }

    /// Lists and maps may contain themselves only by way of a structure or union, or no Rust type could name them.
    fn collections_end(&mut self) {
        for (id, shape) in &self.model.shapes {
            if !is_collection(&shape.kind) {
                continue;
            }
            let mut pending = neighbors::neighbors(shape);
            let mut seen = IndexSet::new();
            while let Some(next) = pending.pop() {
                if next == id {
                    self.diagnostics
                        .shape_error(id, "the shape contains itself through lists and maps alone");
                    self.diagnostics.help("put a structure or a union between");
                    break;
                }
                let Some(shape) = self.model.get(next) else { continue };
                if is_collection(&shape.kind) && seen.insert(next) {
                    pending.extend(neighbors::neighbors(shape));
                }
            }
        }
    }

    /// Lists and maps lie in each other to a limited depth.
    ///
    /// Reported is the one that goes beyond, not what it lies in in turn.
    /// Those that contain themselves have no depth; that is reported already.
    fn collections_are_shallow(&mut self) {
        let model = self.model;
        let held = |shape| {
            neighbors::neighbors(shape).into_iter().filter(move |target| {
                model.get(target).is_some_and(|target| is_collection(&target.kind))
            })
        };
        let mut pending: Vec<(&ShapeId, &Shape)> =
            model.shapes.iter().filter(|(_, shape)| is_collection(&shape.kind)).collect();
        let mut measured: BTreeSet<&ShapeId> = BTreeSet::new();
        for depth in 1.. {
            // Every one that holds only such as are less deep.
            let (found, rest): (Vec<_>, Vec<_>) = pending
                .into_iter()
                .partition(|(_, shape)| held(shape).all(|target| measured.contains(target)));
            if depth > MAX_NESTED_COLLECTIONS || found.is_empty() {
                for (id, _) in found {
                    self.diagnostics.shape_error(
                        id,
                        format!(
                            "lists and maps are nested more than {MAX_NESTED_COLLECTIONS} deep"
                        ),
                    );
                    self.diagnostics.help("put a structure or a union between");
                }
                return;
            }
            measured.extend(found.into_iter().map(|(id, _)| id));
            pending = rest;
        }
    }

    /// Required members that lead from a structure back to itself: no value could ever be made.
    fn required_members_end(&mut self) {
        for id in self.model.shapes.keys() {
            let mut pending = self.required_structures(id);
            let mut seen = IndexSet::new();
            while let Some(next) = pending.pop() {
                if next == id {
                    self.diagnostics.shape_error(
                        id,
                        "the structure requires itself through required members, so no value can exist",
                    );
                    self.diagnostics.help("make one member on the way optional");
                    break;
                }
                if seen.insert(next) {
                    pending.extend(self.required_structures(next));
                }
            }
        }
    }

    fn required_structures(&self, id: &ShapeId) -> Vec<&'_ ShapeId> {
        let Some(Shape { kind: ShapeKind::Structure(members), .. }) = self.model.get(id) else {
            return Vec::new();
        };
        members
            .values()
            .filter(|member| {
                member.traits.has(traits::REQUIRED) && !member.traits.has(traits::CLIENT_OPTIONAL)
            })
            .map(|member| &member.target)
            .collect()
    }

    fn dangling(&mut self, id: &ShapeId, what: &str, target: &ShapeId) {
        self.diagnostics
            .shape_error(id, format!("{what} targets `{target}`, which does not exist"));
        let known = self.model.shapes.keys().map(ShapeId::as_str);
        if let Some(near) = nearest(target.as_str(), known) {
            self.diagnostics.help(format!("did you mean `{near}`?"));
        }
    }
}

fn is_collection(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::List(_) | ShapeKind::Map(..))
}

/// The name of a trait as it is written where the namespace is `smithy.api`.
fn short(id: &str) -> &str {
    id.strip_prefix("smithy.api#").unwrap_or(id)
}

fn with_article(kind: &ShapeKind) -> String {
    let name = kind.name();
    let article = if name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}
