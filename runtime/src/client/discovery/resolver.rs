//! The endpoint of each attempt of a call that needs a discovered one.

use std::fmt::{Debug, Formatter};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error, FinalizerInterceptorContextRef, InterceptorContext,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::ConfigBag;

use super::entry::{Asking, Entry, Question, Told};
use super::error::{DiscoveryError, Problem};
use super::{DiscoveredEndpoint, EndpointDiscovery};
use crate::client::Core;
use crate::client::call::{Parts, typed};
use crate::client::operation::ErasedResponse;
use crate::client::overrides::Overrides;
use crate::config::{Credentials, Settings, SharedTimeSource};
use crate::endpoint::{Endpoint, Url};
use crate::error::{ErrorKind, ProvideErrorMetadata, ServiceError};

/// The status of a request that came to a host which has nothing to do with it (RFC 9110, 15.5.20).
const MISDIRECTED_REQUEST: u16 = 421;

/// For how many minutes an endpoint holds at least: one that holds for no time, or does not say for how long, would be asked for with every call.
const SHORTEST_PERIOD: u64 = 1;

/// Gives what a call needs; see [`EndpointDiscovery::plugin`].
#[inline]
pub(super) fn plugin(
    discovery: &'static EndpointDiscovery,
    core: &Core,
    own: Option<&Overrides>,
    layered: &Settings,
    base: Endpoint,
) -> StaticRuntimePlugin {
    // The discovery operation has the settings of the call; what a caller wants to see or change of it is its own requests.
    let own = own.map(|own| {
        let settings = Settings { interceptors: Vec::new(), ..own.settings.clone() };
        Box::new(Overrides::new(settings))
    });
    let call = DiscoveringCall(Arc::new(Inner {
        discovery,
        core: core.clone(),
        own,
        base,
        time: layered.time_source.clone().unwrap_or_default(),
        used: Mutex::default(),
        refusals: AtomicUsize::default(),
    }));
    let components = RuntimeComponentsBuilder::new("discovery")
        .with_endpoint_resolver(Some(SharedEndpointResolver::new(call.clone())))
        .with_interceptor(call.clone())
        .with_retry_classifier(call);
    StaticRuntimePlugin::new().with_runtime_components(components)
}

/// One call, from its first attempt to its last.
#[derive(Clone)]
struct DiscoveringCall(Arc<Inner>);

struct Inner {
    discovery: &'static EndpointDiscovery,
    core: Core,
    own: Option<Box<Overrides>>,
    base: Endpoint,
    time: SharedTimeSource,
    /// Where the endpoint of the attempt under way is from.
    used: Mutex<Option<Arc<Entry>>>,
    /// How many attempts went to an endpoint that is none any more.
    refusals: AtomicUsize,
}

impl ResolveEndpoint for DiscoveringCall {
    #[inline]
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        let identity = params.get_property::<Identity>().and_then(Identity::data::<Credentials>);
        let key_id = identity.map(|credentials| credentials.access_key_id().to_owned());
        EndpointFuture::new(async move {
            let Inner { core, base, time, used, .. } = &*self.0;
            let key = (base.url().to_owned(), key_id);
            let entry = core.discovered().entry(key, time.now());
            let question = Question {
                has_own_settings: self.0.own.is_some(),
                time: time.clone(),
                ask: || -> Asking { Box::pin(self.clone().ask()) },
            };
            let url = entry.url(question).await?;
            *used.lock().unwrap_or_else(PoisonError::into_inner) = Some(entry);
            Ok(base.clone().into_builder().url(url).build())
        })
    }
}

impl DiscoveringCall {
    async fn ask(self) -> Result<Told, DiscoveryError> {
        let Inner { discovery, core, own, time, .. } = &*self.0;
        let operation = discovery.operation.spec().name;
        let error = |problem| DiscoveryError { operation, problem };
        let mut parts = Parts::new(core.clone(), discovery.operation, (discovery.request)());
        parts.overrides = own.clone();
        let answer =
            parts.send().await.map_err(|found| error(Problem::Failed(Arc::new(typed(found)))))?;
        let response = answer.downcast::<ErasedResponse>().ok();
        let endpoints = response.and_then(|response| (discovery.endpoints)(response.as_any()));
        let first = endpoints.and_then(|endpoints| endpoints.into_iter().next());
        let Some(DiscoveredEndpoint { address: Some(address), cache_period_in_minutes }) = first
        else {
            return Err(error(Problem::NoEndpoint));
        };
        let url =
            if address.contains("://") { address.clone() } else { format!("https://{address}") };
        let url = Url::parse(&url).map_err(|_| error(Problem::Address(address)))?.to_string();
        let minutes = cache_period_in_minutes.and_then(|minutes| u64::try_from(minutes).ok());
        let minutes = minutes.unwrap_or_default().max(SHORTEST_PERIOD);
        let period = Duration::from_secs(minutes.saturating_mul(60));
        Ok(Told { url, expires_at: time.now().checked_add(period) })
    }

    /// Whether an attempt came to an endpoint that is none any more.
    #[inline]
    fn is_refused(
        &self,
        error: Option<&OrchestratorError<Error>>,
        response: Option<&HttpResponse>,
    ) -> bool {
        let Some(error) = error.and_then(OrchestratorError::as_operation_error) else {
            return false;
        };
        let code = error.downcast_ref::<ServiceError>().and_then(ProvideErrorMetadata::code);
        code == Some(self.0.discovery.invalid_endpoint)
            || response.is_some_and(|response| response.status().as_u16() == MISDIRECTED_REQUEST)
    }
}

#[dyn_dispatch_hint]
impl Intercept for DiscoveringCall {
    #[inline]
    fn name(&self) -> &'static str {
        "EndpointDiscovery"
    }

    #[inline]
    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Inner { core, used, refusals, .. } = &*self.0;
        let used = used.lock().unwrap_or_else(PoisonError::into_inner).take();
        let error = context.output_or_error().and_then(Result::err);
        if let Some(used) = used
            && self.is_refused(error, context.response())
        {
            core.discovered().forget(&used);
            refusals.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }
}

impl ClassifyRetry for DiscoveringCall {
    #[inline]
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let error = context.output_or_error().and_then(Result::err);
        let is_first = self.0.refusals.load(Ordering::Relaxed) == 1;
        if is_first && self.is_refused(error, context.response()) {
            RetryAction::retryable_error_with_explicit_delay(
                ErrorKind::TransientError,
                Duration::ZERO,
            )
        } else {
            RetryAction::NoActionIndicated
        }
    }

    #[inline]
    fn name(&self) -> &'static str {
        "Endpoint Discovery"
    }

    #[inline]
    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}

impl Debug for DiscoveringCall {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "DiscoveringCall({:?})", self.0.discovery)
    }
}
