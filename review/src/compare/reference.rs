//! Where AWS's API reference has the words on what changed.

use tinsmith_codegen::stages::smithy::ShapeId;
use tinsmith_codegen::stages::text::api_reference;

use super::Found;

/// The address of the page that describes an operation or type, or the type that a member is one of.
///
/// None for what is gone, which the reference no longer describes, and for what has no page: lists, maps, simple types, the service.
pub(super) fn of(found: &Found<'_>, place: &ShapeId) -> Option<String> {
    let shape = place.without_member();
    let is_described =
        found.new.operations.contains_key(&shape) || found.new.item(&shape).is_some();
    let (doc_id, page) = found.new.facts.reference.page(&shape).filter(|_| is_described)?;
    Some(api_reference(doc_id, page))
}
