//! Whether a model is sound: every target exists and is of the right kind, traits fit and can be met, recursion ends.
//!
//! In comes a model as read and transformed, out go diagnostics, all of them.
//! Nothing is repaired here, and nothing is asked about Rust.

mod defaults;
mod ends;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostics, LeftOut, nearest};

use super::traits::registry::{self, Site};
use super::{
    Member, Model, Node, Operation, Service, Shape, ShapeId, ShapeKind, SimpleType, Traits,
    pagination, traits,
};

/// Checks the values of all traits, as they were read: some are turned into something else, or dropped, before the rest is checked.
pub fn values(model: &Model, diagnostics: &mut Diagnostics) {
    for (id, shape) in &model.shapes {
        values_of(id, &shape.traits, diagnostics);
        for (name, member) in shape.all_members() {
            if !member.traits.is_empty() {
                values_of(&id.with_member(name), &member.traits, diagnostics);
            }
        }
    }
    for (id, applied) in &model.applied {
        values_of(id, applied, diagnostics);
    }
}

/// Checks the values of the traits of one shape or member.
pub fn values_of(id: &ShapeId, found: &Traits, diagnostics: &mut Diagnostics) {
    for (name, value) in found.iter() {
        for problem in registry::find(name).map_or_else(Vec::new, |entry| entry.problems(value)) {
            diagnostics.shape_error(id, problem);
        }
    }
}

/// Checks the whole model, whichever operations are wanted.
pub fn validate(model: &Model, diagnostics: &mut Diagnostics) {
    let mut checks = Checks { model, diagnostics, dangling: 0 };
    for (id, shape) in &model.shapes {
        checks.references(id, shape);
        checks.members(id, shape);
        checks.places(id, Site::Shape(shape), &shape.traits);
        checks.default(id, shape, &shape.traits);
    }
    ends::check(model, diagnostics);
}

struct Checks<'c> {
    model: &'c Model,
    diagnostics: &'c mut Diagnostics,
    /// How many targets did not exist so far.
    dangling: usize,
}

/// How many targets that do not exist are compared with all that do. A model that is cut off has thousands of each.
const COMPARED: usize = 50;

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
                self.places(&member_id, Site::Member { of: shape, target: shape }, &member.traits);
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
                    self.places(&member_id, Site::Member { of: shape, target }, &member.traits);
                    self.default(&member_id, target, &member.traits);
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
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, member) in shape.all_members() {
            let value = match member.traits.get(traits::ENUM_VALUE) {
                None => name.to_owned(),
                Some(Node::String(value)) => value.clone(),
                Some(Node::Number(number)) => number.to_string(),
                // Reported with the member.
                Some(_) => continue,
            };
            match seen.get(&value) {
                Some(first) => self.diagnostics.shape_error(
                    &id.with_member(name),
                    format!("the value `{value}` is already that of `{first}`"),
                ),
                None => _ = seen.insert(value, name),
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
                self.diagnostics.left_out(LeftOut::Paginator, &id, message);
            } else {
                self.diagnostics.shape_error(&id, problem.message);
            }
            if let Some(help) = problem.help {
                self.diagnostics.help(help);
            }
        }
    }

    /// Traits stand where they may.
    fn places(&mut self, id: &ShapeId, site: Site<'_>, found: &Traits) {
        for (name, _) in found.iter() {
            let misplaced = registry::find(name).and_then(|entry| entry.misplaced(site));
            if let Some(problem) = misplaced {
                self.diagnostics.shape_error(id, problem);
            }
        }
    }

    /// A default is a value of the shape that it is for.
    fn default(&mut self, id: &ShapeId, shape: &Shape, found: &Traits) {
        let Some(value) = found.get(traits::DEFAULT) else { return };
        // On a member, it takes away the default of the target.
        if *value == Node::Null && id.member().is_some() {
            return;
        }
        if let Some(problem) = defaults::misfit(shape, value) {
            self.diagnostics.shape_error(id, problem);
        }
    }

    fn dangling(&mut self, id: &ShapeId, what: &str, target: &ShapeId) {
        self.diagnostics
            .shape_error(id, format!("{what} targets `{target}`, which does not exist"));
        self.dangling += 1;
        if self.dangling > COMPARED {
            return;
        }
        let known = self.model.shapes.keys().map(ShapeId::as_str);
        if let Some(near) = nearest(target.as_str(), known) {
            self.diagnostics.help(format!("did you mean `{near}`?"));
        }
    }
}
