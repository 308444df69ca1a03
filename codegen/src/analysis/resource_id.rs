//! Ids that a service gives out with the type of the resource before them, and takes without.

use crate::customizations::{self, Customization};
use crate::smithy::{Member, Shape, Traits};

/// The member of an operation's input that is such an id; no input has two.
pub fn of<'m>(service: &Traits, input: &'m Shape) -> Option<(&'m str, &'m Member)> {
    let shapes = customizations::of(service).find_map(|customization| match customization {
        Customization::ResourceIds(shapes) => Some(shapes),
        _ => None,
    })?;
    let mut members = input.members()?.iter();
    let (name, member) = members.find(|(_, member)| shapes.contains(&member.target.name()))?;
    Some((name, member))
}
