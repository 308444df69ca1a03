//! The wire protocols, and what differs between them.
//!
//! The codecs are at 0.x versions, so none is in a public signature.

use std::borrow::Cow;

#[cfg(feature = "aws-json")]
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_schema::protocol::SharedClientProtocol;

#[cfg(feature = "rpcv2-cbor")]
use super::cbor::RpcV2Cbor;
#[cfg(feature = "aws-json")]
use super::json::AwsJson;
#[cfg(feature = "rest-json")]
use super::json::RestJson;
#[cfg(any(feature = "aws-query", feature = "ec2-query"))]
use super::query::{self, Query};
#[cfg(feature = "rest-xml")]
use super::xml::RestXml;
#[cfg(any(feature = "rest-xml", feature = "aws-query", feature = "ec2-query"))]
use super::xml_document;
use crate::wire::{Schema, ShapeType};

/// A wire protocol; each needs the cargo feature of its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`, with the feature `aws-json`.
    #[cfg(feature = "aws-json")]
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`, with the feature `aws-json`.
    #[cfg(feature = "aws-json")]
    AwsJson1_1,
    /// `aws.protocols#restJson1`, with the feature `rest-json`.
    #[cfg(feature = "rest-json")]
    RestJson1,
    /// `aws.protocols#restXml`, with the feature `rest-xml`.
    #[cfg(feature = "rest-xml")]
    RestXml,
    /// `aws.protocols#awsQuery`, with the feature `aws-query`.
    #[cfg(feature = "aws-query")]
    AwsQuery,
    /// `aws.protocols#ec2Query`, with the feature `ec2-query`.
    #[cfg(feature = "ec2-query")]
    Ec2Query,
    /// `smithy.protocols#rpcv2Cbor`, with the feature `rpcv2-cbor`.
    #[cfg(feature = "rpcv2-cbor")]
    RpcV2Cbor,
}

/// What the body of a response of success is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A document: of the whole response, or of the member that is its payload.
    Document,
    /// The bytes of the member that is its payload.
    Bytes,
    /// Nothing that a member takes.
    Nothing,
}

