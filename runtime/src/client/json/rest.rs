//! restJson1: members of a request are where the model binds them, and the others are one document of JSON.

use aws_smithy_json::codec::JsonCodec;
use aws_smithy_json::protocol::aws_rest_json_1::AwsRestJsonProtocol;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::http_protocol::HttpBindingProtocol;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::error::metadata::Builder;

use super::codec;
use super::payload::Payload;
use crate::client::big_numbers::WithBigNumbers;

/// The type of documents.
pub(super) const CONTENT_TYPE: &str = "application/json";

#[derive(Debug)]
pub(in crate::client) struct RestJson {
    bindings: HttpBindingProtocol<JsonCodec>,
    errors: AwsRestJsonProtocol,
}

impl RestJson {
    pub(in crate::client) fn new() -> Self {
        let errors = AwsRestJsonProtocol::new();
        let id = errors.protocol_id().clone();
        let codec = codec(&id, true);
        Self { bindings: HttpBindingProtocol::new(id, codec, CONTENT_TYPE), errors }
    }
}

impl ClientProtocolInner for RestJson {
    type Request = Request;
    type Response = Response;

    fn protocol_id(&self) -> &ShapeId<'static> {
        self.bindings.protocol_id()
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        input_schema: &Schema<'_>,
        endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        let input = &WithBigNumbers(input);
        let mut request = self.bindings.serialize_request(input, input_schema, endpoint, cfg)?;
        if let Some(payload) = Payload::of(input_schema) {
            payload.complete(&mut request, input, self.bindings.codec())?;
        }
        Ok(request)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        output_schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        self.bindings.deserialize_response(response, output_schema, cfg)
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        self.bindings.deserialize_error_response(response, cfg)
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        cfg: &ConfigBag,
    ) -> Result<Builder, SerdeError> {
        self.errors.parse_error_metadata(response, cfg)
    }

    fn update_endpoint(
        &self,
        request: &mut Request,
        endpoint: &Endpoint,
        cfg: &ConfigBag,
    ) -> Result<(), SerdeError> {
        self.bindings.update_endpoint(request, endpoint, cfg)
    }

    fn payload_codec(&self) -> Option<&dyn DynCodec> {
        self.bindings.payload_codec()
    }
}
