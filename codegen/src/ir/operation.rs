//! Operations.

use crate::naming::RustIdent;
use crate::smithy::{Auth, ShapeId};
use crate::text::DocBlock;

use super::destination::Destination;
use super::pagination::Pagination;
use super::ty::TypeRef;
use super::waiter::Waiter;

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The operation's shape.
    pub shape: ShapeId,
    /// The module below `operation` and below `wire`.
    pub module: RustIdent,
    /// The client's method.
    pub method: RustIdent,
    /// The error enum.
    pub error: RustIdent,
    /// Documentation of the client's method.
    pub docs: DocBlock,
    /// The structure that is sent.
    pub input: TypeRef,
    /// The structure that is received.
    pub output: TypeRef,
    /// The field of the input that takes an idempotency token, if the runtime is to fill it in.
    pub idempotency_token: Option<RustIdent>,
    /// The field of the input that is sent without what stands before its last slash.
    pub resource_id: Option<ResourceId>,
    /// Whether the query of a request is sent as a form in its body.
    pub query_as_form: bool,
    /// A header of every request that has it not yet, and its value.
    pub header: Option<(String, String)>,
    /// The field of the input that has this value where the caller gives none.
    pub default: Option<(RustIdent, String)>,
    /// The field of the input with the URL of the host that takes the request.
    pub endpoint: Option<RustIdent>,
    /// Its method and URI, in protocols that bind operations to HTTP.
    pub http: Option<Http>,
    /// What it adds to the endpoint.
    pub destination: Destination,
    /// Whether a request is to have no body because the model has no input.
    pub without_input: bool,
    /// Whether the model has an output.
    pub has_output: bool,
    /// Whether the input can carry a value that must not be printed.
    pub sensitive_input: bool,
    /// Whether the output can carry a value that must not be printed.
    pub sensitive_output: bool,
    /// How the request is authenticated: one of these, the preferred one first. None where it never is.
    pub auth: Vec<Auth>,
    /// Whether it can get to an endpoint that asks for a signature for several regions.
    pub sigv4a_endpoints: bool,
    /// Whether the request is sent in gzip.
    pub compressed: bool,
    /// The checksum that the request has.
    pub checksum: Option<Checksum>,
    /// Whether the service tells where requests go; it then tells how, too.
    pub discovered_endpoint: bool,
    /// Modelled errors, of the operation and the service, sorted by name.
    pub errors: Vec<OperationErrorVariant>,
    /// How it is paged through, if it is.
    pub pagination: Option<Pagination>,
    /// What is waited for with it.
    pub waiters: Vec<Waiter>,
}

impl Operation {
    /// The path of the file with its request, response and error, relative to the crate's folder.
    pub fn path(&self) -> String {
        format!("src/operation/{}.rs", self.module)
    }

    /// The path of the file that says how they are written and read.
    pub fn wire_path(&self) -> String {
        format!("src/wire/{}.rs", self.module)
    }
}

/// A field with an id that can have the type of its resource before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceId {
    /// The field.
    pub field: RustIdent,
    /// Whether it is an `Option`.
    pub optional: bool,
}

/// The checksum of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// The MD5 of the body, as `Content-MD5`.
    ContentMd5,
    /// Every request has one.
    Required {
        /// The header in which a caller can choose its algorithm.
        algorithm_header: Option<String>,
    },
    /// A request has one as the client is configured, or where a caller chooses an algorithm.
    Optional {
        /// The header in which that is.
        algorithm_header: String,
    },
}

/// The method and the URI of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: String,
    /// The path, and the query that every request has, with members as `{Label}` or `{Label+}`.
    pub uri: String,
}

/// A variant of an operation's error enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationErrorVariant {
    /// The variant's name, which is the structure's.
    pub variant: RustIdent,
    /// The method that tells whether an error is this one.
    pub question: RustIdent,
    /// The error structure.
    pub ty: TypeRef,
    /// The name of the error shape, where the structure has another.
    pub shape_name: Option<String>,
    /// The code of `aws.protocols#awsQueryError`, where that is not the name of the shape.
    pub query_code: Option<String>,
}
