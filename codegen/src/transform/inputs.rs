//! Defaults of what is only ever sent.
//!
//! A caller who leaves a member of an input out leaves the choice to the service, which may change its default. (Smithy 2.0, `@input`.)
//! So such a member gets `clientOptional` beside its default. One that is `required` as well has to be sent, and keeps it.

use crate::smithy::{Model, Node, ShapeKind, traits};

/// Says of every default in a structure with `@input` that clients do not fill it in.
pub(super) fn leave_defaults_to_the_service(model: &mut Model) {
    let mut found = Vec::new();
    for (id, shape) in &model.shapes {
        let ShapeKind::Structure(members) = &shape.kind else { continue };
        if !shape.traits.has(traits::INPUT) {
            continue;
        }
        let left = members.iter().filter(|(_, member)| {
            member.traits.has(traits::DEFAULT) && !member.traits.has(traits::REQUIRED)
        });
        found.extend(left.map(|(name, _)| id.with_member(name)));
    }
    for id in found {
        if let Some(member) = model.traits_mut(&id) {
            member.insert(traits::CLIENT_OPTIONAL, Node::Object(Default::default()));
        }
    }
}
