//! The name of an error that has a member `code` of its own.
//!
//! What comes in: an error response whose envelope can be read.
//! What goes out: its `__type`, if the document has one and no header is above it.
//! What is deliberately not here: all other forms of an error's name; the official protocol reads them. It prefers a member `code` to `__type`, and then an error that has one by its model would go by the name that stands in it.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_schema::error_envelope::sanitize_error_code;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::ConfigBag;

use crate::wire::{ReadMember, read_what_can_be_read};

crate::shape! {
    ENVELOPE = Structure "tinsmith#ErrorEnvelope";
    error_type: "__type" string,
}

/// The headers that name an error, whatever its document says.
const ABOVE: [&str; 2] = ["x-amzn-errortype", "x-amzn-query-error"];

/// Gives the name, without namespace and address.
pub(super) fn of(
    protocol: &SharedClientProtocol,
    response: &HttpResponse,
    cfg: &ConfigBag,
) -> Option<String> {
    if ABOVE.iter().any(|header| response.headers().contains_key(*header)) {
        return None;
    }
    let mut document = protocol.deserialize_error_response(response, cfg).ok()?;
    let mut error_type: Option<String> = None;
    let fields: &mut [&mut dyn ReadMember] = &mut [&mut error_type];
    read_what_can_be_read(&mut *document, &ENVELOPE, fields);
    error_type.map(|name| sanitize_error_code(&name).to_owned()).filter(|name| !name.is_empty())
}
