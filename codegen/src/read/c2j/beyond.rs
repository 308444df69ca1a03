//! What AWS's own Smithy models say of a service and C2J cannot: which structures are unions, names of enum members, and outputs that are unwrapped.
//!
//! The facts are in `codegen/beyond-c2j.json`, by `serviceId` and `apiVersion`; what a document says itself wins.
//! Shapes without a fact stay as they are, and a fact that fits nothing in the document is reported.

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::Sections;
use super::names::Names;
use crate::diagnostic::{Diagnostics, LeftOut};
use crate::smithy::traits::registry::{self, Site};
use crate::smithy::{Member, Model, Node, Shape, ShapeId, ShapeKind, Traits, enum_names, traits};

/// The facts by service; a test holds the file to its form.
static SERVICES: LazyLock<Option<Node>> = LazyLock::new(|| {
    let facts = Node::parse(include_bytes!("../../../beyond-c2j.json")).ok()?;
    facts.get("services").cloned()
});

/// Applies what is known of the service to the shapes of its model.
pub(super) fn apply(
    sections: &Sections<'_>,
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let metadata = |key: &str| sections.metadata.get(key).and_then(Node::as_str);
    let services = SERVICES.as_ref();
    let Some(facts) = metadata("serviceId").and_then(|id| services?.get(id)) else { return };
    let mut facts = Facts { names, model, diagnostics, of_service: facts };
    let known = facts.of_service.get("apiVersion").and_then(Node::as_str).unwrap_or_default();
    match metadata("apiVersion") {
        Some(version) if version == known => {
            facts.unions();
            facts.unwrapped();
            facts.enums();
        }
        version => {
            let version = version.unwrap_or("none");
            facts.unfit(&names.service, format!("what is known beyond C2J is of the API version `{known}`, and the document has `{version}`; none of it is applied"));
        }
    }
}

/// Facts of a service on their way into its model.
struct Facts<'f, 'm, 'r> {
    names: &'f Names,
    model: &'m mut Model,
    diagnostics: &'r mut Diagnostics,
    of_service: &'f Node,
}

impl<'f> Facts<'f, '_, '_> {
    fn unions(&mut self) {
        let known = self.of_service.get("unions").and_then(Node::as_array).unwrap_or_default();
        for name in known.iter().filter_map(Node::as_str) {
            let Some((id, shape)) = self.shape(name, "is a union") else { continue };
            let members = match shape.kind {
                ShapeKind::Structure(members) => members,
                ShapeKind::Union(_) => {
                    self.unfit(id, "known to be a union, which the document says itself by now");
                    continue;
                }
                kind => {
                    let found = kind.name();
                    self.unfit(
                        id,
                        format!("known to be a union, and the document has it as {found}"),
                    );
                    continue;
                }
            };
            let union = Shape { kind: ShapeKind::Union(members), ..shape };
            match self.obstacle(id, &union) {
                None => {
                    self.model.shapes.insert(id.clone(), union);
                }
                Some(reason) => self.unfit(
                    id,
                    format!("known to be a union, and stays a structure, since {reason}"),
                ),
            }
        }
    }

