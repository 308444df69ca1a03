//! From an HTTP response to a response or an error.
//!
//! What comes in: an HTTP response whose body has been read, and the protocol in the config bag.
//! What goes out: the operation's response or error, erased.
//! What is deliberately not here: the decision to retry; the official classifiers take it, from the status, the code and the kind of error that this gives them. But for one that they cannot take: whether a response of success that cannot be read would be any other the next time.

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
use aws_types::request_id::apply_request_id;

use super::Protocol;
use super::error_name::{code_of, identify, metadata_of_headers};
use super::operation::AnyOperation;
use crate::error::{ErrorMetadata, RequestId, ServiceError, Unhandled, UnreadableResponse};
use crate::wire::{SerdeError, prelude};

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
        let bare = self.bare(response);
        let response = bare.as_ref().unwrap_or(response);
        if response.status().is_success() {
            return self.read_response(protocol, response, cfg).map_err(|error| {
                let hides = self.operation.spec().hides_response();
                let may_be_truncated = matches!(error, SerdeError::InvalidInput { .. })
                    && !is_complete(protocol, response, cfg);
                let error = UnreadableResponse::new(error, hides, may_be_truncated);
                OrchestratorError::response(error.into())
            });
        }
        let error = self.read_error(protocol, response, cfg);
        Err(OrchestratorError::operation(Error::erase(error)))
    }
}

impl ResponseReader {
    fn read_response(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<Output, SerdeError> {
        let spec = self.operation.spec();
        let request_id = response.request_id().map(str::to_owned);
        let blank = self.operation.new_response();
        let schema = blank.schema();
        if !spec.has_output {
            // Whatever the body is, it says nothing; a response without one is read in its place.
            let empty = HttpResponse::new(response.status(), SdkBody::empty());
            let mut deserializer = protocol.deserialize_response(&empty, schema, cfg)?;
            return blank.read(&mut *deserializer, request_id).map(Output::erase);
        }
        let is_empty = response.body().bytes().is_some_and(<[u8]>::is_empty);
        if is_empty && self.protocol.requires_document() && !schema.members().is_empty() {
            return Err(SerdeError::invalid_input("the body is empty"));
        }
        let mut deserializer = protocol.deserialize_response(response, schema, cfg)?;
        blank.read(&mut *deserializer, request_id).map(Output::erase)
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
        let envelope = protocol.parse_error_metadata(response, cfg);
        let is_readable = envelope.is_ok();
        let builder = envelope.unwrap_or_else(|_| metadata_of_headers(response));
        let mut meta = apply_request_id(builder, response.headers()).build();
        if !is_readable {
            meta = describe(meta, response);
        }
        let empty = with_body(response, SdkBody::empty());
        let response = if is_readable { response } else { &empty };
        let (mut meta, name) = identify(self, protocol, response, cfg, meta);
        let Some(code) = code_of(&meta).map(str::to_owned) else {
            return self.operation.unhandled(Unhandled::new(describe(meta, response)));
        };
        let Some(name) = name else {
            return self.operation.unhandled(Unhandled::new(meta));
        };
        match protocol.deserialize_error_response(response, cfg) {
            Ok(mut members) => self.operation.read_error(name, &mut meta, &mut *members),
            Err(_) => {
                // Of an error that the model names, the message may be a secret, and nothing here knows.
                let meta =
                    apply_request_id(ErrorMetadata::builder().code(&code), response.headers());
                self.operation.unhandled(Unhandled::new(describe(meta.build(), response)))
            }
        }
    }

    /// Gives the response without what a document can have around it: a byte order mark, white space in place of a document. `None` if that is nothing.
    fn bare(&self, response: &HttpResponse) -> Option<HttpResponse> {
        if !self.protocol.requires_document() {
            return None;
        }
        let body = response.body().bytes()?;
        let mut bare = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
        if bare.trim_ascii().is_empty() {
            bare = &[];
        }
        if bare.len() == body.len() {
            return None;
        }
        Some(with_body(response, SdkBody::from(bare)))
    }
}

/// Whether the document of a response ends where it should, whatever is in it.
///
/// The codec has one kind of error for a document that ends early and for a value that is no number or date.
fn is_complete(protocol: &SharedClientProtocol, response: &HttpResponse, cfg: &ConfigBag) -> bool {
    let is_empty = response.body().bytes().is_some_and(<[u8]>::is_empty);
    !is_empty
        && protocol
            .deserialize_response(response, &prelude::DOCUMENT, cfg)
            .is_ok_and(|mut document| document.skip_value().is_ok())
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Gives a response with the same status and headers.
fn with_body(response: &HttpResponse, body: SdkBody) -> HttpResponse {
    let mut other = HttpResponse::new(response.status(), body);
    *other.headers_mut() = response.headers().clone();
    other
}

/// Gives an error without a message one that tells its status, so that a proxy's error page does not end up as "unhandled error".
fn describe(meta: ErrorMetadata, response: &HttpResponse) -> ErrorMetadata {
    if meta.message().is_some() {
        return meta;
    }
    let status = response.status().as_u16();
    let message = format!("the service answered with HTTP status {status} and no readable error");
    let mut builder = ErrorMetadata::builder().message(message);
    if let Some(code) = code_of(&meta) {
        builder = builder.code(code);
    }
    if let Some(kind) = meta.extra("type") {
        builder = builder.custom("type", kind);
    }
    apply_request_id(builder, response.headers()).build()
}

impl Debug for ResponseReader {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "ResponseReader({})", self.operation.spec().name)
    }
}

/// Keeps the official classifiers from repeating a call that the service has carried out, only to be given the same document.
///
/// One that is malformed may have been cut off and is left to them. One that is complete but wrong does not heal.
#[derive(Debug)]
pub(super) struct UnreadableResponseClassifier;

impl ClassifyRetry for UnreadableResponseClassifier {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let error = context.output_or_error().and_then(Result::err);
        let read = error.and_then(|error| error.source()?.downcast_ref::<UnreadableResponse>());
        match read {
            Some(error) if !error.may_be_truncated() => RetryAction::RetryForbidden,
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
