//! The bucket of S3: the model has it in the path of each operation, and the endpoint rules put it into the host or the path.

use std::borrow::Cow;

use crate::customizations::{self, Customization};
use crate::smithy::{Shape, Traits, traits};

/// The URI of an operation without what the endpoint has already.
pub fn without<'u>(service: &Traits, input: &Shape, uri: &'u str) -> Cow<'u, str> {
    let name = customizations::of(service).find_map(|customization| match customization {
        Customization::PathInEndpoint(name) => Some(name),
        _ => None,
    });
    let Some(name) = name else { return uri.into() };
    let member = input.members().and_then(|members| members.get(name));
    let is_of_endpoint = member.is_some_and(|member| member.traits.has(traits::CONTEXT_PARAM));
    match uri.strip_prefix(&*format!("/{{{name}}}")) {
        Some(rest) if is_of_endpoint && rest.starts_with('/') => rest.into(),
        Some(rest) if is_of_endpoint => format!("/{rest}").into(),
        _ => uri.into(),
    }
}
