//! The inside of every generated client.

use std::fmt::{Debug, Formatter};
use std::ptr;
use std::sync::{Arc, PoisonError, RwLock};

use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, InterceptorContext};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use tracing::{Instrument, debug_span};

use super::call::{Call, Parts};
use super::destination::Destination;
use super::idempotency::idempotency_token;
use super::operation::{AnyOperation, Operation, Spec};
use super::request::ErasedRequest;
use super::waiter::{Acceptors, Waiter};
use super::{Request, Response, Service, discovery, plugins, runtime_check};
use crate::config::{Config, Settings};
use crate::endpoint::{Endpoint, EndpointError};
use crate::error::{BoxError, OperationError, SdkError};
use crate::validation;

/// The inside of a generated client: its service, its configuration, and the connections and credentials that its calls share.
///
/// All clients of a process with the same service, region and endpoint URL share one retry quota.
///
/// # Panics
/// A call that waits (for a retry, for a timeout) panics in a Tokio runtime without a time driver, if the timer is Tokio's; see [`ConfigBuilder::sleep_impl`](crate::config::ConfigBuilder::sleep_impl).
#[derive(Clone)]
pub struct Core {
    inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) service: &'static Service,
    pub(super) config: Config,
    pub(super) plugins: RuntimePlugins,
    /// What calls without settings of their own need, by the address of the operation's static, in order: the same each time, but for where some of them go, and a fifth of a call's work to put together.
    of_operations: RwLock<Vec<(usize, Prepared)>>,
    discovered: discovery::Cache,
}

/// What one call needs.
#[derive(Clone)]
pub(super) struct Prepared {
    pub(super) plugins: RuntimePlugins,
    /// Where a call whose endpoint the service tells would go otherwise; `None` for any other.
    pub(super) base: Option<Endpoint>,
}

impl Core {
    /// Takes the service of the generated crate and the configuration of its user.
    #[must_use]
    pub fn new(service: &'static Service, config: Config) -> Self {
        let config = config.for_service(service);
        let plugins = plugins::of_client(service, config.settings());
        let (of_operations, discovered) = Default::default();
        let inner = Inner { service, config, plugins, of_operations, discovered };
        Self { inner: Arc::new(inner) }
    }

    /// Gives the configuration, with the endpoint URL of the service if an `SdkConfig` had one.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// Gives the endpoints that the service told.
    pub(super) fn discovered(&self) -> &discovery::Cache {
        &self.inner.discovered
    }

    /// Gives a call of an operation with a request; nothing happens until it is awaited.
    ///
    /// The operation has to be a `static` of its own: what its calls have in common is kept under its address.
    pub fn call<I: Request, O: Response, E: OperationError>(
        &self,
        operation: &'static Operation<I, O, E>,
        request: I,
    ) -> Call<O, E> {
        Call::new(Parts::new(self.clone(), operation, Box::new(request)))
    }

    /// Gives a waiter that calls an operation with a request; nothing happens until it is awaited.
    pub fn wait<I: Request + Clone, O: Response, E: OperationError>(
        &self,
        operation: &'static Operation<I, O, E>,
        acceptors: &'static Acceptors<I, O, E>,
        request: I,
    ) -> Waiter<O, E> {
        Waiter::new(self.call(operation, request), acceptors)
    }
}

/// Drives a call to the stop point: checks, then the orchestrator. The one path of all operations.
pub(super) async fn drive(
    mut parts: Parts,
    stop_point: StopPoint,
) -> Result<InterceptorContext, SdkError<Error>> {
    let (service, name) = (parts.core.inner.service.id, parts.operation.spec().name);
    let plugins = prepare(&mut parts).map_err(SdkError::construction_failure)?;
    let span = debug_span!(
        "invoke",
        "rpc.system" = "aws-api",
        "rpc.service" = service,
        "rpc.method" = name
    );
    let input = Input::erase(ErasedRequest(parts.request));
    invoke_with_stop_point(service, name, input, &plugins, stop_point).instrument(span).await
}

