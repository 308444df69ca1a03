//! restXml: members of a request are where the model binds them, and the others are one document of XML.

use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::{Codec, DynCodec};
use aws_smithy_schema::http_protocol::{HttpBindingProtocol, http_error_deserializer};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::error::metadata::Builder;
use aws_smithy_xml::codec::{XmlCodec, XmlCodecSettings};
use aws_smithy_xml::protocol::aws_rest_xml::AwsRestXmlProtocol;

use super::corrected::Corrected;
use super::error;
use crate::client::big_numbers::WithBigNumbers;
use crate::client::payload::{member_of, set_content_type};

#[derive(Debug)]
pub(in crate::client) struct RestXml {
    requests: AwsRestXmlProtocol,
    /// A response of success is refused where its document is malformed.
    responses: HttpBindingProtocol<XmlCodec>,
    /// Of an error, what can be read is read.
    errors: XmlCodec,
}

impl RestXml {
    pub(in crate::client) fn new() -> Self {
        let requests = AwsRestXmlProtocol::new();
        let id = requests.protocol_id().clone();
        let settings = || XmlCodecSettings::builder().default_timestamp_format(Format::DateTime);
        let strict = XmlCodec::new(settings().validate_document(true).build());
        Self {
            requests,
            responses: HttpBindingProtocol::new(id, strict, "application/xml"),
            errors: XmlCodec::new(settings().build()),
        }
    }
}

impl ClientProtocolInner for RestXml {
    type Request = Request;
    type Response = Response;

    fn protocol_id(&self) -> &ShapeId<'static> {
        self.requests.protocol_id()
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        input_schema: &Schema<'_>,
        endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        let input = WithBigNumbers(input);
        let input = &Corrected(&input);
        let mut request = self.requests.serialize_request(input, input_schema, endpoint, cfg)?;
        if let Some(payload) = member_of(input_schema) {
            set_content_type(&mut request, payload);
        }
        Ok(request)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        output_schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        if response.body().bytes().is_none_or(<[u8]>::is_empty) {
            // The other one expects a document; this one reads headers and status without it.
            let nothing = Codec::create_deserializer(&self.errors, &[]);
            return Ok(http_error_deserializer(nothing, response, cfg));
        }
        self.responses.deserialize_response(response, output_schema, cfg)
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let body = response.body().bytes().unwrap_or_default();
        let members = error::element(body).unwrap_or_default();
        let members = Codec::create_deserializer(&self.errors, members);
        Ok(http_error_deserializer(members, response, cfg))
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        _cfg: &ConfigBag,
    ) -> Result<Builder, SerdeError> {
        Ok(error::metadata(response.body().bytes().unwrap_or_default()))
    }

    fn update_endpoint(
        &self,
        request: &mut Request,
        endpoint: &Endpoint,
        cfg: &ConfigBag,
    ) -> Result<(), SerdeError> {
        self.requests.update_endpoint(request, endpoint, cfg)
    }

    fn payload_codec(&self) -> Option<&dyn DynCodec> {
        self.requests.payload_codec()
    }
}
