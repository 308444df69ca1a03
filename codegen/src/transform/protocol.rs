//! The protocol that the settings ask for, as the only one of its service.
//!
//! No later stage has to know that there was a choice.

use crate::diagnostic::{Diagnostics, nearest};
use crate::smithy::{Model, Protocol, ShapeId, is_protocol};

/// Takes the other protocols of a service away; `None`, and an error, where the one that is wanted is not among them or cannot be generated.
///
/// It is named as its trait is, with the namespace or without.
pub fn keep(
    model: &mut Model,
    service: &ShapeId,
    wanted: &str,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let traits = model.get(service)?.traits.iter();
    let listed: Vec<String> =
        traits.map(|(id, _)| id.to_owned()).filter(|id| is_protocol(model, id)).collect();
    let Some(found) = listed.iter().find(|id| *id == wanted || short(id) == wanted) else {
        diagnostics.shape_error(service, format!("the service does not speak `{wanted}`"));
        diagnostics.help(match nearest(wanted, listed.iter().map(|id| short(id))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => it_speaks(&listed),
        });
        return None;
    };
    if !Protocol::ALL.iter().any(|protocol| protocol.shape_id() == found) {
        diagnostics.shape_error(service, format!("the protocol `{wanted}` is not supported yet"));
        diagnostics.help(it_speaks(&listed));
        return None;
    }
    let traits = model.traits_mut(service)?;
    for other in listed.iter().filter(|id| *id != found) {
        traits.remove(other);
    }
    Some(())
}

/// The name of a protocol without its namespace.
fn short(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

fn it_speaks(listed: &[String]) -> String {
    let names: Vec<String> = listed.iter().map(|id| format!("`{}`", short(id))).collect();
    match names.as_slice() {
        [] => "it has no protocol trait".to_owned(),
        [only] => format!("it speaks {only}"),
        [others @ .., last] => format!("it speaks {} and {last}", others.join(", ")),
    }
}
