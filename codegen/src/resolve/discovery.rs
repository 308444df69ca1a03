//! How the service tells where requests of its operations go.
//!
//! In comes what the model says, out go the types and fields of the discovery operation.

use crate::analysis::nullability;
use crate::ir::discovery::Discovery;
use crate::smithy::Traits;
use crate::smithy::discovery::{self, EndpointDiscovery};

use super::Context;

/// Nothing where no operation can need it: those that do are not generated then.
pub(super) fn resolve(context: &Context<'_>, service: &Traits) -> Option<Discovery> {
    let found = discovery::of(context.model, service).ok()?;
    let field = |name: &str| context.names.member(found.endpoint, name);
    Some(Discovery {
        module: context.names.module(&found.operation),
        input: context.type_ref(found.input),
        output: context.type_ref(found.output),
        endpoints: context.names.member(found.output, EndpointDiscovery::ENDPOINTS),
        is_optional: found
            .members
            .get(EndpointDiscovery::ENDPOINTS)
            .is_some_and(nullability::is_optional),
        address: field(EndpointDiscovery::ADDRESS),
        cache_period: field(EndpointDiscovery::CACHE_PERIOD),
        invalid_endpoint: found.invalid_endpoint.to_owned(),
        operation: found.operation,
    })
}
