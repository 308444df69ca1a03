//! The inside of every generated client.
//!
//! What comes in: a service and a configuration; then operations and requests.
//! What goes out: calls; and for a call that is awaited, what the orchestrator makes of it.
//! What is deliberately not here: the types of operations, except in the one line that makes a [`Call`].

use std::collections::HashMap;
use std::fmt::{Debug, Formatter};
use std::ptr;
use std::sync::{Arc, PoisonError, RwLock};

use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, InterceptorContext};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use tracing::{Instrument, debug_span};

use super::call::{Call, Parts};
use super::idempotency::idempotency_token;
use super::operation::{AnyOperation, Operation};
use super::request::ErasedRequest;
use super::waiter::{Acceptors, Waiter};
use super::{Request, Response, Service, plugins, runtime_check};
use crate::config::{Config, Settings};
use crate::endpoint::{Endpoint, EndpointError, EndpointParams, Url, is_host_label};
use crate::error::{BoxError, OperationError, SdkError};
use crate::validation;

/// A service, a configuration, and what calls share: connections and credentials.
///
/// The retry quota is shared with every client of the process that has the same service, region and endpoint URL.
///
/// # Panics
/// A call that waits (for a retry, for a timeout) panics in a Tokio runtime without a time driver, if the timer is Tokio's; see [`ConfigBuilder::sleep_impl`](crate::config::ConfigBuilder::sleep_impl).
#[derive(Clone)]
pub struct Core {
    inner: Arc<Inner>,
}

struct Inner {
    service: &'static Service,
    config: Config,
    plugins: RuntimePlugins,
    /// What calls without settings of their own need, by the address of the operation's static: the same each time, and a fifth of a call's work to put together.
    of_operations: RwLock<HashMap<usize, RuntimePlugins>>,
}

impl Core {
    /// Takes the service of the generated crate and the configuration of its user.
    #[must_use]
    pub fn new(service: &'static Service, config: Config) -> Self {
        let config = config.for_service(service.id);
        let plugins = plugins::of_client(service, config.settings());
        let of_operations = RwLock::default();
        Self { inner: Arc::new(Inner { service, config, plugins, of_operations }) }
    }

    /// Gives the configuration, with the endpoint URL of the service if an `SdkConfig` had one.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.inner.config
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

/// Where requests go.
///
/// The rules are told of an endpoint URL only when a request can be sent there, so none of them quotes one that holds a password.
fn endpoint_of(service: &Service, settings: &Settings) -> Result<Endpoint, EndpointError> {
    let url = settings.endpoint_url.as_deref().map(Url::parse).transpose()?;
    let url = url.map(|url| url.to_string());
    let region = settings.region.as_ref().map(AsRef::as_ref);
    // Rules put the region into host names as it is; not all of them look at it before.
    if let Some(region) = region.filter(|region| url.is_none() && !is_host_label(region)) {
        return Err(EndpointError::new(format!("{region:?} is not the name of a region")));
    }
    let mut params = EndpointParams::new()
        .use_fips(settings.use_fips.unwrap_or_default())
        .use_dual_stack(settings.use_dual_stack.unwrap_or_default());
    params.region = region;
    params.endpoint_url = url.as_deref();
    (service.endpoint)(&params).map_err(|error| {
        // Rules speak of their parameters; what nearly every one of them lacks then has a name on the configuration.
        let has_nothing = params.region.is_none() && params.endpoint_url.is_none();
        if has_nothing { EndpointError::no_region() } else { error }
    })
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
    let own = parts.overrides.as_ref().map(|own| (**own).clone().for_service(service.id));
    let layered = own.as_ref().map(|own| own.clone().over(config.settings()));
    let settings = layered.as_ref().unwrap_or(config.settings());

    // Before the attempts, which are then all of one request. (Of the request, not of the box, which is one too.)
    if let Some(token) = parts.operation.spec().idempotency_token
        && let Some(token) = token((*parts.request).as_any_mut())
    {
        token.get_or_insert_with(|| idempotency_token(settings));
    }
    let level = settings.validation.unwrap_or(service.validation);
    validation::check(&*parts.request, level)?;
    runtime_check::check(settings)?;
    match &own {
        None => inner.of_operation(parts.operation),
        Some(own) => {
            let endpoint = endpoint_of(service, settings)?;
            let call = plugins::of_call(service, parts.operation, settings, endpoint)?;
            let over = plugins::of_override(service, own, settings);
            Ok(inner.plugins.clone().with_operation_plugin(over).with_operation_plugin(call))
        }
    }
}

impl Inner {
    /// Gives the plugins of a call without settings of its own.
    fn of_operation(
        &self,
        operation: &'static dyn AnyOperation,
    ) -> Result<RuntimePlugins, BoxError> {
        let address = ptr::from_ref(operation.spec()).addr();
        // A lock is poisoned by a panic in between, and nothing is left half done there.
        let known = self.of_operations.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(plugins) = known.get(&address) {
            return Ok(plugins.clone());
        }
        drop(known);
        let settings = self.config.settings();
        let endpoint = endpoint_of(self.service, settings)?;
        let call = plugins::of_call(self.service, operation, settings, endpoint)?;
        let plugins = self.plugins.clone().with_operation_plugin(call);
        let mut known = self.of_operations.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(address, plugins.clone());
        Ok(plugins)
    }
}

impl Debug for Core {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core")
            .field("service", &self.inner.service.id)
            .field("config", &self.inner.config)
            .finish_non_exhaustive()
    }
}
