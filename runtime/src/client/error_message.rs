//! The message of an error that has it under another name than most.
//!
//! In OAuth 2.0 (RFC 6749, section 5.2) it is `error_description`, and SSO OIDC keeps to that.

use crate::error::ErrorMetadata;
use crate::wire::{Fact, OpenDocument, Shape, ShapeType, kind, read_what_can_be_read};

static DESCRIPTION: Shape = Shape::new(
    ShapeType::Structure,
    "tinsmith.runtime#ErrorDescription",
    &[],
    &[Fact::Member("error_description", kind::string)],
);

/// Gives the metadata of an error with the description as its message, where the document has that alone.
pub(super) fn described(meta: ErrorMetadata, open: &OpenDocument<'_>) -> ErrorMetadata {
    if meta.message().is_some_and(|message| !message.is_empty()) {
        return meta;
    }
    let mut found: Option<String> = None;
    read_what_can_be_read(open, &DESCRIPTION, &mut [&mut found]);
    match found.filter(|description| !description.is_empty()) {
        Some(description) => meta.into_builder().message(description).build(),
        None => meta,
    }
}
