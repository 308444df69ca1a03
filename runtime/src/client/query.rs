//! awsQuery and ec2Query: a request is a form, a response is XML.
//!
//! The official crate has awsQuery alone, without the codes of errors; what it gets wrong there is in `aws`, what ec2Query has in a way of its own in `ec2`.

#[cfg(feature = "aws-query")]
mod aws;
#[cfg(feature = "ec2-query")]
mod ec2;
mod envelope;

use aws_smithy_query::protocol::AwsQueryProtocol;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::Builder;
use aws_smithy_xml::codec::{XmlCodec, XmlCodecSettings};

pub(super) use self::envelope::{is_error, request_id};
use crate::wire::{Fact, Shape, ShapeType, kind, read_what_can_be_read};

/// One of the two protocols.
#[derive(Debug)]
pub(in crate::client) struct Query {
    official: AwsQueryProtocol,
    dialect: Dialect,
    responses: XmlCodec,
    errors: XmlCodec,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    #[cfg(feature = "aws-query")]
    Aws,
    #[cfg(feature = "ec2-query")]
    Ec2,
}

/// What is read where a response has no document: an element without members.
const EMPTY: &[u8] = b"<Empty/>";

/// Where the official crates keep the request id of an error.
const REQUEST_ID: &str = "aws_request_id";

/// What every error has.
static ERROR: Shape = Shape::new(
    ShapeType::Structure,
    "tinsmith.runtime#QueryError",
    &[],
    &[Fact::Member("Code", kind::string), Fact::Member("Message", kind::string)],
);

impl Query {
    #[cfg(feature = "aws-query")]
    pub(in crate::client) fn aws() -> Self {
        Self::new(Dialect::Aws)
    }

    #[cfg(feature = "ec2-query")]
    pub(in crate::client) fn ec2() -> Self {
        Self::new(Dialect::Ec2)
    }

    fn new(dialect: Dialect) -> Self {
        // The codec takes a document that breaks off for one with fewer elements, unless it is told to look.
        let strict = XmlCodecSettings::builder().validate_document(true).build();
        Self {
            official: AwsQueryProtocol::new(),
            dialect,
            responses: XmlCodec::new(strict),
            // Whatever is wrong with the rest of an error, its code is worth more.
            errors: XmlCodec::default(),
        }
    }
}

impl ClientProtocolInner for Query {
    type Request = Request;
    type Response = Response;

    fn protocol_id(&self) -> &ShapeId<'static> {
        match self.dialect {
            #[cfg(feature = "aws-query")]
            Dialect::Aws => self.official.protocol_id(),
            #[cfg(feature = "ec2-query")]
            Dialect::Ec2 => &ec2::PROTOCOL_ID,
        }
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        input_schema: &Schema<'_>,
        endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        match self.dialect {
            #[cfg(feature = "aws-query")]
            Dialect::Aws => {
                let input = aws::Filtered(input);
                self.official.serialize_request(&input, input_schema, endpoint, cfg)
            }
            #[cfg(feature = "ec2-query")]
            Dialect::Ec2 => {
                let input = ec2::Named(input);
                self.official.serialize_request(&input, input_schema, endpoint, cfg)
            }
        }
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        output_schema: &Schema<'_>,
        _cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let body = response.body().bytes().unwrap_or_default();
        let document = if body.is_empty() || output_schema.members().is_empty() {
            EMPTY
        } else {
            match self.dialect {
                #[cfg(feature = "aws-query")]
                Dialect::Aws => envelope::result(body),
                #[cfg(feature = "ec2-query")]
                Dialect::Ec2 => body,
            }
        };
        Ok(Box::new(self.responses.create_deserializer(document)))
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        _cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let body = response.body().bytes().unwrap_or_default();
        Ok(Box::new(self.errors.create_deserializer(envelope::error(body))))
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        _cfg: &ConfigBag,
    ) -> Result<Builder, SerdeError> {
        // A message that is no UTF-8 does not make the code another one.
        let body = String::from_utf8_lossy(response.body().bytes().unwrap_or_default());
        let document = envelope::error(body.as_bytes());
        let open = || {
            let reader = self.errors.create_deserializer(document);
            Some(Box::new(reader) as Box<dyn ShapeDeserializer>)
        };
        let (mut code, mut message): (Option<String>, Option<String>) = (None, None);
        read_what_can_be_read(&open, &ERROR, &mut [&mut code, &mut message]);
        let mut metadata = ErrorMetadata::builder();
        if let Some(code) = code {
            metadata = metadata.code(code.trim());
        }
        if let Some(message) = message {
            metadata = metadata.message(message);
        }
        if let Some(id) = request_id(body.as_bytes()) {
            metadata = metadata.custom(REQUEST_ID, id);
        }
        Ok(metadata)
    }

    fn update_endpoint(
        &self,
        request: &mut Request,
        endpoint: &Endpoint,
        cfg: &ConfigBag,
    ) -> Result<(), SerdeError> {
        self.official.update_endpoint(request, endpoint, cfg)
    }
}