impl Protocol {
    pub(super) fn implementation(self) -> SharedClientProtocol {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 => {
                SharedClientProtocol::new(AwsJson::new(AwsJsonRpcProtocol::aws_json_1_0()))
            }
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_1 => {
                SharedClientProtocol::new(AwsJson::new(AwsJsonRpcProtocol::aws_json_1_1()))
            }
            #[cfg(feature = "rest-json")]
            Self::RestJson1 => SharedClientProtocol::new(RestJson::new()),
            #[cfg(feature = "rest-xml")]
            Self::RestXml => SharedClientProtocol::new(RestXml::new()),
            #[cfg(feature = "aws-query")]
            Self::AwsQuery => SharedClientProtocol::new(Query::aws()),
            #[cfg(feature = "ec2-query")]
            Self::Ec2Query => SharedClientProtocol::new(Query::ec2()),
            #[cfg(feature = "rpcv2-cbor")]
            Self::RpcV2Cbor => SharedClientProtocol::new(RpcV2Cbor::new()),
        }
    }

    /// Whether documents are JSON.
    pub(super) fn is_json(self) -> bool {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 | Self::AwsJson1_1 => true,
            #[cfg(feature = "rest-json")]
            Self::RestJson1 => true,
            #[cfg(feature = "rest-xml")]
            Self::RestXml => false,
            #[cfg(feature = "aws-query")]
            Self::AwsQuery => false,
            #[cfg(feature = "ec2-query")]
            Self::Ec2Query => false,
            #[cfg(feature = "rpcv2-cbor")]
            Self::RpcV2Cbor => false,
        }
    }

    /// Whether requests are forms.
    #[cfg(any(feature = "aws-query", feature = "ec2-query"))]
    fn is_query(self) -> bool {
        self.is_xml() && !self.has_bindings()
    }

    /// Whether documents of responses are XML.
    #[cfg(any(feature = "rest-xml", feature = "aws-query", feature = "ec2-query"))]
    fn is_xml(self) -> bool {
        self.is_text() && !self.is_json()
    }

    /// Whether documents are text, which can have a byte order mark before it.
    pub(super) fn is_text(self) -> bool {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 | Self::AwsJson1_1 => true,
            #[cfg(feature = "rest-json")]
            Self::RestJson1 => true,
            #[cfg(feature = "rest-xml")]
            Self::RestXml => true,
            #[cfg(feature = "aws-query")]
            Self::AwsQuery => true,
            #[cfg(feature = "ec2-query")]
            Self::Ec2Query => true,
            #[cfg(feature = "rpcv2-cbor")]
            Self::RpcV2Cbor => false,
        }
    }

    /// Whether a response of success is an error all the same: a service that begins to answer before it is done can only say so in the document.
    pub(super) fn is_error(self, body: &[u8]) -> bool {
        #[cfg(feature = "rest-xml")]
        if self == Self::RestXml {
            return super::xml::error::is_whole(body);
        }
        #[cfg(any(feature = "aws-query", feature = "ec2-query"))]
        if self.is_query() {
            return query::is_error(body);
        }
        let _ = body;
        false
    }

    /// Gives a document as its codec reads all of it.
    pub(super) fn readable(self, document: &[u8]) -> Cow<'_, [u8]> {
        #[cfg(any(feature = "rest-xml", feature = "aws-query", feature = "ec2-query"))]
        if self.is_xml() {
            return xml_document::in_one_piece(document);
        }
        Cow::Borrowed(document)
    }

    /// Whether a document is none of the service, though its codec reads it.
    pub(super) fn is_page(self, document: &[u8]) -> bool {
        #[cfg(any(feature = "rest-xml", feature = "aws-query", feature = "ec2-query"))]
        if self.is_xml() {
            return xml_document::is_page(document);
        }
        let _ = document;
        false
    }

    /// The codes by which an error in a response of success says that the service failed, and may not the next time. Its status, which says so elsewhere, does not.
    pub(super) fn late_faults(self) -> &'static [&'static str] {
        #[cfg(feature = "rest-xml")]
        if self == Self::RestXml {
            return &["InternalError", "ServiceUnavailable"];
        }
        &[]
    }

    /// The codes that an answer of status 404 without a body can stand for: S3 gives such a one to a request for headers.
    ///
    /// AWS's models of S3 differ in the name.
    pub(super) fn not_found(self) -> &'static [&'static str] {
        #[cfg(feature = "rest-xml")]
        if self == Self::RestXml {
            return &["NotFound", "NoSuchKey", "NoSuchBucket"];
        }
        &[]
    }

    /// Whether members are where the model binds them to HTTP.
    fn has_bindings(self) -> bool {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 | Self::AwsJson1_1 => false,
            #[cfg(feature = "rest-json")]
            Self::RestJson1 => true,
            #[cfg(feature = "rest-xml")]
            Self::RestXml => true,
            #[cfg(feature = "aws-query")]
            Self::AwsQuery => false,
            #[cfg(feature = "ec2-query")]
            Self::Ec2Query => false,
            #[cfg(feature = "rpcv2-cbor")]
            Self::RpcV2Cbor => false,
        }
    }

    /// Whether `__type` names an error where the document has a member `code` too.
    ///
    /// The codec takes `code` then. It is right for restJson1; an error of awsJson can have a member of that name.
    pub(super) fn names_errors_by_type(self) -> bool {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 | Self::AwsJson1_1 => true,
            #[cfg(feature = "rest-json")]
            Self::RestJson1 => false,
            #[cfg(feature = "rest-xml")]
            Self::RestXml => false,
            #[cfg(feature = "aws-query")]
            Self::AwsQuery => false,
            #[cfg(feature = "ec2-query")]
            Self::Ec2Query => false,
            #[cfg(feature = "rpcv2-cbor")]
            Self::RpcV2Cbor => true,
        }
    }

    /// Whether the header `x-amzn-errortype` names an error; where it must not, it is passed over.
    pub(super) fn names_errors_in_headers(self) -> bool {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 | Self::AwsJson1_1 => true,
            #[cfg(feature = "rest-json")]
            Self::RestJson1 => true,
            #[cfg(feature = "rest-xml")]
            Self::RestXml => true,
            #[cfg(feature = "aws-query")]
            Self::AwsQuery => true,
            #[cfg(feature = "ec2-query")]
            Self::Ec2Query => true,
            #[cfg(feature = "rpcv2-cbor")]
            Self::RpcV2Cbor => false,
        }
    }

    /// Gives the request id that is in the body of a response; most have it in a header.
    pub(super) fn request_id(self, response: &HttpResponse) -> Option<String> {
        #[cfg(any(feature = "aws-query", feature = "ec2-query"))]
        if self.is_query() {
            return query::request_id(response.body().bytes()?);
        }
        let _ = response;
        None
    }

    /// Gives what the body of a response of success is, by the schema of the output.
    pub(super) fn content(self, output: &Schema<'_>) -> Content {
        if !self.has_bindings() {
            return Content::Document;
        }
        let mut members = output.members().iter();
        match members.clone().find(|member| member.http_payload().is_some()) {
            Some(payload) => match payload.shape_type() {
                ShapeType::Blob | ShapeType::String => Content::Bytes,
                _ => Content::Document,
            },
            None if members.any(|member| self.is_in_body(member)) => Content::Document,
            None => Content::Nothing,
        }
    }

    /// Whether a member of an output is in the body of a response, not in its headers or its status.
    pub(super) fn is_in_body(self, member: &Schema<'_>) -> bool {
        let is_elsewhere = member.has_http_response_binding() && member.http_payload().is_none();
        !self.has_bindings() || !is_elsewhere
    }
}
