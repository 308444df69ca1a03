//! Ids that a service gives out with the type of the resource before them, and takes without: `/hostedzone/Z1` and `Z1` of Route 53.
//!
//! No trait says so; AWS's own clients know it by the names of the shapes, and so does this.

use crate::smithy::{Member, Shape, Traits, traits};

/// The services that do it, by `sdkId`, and the shapes of such ids.
const SERVICES: [(&str, &[&str]); 1] =
    [("Route 53", &["ChangeId", "DelegationSetId", "ResourceId"])];

/// The member of an operation's input that is such an id; no input has two.
pub fn of<'m>(service: &Traits, input: &'m Shape) -> Option<(&'m str, &'m Member)> {
    let sdk_id = service.get(traits::SERVICE)?.get("sdkId")?.as_str()?;
    let (_, shapes) = SERVICES.iter().find(|(id, _)| *id == sdk_id)?;
    let mut members = input.members()?.iter();
    let (name, member) = members.find(|(_, member)| shapes.contains(&member.target.name()))?;
    Some((name, member))
}
