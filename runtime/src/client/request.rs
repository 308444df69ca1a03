//! From a request to an HTTP request.

use std::fmt::{Debug, Formatter};
use std::mem;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::SerializeRequest;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

use super::Request;
use super::operation::Spec;
use super::redact::hide;

/// The request of any operation; the orchestrator's input.
pub(super) struct ErasedRequest(pub(super) Box<dyn Request>);

impl Debug for ErasedRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

/// Writes the requests of one operation.
pub(super) struct RequestWriter {
    pub(super) spec: Spec,
    pub(super) query_compatible: bool,
}

impl SerializeRequest for RequestWriter {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let ErasedRequest(request) = input
            .downcast()
            .map_err(|_| "an interceptor replaced the request by a value of another type")?;
        let protocol = cfg
            .load::<SharedClientProtocol>()
            .ok_or("an interceptor removed the protocol from the config bag")?;
        let binding = self.spec.http.filter(|_| binds_to_http(protocol));
        let uri = binding.map_or("", |binding| binding.uri);
        let mut http = protocol.serialize_request(&*request, request.schema(), uri, cfg)?;
        if let Some(binding) = binding {
            http.set_method(binding.method)?;
            if self.spec.query_as_form {
                send_query_as_form(&mut http)?;
            }
        }
        if self.spec.without_input && has_no_body_without_input(protocol) {
            *http.body_mut() = SdkBody::empty();
            http.headers_mut().remove("content-type");
            http.headers_mut().insert("content-length", "0");
        }
        if self.query_compatible {
            http.headers_mut().insert("x-amzn-query-mode", "true");
        }
        if let Some((name, value)) = self.spec.header
            && !http.headers().contains_key(name)
        {
            http.headers_mut().insert(name, value);
        }
        if self.spec.sensitive_input {
            let body = mem::replace(http.body_mut(), SdkBody::taken());
            *http.body_mut() = hide(body);
        }
        Ok(http)
    }
}

/// Moves the query of a request to its body.
fn send_query_as_form(http: &mut HttpRequest) -> Result<(), BoxError> {
    let uri = http.uri().to_owned();
    let Some((path, query)) = uri.split_once('?') else { return Ok(()) };
    http.set_uri(path)?;
    http.set_method("POST")?;
    http.headers_mut().insert("content-type", "application/x-www-form-urlencoded");
    http.headers_mut().insert("content-length", query.len().to_string());
    *http.body_mut() = SdkBody::from(query);
    Ok(())
}

/// Whether a protocol sends an operation with its own method to its own URI; the configuration can have another than the service.
///
/// Such a protocol takes the template of the URI in place of an endpoint, where the input's schema has none: a structure can be the input of several operations.
fn binds_to_http(protocol: &SharedClientProtocol) -> bool {
    matches!(protocol.protocol_id().as_str(), "aws.protocols#restJson1" | "aws.protocols#restXml")
}

/// Whether a protocol sends nothing for an operation that the model gives no input, not a document without members.
fn has_no_body_without_input(protocol: &SharedClientProtocol) -> bool {
    protocol.protocol_id().as_str() == "smithy.protocols#rpcv2Cbor"
}

impl Debug for RequestWriter {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "RequestWriter({})", self.spec.name)
    }
}
