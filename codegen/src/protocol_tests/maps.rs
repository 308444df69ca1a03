//! Where the entries of maps are in a document of XML. Their order says nothing; that of all other elements does, and only the model tells them apart.

use std::collections::BTreeSet;

use crate::smithy::{Member, Model, Node, Protocol, Shape, ShapeId, ShapeKind, traits};

/// The places of entries in the document of a request, `heats/entry` below its root, of the maps that have several in its parameters.
pub(super) fn entries(
    model: &Model,
    protocol: Protocol,
    input: &ShapeId,
    params: Option<&Node>,
) -> Vec<String> {
    let mut found = Maps { model, protocol, entries: BTreeSet::new() };
    if protocol == Protocol::RestXml
        && let Some(params) = params
    {
        match payload(model, input) {
            Some((name, member)) => {
                if let Some(node) = params.get(name) {
                    found.value("", false, &member.target, node);
                }
            }
            None => found.value("", false, input, params),
        }
    }
    found.entries.into_iter().collect()
}

/// The member that is the whole document.
fn payload<'m>(model: &'m Model, input: &ShapeId) -> Option<(&'m str, &'m Member)> {
    let mut members = model.get(input).and_then(Shape::members).into_iter().flatten();
    let (name, member) = members.find(|(_, member)| member.traits.has(traits::HTTP_PAYLOAD))?;
    Some((name, member))
}

struct Maps<'m> {
    model: &'m Model,
    protocol: Protocol,
    entries: BTreeSet<String>,
}

impl Maps<'_> {
    /// Looks into a value: what is there is as deep as the parameters are, whatever the model allows.
    fn value(&mut self, place: &str, is_flattened: bool, target: &ShapeId, node: &Node) {
        let Some(shape) = self.model.get(target) else { return };
        match (&shape.kind, node) {
            (ShapeKind::Structure(members) | ShapeKind::Union(members), _) => {
                for (name, member) in members {
                    if let Some(node) = node.get(name) {
                        let element = below(place, self.protocol.name_in_requests(name, member));
                        let is_flattened = member.traits.has(traits::XML_FLATTENED);
                        self.value(&element, is_flattened, &member.target, node);
                    }
                }
            }
            (ShapeKind::List(item), Node::Array(nodes)) => {
                let element = if is_flattened {
                    place.to_owned()
                } else {
                    below(place, self.protocol.name_in_requests("member", item))
                };
                for node in nodes {
                    self.value(&element, false, &item.target, node);
                }
            }
            (ShapeKind::Map(_, value), Node::Object(entries)) => {
                let entry = if is_flattened { place.to_owned() } else { below(place, "entry") };
                let element = below(&entry, self.protocol.name_in_requests("value", value));
                for node in entries.values() {
                    self.value(&element, false, &value.target, node);
                }
                if entries.len() > 1 {
                    self.entries.insert(entry);
                }
            }
            _ => {}
        }
    }
}

/// The place of an element in another one. A prefix is no part of its name.
fn below(place: &str, name: impl AsRef<str>) -> String {
    let name = name.as_ref();
    let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
    if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") }
}
