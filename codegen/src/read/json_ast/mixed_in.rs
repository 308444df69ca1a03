//! Members of lists and maps that a mixin brings: the shape itself does not have them.
//!
//! In come the shapes of a document, as they were parsed; out go the targets of such members, for the reader to fill in.
//! Traits of these members are taken over with all else that a mixin brings, in `transform::mixins`.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::smithy::Node;

/// The targets of the members that mixins bring to lists and maps, by shape and member.
pub(super) type Targets = BTreeMap<(String, &'static str), String>;

/// Finds the targets. Each list and map is visited once, however long a chain of mixins is.
pub(super) fn targets(shapes: &IndexMap<String, Node>) -> Targets {
    let mut found = Targets::new();
    for name in ["member", "key", "value"] {
        let (with, without): (Vec<_>, Vec<_>) = shapes
            .iter()
            .filter(|(_, node)| has_members_of(node, name))
            .partition(|(_, node)| node.get(name).is_some());
        let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, node) in without {
            for mixin in node.get("mixins").and_then(Node::as_array).into_iter().flatten() {
                users.entry(target(mixin).unwrap_or_default()).or_default().push(id);
            }
        }
        let mut pending: Vec<(&str, &str)> = with
            .into_iter()
            .filter_map(|(id, node)| Some((id.as_str(), target(node.get(name)?)?)))
            .collect();
        let mut seen = BTreeSet::new();
        while let Some((mixin, target)) = pending.pop() {
            for user in users.get(mixin).into_iter().flatten() {
                if seen.insert(*user) {
                    found.insert(((*user).to_owned(), name), target.to_owned());
                    pending.push((user, target));
                }
            }
        }
    }
    found
}

/// Whether a shape of this type has a member of this name.
fn has_members_of(node: &Node, name: &str) -> bool {
    match node.get("type").and_then(Node::as_str) {
        Some("list" | "set") => name == "member",
        Some("map") => name != "member",
        _ => false,
    }
}

fn target(node: &Node) -> Option<&str> {
    node.get("target")?.as_str()
}
