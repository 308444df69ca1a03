//! Operations, typed outside and erased inside.
//!
//! All that is generic over an operation's types is in this file and in `call`.

use std::any::Any;
use std::fmt::{Debug, Formatter};
use std::marker::PhantomData;

use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;

use super::{Auth, Checksum, EndpointDiscovery};
use crate::config::Settings;
use crate::endpoint::{EndpointError, EndpointParams};
use crate::error::{
    BoxError, ErrorResponse, OperationError, RequestId, RequestIds, ServiceError, Unhandled,
};
use crate::validation::Validate;
use crate::wire::{
    Absent, ReadStruct, Schema, SerializableStruct, ShapeDeserializer, Unreadable, read_fields,
    requires_members,
};

/// What a call can send: a structure that can be written, checked and shown in logs.
pub trait Request: SerializableStruct + Validate + Debug + Send + Sync + 'static {
    /// Gives the request as a value of any type, for where its own is known.
    fn as_any(&self) -> &dyn Any;

    /// Gives the same, to be changed.
    fn as_any_mut(&mut self) -> &mut dyn Any;
}

impl<T: SerializableStruct + Validate + Debug + Send + Sync + 'static> Request for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// What a call can give: a structure that can be read, shown in logs and passed between threads, and that keeps the id of its request.
///
/// [`response!`](crate::response) implements it.
pub trait Response: Absent + ReadStruct + RequestId + Debug + Send + Sync + 'static {
    /// Takes the ids of the request that the service sent.
    fn set_request_ids(&mut self, ids: RequestIds);
}

/// Implements [`Response`] and [`RequestId`] for a structure, whose request id is in the field `request_id`, or in the one that is named behind it.
///
/// With `extended` before that name, the field has [`RequestIds`], and [`RequestIdExt`](crate::error::RequestIdExt) is implemented too.
#[macro_export]
macro_rules! response {
    ($response:ident) => {
        $crate::response!($response, request_id);
    };
    ($response:ident, $request_id:ident) => {
        impl $crate::error::RequestId for $response {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self.$request_id.as_deref()
            }
        }

        impl $crate::client::Response for $response {
            #[inline]
            fn set_request_ids(&mut self, ids: $crate::error::RequestIds) {
                self.$request_id = ids.request_id;
            }
        }
    };
    ($response:ident, extended $request_ids:ident) => {
        impl $crate::error::RequestId for $response {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self.$request_ids.request_id.as_deref()
            }
        }

        impl $crate::error::RequestIdExt for $response {
            #[inline]
            fn extended_request_id(&self) -> ::std::option::Option<&str> {
                self.$request_ids.extended_request_id.as_deref()
            }
        }

        impl $crate::client::Response for $response {
            #[inline]
            fn set_request_ids(&mut self, ids: $crate::error::RequestIds) {
                self.$request_ids = ids;
            }
        }
    };
}

/// An operation that takes the request `I` and gives the response `O` or the error `E`.
///
/// One that [`new`](Self::new) gives is not authenticated and hides nothing; the other methods say what differs.
pub struct Operation<I, O, E> {
    spec: Spec,
    types: PhantomData<fn(I) -> (O, E)>,
}

/// Where a request has its idempotency token, if it is of the operation's type.
type TokenOf = OptionOf;

/// Where a request has a member that is filled in, if it is of the operation's type.
type OptionOf = fn(&mut dyn Any) -> Option<&mut Option<String>>;

/// Where a request has an id of a resource, if it is of the operation's type and has one.
type ResourceIdOf = fn(&mut dyn Any) -> Option<&mut String>;

/// The URL of the host that takes a request, if it is of the operation's type.
type EndpointOf = fn(&dyn Any) -> Option<&String>;

/// What every request of an operation adds to the parameters of the endpoint rules.
type StaticParams = for<'a> fn(EndpointParams<'a>) -> EndpointParams<'a>;

/// What a request adds to the parameters of the endpoint rules, if it is of the operation's type.
type ContextParams = for<'a> fn(&'a dyn Any, EndpointParams<'a>) -> Option<EndpointParams<'a>>;

/// What goes before the host name of a request, if it is of the operation's type.
type PrefixOf = fn(&dyn Any) -> Option<Result<String, EndpointError>>;

/// What the requests of an operation go through when they are written and not yet signed; made for each call, of its settings.
type Finishing = fn(&Spec, &Settings) -> Result<SharedInterceptor, BoxError>;

/// What puts a checksum into requests.
type Checking = fn(Checksum, &Spec, &Settings) -> SharedInterceptor;

