//! Whether a model is sound: every target exists and is of the right kind, constraints can be met, recursion ends.
//!
//! In comes a model as read and transformed, out go diagnostics, all of them.
//! Nothing is repaired here, and nothing is asked about Rust.

use crate::diagnostic::{Diagnostics, nearest};

use super::traits::constraint::{Length, Range};
use super::{Member, Model, Shape, ShapeId, ShapeKind, SimpleType, neighbors, traits};

/// Checks the whole model, whichever operations are wanted.
pub fn validate(model: &Model, diagnostics: &mut Diagnostics) {
    let mut checks = Checks { model, diagnostics };
    for (id, shape) in &model.shapes {
        checks.references(id, shape);
        checks.members(id, shape);
        checks.constraints(id, &shape.kind, &shape.traits);
    }
    checks.collections_end();
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
            }
            ShapeKind::Resource(resource) => {
                self.kinds(id, "operations", &resource.operations, "operation");
                self.kinds(id, "resources", &resource.resources, "resource");
            }
            ShapeKind::Operation(operation) => {
                self.kinds(id, "input", operation.input.as_slice(), "structure");
                self.kinds(id, "output", operation.output.as_slice(), "structure");
                self.errors(id, &operation.errors);
            }
            _ => {}
        }
    }

    fn kinds(&mut self, id: &ShapeId, field: &str, targets: &[ShapeId], expected: &str) {
        for target in targets {
            match self.model.get(target) {
                None => self.dangling(id, &format!("`{field}`"), target),
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
            match shape.traits.text(traits::ERROR) {
                Some("client" | "server") => {}
                Some(other) => self.diagnostics.shape_error(
                    error,
                    format!("expected `client` or `server` as `error`, found `{other}`"),
                ),
                None if matches!(shape.kind, ShapeKind::Structure(_)) => {
                    self.diagnostics.shape_error(
                        id,
                        format!("`{error}` stands among `errors` but has no `error` trait"),
                    );
                }
                None => {}
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
                Some(target) if !target.kind.is_data() => self.diagnostics.shape_error(
                    &member_id,
                    format!(
                        "a member cannot target the {} `{}`; expected a data shape",
                        target.kind.name(),
                        member.target
                    ),
                ),
                Some(target) => {
                    self.constraints(&member_id, &target.kind, &member.traits);
                }
            }
        }
        if is_enum {
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
            (ShapeKind::Enum(_), None | Some(super::Node::String(_))) => {}
            (ShapeKind::IntEnum(_), Some(super::Node::Number(number)))
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
                    found.map_or("none".to_owned(), |node| node.kind().to_owned()),
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
                Some(super::Node::String(value)) => value.clone(),
                Some(super::Node::Number(number)) => number.to_string(),
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

    /// Constraint traits that contradict themselves or do not fit the type.
    fn constraints(&mut self, id: &ShapeId, kind: &ShapeKind, traits: &super::Traits) {
        if let Some(value) = traits.get(traits::LENGTH) {
            match Length::read(value) {
                Err(reason) => self.diagnostics.shape_error(id, reason),
                Ok(_) if !has_length(kind) => self.diagnostics.shape_error(
                    id,
                    format!(
                        "`length` fits a string, blob, list or map, not {}",
                        with_article(kind)
                    ),
                ),
                Ok(_) => {}
            }
        }
        if let Some(value) = traits.get(traits::RANGE) {
            match Range::read(value) {
                Err(reason) => self.diagnostics.shape_error(id, reason),
                Ok(_) if !matches!(kind, ShapeKind::Simple(simple) if simple.is_number()) => {
                    self.diagnostics.shape_error(
                        id,
                        format!("`range` fits a number, not {}", with_article(kind)),
                    );
                }
                Ok(_) => {}
            }
        }
        if let Some(value) = traits.get(traits::PATTERN)
            && value.as_str().is_none()
        {
            self.diagnostics
                .shape_error(id, format!("expected a string as `pattern`, found {}", value.kind()));
        }
    }

    /// Lists and maps may contain themselves only by way of a structure or union, or no Rust type could name them.
    fn collections_end(&mut self) {
        for (id, shape) in &self.model.shapes {
            if !is_collection(&shape.kind) {
                continue;
            }
            let mut pending = neighbors::neighbors(shape);
            let mut seen = indexmap::IndexSet::new();
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

    /// Required members that lead from a structure back to itself: no value could ever be made.
    fn required_members_end(&mut self) {
        for id in self.model.shapes.keys() {
            let mut pending = self.required_structures(id);
            let mut seen = indexmap::IndexSet::new();
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

fn has_length(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Simple(SimpleType::String | SimpleType::Blob)
            | ShapeKind::Enum(_)
            | ShapeKind::List(_)
            | ShapeKind::Map(..)
    )
}

fn is_collection(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::List(_) | ShapeKind::Map(..))
}

fn with_article(kind: &ShapeKind) -> String {
    let name = kind.name();
    let article = if name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}
