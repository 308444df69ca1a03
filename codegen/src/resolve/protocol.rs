//! The protocol that a crate speaks: of those that the service lists, the preferred one that can be generated.

use crate::diagnostic::Diagnostics;
use crate::ir::wire::Protocol;
use crate::smithy::{Model, ShapeId};

/// The protocols that can be generated, the preferred one first.
const PREFERRED: [Protocol; 2] = [Protocol::AwsJson1_1, Protocol::AwsJson1_0];

/// Traits of a service that are named like protocols and are none: they change what another one does.
const BESIDE: [&str; 1] = ["aws.protocols#awsQueryCompatible"];

/// The protocol of a service; an error, and `None`, where it has none that can be generated.
pub fn resolve(model: &Model, id: &ShapeId, diagnostics: &mut Diagnostics) -> Option<Protocol> {
    let shape = model.get(id)?;
    let found = PREFERRED.into_iter().find(|protocol| shape.traits.has(protocol.shape_id()));
    if found.is_some() {
        return found;
    }
    let names = shape.traits.iter().map(|(name, _)| name);
    let listed: Vec<String> =
        names.filter(|name| is_protocol(model, name)).map(|name| format!("`{name}`")).collect();
    diagnostics.shape_error(
        id,
        match listed.as_slice() {
            [] => "the service names no protocol".to_owned(),
            [only] => format!("the protocol of the service, {only}, is not supported yet"),
            several => format!(
                "the protocols of the service, {}, are not supported yet",
                several.join(", ")
            ),
        },
    );
    let supported = PREFERRED.map(|protocol| format!("`{}`", protocol.shape_id()));
    diagnostics.help(format!("the supported protocols are {}", supported.join(" and ")));
    None
}

/// Whether a trait names a protocol: one of Smithy's or AWS's, whose definitions a model does not carry, or one that it defines.
fn is_protocol(model: &Model, name: &str) -> bool {
    let is_well_known = ["aws.protocols#", "smithy.protocols#"]
        .iter()
        .any(|namespace| name.starts_with(namespace) && !BESIDE.contains(&name));
    let definition = ShapeId::parse(name).ok().and_then(|id| model.get(&id));
    is_well_known
        || definition.is_some_and(|shape| shape.traits.has("smithy.api#protocolDefinition"))
}