impl<I, O, E> Operation<I, O, E> {
    /// Takes the name of the operation shape.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        let spec = Spec {
            name,
            http: None,
            auth: &[],
            without_input: false,
            has_output: true,
            sensitive_input: false,
            sensitive_output: false,
            idempotency_token: None,
            resource_id: None,
            query_as_form: false,
            header: None,
            default: None,
            endpoint: None,
            static_params: None,
            context_params: None,
            host_prefix: HostPrefix::None,
            compression: None,
            checksum: None,
            discovery: None,
        };
        Self { spec, types: PhantomData }
    }

    /// Requests have this method and this URI (`@http`). A label `{Member}` stands for the value of that member of the request; in `{Member+}`, its slashes stay slashes.
    #[must_use]
    pub const fn http(mut self, method: &'static str, uri: &'static str) -> Self {
        self.spec.http = Some(Http { method, uri });
        self
    }

    /// Requests are signed with AWS Signature Version 4.
    #[must_use]
    pub const fn signed(self) -> Self {
        self.auth(&[Auth::SigV4])
    }

    /// Requests are authenticated in one of these ways: the first one that the endpoint takes and the configuration has an identity for.
    #[must_use]
    pub const fn auth(mut self, schemes: &'static [Auth]) -> Self {
        self.spec.auth = schemes;
        self
    }

    /// A request has an `@idempotencyToken`, which is filled in where the caller sets none.
    #[must_use]
    pub const fn with_idempotency_token(mut self, token: TokenOf) -> Self {
        self.spec.idempotency_token = Some(token);
        self
    }

    /// A request has an id that the service gives out with the type of the resource before it, and takes without: what is behind its last slash is sent.
    #[must_use]
    pub const fn with_resource_id(mut self, id: ResourceIdOf) -> Self {
        self.spec.resource_id = Some(id);
        self
    }

    /// The query of a request is sent as a form in its body, with the method `POST`: it can be too long for a URI.
    #[must_use]
    pub const fn with_query_as_form(mut self) -> Self {
        self.spec.query_as_form = true;
        self
    }

    /// Requests have this header, unless a member of theirs is it.
    #[must_use]
    pub const fn with_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.spec.header = Some((name, value));
        self
    }

    /// A request has a member that has this value where the caller sets none.
    #[must_use]
    pub const fn with_default(mut self, value: &'static str, member: OptionOf) -> Self {
        self.spec.default = Some((value, member));
        self
    }

    /// A request has a member with the URL of the host that takes it, whatever the configuration says of endpoints.
    #[must_use]
    pub const fn with_endpoint_of(mut self, url: EndpointOf) -> Self {
        self.spec.endpoint = Some(url);
        self
    }

    /// Every request sets parameters of the endpoint rules (`@staticContextParams`), over all that others set.
    #[must_use]
    pub const fn with_static_params(mut self, params: StaticParams) -> Self {
        self.spec.static_params = Some(params);
        self
    }

    /// A request sets parameters of the endpoint rules (`@contextParam`, `@operationContextParams`), over those of the client.
    #[must_use]
    pub const fn with_context_params(mut self, params: ContextParams) -> Self {
        self.spec.context_params = Some(params);
        self
    }

    /// This goes before the host name (`@endpoint`).
    #[must_use]
    pub const fn with_host_prefix(mut self, prefix: &'static str) -> Self {
        self.spec.host_prefix = HostPrefix::Fixed(prefix);
        self
    }

    /// What goes before the host name has members of the request in it (`@hostLabel`).
    #[must_use]
    pub const fn with_host_prefix_of(mut self, prefix: PrefixOf) -> Self {
        self.spec.host_prefix = HostPrefix::OfRequest(prefix);
        self
    }

    /// A request is sent in gzip, unless the configuration says otherwise or it is too small (`@requestCompression`).
    #[cfg(feature = "request-compression")]
    #[must_use]
    pub const fn compressed(mut self) -> Self {
        self.spec.compression = Some(super::compression::interceptor);
        self
    }

    /// A request has a checksum of its body (`@httpChecksum`, `@httpChecksumRequired`), unless the caller set one.
    #[cfg(feature = "checksums")]
    #[must_use]
    pub const fn with_checksum(mut self, checksum: Checksum) -> Self {
        self.spec.checksum = Some((checksum, super::checksum::calculate::interceptor));
        self
    }

    /// Requests go to an endpoint that the service tells (`@clientDiscoveredEndpoint`), unless there is an `endpoint_url`.
    #[must_use]
    pub const fn with_discovered_endpoint(mut self, discovery: &'static EndpointDiscovery) -> Self {
        self.spec.discovery = Some(discovery);
        self
    }

    /// The model's operation has no input: a request has no body, where the protocol tells that apart from an input without members.
    #[must_use]
    pub const fn without_input(mut self) -> Self {
        self.spec.without_input = true;
        self
    }

    /// The model's operation has no output: the body of a response is not read.
    #[must_use]
    pub const fn without_output(mut self) -> Self {
        self.spec.has_output = false;
        self
    }

    /// A request can hold a `@sensitive` value: neither its body nor that of a response, which may echo it, is logged or shown in an error.
    #[must_use]
    pub const fn with_sensitive_input(mut self) -> Self {
        self.spec.sensitive_input = true;
        self
    }

    /// A response can hold a `@sensitive` value: its body is never logged nor shown in an error.
    #[must_use]
    pub const fn with_sensitive_output(mut self) -> Self {
        self.spec.sensitive_output = true;
        self
    }
}

