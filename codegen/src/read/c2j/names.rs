//! The shape id of everything in a document.
//!
//! Operations, shapes and the service share one namespace in Smithy; in C2J they do not.
//! Where they clash the operation keeps its name, since that is the one that users call.

use indexmap::{IndexMap, IndexSet};

use super::Sections;
use super::protocols::is_rpc;
use crate::diagnostic::Diagnostics;
use crate::smithy::id::is_identifier;
use crate::smithy::{Node, ShapeId};

/// What a shape is called that has the name of an operation or of the service.
const SHAPE_SUFFIX: &str = "Shape";
/// What a service is called that has the name of an operation.
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
            diagnostics.error("expected a `serviceId` in `metadata` that has letters to name the service by");
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
        let service = service_name(metadata("targetPrefix"), id);
        let service = free(service, SERVICE_SUFFIX, &taken);
        let service = parse(&namespace, &service, "metadata", diagnostics)?;
        taken.insert(service.name().to_owned());

        let mut shapes = IndexMap::new();
        for name in sections.shapes.keys() {
            let unlike_operations = free(name.clone(), SHAPE_SUFFIX, &taken);
            if unlike_operations != *name && sections.shapes.contains_key(&unlike_operations) {
                diagnostics.error(format!(
                    "in `shapes`: `{name}` is an operation's name too, and `{unlike_operations}`, which it would be called instead, is another shape's"
                ));
                continue;
            }
            if let Some(id) = parse(&namespace, &unlike_operations, "shapes", diagnostics) {
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
            diagnostics.shape_error(at, format!("refers to the shape `{name}`, which is not in `shapes`"));
            if let Some(meant) =
                crate::diagnostic::nearest(name, self.shapes.keys().map(String::as_str))
            {
                diagnostics.help(format!("did you mean `{meant}`?"));
            }
        }
        found
    }
}

/// The service's name: the one that goes over the wire as the prefix of `X-Amz-Target`, else the service id.
///
/// A prefix may be a dotted path; Smithy's JSON protocols send the shape's name alone, which is its last part.
fn service_name(target_prefix: Option<&str>, id: String) -> String {
    target_prefix
        .and_then(|prefix| prefix.rsplit('.').next())
        .filter(|last| is_identifier(last))
        .map_or(id, str::to_owned)
}

fn free(name: String, suffix: &str, taken: &IndexSet<String>) -> String {
    if taken.contains(&name) { format!("{name}{suffix}") } else { name }
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
