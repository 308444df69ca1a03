//! The protocol that a crate speaks: of those that the service lists, the preferred one that can be generated.

use crate::diagnostic::Diagnostics;
use crate::smithy::{Model, Protocol, ShapeId, is_protocol};

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