/// The part of an operation that does not depend on its types.
#[derive(Clone, Copy)]
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) http: Option<Http>,
    pub(super) auth: &'static [Auth],
    pub(super) without_input: bool,
    pub(super) has_output: bool,
    pub(super) sensitive_input: bool,
    pub(super) sensitive_output: bool,
    pub(super) idempotency_token: Option<TokenOf>,
    pub(super) resource_id: Option<ResourceIdOf>,
    pub(super) query_as_form: bool,
    pub(super) header: Option<(&'static str, &'static str)>,
    pub(super) default: Option<(&'static str, OptionOf)>,
    pub(super) endpoint: Option<EndpointOf>,
    pub(super) static_params: Option<StaticParams>,
    pub(super) context_params: Option<ContextParams>,
    pub(super) host_prefix: HostPrefix,
    pub(super) compression: Option<Finishing>,
    pub(super) checksum: Option<(Checksum, Checking)>,
    pub(super) discovery: Option<&'static EndpointDiscovery>,
}

/// The method of an operation and its URI, with labels, in protocols that bind operations to HTTP.
#[derive(Clone, Copy)]
pub(super) struct Http {
    pub(super) method: &'static str,
    pub(super) uri: &'static str,
}

/// What goes before the host name.
#[derive(Clone, Copy)]
pub(super) enum HostPrefix {
    None,
    Fixed(&'static str),
    OfRequest(PrefixOf),
}

impl Spec {
    /// Whether all requests go to one place, as far as the operation is concerned.
    pub(super) fn has_one_destination(&self) -> bool {
        self.context_params.is_none()
            && self.endpoint.is_none()
            && !matches!(self.host_prefix, HostPrefix::OfRequest(_))
    }

    /// Whether the body of a response may hold a secret; an error page may echo one of the request.
    pub(super) fn hides_response(&self) -> bool {
        self.sensitive_input || self.sensitive_output
    }
}

/// An operation without its types.
pub(super) trait AnyOperation: Send + Sync {
    fn spec(&self) -> &Spec;

    /// Gives a response as it is before anything is read.
    fn new_response(&self) -> ErasedResponse;

    /// As [`OperationError::variant`].
    fn error_variant(&self, code: &str) -> Option<&'static str>;

    fn read_error(&self, variant: &str, response: ErrorResponse<'_>) -> ServiceError;

    fn unhandled(&self, error: Unhandled) -> ServiceError;
}

impl<I: Request, O: Response, E: OperationError> AnyOperation for Operation<I, O, E> {
    fn spec(&self) -> &Spec {
        &self.spec
    }

    fn new_response(&self) -> ErasedResponse {
        ErasedResponse(Box::new(O::absent()))
    }

    fn error_variant(&self, code: &str) -> Option<&'static str> {
        E::variant(code)
    }

    fn read_error(&self, variant: &str, response: ErrorResponse<'_>) -> ServiceError {
        ServiceError::new(E::read(variant, response))
    }

    fn unhandled(&self, error: Unhandled) -> ServiceError {
        ServiceError::new(E::unhandled(error))
    }
}

/// The response of any operation; the orchestrator's output.
///
/// One type for all: the orchestrator's own erasure is a dozen functions for each type that goes through it.
pub(super) struct ErasedResponse(Box<dyn AnyResponse>);

impl ErasedResponse {
    /// Gives the schema of the response.
    pub(super) fn schema(&self) -> &'static Schema<'static> {
        self.0.shape().schema()
    }

    /// Whether a document without members is no such response; takes which members are in it.
    pub(super) fn requires_members(
        &mut self,
        is_in_document: &dyn Fn(&Schema<'_>) -> bool,
    ) -> bool {
        requires_members(&mut *self.0, is_in_document)
    }

    /// Reads the response; takes the ids of its request too.
    pub(super) fn read(
        mut self,
        deserializer: &mut dyn ShapeDeserializer,
        ids: RequestIds,
    ) -> Result<Self, Unreadable> {
        read_fields(&mut *self.0, deserializer)?;
        self.0.set_request_ids(ids);
        Ok(self)
    }

    /// Gives the response as a value of any type, for where its own is known.
    pub(super) fn as_any(&self) -> &dyn Any {
        &*self.0
    }

    /// Gives the response as it is, if it has the type.
    pub(super) fn downcast_ref<O: Response>(&self) -> Option<&O> {
        self.as_any().downcast_ref()
    }

    /// Gives the response, if it has the type.
    pub(super) fn downcast<O: Response>(self) -> Option<O> {
        let response: Box<dyn Any> = self.0;
        response.downcast().ok().map(|response| *response)
    }
}

impl Debug for ErasedResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

trait AnyResponse: Any + Debug + ReadStruct + Send + Sync {
    fn set_request_ids(&mut self, ids: RequestIds);
}

impl<T: Response> AnyResponse for T {
    fn set_request_ids(&mut self, ids: RequestIds) {
        Response::set_request_ids(self, ids);
    }
}

impl Debug for dyn AnyOperation {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "Operation({})", self.spec().name)
    }
}

impl<I, O, E> Debug for Operation<I, O, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "Operation({})", self.spec.name)
    }
}
