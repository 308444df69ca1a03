//! What AWS's own clients add to the requests of a service: a header, a value for a member that is left out, a host that the request names.
//!
//! No trait says so; it is known by the service's name, as `docs/customizations.md` lists it.

use crate::smithy::{Node, Traits, traits};

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
    let none = Additions::default();
    let sdk_id = service.get(traits::SERVICE).and_then(|value| value.get("sdkId"));
    match sdk_id.and_then(Node::as_str) {
        Some("API Gateway") => Additions { header: Some(("accept", "application/json")), ..none },
        Some("Glacier") => Additions {
            header: Some(("x-amz-glacier-version", version)),
            default: Some(("accountId", "-")),
            ..none
        },
        Some("Machine Learning") => Additions { endpoint: Some("PredictEndpoint"), ..none },
        _ => none,
    }
}
