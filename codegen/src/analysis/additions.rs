//! What AWS's own clients add to the requests of a service: a header, a value for a member that is left out, a host that the request names.

use crate::customizations::{self, Customization, HeaderValue};
use crate::smithy::Traits;

/// What requests have beyond the model.
#[derive(Clone, Copy, Debug, Default)]
pub struct Additions<'m> {
    /// A header, unless the request has it.
    pub header: Option<(&'static str, &'m str)>,
    /// A member of the input, and what it is where the caller gives nothing.
    pub default: Option<(&'static str, &'static str)>,
    /// A member of the input: the URL of the host that takes the request.
    pub endpoint: Option<&'static str>,
}

/// The additions of a service with this version.
pub fn of<'m>(service: &Traits, version: &'m str) -> Additions<'m> {
    let mut additions = Additions::default();
    for customization in customizations::of(service) {
        match customization {
            Customization::Header(name, HeaderValue::Text(value)) => {
                additions.header = Some((name, value));
            }
            Customization::Header(name, HeaderValue::Version) => {
                additions.header = Some((name, version));
            }
            Customization::Default(member, value) => additions.default = Some((member, value)),
            Customization::Endpoint(member) => additions.endpoint = Some(member),
            _ => {}
        }
    }
    additions
}
