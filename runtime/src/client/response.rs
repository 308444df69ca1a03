//! From an HTTP response to a response or an error.
//!
//! The official classifiers decide about a retry, from the status, the code and the kind of error. The exception: a response of success that cannot be read is not asked for again.

use std::borrow::Cow;
use std::error::Error as _;
use std::fmt::{Debug, Formatter};

use aws_smithy_runtime_api::client::interceptors::context::{Error, InterceptorContext, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

use super::Protocol;
use super::error_message::described;
use super::error_name::{code_of, drop_empty_names, drop_names, identify};
use super::mend::mend;
use super::operation::AnyOperation;
use super::protocol::Content;
use super::salvage::salvage;
use crate::error::{
    ErrorMetadata, ErrorResponse, RequestIds, ServiceError, Unhandled, UnreadableResponse,
    apply_request_ids,
};
use crate::wire::{OpenDocument, Schema, Unreadable};

/// Reads the responses of one operation.
pub(super) struct ResponseReader {
    pub(super) operation: &'static dyn AnyOperation,
    pub(super) protocol: Protocol,
}

impl DeserializeResponse for ResponseReader {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        let protocol = cfg.load::<SharedClientProtocol>().ok_or_else(|| {
            OrchestratorError::other("an interceptor removed the protocol from the config bag")
        })?;
        if response.status().is_success() && !self.is_late_error(response) {
            return self.read_response(protocol, response, cfg).map_err(|why| {
                let error = UnreadableResponse::new(why, is_cut_off(response));
                OrchestratorError::response(error.into())
            });
        }
        let error = self.read_error(protocol, response, cfg);
        Err(OrchestratorError::operation(Error::erase(error)))
    }
}

impl ResponseReader {
    /// Whether a response of success has an error as its document. What is no document is never looked into.
    fn is_late_error(&self, response: &HttpResponse) -> bool {
        let content = self.protocol.content(self.operation.new_response().schema());
        let body = response.body().bytes().unwrap_or_default();
        content != Content::Bytes && self.protocol.is_error(body)
    }

