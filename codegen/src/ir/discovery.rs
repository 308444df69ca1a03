//! How a service tells where requests of its operations go.

use crate::naming::RustIdent;
use crate::smithy::ShapeId;

use super::ty::TypeRef;

/// The operation that is asked, and what its answer looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// The operation's shape. It is in every slice that has an operation which needs it.
    pub operation: ShapeId,
    /// The operation's module.
    pub module: RustIdent,
    /// What it is asked with; nothing of it has to be set.
    pub input: TypeRef,
    /// What it answers with.
    pub output: TypeRef,
    /// The field of the answer with the endpoints.
    pub endpoints: RustIdent,
    /// Whether that field is an `Option`.
    pub is_optional: bool,
    /// The field of an endpoint that names its host.
    pub address: RustIdent,
    /// The field of an endpoint that says for how many minutes it holds.
    pub cache_period: RustIdent,
    /// The name of the error with which other operations say that their endpoint is none any more.
    pub invalid_endpoint: String,
}
