//! What happens to a request between its members and its signature: compression and checksums.

use crate::analysis::checksum;
use crate::ir::operation::Checksum;
use crate::smithy::{Node, Shape, Traits, traits};

use super::Context;

/// Whether requests are sent in gzip, the one encoding of `@requestCompression` that there is a compressor for.
///
/// With others alone they are sent as they are, which the trait allows.
pub(super) fn is_compressed(operation: &Traits) -> bool {
    let encodings = operation
        .get(traits::REQUEST_COMPRESSION)
        .and_then(|value| value.get("encodings"))
        .and_then(Node::as_array)
        .unwrap_or_default();
    encodings.iter().filter_map(Node::as_str).any(|encoding| encoding.eq_ignore_ascii_case("gzip"))
}

/// The checksum of requests. One that cannot be made is a reason not to generate the operation.
pub(super) fn checksum(context: &Context<'_>, operation: &Shape) -> Option<Checksum> {
    let found = checksum::of(context.model, context.facts.protocol?, operation).ok()??;
    Some(match found {
        checksum::Checksum::ContentMd5 => Checksum::ContentMd5,
        checksum::Checksum::Required(header) => {
            Checksum::Required { algorithm_header: header.map(str::to_owned) }
        }
        checksum::Checksum::Optional(header) => {
            Checksum::Optional { algorithm_header: header.to_owned() }
        }
    })
}