    fn read_response(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<Output, Unreadable> {
        let mut ids = RequestIds::of(response);
        ids.request_id = ids.request_id.or_else(|| self.protocol.request_id(response));
        let mut blank = self.operation.new_response();
        let schema = blank.schema();
        let body = response.body().bytes().unwrap_or_default();
        let content = match self.operation.spec().has_output {
            true => self.protocol.content(schema),
            false => Content::Nothing,
        };
        let document = match content {
            Content::Document if self.protocol.is_text() => self.protocol.readable(bare(body)),
            Content::Document | Content::Bytes => Cow::Borrowed(body),
            // Whatever the body is, it says nothing; a response without one is read in its place.
            Content::Nothing => Cow::Borrowed(&[][..]),
        };
        let is_in_body = |member: &Schema<'_>| self.protocol.is_in_body(member);
        match content {
            Content::Document if document.is_empty() => {
                if blank.requires_members(&is_in_body) || is_cut_off(response) {
                    return Err(Unreadable::new("the body is empty"));
                }
            }
            // A document without its end is malformed; bytes without theirs look like others.
            Content::Bytes if is_cut_off(response) => {
                return Err(Unreadable::new("the body is shorter than its length"));
            }
            Content::Document if self.protocol.is_page(&document) => {
                return Err(Unreadable::new("the document is a page of HTML"));
            }
            Content::Document | Content::Bytes | Content::Nothing => {}
        }
        let is_other = matches!(document, Cow::Owned(_)) || document.len() < body.len();
        let other = is_other.then(|| with_body(response, &document));
        let response = other.as_ref().unwrap_or(response);
        let deserializer = protocol.deserialize_response(response, schema, cfg);
        let mut deserializer =
            deserializer.map_err(|error| Unreadable::container(&error, "expected a document"))?;
        blank.read(&mut *deserializer, ids).map(Output::erase)
    }

    /// An error response that cannot be read is still an error of the service: its status decides whether it is retried, and whatever could be read of code and message is kept.
    ///
    /// So is its variant where the code is known: members that cannot be read are then absent.
    fn read_error(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> ServiceError {
        let response = &self.legible(response);
        let open = || protocol.deserialize_error_response(response, cfg).ok();
        let (mut meta, variant) = match protocol.parse_error_metadata(response, cfg) {
            Ok(envelope) => {
                let meta = apply_request_ids(envelope, response.headers()).build();
                let meta = self.named_by_status(meta, response);
                identify(self, response, &open, self.with_message(meta, &open))
            }
            Err(_) => {
                let rest = &self.rest_of(response);
                let envelope = protocol.parse_error_metadata(rest, cfg).unwrap_or_default();
                let open = || protocol.deserialize_error_response(rest, cfg).ok();
                let meta = self.with_message(envelope.build(), &open);
                identify(self, rest, &open, describe(meta, rest))
            }
        };
        match variant {
            Some(variant) => {
                self.operation.read_error(variant, ErrorResponse { meta: &mut meta, open: &open })
            }
            None if code_of(&meta).is_some() => self.operation.unhandled(Unhandled::new(meta)),
            None => self.operation.unhandled(Unhandled::new(describe(meta, response))),
        }
    }

    /// Gives an error its message, where the envelope has none.
    fn with_message(&self, meta: ErrorMetadata, open: &OpenDocument<'_>) -> ErrorMetadata {
        if self.protocol.is_json() { described(meta, open) } else { meta }
    }

    /// Gives an error that has no document the code that its status stands for: the one that the operation knows.
    fn named_by_status(&self, meta: ErrorMetadata, response: &HttpResponse) -> ErrorMetadata {
        let is_empty = response.body().bytes().is_none_or(<[u8]>::is_empty);
        let codes = self.protocol.not_found();
        let usual = codes.first().filter(|_| is_empty && response.status().as_u16() == 404);
        let Some(usual) = usual.filter(|_| meta.code().is_none()) else { return meta };
        let known = codes.iter().find(|code| self.operation.error_variant(code).is_some());
        meta.into_builder().code(*known.unwrap_or(usual)).build()
    }

    /// Gives what is left of a malformed error response: its headers, and the strings of its document.
    fn rest_of(&self, response: &HttpResponse) -> HttpResponse {
        let body = response.body().bytes().unwrap_or_default();
        let rest = if self.protocol.is_json() {
            salvage(&String::from_utf8_lossy(body))
        } else {
            String::new()
        };
        with_body(response, rest.as_bytes())
    }

    /// Gives an error response as it can be read, whatever is wrong with its strings. A header that names no error is as good as none.
    fn legible(&self, response: &HttpResponse) -> HttpResponse {
        let body = response.body().bytes().unwrap_or_default();
        let mut legible = if self.protocol.is_json() {
            let body = bare(body);
            match mend(body) {
                Some(mended) => with_body(response, &mended),
                None => with_body(response, body),
            }
        } else if self.protocol.is_text() {
            let text = String::from_utf8_lossy(bare(body));
            with_body(response, &self.protocol.readable(text.as_bytes()))
        } else {
            with_body(response, body)
        };
        if !self.protocol.names_errors_in_headers() {
            drop_names(&mut legible);
        }
        drop_empty_names(&mut legible);
        legible
    }
}

/// Gives a document of text without what it can have around it: a byte order mark, white space in place of a document.
fn bare(body: &[u8]) -> &[u8] {
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    if body.trim_ascii().is_empty() { &[] } else { body }
}

/// Whether a body is shorter than HTTP says: a part of it got lost.
///
/// The default HTTP client finds that by itself; not every other does. A response of status 204 has no body, whatever its length says (RFC 9110, section 6.4.1).
fn is_cut_off(response: &HttpResponse) -> bool {
    if response.status().as_u16() == 204 {
        return false;
    }
    let length = response.headers().get("content-length").and_then(|length| length.parse().ok());
    let found = response.body().bytes().map(<[u8]>::len);
    length.zip(found).is_some_and(|(length, found): (usize, usize)| found < length)
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Gives a response with the same status and headers.
fn with_body(response: &HttpResponse, body: &[u8]) -> HttpResponse {
    let mut other = HttpResponse::new(response.status(), SdkBody::from(body));
    *other.headers_mut() = response.headers().clone();
    other
}

/// Gives an error without a message one that tells its status, so that a proxy's error page does not end up as "unhandled error"; and takes a code away that is empty.
fn describe(meta: ErrorMetadata, response: &HttpResponse) -> ErrorMetadata {
    let code = code_of(&meta);
    let mut builder = ErrorMetadata::builder();
    builder = match meta.message() {
        Some(message) => builder.message(message),
        None => {
            let status = response.status().as_u16();
            builder.message(format!(
                "the service answered with HTTP status {status} and no readable error"
            ))
        }
    };
    if let Some(code) = code {
        builder = builder.code(code);
    }
    if let Some(kind) = meta.extra("type") {
        builder = builder.custom("type", kind);
    }
    apply_request_ids(builder, response.headers()).build()
}

impl Debug for ResponseReader {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "ResponseReader({})", self.operation.spec().name)
    }
}

/// Keeps the official classifiers from repeating a call that the service has carried out, because its answer cannot be read.
///
/// A sign-up would be made twice, a session that is good for one answer be used up. Only an answer of which HTTP shows that a part is missing is left to them.
#[derive(Debug)]
pub(super) struct UnreadableResponseClassifier;

impl ClassifyRetry for UnreadableResponseClassifier {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let error = context.output_or_error().and_then(Result::err);
        let read = error.and_then(|error| error.source()?.downcast_ref::<UnreadableResponse>());
        match read {
            Some(error) if !error.is_cut_off() => RetryAction::RetryForbidden,
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "Unreadable Responses"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}
