//! rpcv2Cbor: every request to a URI of its operation, with a document of CBOR that holds the whole input.
//!
//! The official protocol writes requests. Responses are read by our own reader, and errors are named by `__type` alone; see `read`.

mod read;
#[cfg(test)]
mod tests;

use aws_smithy_cbor::protocol::RpcV2CborProtocol;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::error_envelope::{parse_query_compatible_header, sanitize_error_code};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};

use self::read::Reader;
use crate::wire::{Fact, Shape, ShapeType, kind, read_what_can_be_read};

/// The part of an error's document that every error has.
static ENVELOPE: Shape = Shape::new(
    ShapeType::Structure,
    "tinsmith.runtime#CborErrorEnvelope",
    &[],
    &[
        Fact::Member("__type", kind::string),
        Fact::Member("message", kind::string),
        Fact::Member("Message", kind::string),
    ],
);

#[derive(Debug)]
pub(super) struct RpcV2Cbor {
    official: RpcV2CborProtocol,
}

impl RpcV2Cbor {
    pub(super) fn new() -> Self {
        Self { official: RpcV2CborProtocol::new() }
    }
}

impl ClientProtocolInner for RpcV2Cbor {
    type Request = Request;
    type Response = Response;

    fn protocol_id(&self) -> &ShapeId<'static> {
        self.official.protocol_id()
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        input_schema: &Schema<'_>,
        endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        self.official.serialize_request(input, input_schema, endpoint, cfg)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        _output_schema: &Schema<'_>,
        _cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        Ok(Box::new(Reader::new(body(response))))
    }

    /// Never fails: of a document that is malformed somewhere, it takes what can be read.
    fn parse_error_metadata(
        &self,
        response: &Response,
        _cfg: &ConfigBag,
    ) -> Result<Builder, SerdeError> {
        let (mut code, mut message, mut other): (Option<String>, Option<String>, Option<String>) =
            (None, None, None);
        let open = || {
            let reader: Box<dyn ShapeDeserializer + '_> = Box::new(Reader::new(body(response)));
            Some(reader)
        };
        read_what_can_be_read(&open, &ENVELOPE, &mut [&mut code, &mut message, &mut other]);
        let mut builder = ErrorMetadata::builder();
        if let Some(code) = code {
            builder = builder.code(sanitize_error_code(&code));
        }
        if let Some(message) = message.or(other) {
            builder = builder.message(message);
        }
        if let Some((code, kind)) = parse_query_compatible_header(response.headers()) {
            builder = builder.code(code).custom("type", kind);
        }
        Ok(builder)
    }

    fn update_endpoint(
        &self,
        request: &mut Request,
        endpoint: &Endpoint,
        cfg: &ConfigBag,
    ) -> Result<(), SerdeError> {
        self.official.update_endpoint(request, endpoint, cfg)
    }

    fn payload_codec(&self) -> Option<&dyn DynCodec> {
        self.official.payload_codec()
    }
}

fn body(response: &Response) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}
