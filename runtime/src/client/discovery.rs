//! Endpoints that the service itself tells (`@clientEndpointDiscovery`, and `@clientDiscoveredEndpoint` with `required`).
//!
//! A client with an `endpoint_url` discovers nothing: that is where its requests go.

mod cache;
mod entry;
mod error;
mod resolver;

use std::any::Any;
use std::fmt::{Debug, Formatter};

use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;

pub(super) use self::cache::Cache;
use super::operation::AnyOperation;
use super::overrides::Overrides;
use super::{Core, Operation, Request, Response};
use crate::config::Settings;
use crate::endpoint::Endpoint;
use crate::error::OperationError;

/// How a service tells where requests of its operations go.
pub struct EndpointDiscovery {
    operation: &'static dyn AnyOperation,
    invalid_endpoint: &'static str,
    request: fn() -> Box<dyn Request>,
    endpoints: fn(&dyn Any) -> Option<Vec<DiscoveredEndpoint>>,
    /// How a call finds its endpoint, always the same: here, so that nothing of it is compiled where nothing is discovered.
    plugin: Plugin,
}

/// Takes the client, the settings of the call and those layered over the client's, and the endpoint that it would go to without discovery; gives what it needs beside all others.
type Plugin = fn(
    &'static EndpointDiscovery,
    &Core,
    Option<&Overrides>,
    &Settings,
    Endpoint,
) -> StaticRuntimePlugin;

impl EndpointDiscovery {
    /// Takes the operation that is asked, the name of the error with which others say that their endpoint is none any more, what is asked, and how a response is read: `None` if it is no response of the operation.
    #[must_use]
    pub const fn new<I: Request, O: Response, E: OperationError>(
        operation: &'static Operation<I, O, E>,
        invalid_endpoint: &'static str,
        request: fn() -> Box<dyn Request>,
        endpoints: fn(&dyn Any) -> Option<Vec<DiscoveredEndpoint>>,
    ) -> Self {
        Self { operation, invalid_endpoint, request, endpoints, plugin: resolver::plugin }
    }

    /// Gives what a call needs whose endpoint is discovered.
    pub(super) fn plugin(
        &'static self,
        core: &Core,
        own: Option<&Overrides>,
        layered: &Settings,
        base: Endpoint,
    ) -> StaticRuntimePlugin {
        (self.plugin)(self, core, own, layered, base)
    }
}

impl Debug for EndpointDiscovery {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "EndpointDiscovery({})", self.operation.spec().name)
    }
}

/// An endpoint, as the service tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscoveredEndpoint {
    /// A host name, with a port where there is one; requests go there by HTTPS. (A URL is taken too, as AWS's other clients take one.)
    address: Option<String>,
    cache_period_in_minutes: Option<i64>,
}

impl DiscoveredEndpoint {
    /// Takes the members `Address` and `CachePeriodInMinutes`.
    #[must_use]
    pub fn new(
        address: impl Into<Option<String>>,
        cache_period_in_minutes: impl Into<Option<i64>>,
    ) -> Self {
        Self { address: address.into(), cache_period_in_minutes: cache_period_in_minutes.into() }
    }
}
