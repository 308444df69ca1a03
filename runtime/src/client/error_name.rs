//! Which error an error response names.
//!
//! The official codec looks at `x-amzn-errortype`, then at `code` in the body, then at `__type`; where there is `x-amzn-query-error`, its code goes before all of them. Four things are wrong with that here:
//! * An error shape can have a member `code` of its own, which is no code of an error. So where no header says it, `__type` is asked: always in a protocol whose errors have one, else where the code names no shape.
//! * Two shapes can have the same `@awsQueryError` code. It stays the code that callers see; the shape is that of `__type`, if there is one.
//! * A header that is empty goes before a good `__type`. It is taken away first.
//! * Of a document that is malformed somewhere the codec gives nothing, and throttling would not be retried. What can be read is read then; see `salvage`.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_schema::error_envelope::{parse_query_compatible_header, sanitize_error_code};

use super::response::ResponseReader;
use crate::error::ErrorMetadata;
use crate::wire::{Fact, OpenDocument, Shape, ShapeType, kind, read_what_can_be_read};

const ERROR_TYPE: &str = "x-amzn-errortype";
const QUERY_ERROR: &str = "x-amzn-query-error";

/// The part of an error's document that tells its shape.
static TYPE: Shape = Shape::new(
    ShapeType::Structure,
    "tinsmith.runtime#ErrorType",
    &[],
    &[Fact::Member("__type", kind::string)],
);

/// Takes headers away that should name an error and do not: an empty name is none.
pub(super) fn drop_empty_names(response: &mut HttpResponse) {
    let headers = response.headers_mut();
    let is_empty = |name: &str| sanitize_error_code(name).trim().is_empty();
    if headers.get(ERROR_TYPE).is_some_and(is_empty) {
        let named = headers.get_all(ERROR_TYPE).find(|name| !is_empty(name)).map(str::to_owned);
        match named {
            Some(name) => drop(headers.try_insert(ERROR_TYPE, name)),
            None => drop(headers.remove(ERROR_TYPE)),
        }
    }
    if parse_query_compatible_header(headers).is_some_and(|(code, _)| code.trim().is_empty()) {
        headers.remove(QUERY_ERROR);
    }
}

/// Takes away the header that names an error, for a protocol in which it must not.
pub(super) fn drop_names(response: &mut HttpResponse) {
    response.headers_mut().remove(ERROR_TYPE);
}

/// Gives the metadata with its final code, and the variant for the error shape if the operation has it.
pub(super) fn identify(
    reader: &ResponseReader,
    response: &HttpResponse,
    open: &OpenDocument<'_>,
    meta: ErrorMetadata,
) -> (ErrorMetadata, Option<&'static str>) {
    let operation = reader.operation;
    let code = code_of(&meta);
    let variant = code.and_then(|code| operation.error_variant(code));
    let has_query_code =
        code.is_some() && parse_query_compatible_header(response.headers()).is_some();
    if variant.is_some() && !has_query_code && !reader.protocol.names_errors_by_type() {
        return (meta, variant);
    }
    let Some(own) = error_type(response, open) else { return (meta, variant) };
    let own_variant = operation.error_variant(&own);
    if has_query_code {
        return (meta, own_variant.or(variant));
    }
    (meta.into_builder().code(own).build(), own_variant)
}

/// Gives what a response calls the type of its error, without namespace and URL suffix.
fn error_type(response: &HttpResponse, open: &OpenDocument<'_>) -> Option<String> {
    let mut found: Option<String> = response.headers().get(ERROR_TYPE).map(str::to_owned);
    if found.is_none() {
        read_what_can_be_read(open, &TYPE, &mut [&mut found]);
    }
    let name = sanitize_error_code(found.as_deref()?);
    (!name.is_empty()).then(|| name.to_owned())
}

/// An empty code names no error.
pub(super) fn code_of(meta: &ErrorMetadata) -> Option<&str> {
    meta.code().filter(|code| !code.is_empty())
}