    /// Why a shape cannot be a union.
    fn obstacle(&self, id: &ShapeId, union: &Shape) -> Option<String> {
        let misplaced = |site: Site<'_>, found: &Traits| {
            found.iter().find_map(|(id, _)| registry::find(id)?.misplaced(site))
        };
        if let Some(reason) = misplaced(Site::Shape(union), &union.traits) {
            return Some(reason);
        }
        if union.members().is_none_or(IndexMap::is_empty) {
            return Some("it has no members".to_owned());
        }
        for (name, member) in union.all_members() {
            // Told apart from the others, since C2J has it in unions too, where it does no harm.
            if member.traits.has(traits::REQUIRED) {
                return Some(format!("`{name}` is required"));
            }
            let Some(target) = self.model.get(&member.target) else { continue };
            if let Some(reason) = misplaced(Site::Member { of: union, target }, &member.traits) {
                return Some(format!("of `{name}`, {reason}"));
            }
        }
        self.names.operations.values().find_map(|operation| {
            let ShapeKind::Operation(shape) = &self.model.get(operation)?.kind else { return None };
            let mut refers = shape.input.iter().chain(&shape.output).chain(&shape.errors);
            refers.any(|found| found == id).then(|| {
                format!("it is the input, the output or an error of `{}`", operation.name())
            })
        })
    }

    /// Operations whose response is their output's one member, without an element around it.
    fn unwrapped(&mut self) {
        let known = self.of_service.get("unwrappedOutputs").and_then(Node::as_array);
        for name in known.unwrap_or_default().iter().filter_map(Node::as_str) {
            let traits = self.names.operations.get(name).and_then(|id| self.model.traits_mut(id));
            match traits {
                Some(traits) => traits.mark(traits::S3_UNWRAPPED_XML_OUTPUT),
                None => self.unfit(&self.names.service, format!("it is known that the output of `{name}` is unwrapped, and the document has no such operation")),
            }
        }
    }

    fn enums(&mut self) {
        let known = self.of_service.get("enums").and_then(Node::as_object);
        for (name, known) in known.into_iter().flatten() {
            let Some((id, shape)) = self.shape(name, "is an enum") else { continue };
            let ShapeKind::Enum(members) = shape.kind else {
                let found = shape.kind.name();
                self.unfit(id, format!("known to be an enum, and the document has it as {found}"));
                continue;
            };
            for (value, name) in known.as_object().into_iter().flatten() {
                let is_there = members.values().any(|member| value_of(member) == Some(value));
                if let Some(name) = name.as_str().filter(|_| !is_there) {
                    self.unfit(
                        id,
                        format!("`{name}` is known to be the name of `{value}`, and there is no such value"),
                    );
                }
            }
            let kind = ShapeKind::Enum(named(members, known));
            self.model.shapes.insert(id.clone(), Shape { kind, ..shape });
        }
    }

    /// A copy of the shape that a fact is about.
    fn shape(&mut self, name: &str, fact: &str) -> Option<(&'f ShapeId, Shape)> {
        let names = self.names;
        let Some(id) = names.shapes.get(name) else {
            self.unfit(
                &names.service,
                format!("it is known that `{name}` {fact}, and the document has no such shape"),
            );
            return None;
        };
        // What could not be read has been told.
        Some((id, self.model.get(id)?.clone()))
    }

    fn unfit(&mut self, at: &ShapeId, message: impl Into<String>) {
        self.diagnostics.left_out(LeftOut::BeyondC2j, at, message);
    }
}

/// The members of an enumeration by the names that are known for their values, the others by the usual ones.
fn named(members: IndexMap<String, Member>, known: &Node) -> IndexMap<String, Member> {
    let names = {
        let values = members.values().map(|member| value_of(member).unwrap_or_default());
        let values: Vec<(&str, Option<&str>)> =
            values.map(|value| (value, known.get(value).and_then(Node::as_str))).collect();
        enum_names::member_names(&values)
    };
    names.into_iter().zip(members.into_values()).collect()
}

fn value_of(member: &Member) -> Option<&str> {
    member.traits.get(traits::ENUM_VALUE).and_then(Node::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::smithy::Node;
    use crate::smithy::id::is_identifier;

    /// The file is ours, so what is wrong with it is a fault of the generator, which no document can show.
    #[test]
    fn the_facts_are_sound() {
        let services = super::SERVICES.as_ref().and_then(Node::as_object).unwrap();
        let (mut unions, mut names) = (0, 0);
        for (service, facts) in services {
            let keys: BTreeSet<&str> =
                facts.as_object().unwrap().keys().map(String::as_str).collect();
            assert!(
                keys.is_subset(&BTreeSet::from([
                    "apiVersion",
                    "enums",
                    "unions",
                    "unwrappedOutputs"
                ])),
                "{service}"
            );
            assert!(keys.contains("apiVersion") && keys.len() > 1, "{service}");
            unions += facts.get("unions").map_or(0, |found| {
                found.as_array().unwrap().iter().filter_map(Node::as_str).count()
            });
            for (name, values) in facts.get("enums").and_then(Node::as_object).into_iter().flatten()
            {
                let values = values.as_object().unwrap();
                let given: BTreeSet<&str> =
                    values.values().map(|name| name.as_str().unwrap()).collect();
                assert_eq!(given.len(), values.len(), "{service} {name} has a name twice");
                assert!(given.iter().all(|name| is_identifier(name)), "{service} {name}");
                names += given.len();
            }
        }
        assert_eq!((services.len(), unions, names), (97, 11, 1047));
    }
}
