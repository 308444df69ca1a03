//! Smithy JSON AST, 1.0 and 2.0, to a [`Model`] (Smithy 2.0, "JSON AST").
//!
//! In comes a parsed document, out goes a model with every shape, `apply` statements applied.
//! What Smithy 1.0 says by leaving `box` out is a `default` from here on: see `primitives`.
//! A trait in the namespace `tinsmith` is an overlay's alone; a model's is left out, with a warning.
//! Statements about members that a mixin brings are kept beside the shapes, but for those of lists and maps, which are members from here on;
//! mixins stay as references and the old `enum` trait stays a trait: flattening them is `transform`'s work.
//! Whether targets exist is asked later, by [`crate::smithy::validate`].

mod mixed_in;
mod primitives;

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::{Diagnostics, LeftOut, nearest};
use crate::smithy::traits::registry;
use crate::smithy::validate::values_of;
use crate::smithy::{
    Member, Model, Node, Operation, Resource, Service, Shape, ShapeId, ShapeKind, SimpleType,
    Traits, id, prelude, traits,
};

/// Lowers a document that has a `smithy` field. Problems go to `diagnostics`; what could be read is returned.
pub fn lower(document: Node, diagnostics: &mut Diagnostics) -> Model {
    let mut model = Model::default();
    let Node::Object(mut top) = document else {
        diagnostics.error("expected a JSON object at the top of a Smithy model");
        return model;
    };
    let major = major_version(top.get("smithy"), diagnostics);
    if let Some(Node::Object(metadata)) = top.shift_remove("metadata") {
        model.metadata = metadata;
    }
    let shapes = match top.shift_remove("shapes") {
        Some(Node::Object(shapes)) => shapes,
        Some(other) => {
            diagnostics.error(format!("expected an object as `shapes`, found {}", other.kind()));
            return model;
        }
        None => {
            diagnostics.error("expected `shapes` at the top of a Smithy model, found none");
            return model;
        }
    };

    let mixed_in = mixed_in::targets(&shapes);
    let mut applied = Vec::new();
    for (id, node) in shapes {
        let id = match ShapeId::parse(&id) {
            Ok(id) => id,
            Err(reason) => {
                diagnostics.error(format!("in `shapes`: {reason}"));
                continue;
            }
        };
        if node.get("type").and_then(Node::as_str) == Some("apply") {
            applied.push((id, node));
            continue;
        }
        if id.member().is_some() {
            diagnostics.error(format!(
                "in `shapes`: expected the id of a shape, found `{id}`, that of a member"
            ));
            continue;
        }
        if let Some(shape) =
            (Reader { id: &id, origin: Origin::Model, diagnostics }).shape(node, &mixed_in)
        {
            model.shapes.insert(id, shape);
        }
    }
    for (id, node) in applied {
        let mut reader = Reader { id: &id, origin: Origin::Model, diagnostics };
        let traits = reader.traits(node.get("traits").cloned());
        apply(&mut model, &id, &traits, diagnostics);
    }
    if major == Some(1) {
        primitives::give_defaults(&mut model);
    }
    model
}

/// Applies the statements of a document that holds nothing else, an overlay, and checks the values of their traits.
///
/// `overlay` is the name of the document.
pub(crate) fn apply_all(
    model: &mut Model,
    document: Node,
    overlay: &str,
    diagnostics: &mut Diagnostics,
) {
    major_version(document.get("smithy"), diagnostics);
    let Some(statements) = document.get("shapes").and_then(Node::as_object) else {
        diagnostics.error("expected an object as `shapes` in an overlay");
        return;
    };
    for (id, node) in statements {
        match ShapeId::parse(id) {
            Err(reason) => diagnostics.error(format!("in `shapes`: {reason}")),
            Ok(id) if node.get("type").and_then(Node::as_str) == Some("apply") => {
                let mut reader = Reader { id: &id, origin: Origin::Overlay, diagnostics };
                let applied = reader.traits(node.get("traits").cloned());
                values_of(&id, &applied, diagnostics);
                apply(model, &id, &applied, diagnostics);
                let own = applied.iter().filter(|(name, _)| is_from_overlay(name));
                model.overlays.extend(
                    own.map(|(name, _)| ((id.clone(), name.to_owned()), overlay.to_owned())),
                );
            }
            Ok(id) => {
                diagnostics
                    .shape_error(&id, "an overlay may only `apply` traits, not define shapes");
            }
        }
    }
}

