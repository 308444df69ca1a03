//! Operations, typed outside and erased inside.
//!
//! What comes in: a static of the generated crate.
//! What goes out: a trait object that the one request path works with.
//! What is deliberately not here: the request path. All that is generic over an operation's types is in this file and in `call`.

use std::fmt::{Debug, Formatter};

use aws_smithy_runtime_api::client::interceptors::context::Output;

use super::Auth;
use crate::error::{ErrorMetadata, OperationError, ServiceError, Unhandled};
use crate::schema::{Schema, SerdeError, SerializableStruct, ShapeDeserializer};
use crate::validation::Validate;

/// What a call can send: a structure that can be written, checked and shown in logs.
pub trait Request: SerializableStruct + Validate + Debug + Send + Sync + 'static {}

impl<T: SerializableStruct + Validate + Debug + Send + Sync + 'static> Request for T {}

/// What a call can give: a structure that can be shown in logs and passed between threads.
pub trait Response: Debug + Send + Sync + 'static {}

impl<T: Debug + Send + Sync + 'static> Response for T {}

/// An operation with the response `O` and the error `E`.
pub struct Operation<O, E> {
    /// The name of the operation shape.
    pub name: &'static str,
    /// Whether requests are signed.
    pub auth: Auth,
    /// The schema of the input.
    pub input: &'static Schema<'static>,
    /// The schema of the output.
    pub output: &'static Schema<'static>,
    /// Whether the model's operation has an output; the body of a response is not read otherwise.
    pub has_output: bool,
    /// Whether a request can hold a `@sensitive` value; neither its body nor that of a response, which may echo it, is then logged or shown in an error.
    pub sensitive_input: bool,
    /// Whether a response can hold a `@sensitive` value; its body is then never logged nor shown in an error.
    pub sensitive_output: bool,
    /// Reads a response; takes its request id too.
    pub read_response: fn(&mut dyn ShapeDeserializer, Option<String>) -> Result<O, SerdeError>,
    /// Reads an error; takes its code (without namespace and URL suffix) and its metadata too.
    pub read_error: fn(&str, ErrorMetadata, &mut dyn ShapeDeserializer) -> Result<E, SerdeError>,
}

/// The part of an operation that does not depend on its types.
#[derive(Clone, Copy)]
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) auth: Auth,
    pub(super) input: &'static Schema<'static>,
    pub(super) output: &'static Schema<'static>,
    pub(super) has_output: bool,
    pub(super) sensitive_input: bool,
    pub(super) sensitive_output: bool,
}

impl Spec {
    /// Whether the body of a response may hold a secret; an error page may echo one of the request.
    pub(super) fn hides_response(&self) -> bool {
        self.sensitive_input || self.sensitive_output
    }
}

/// An operation without its types.
pub(super) trait AnyOperation: Send + Sync {
    fn spec(&self) -> Spec;

    fn read_response(
        &self,
        deserializer: &mut dyn ShapeDeserializer,
        request_id: Option<String>,
    ) -> Result<Output, SerdeError>;

    fn read_error(
        &self,
        code: &str,
        meta: ErrorMetadata,
        deserializer: &mut dyn ShapeDeserializer,
    ) -> Result<ServiceError, SerdeError>;

    fn unhandled(&self, error: Unhandled) -> ServiceError;
}

impl<O: Response, E: OperationError> AnyOperation for Operation<O, E> {
    fn spec(&self) -> Spec {
        Spec {
            name: self.name,
            auth: self.auth,
            input: self.input,
            output: self.output,
            has_output: self.has_output,
            sensitive_input: self.sensitive_input,
            sensitive_output: self.sensitive_output,
        }
    }

    fn read_response(
        &self,
        deserializer: &mut dyn ShapeDeserializer,
        request_id: Option<String>,
    ) -> Result<Output, SerdeError> {
        (self.read_response)(deserializer, request_id).map(Output::erase)
    }

    fn read_error(
        &self,
        code: &str,
        meta: ErrorMetadata,
        deserializer: &mut dyn ShapeDeserializer,
    ) -> Result<ServiceError, SerdeError> {
        (self.read_error)(code, meta, deserializer).map(ServiceError::new)
    }

    fn unhandled(&self, error: Unhandled) -> ServiceError {
        ServiceError::new(E::unhandled(error))
    }
}

impl Debug for dyn AnyOperation {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "Operation({})", self.spec().name)
    }
}

impl<O, E> Debug for Operation<O, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "Operation({})", self.name)
    }
}
