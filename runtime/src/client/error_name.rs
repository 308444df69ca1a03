//! Which error an error response names.
//!
//! What comes in: an error response, and what the official codec read of its envelope.
//! What goes out: the envelope with the code that callers see, and the error shape that the response is read as.
//! What is deliberately not here: the members of an error; see `response`.
//!
//! The official codec looks at `x-amzn-errortype`, then at `code` in the body, then at `__type`; where there is `x-amzn-query-error`, its code goes before all of them. Four things are wrong with that here:
//! * An error shape can have a member `code` of its own, which is no code of an error. So where no header says it, `__type` is asked: always in a protocol whose errors have one, else where the code names no shape.
//! * Two shapes can have the same `@awsQueryError` code. It stays the code that callers see; the shape is that of `__type`, if there is one.
//! * A header that is empty goes before a good `__type`. It is taken away first.
//! * Of a document that is malformed behind `__type` the codec gives nothing, and throttling would not be retried. What can be read is read then.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_schema::error_envelope::{parse_query_compatible_header, sanitize_error_code};
use aws_smithy_types::error::metadata::Builder;

use super::response::ResponseReader;
use crate::error::ErrorMetadata;
use crate::wire::{Member, OpenDocument, Shape, ShapeType, Target, kind, read_what_can_be_read};

const ERROR_TYPE: &str = "x-amzn-errortype";
const QUERY_ERROR: &str = "x-amzn-query-error";

const fn text(name: &'static str) -> Member {
    Member { name, target: Target { shape_type: kind::string, traits: &[], elements: &[] } }
}

/// The part of an error's document that tells its shape.
static TYPE: Shape =
    Shape::new(ShapeType::Structure, "tinsmith.runtime#ErrorType", &[], &[text("__type")]);

/// All of an error's document that is the same for every error.
static ENVELOPE: Shape = Shape::new(
    ShapeType::Structure,
    "tinsmith.runtime#ErrorEnvelope",
    &[],
    &[text("__type"), text("code"), text("message"), text("Message"), text("errorMessage")],
);

/// Takes headers away that should name an error and do not: an empty name is none.
pub(super) fn drop_empty_names(response: &mut HttpResponse) {
    let headers = response.headers_mut();
    if headers.get(ERROR_TYPE).is_some_and(|name| sanitize_error_code(name).trim().is_empty()) {
        headers.remove(ERROR_TYPE);
    }
    if parse_query_compatible_header(headers).is_some_and(|(code, _)| code.trim().is_empty()) {
        headers.remove(QUERY_ERROR);
    }
}

/// Gives the metadata with its final code, and the name of the error shape if the operation has it.
pub(super) fn identify(
    reader: &ResponseReader,
    response: &HttpResponse,
    open: &OpenDocument<'_>,
    meta: ErrorMetadata,
) -> (ErrorMetadata, Option<&'static str>) {
    let operation = reader.operation;
    let code = code_of(&meta);
    let name = code.and_then(|code| operation.error_name(code));
    let has_query_code =
        code.is_some() && parse_query_compatible_header(response.headers()).is_some();
    if name.is_some() && !has_query_code && !reader.protocol.names_errors_by_type() {
        return (meta, name);
    }
    let Some(own) = error_type(response, open) else { return (meta, name) };
    let own_name = operation.error_name(&own);
    if has_query_code {
        return (meta, own_name.or(name));
    }
    (meta.into_builder().code(own).build(), own_name)
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

/// Gives what the headers tell of an error, and its document as far as it can be read; for where the official codec gives nothing of a document that is malformed at one place.
pub(super) fn what_can_be_read(response: &HttpResponse, open: &OpenDocument<'_>) -> Builder {
    let (mut kind, mut code): (Option<String>, Option<String>) = Default::default();
    let mut messages: [Option<String>; 3] = Default::default();
    let [lower, upper, long] = &mut messages;
    read_what_can_be_read(open, &ENVELOPE, &mut [&mut kind, &mut code, lower, upper, long]);
    let builder = ErrorMetadata::builder();
    let builder = match messages.into_iter().flatten().next() {
        Some(message) => builder.message(message),
        None => builder,
    };
    if let Some((code, kind)) = parse_query_compatible_header(response.headers()) {
        return builder.code(code).custom("type", kind);
    }
    match response.headers().get(ERROR_TYPE).or(code.as_deref()).or(kind.as_deref()) {
        Some(code) => builder.code(sanitize_error_code(code)),
        None => builder,
    }
}

/// An empty code names no error.
pub(super) fn code_of(meta: &ErrorMetadata) -> Option<&str> {
    meta.code().filter(|code| !code.is_empty())
}
