//! What is opaque: values that a service gives out and takes back, of which it alone knows how long they are.
//!
//! In come the tokens of paginated operations and the shapes and members that an overlay calls opaque; out goes whether a member is.
//! Deliberately not here: what follows from it. See [`Opaque`](crate::ir::constraint::Check::Opaque).

use std::collections::BTreeSet;

use crate::smithy::{Member, Model, ShapeId, pagination, traits};

/// The members of inputs that take a page token.
#[derive(Clone, Debug, Default)]
pub struct Opacity {
    page_tokens: BTreeSet<ShapeId>,
}

impl Opacity {
    /// Finds the page tokens of the operations of a service.
    pub fn of(model: &Model, service: &ShapeId, operations: &[ShapeId]) -> Self {
        let tokens = |id: &ShapeId| {
            let (service, operation) = (model.get(service)?, model.get(id)?);
            Some(pagination::sent_tokens(model, service, operation))
        };
        Self { page_tokens: operations.iter().filter_map(tokens).flatten().collect() }
    }

    /// Whether the values of a member are opaque; takes its id, with its name.
    pub fn is_opaque(&self, model: &Model, id: &ShapeId, member: &Member) -> bool {
        let is_target_marked =
            || model.get(&member.target).is_some_and(|target| target.traits.has(traits::OPAQUE));
        member.traits.has(traits::OPAQUE) || self.page_tokens.contains(id) || is_target_marked()
    }
}
