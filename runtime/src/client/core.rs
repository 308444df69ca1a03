//! The inside of every generated client.
//!
//! What comes in: a service and a configuration; then operations and requests.
//! What goes out: calls; and for a call that is awaited, what the orchestrator makes of it.
//! What is deliberately not here: the types of operations, except in the one line that makes a [`Call`].

use std::error::Error as StdError;
use std::fmt::{Debug, Display, Formatter};
use std::sync::Arc;

use aws_smithy_async::rt::sleep::default_async_sleep;
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, InterceptorContext};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use tracing::{Instrument, debug_span};

use super::call::{Call, Parts};
use super::operation::Operation;
use super::plugins;
use super::request::ErasedRequest;
use super::{Request, Response, Service};
use crate::config::Config;
use crate::endpoint::{Endpoint, EndpointError, EndpointParams};
use crate::error::{OperationError, SdkError};
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
}

impl Core {
    /// Takes the service of the generated crate and the configuration of its user.
    #[must_use]
    pub fn new(service: &'static Service, config: Config) -> Self {
        let config = config.for_service(service.id);
        let plugins = plugins::of_client(service, config.settings());
        Self { inner: Arc::new(Inner { service, config, plugins }) }
    }

    /// Gives the configuration, with the endpoint URL of the service if an `SdkConfig` had one.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// Gives a call of an operation with a request; nothing happens until it is awaited.
    pub fn call<I: Request, O: Response, E: OperationError>(
        &self,
        operation: &'static Operation<I, O, E>,
        request: I,
    ) -> Call<O, E> {
        Call::new(Parts::new(self.clone(), operation, Box::new(request)))
    }

    fn endpoint(&self) -> Result<Endpoint, EndpointError> {
        let settings = self.inner.config.settings();
        let params = EndpointParams {
            region: settings.region.as_ref().map(AsRef::as_ref),
            endpoint_url: settings.endpoint_url.as_deref(),
            use_fips: settings.use_fips.unwrap_or_default(),
            use_dual_stack: settings.use_dual_stack.unwrap_or_default(),
        };
        (self.inner.service.endpoint)(&params)
    }

    /// Whether connecting and waiting would work; if they did not, the call would panic instead.
    ///
    /// Timer and HTTP client of an `SdkConfig` count as Tokio's, since `aws-config` sets them so.
    fn check_runtime(&self) -> Result<(), RuntimeError> {
        let settings = self.inner.config.settings();
        if settings.sleep_impl.is_none() && default_async_sleep().is_none() {
            return Err(RuntimeError::NoSleep);
        }
        #[cfg(any(feature = "rt-tokio", feature = "default-https-client"))]
        if !(settings.is_sleep_impl_chosen && settings.is_http_client_chosen)
            && tokio::runtime::Handle::try_current().is_err()
        {
            return Err(RuntimeError::NoTokio);
        }
        Ok(())
    }
}

/// Drives a call to the stop point: checks, then the orchestrator. The one path of all operations.
pub(super) async fn drive(
    parts: Parts,
    stop_point: StopPoint,
) -> Result<InterceptorContext, SdkError<Error>> {
    let Parts { core, operation, request, validation, layer, components } = parts;
    let inner = &*core.inner;
    let (service, settings) = (inner.service, inner.config.settings());
    let level = validation.or(settings.validation).unwrap_or(service.validation);
    validation::check(&*request, level).map_err(SdkError::construction_failure)?;
    core.check_runtime().map_err(SdkError::construction_failure)?;
    let endpoint = core.endpoint().map_err(SdkError::construction_failure)?;
    let plugin = plugins::of_call(service, operation, settings, endpoint, layer, components)
        .map_err(SdkError::construction_failure)?;
    let plugins = inner.plugins.clone().with_operation_plugin(plugin);
    let name = operation.spec().name;
    let span = debug_span!(
        "invoke",
        "rpc.system" = "aws-api",
        "rpc.service" = service.id,
        "rpc.method" = name
    );
    let input = Input::erase(ErasedRequest(request));
    invoke_with_stop_point(service.id, name, input, &plugins, stop_point).instrument(span).await
}

impl Debug for Core {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core")
            .field("service", &self.inner.service.id)
            .field("config", &self.inner.config)
            .finish_non_exhaustive()
    }
}

/// What the program lacks around the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RuntimeError {
    NoSleep,
    #[cfg(any(feature = "rt-tokio", feature = "default-https-client"))]
    NoTokio,
}

impl Display for RuntimeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoSleep => {
                "there is no timer for retries and timeouts: set `sleep_impl` on the configuration, or use the feature `rt-tokio`"
            }
            #[cfg(any(feature = "rt-tokio", feature = "default-https-client"))]
            Self::NoTokio => {
                "this is not within a Tokio runtime: enter one, or set `sleep_impl` and `http_client` on the configuration"
            }
        })
    }
}

impl StdError for RuntimeError {}
