//! From an HTTP response to a response or an error.
//!
//! What comes in: an HTTP response whose body has been read, and the protocol in the config bag.
//! What goes out: the operation's response or error, erased.
//! What is deliberately not here: the decision to retry; the official classifiers take it, from the status, the code and the kind of error that this gives them.

use std::fmt::{Debug, Formatter};

use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_schema::error_envelope::sanitize_error_code;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::request_id::apply_request_id;

use super::Protocol;
use super::operation::AnyOperation;
use crate::error::{ErrorMetadata, ReadError, RequestId, ServiceError, Unhandled};
use crate::schema::SerdeError;

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
        if response.status().is_success() {
            return self.read_response(protocol, response, cfg).map_err(|error| {
                let error = ReadError::new(error, self.operation.spec().sensitive_output);
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
        if !spec.has_output {
            // Whatever the body is, it says nothing; a response without one is read in its place.
            let empty = HttpResponse::new(response.status(), SdkBody::empty());
            let mut deserializer = protocol.deserialize_response(&empty, spec.output, cfg)?;
            return self.operation.read_response(&mut *deserializer, request_id);
        }
        let is_empty = response.body().bytes().is_some_and(<[u8]>::is_empty);
        if is_empty && self.protocol.requires_document() && !spec.output.members().is_empty() {
            return Err(SerdeError::invalid_input("the body is empty"));
        }
        let mut deserializer = protocol.deserialize_response(response, spec.output, cfg)?;
        self.operation.read_response(&mut *deserializer, request_id)
    }

    /// An error response that cannot be read is still an error of the service: its status decides whether it is retried, and whatever could be read of code and message is kept.
    fn read_error(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> ServiceError {
        let envelope = protocol.parse_error_metadata(response, cfg);
        let is_readable = envelope.is_ok();
        let mut builder = envelope.unwrap_or_else(|_| {
            let mut builder = ErrorMetadata::builder();
            if let Some(code) = response.headers().get("x-amzn-errortype") {
                builder = builder.code(sanitize_error_code(code));
            }
            builder
        });
        builder = apply_request_id(builder, response.headers());
        let meta = builder.build();
        let Some(code) = code_of(&meta).filter(|_| is_readable).map(str::to_owned) else {
            return self.operation.unhandled(Unhandled::new(describe(meta, response)));
        };
        protocol
            .deserialize_error_response(response, cfg)
            .and_then(|mut deserializer| {
                self.operation.read_error(&code, meta.clone(), &mut *deserializer)
            })
            .unwrap_or_else(|_| self.operation.unhandled(Unhandled::new(describe(meta, response))))
    }
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
    apply_request_id(builder, response.headers()).build()
}

/// An empty code names no error.
fn code_of(meta: &ErrorMetadata) -> Option<&str> {
    meta.code().filter(|code| !code.is_empty())
}

impl Debug for ResponseReader {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "ResponseReader({})", self.operation.spec().name)
    }
}
