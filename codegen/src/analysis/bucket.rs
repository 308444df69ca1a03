//! The bucket of S3: the model has it in the path of each operation, and the endpoint rules put it into the host or the path.
//!
//! AWS's own clients know that by the service's name, and so does this.

use std::borrow::Cow;

use crate::smithy::{Node, Shape, Traits, traits};

const LABEL: &str = "/{Bucket}";

/// The URI of an operation without what the endpoint has already.
pub fn without<'u>(service: &Traits, input: &Shape, uri: &'u str) -> Cow<'u, str> {
    let sdk_id = service.get(traits::SERVICE).and_then(|value| value.get("sdkId"));
    let bucket = input.members().and_then(|members| members.get("Bucket"));
    let is_of_endpoint = bucket.is_some_and(|bucket| bucket.traits.has(traits::CONTEXT_PARAM));
    match uri.strip_prefix(LABEL) {
        Some(rest) if is_of_endpoint && sdk_id.and_then(Node::as_str) == Some("S3") => {
            if rest.starts_with('/') { rest.into() } else { format!("/{rest}").into() }
        }
        _ => uri.into(),
    }
}