fn major_version(version: Option<&Node>, diagnostics: &mut Diagnostics) -> Option<u8> {
    match version {
        Some(Node::String(version)) => match version.split('.').next() {
            Some("1") => return Some(1),
            Some("2") => return Some(2),
            _ => {
                diagnostics.error(format!("expected Smithy version 1.0 or 2.0, found `{version}`"))
            }
        },
        Some(other) => {
            diagnostics
                .error(format!("expected a version string as `smithy`, found {}", other.kind()));
        }
        None => diagnostics.error("expected a `smithy` version, found none"),
    }
    None
}

/// Applies an `apply` statement, which may name a shape or a member.
fn apply(model: &mut Model, id: &ShapeId, traits: &Traits, diagnostics: &mut Diagnostics) {
    if let Some(target) = model.traits_mut(id) {
        target.apply(traits);
    } else if is_mixed_in(model, id) {
        model.applied.entry(id.clone()).or_default().apply(traits);
    } else {
        diagnostics.shape_error(id, "traits are applied to a shape or member that does not exist");
    }
}

/// Whether a mixin, or a mixin of it, is going to bring the member with this id.
fn is_mixed_in(model: &Model, id: &ShapeId) -> bool {
    let Some(name) = id.member() else { return false };
    let mixins = |id: &ShapeId| model.shapes.get(id).map_or(&[][..], |shape| &shape.mixins);
    let shape = id.without_member();
    let mut pending: Vec<&ShapeId> = mixins(&shape).iter().collect();
    let mut seen = IndexSet::new();
    while let Some(mixin) = pending.pop() {
        if !seen.insert(mixin) {
            continue;
        }
        let members = model.shapes.get(mixin).and_then(Shape::members);
        if members.is_some_and(|members| members.contains_key(name)) {
            return true;
        }
        pending.extend(mixins(mixin));
    }
    false
}

/// Whose words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// A model's, which anybody may have written.
    Model,
    /// An overlay's, which whoever generates has written.
    Overlay,
}

/// Reads the parts of one shape; every problem is reported against its id.
struct Reader<'r> {
    id: &'r ShapeId,
    origin: Origin,
    diagnostics: &'r mut Diagnostics,
}

