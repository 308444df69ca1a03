//! What AWS's own clients do for a service beyond its model: one table, by the name of the service.
//!
//! No model says it, so it is known by the service's name alone; everything else in the generator asks this table. `docs/customizations.md` is its page.

mod table;

use crate::smithy::{Node, Traits, traits};

/// One thing that is known of a service.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Customization {
    /// Every request has this header, unless a member of it is that header.
    Header(&'static str, HeaderValue),
    /// This member of inputs may be left out, though the model requires it: it then has this value.
    Default(&'static str, &'static str),
    /// This member of an input is the URL of the host that takes the request.
    Endpoint(&'static str),
    /// Responses have a second request id, which AWS's support asks for.
    ExtendedRequestId,
    /// The endpoint rules put this member into the endpoint, so the path does not begin with it once more.
    PathInEndpoint(&'static str),
    /// The endpoint rules put this prefix before the host name, so the operation does not do it once more.
    PrefixInEndpoint(&'static str),
    /// The query of these operations is sent as a form in the body, since it can be too long for a URI.
    QueryAsForm(&'static [&'static str]),
    /// Ids of these shapes are given out with the type of their resource before them, and taken without: `/hostedzone/Z1` and `Z1`.
    ResourceIds(&'static [&'static str]),
    /// This shape is text, though older models have a time: its values can be none.
    TextForTime(&'static str),
    /// A trait without a value that the model lacks: the shape, its member if the trait is of that, and the trait.
    Trait(&'static str, Option<&'static str>, &'static str),
    /// This member of a structure has this documentation where it has none.
    Words(&'static str, &'static str, &'static str),
    /// A generated crate does not do it, and whoever generates what is affected is told.
    Missing(Missing),
}

/// The value of a header.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HeaderValue {
    /// This one.
    Text(&'static str),
    /// The version of the service.
    Version,
}

/// Something that a generated crate does not do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missing {
    /// The operations that are affected; none for a service as a whole.
    pub(crate) operations: &'static [&'static str],
    /// What is not done, and what that means to a caller.
    pub(crate) message: &'static str,
    /// What a caller can do.
    pub(crate) help: &'static str,
}

/// What is known of the service with these traits, in the order of the table.
pub(crate) fn of(service: &Traits) -> impl Iterator<Item = Customization> {
    let id = service.get(traits::SERVICE).and_then(|value| value.get("sdkId"));
    let id = id.and_then(Node::as_str);
    table::ROWS.iter().filter(move |row| Some(row.0) == id).map(|row| row.1)
}
