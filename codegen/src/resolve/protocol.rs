//! The protocol that a crate speaks: of those that the service lists, the preferred one that can be generated.

use crate::diagnostic::Diagnostics;
use crate::smithy::traits::{self, registry};
use crate::smithy::{Model, Protocol, ShapeId};

/// The protocol of a service; an error, and `None`, where it has none that can be generated.
pub fn resolve(model: &Model, id: &ShapeId, diagnostics: &mut Diagnostics) -> Option<Protocol> {
    let shape = model.get(id)?;
    let found = Protocol::of(&shape.traits);
    if found.is_some() {
        return found;
    }
    let names = shape.traits.iter().map(|(name, _)| name);
    let listed: Vec<String> =
        names.filter(|name| is_protocol(model, name)).map(|name| format!("`{name}`")).collect();
    diagnostics.shape_error(
        id,
        match listed.as_slice() {
            [] => "the service has no protocol trait".to_owned(),
            [only] => format!("the protocol of the service, {only}, is not supported yet"),
            several => format!(
                "the protocols of the service, {}, are not supported yet",
                several.join(", ")
            ),
        },
    );
    let supported = Protocol::ALL.map(|protocol| format!("`{}`", protocol.shape_id()));
    let [others @ .., last] = &supported;
    let others = others.join(", ");
    diagnostics.help(format!("the supported protocols are {others} and {last}"));
    None
}

/// Whether a trait names a protocol: one of Smithy's or AWS's, whose definitions a model does not carry, or one that it defines.
pub fn is_protocol(model: &Model, name: &str) -> bool {
    let definition = ShapeId::parse(name).ok().and_then(|id| model.get(&id));
    registry::is_protocol(name)
        || definition.is_some_and(|shape| shape.traits.has(traits::PROTOCOL_DEFINITION))
}