impl Reader<'_> {
    fn shape(&mut self, node: Node, mixed_in: &mixed_in::Targets) -> Option<Shape> {
        let Node::Object(mut fields) = node else {
            self.error(format!("expected an object, found {}", node.kind()));
            return None;
        };
        let type_name = match fields.get("type") {
            Some(Node::String(name)) => name.clone(),
            Some(other) => {
                self.error(format!("expected a string as `type`, found {}", other.kind()));
                return None;
            }
            None => {
                self.error("expected a `type`, found none".to_owned());
                return None;
            }
        };
        let mixins = self.references(&fields, "mixins");
        let kind = self.kind(&type_name, &mut fields, &mixins, mixed_in)?;
        let mut traits = self.traits(fields.shift_remove("traits"));
        if type_name == "set" {
            // Smithy 2.0 has no sets any more: a set is a list of unique items.
            traits.mark(traits::UNIQUE_ITEMS);
        }
        Some(Shape { kind, traits, mixins })
    }

    fn kind(
        &mut self,
        type_name: &str,
        fields: &mut IndexMap<String, Node>,
        mixins: &[ShapeId],
        mixed_in: &mixed_in::Targets,
    ) -> Option<ShapeKind> {
        if let Some(simple) = SimpleType::from_name(type_name) {
            return Some(ShapeKind::Simple(simple));
        }
        Some(match type_name {
            "list" | "set" => {
                ShapeKind::List(self.required_member(fields, "member", mixins, mixed_in)?)
            }
            "map" => {
                let key = self.required_member(fields, "key", mixins, mixed_in);
                let value = self.required_member(fields, "value", mixins, mixed_in);
                ShapeKind::Map(key?, value?)
            }
            "structure" => ShapeKind::Structure(self.members(fields)),
            "union" => ShapeKind::Union(self.members(fields)),
            "enum" => ShapeKind::Enum(self.members(fields)),
            "intEnum" => ShapeKind::IntEnum(self.members(fields)),
            "service" => ShapeKind::Service(self.service(fields)),
            "resource" => ShapeKind::Resource(self.resource(fields)),
            "operation" => ShapeKind::Operation(Operation {
                input: self.optional_target(fields, "input"),
                output: self.optional_target(fields, "output"),
                errors: self.references(fields, "errors"),
            }),
            unknown => {
                self.error(format!("`{unknown}` is not a type of Smithy shapes"));
                let known = SimpleType::ALL.iter().map(|(name, _)| *name).chain([
                    "list",
                    "map",
                    "structure",
                    "union",
                    "enum",
                    "intEnum",
                    "service",
                    "resource",
                    "operation",
                ]);
                if let Some(name) = nearest(unknown, known) {
                    self.diagnostics.help(format!("did you mean `{name}`?"));
                }
                return None;
            }
        })
    }

    fn service(&mut self, fields: &IndexMap<String, Node>) -> Service {
        let mut rename = IndexMap::new();
        for (id, name) in fields.get("rename").and_then(Node::as_object).into_iter().flatten() {
            match (ShapeId::parse(id), name) {
                (Ok(id), Node::String(name)) if id::is_identifier(name) => {
                    rename.insert(id, name.clone());
                }
                (Ok(id), Node::String(name)) => self.error(format!(
                    "expected a shape name as the new name of `{id}` in `rename`, found `{name}`"
                )),
                (Err(reason), _) => self.error(format!("in `rename`: {reason}")),
                (_, other) => self.error(format!(
                    "expected a string as the new name of `{id}` in `rename`, found {}",
                    other.kind()
                )),
            }
        }
        Service {
            version: fields.get("version").and_then(Node::as_str).unwrap_or_default().to_owned(),
            operations: self.references(fields, "operations"),
            resources: self.references(fields, "resources"),
            errors: self.references(fields, "errors"),
            rename,
        }
    }

    fn resource(&mut self, fields: &IndexMap<String, Node>) -> Resource {
        let mut operations = Vec::new();
        for lifecycle in ["put", "create", "read", "update", "delete", "list"] {
            operations.extend(self.optional_target(fields, lifecycle));
        }
        for more in ["operations", "collectionOperations"] {
            operations.extend(self.references(fields, more));
        }
        Resource { operations, resources: self.references(fields, "resources") }
    }

    fn members(&mut self, fields: &mut IndexMap<String, Node>) -> IndexMap<String, Member> {
        let mut members = IndexMap::new();
        match fields.shift_remove("members") {
            None => {}
            Some(Node::Object(found)) => {
                for (name, node) in found {
                    // Rust names are made of it, which is only possible with letters and digits that Rust knows.
                    if !id::is_identifier(&name) {
                        self.error(format!("in `members`: `{name}` is not a member name"));
                    } else if let Some(member) = self.member(&name, node) {
                        members.insert(name, member);
                    }
                }
            }
            Some(other) => {
                self.error(format!("expected an object as `members`, found {}", other.kind()));
            }
        }
        members
    }

    /// The member of a list or map, its own or one that a mixin brings.
    fn required_member(
        &mut self,
        fields: &mut IndexMap<String, Node>,
        name: &'static str,
        mixins: &[ShapeId],
        mixed_in: &mixed_in::Targets,
    ) -> Option<Member> {
        if let Some(node) = fields.shift_remove(name) {
            return self.member(name, node);
        }
        let Some(target) = mixed_in.get(&(self.id.as_str().to_owned(), name)) else {
            let mixins: Vec<String> = mixins.iter().map(|id| format!("`{id}`")).collect();
            self.error(match mixins.as_slice() {
                [] => format!("expected a `{name}`, found none"),
                mixins => format!(
                    "expected a `{name}` of its own or of the mixin {}, found none",
                    mixins.join(" or ")
                ),
            });
            return None;
        };
        // One that is no id is reported with the mixin.
        ShapeId::parse(target).ok().map(Member::new)
    }

    fn member(&mut self, name: &str, node: Node) -> Option<Member> {
        let id = self.id.with_member(name);
        let mut reader = Reader { id: &id, origin: self.origin, diagnostics: self.diagnostics };
        let target = reader.target(&node)?;
        let Node::Object(mut fields) = node else { return None };
        Some(Member { target, traits: reader.traits(fields.shift_remove("traits")) })
    }

    /// The shape that `{"target": "…"}` names.
    fn target(&mut self, node: &Node) -> Option<ShapeId> {
        match node.get("target") {
            Some(Node::String(target)) => match ShapeId::parse(target) {
                Ok(target) => return Some(target),
                Err(reason) => self.error(format!("in `target`: {reason}")),
            },
            Some(other) => {
                self.error(format!("expected a shape id as `target`, found {}", other.kind()));
            }
            None => self.error(format!(
                "expected an object with a `target`, found {}",
                if matches!(node, Node::Object(_)) { "one without" } else { node.kind() }
            )),
        }
        None
    }

    /// A reference in a field that may be absent; `smithy.api#Unit` counts as absent.
    fn optional_target(&mut self, fields: &IndexMap<String, Node>, field: &str) -> Option<ShapeId> {
        let target = self.target(fields.get(field)?)?;
        (target.as_str() != prelude::UNIT).then_some(target)
    }

    /// A list of references; an absent field is an empty list.
    fn references(&mut self, fields: &IndexMap<String, Node>, field: &str) -> Vec<ShapeId> {
        match fields.get(field) {
            None => Vec::new(),
            Some(Node::Array(references)) => {
                references.iter().filter_map(|reference| self.target(reference)).collect()
            }
            Some(other) => {
                self.error(format!("expected a list as `{field}`, found {}", other.kind()));
                Vec::new()
            }
        }
    }

    fn traits(&mut self, node: Option<Node>) -> Traits {
        let mut applied = Traits::default();
        match node {
            None => {}
            Some(Node::Object(found)) => {
                for (name, value) in found {
                    if let Err(reason) = ShapeId::parse(&name) {
                        self.error(format!("in `traits`: {reason}"));
                    }
                    let is_own = name.starts_with(traits::OWN_NAMESPACE);
                    match self.origin {
                        Origin::Model if is_own => self.leave_out_own(&name),
                        Origin::Overlay if is_own && !is_from_overlay(&name) => {
                            self.unknown_own(&name);
                        }
                        _ => applied.insert(&name, value),
                    }
                }
            }
            Some(other) => {
                self.error(format!("expected an object as `traits`, found {}", other.kind()));
            }
        }
        applied
    }

    /// The crate is right without the trait, so this is no error.
    fn leave_out_own(&mut self, name: &str) {
        self.diagnostics.left_out(
            LeftOut::OwnTrait,
            self.id,
            format!("`{name}` is left out: traits of `tinsmith` count only in an overlay"),
        );
        self.diagnostics.help("apply it in an overlay, if you trust what it says");
    }

    /// Nobody else has traits of this namespace, so one that is unknown is a slip.
    fn unknown_own(&mut self, name: &str) {
        let known = registry::from_overlay().map(|known| format!("`{known}`"));
        let known: Vec<String> = known.collect();
        let (last, others) =
            known.split_last().map_or(("", &[][..]), |(last, others)| (last, others));
        let known = format!("{} or {last}", others.join(", "));
        self.error(format!("expected {known}, found `{name}`"));
        if let Some(near) = nearest(name, registry::from_overlay()) {
            self.diagnostics.help(format!("did you mean `{near}`?"));
        }
    }

    fn error(&mut self, message: String) {
        self.diagnostics.shape_error(self.id, message);
    }
}

/// Whether a trait counts that an overlay brings in the namespace of ours.
fn is_from_overlay(id: &str) -> bool {
    registry::find(id).is_some_and(|entry| entry.is_from_overlay)
}
