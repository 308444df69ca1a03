//! The shape id of everything in a document.
//!
//! Operations, shapes and the service share one namespace in Smithy; in C2J they do not.
//! Where they clash the operation keeps its name, since that is the one that users call,
//! and the service keeps one that goes over the wire; every other name gets a suffix.

use indexmap::{IndexMap, IndexSet};

use super::Sections;
use super::protocols::is_rpc;
use crate::diagnostic::{Diagnostics, nearest};
use crate::smithy::id::is_identifier;
use crate::smithy::{Node, ShapeId};

/// What is put after a shape's name that an operation or the service has too.
const SHAPE_SUFFIX: &str = "Shape";
/// What is put after a service's name that an operation or a shape has too.
const SERVICE_SUFFIX: &str = "Service";

/// The ids of the service, its operations and its shapes; the latter two by their names in the document.
pub(super) struct Names {
    pub(super) service: ShapeId,
    pub(super) operations: IndexMap<String, ShapeId>,
    pub(super) shapes: IndexMap<String, ShapeId>,
}

impl Names {
    /// Names everything; `None` when the service itself cannot be named.
    pub(super) fn collect(sections: &Sections<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let metadata = |key: &str| sections.metadata.get(key).and_then(Node::as_str);
        let id = ["serviceId", "serviceAbbreviation", "serviceFullName", "endpointPrefix"]
            .into_iter()
            .find_map(metadata)
            .map(alphanumerics)
            .filter(|id| is_identifier(id));
        let Some(id) = id else {
            diagnostics.error(
                "expected a `serviceId` in `metadata` that has letters to name the service by",
            );
            return None;
        };
        let namespace = format!("com.amazonaws.{}", id.to_lowercase());

        let rpc = is_rpc(sections.metadata);
        let mut taken = IndexSet::new();
        let mut operations = IndexMap::new();
        for (key, node) in sections.operations {
            // The name goes over the wire in RPC protocols only; in the others it may carry a version.
            let name = node.get("name").and_then(Node::as_str).filter(|_| rpc).unwrap_or(key);
            if let Some(id) = parse(&namespace, name, "operations", diagnostics) {
                taken.insert(name.to_owned());
                operations.insert(key.clone(), id);
            }
        }
        let service = match wire_name(metadata("targetPrefix")) {
            Some(name) => name.to_owned(),
            None if taken.contains(&id) || sections.shapes.contains_key(&id) => {
                format!("{id}{SERVICE_SUFFIX}")
            }
            None => id,
        };
        let service = parse(&namespace, &service, "metadata", diagnostics)?;
        taken.insert(service.name().to_owned());

        let mut shapes = IndexMap::new();
        for name in sections.shapes.keys() {
            let mut free = name.clone();
            if taken.contains(name) {
                free.push_str(SHAPE_SUFFIX);
                if taken.contains(&free) || sections.shapes.contains_key(&free) {
                    diagnostics.error(format!(
                        "in `shapes`: `{name}` is the name of an operation or the service too, and `{free}`, which it would be called instead, is taken"
                    ));
                    continue;
                }
            }
            if let Some(id) = parse(&namespace, &free, "shapes", diagnostics) {
                shapes.insert(name.clone(), id);
            }
        }
        Some(Self { service, operations, shapes })
    }

    /// The id that a reference to a shape means; `at` is who refers.
    pub(super) fn shape(
        &self,
        name: &str,
        at: &ShapeId,
        diagnostics: &mut Diagnostics,
    ) -> Option<ShapeId> {
        let found = self.shapes.get(name).cloned();
        if found.is_none() {
            diagnostics
                .shape_error(at, format!("refers to the shape `{name}`, which is not in `shapes`"));
            if let Some(meant) = nearest(name, self.shapes.keys().map(String::as_str)) {
                diagnostics.help(format!("did you mean `{meant}`?"));
            }
        }
        found
    }
}

/// The service's name where it goes over the wire, as the prefix of `X-Amz-Target`.
///
/// A prefix may be a dotted path; Smithy's JSON protocols send the shape's name alone, which is its last part.
fn wire_name(target_prefix: Option<&str>) -> Option<&str> {
    target_prefix.and_then(|prefix| prefix.rsplit('.').next()).filter(|last| is_identifier(last))
}

fn parse(
    namespace: &str,
    name: &str,
    section: &str,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeId> {
    match ShapeId::parse(&format!("{namespace}#{name}")) {
        Ok(id) if id.member().is_none() => Some(id),
        Ok(_) => {
            diagnostics.error(format!("in `{section}`: `{name}` is not a shape name"));
            None
        }
        Err(reason) => {
            diagnostics.error(format!("in `{section}`: {reason}"));
            None
        }
    }
}

fn alphanumerics(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}