/// Checks all that can be checked before anything is sent, and puts together what the orchestrator needs.
///
/// Not `async`, so that the settings of the call are gone before it waits.
fn prepare(parts: &mut Parts) -> Result<RuntimePlugins, BoxError> {
    let inner = &*parts.core.inner;
    let Inner { service, config, .. } = inner;
    let layered = parts.overrides.as_ref().map(|own| own.layered(inner));
    let settings = layered.as_ref().map_or(config.settings(), |layered| &layered.all);

    // Before the attempts, which are then all of one request. (Of the request, not of the box, which is one too.)
    if let Some(token) = parts.operation.spec().idempotency_token
        && let Some(token) = token((*parts.request).as_any_mut())
    {
        token.get_or_insert_with(|| idempotency_token(settings));
    }
    if let Some((value, member)) = parts.operation.spec().default
        && let Some(member) = member((*parts.request).as_any_mut())
    {
        member.get_or_insert_with(|| value.to_owned());
    }
    // Before the check, since limits are those of the bare id.
    if let Some(id) = parts.operation.spec().resource_id
        && let Some(id) = id((*parts.request).as_any_mut())
        && let Some((_, bare)) = id.rsplit_once('/')
    {
        *id = bare.to_owned();
    }
    let level = settings.validation.unwrap_or(service.validation);
    validation::check(&*parts.request, level)?;
    runtime_check::check(settings)?;
    let Prepared { plugins, base } = match &layered {
        None => inner.of_operation(parts.operation, &*parts.request)?,
        Some(layered) => layered.prepare(parts)?,
    };
    let (Some(discovery), Some(base)) = (parts.operation.spec().discovery, base) else {
        return Ok(plugins);
    };
    let own = parts.overrides.as_deref();
    let discover = discovery.plugin(&parts.core, own, settings, base);
    Ok(plugins.with_operation_plugin(discover))
}

/// Gives where a call would go whose endpoint the service tells; `None` for any other, and for one with an endpoint URL, which goes there.
pub(super) fn base(
    spec: &Spec,
    settings: &Settings,
    destination: &Destination,
) -> Result<Option<Endpoint>, EndpointError> {
    if spec.discovery.is_none() || settings.endpoint_url.is_some() {
        return Ok(None);
    }
    match destination.endpoint() {
        Some(endpoint) => Ok(Some(endpoint.clone())),
        None => Err(EndpointError::new(format!(
            "the endpoint of `{}` is told by the service, and cannot be one of an account too: set `account_id_endpoint_mode` on the configuration to another value than `required`, or `endpoint_url`",
            spec.name
        ))),
    }
}

impl Inner {
    /// Gives the plugins of a call without settings of its own.
    ///
    /// Of an operation whose requests all go to one place, they are all kept; of another, those that do not depend on the place.
    fn of_operation(
        &self,
        operation: &'static dyn AnyOperation,
        request: &dyn Request,
    ) -> Result<Prepared, BoxError> {
        let spec = operation.spec();
        let settings = self.config.settings();
        let address = ptr::from_ref(spec).addr();
        // A lock is poisoned by a panic in between, and nothing is left half done there.
        let known = self.of_operations.read().unwrap_or_else(PoisonError::into_inner);
        let place = known.binary_search_by_key(&address, |(address, _)| *address);
        if let Some((_, prepared)) = place.ok().and_then(|place| known.get(place)) {
            let prepared = prepared.clone();
            drop(known);
            if spec.has_one_destination() {
                return Ok(prepared);
            }
            let destination = self.destination(spec, settings, request)?;
            let base = base(spec, settings, &destination)?;
            let destination = plugins::of_destination(destination, self.service, spec, settings)?;
            let plugins = prepared.plugins.with_operation_plugin(destination);
            return Ok(Prepared { plugins, base });
        }
        drop(known);
        let destination = self.destination(spec, settings, request)?;
        let base = base(spec, settings, &destination)?;
        let call = plugins::of_call(self.service, operation, settings)?;
        let plugins = self.plugins.clone();
        let (kept, prepared) = if spec.has_one_destination() {
            let call =
                plugins::add_destination(call, destination, self.service, spec, settings)?.finish();
            let plugins = plugins.with_operation_plugin(call);
            let prepared = Prepared { plugins, base };
            (prepared.clone(), prepared)
        } else {
            let destination = plugins::of_destination(destination, self.service, spec, settings)?;
            let plugins = plugins.with_operation_plugin(call.finish());
            let kept = Prepared { plugins: plugins.clone(), base: None };
            (kept, Prepared { plugins: plugins.with_operation_plugin(destination), base })
        };
        let mut known = self.of_operations.write().unwrap_or_else(PoisonError::into_inner);
        // Another call can have been faster.
        if let Err(place) = known.binary_search_by_key(&address, |(address, _)| *address) {
            known.insert(place, (address, kept));
        }
        Ok(prepared)
    }

    pub(super) fn destination(
        &self,
        spec: &Spec,
        settings: &Settings,
        request: &dyn Request,
    ) -> Result<Destination, EndpointError> {
        Destination::of(self.service, spec, settings, request.as_any())
    }
}

impl Debug for Core {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core")
            .field("service", &self.inner.service.id)
            .field("config", &self.inner.config)
            .finish_non_exhaustive()
    }
}
