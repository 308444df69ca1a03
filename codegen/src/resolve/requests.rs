//! What happens to a request between its members and its signature.
//!
//! In come the traits of an operation, out goes what the client does beside writing the members.

use crate::smithy::{Node, Traits, traits};

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
