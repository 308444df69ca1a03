//! What the orchestrator is told, per client and per call.
//!
//! From the lowest layer to the highest: the official defaults, the service, the settings of the client, those of the call alone, the operation.

mod defaults;
mod settings;

use std::iter;

use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::retries::classifiers::{AwsErrorCodeClassifier, TRANSIENT_ERRORS};
use aws_runtime::service_clock_skew::{ServiceClockSkewClassifier, ServiceClockSkewInterceptor};
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_observability::global::get_telemetry_provider;
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
    FinalizerInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::{Metadata, SensitiveOutput};
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
use aws_smithy_schema::protocol::{
    ServiceShapeName, ServiceShapeNamespace, ServiceVersion, ServiceXmlNamespace,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use self::defaults::Defaults;
pub(crate) use self::settings::store_rare;
use self::settings::{Parts, hidden};
use super::auth::{self, Missing};
use super::bundle::Bundle;
use super::destination::Destination;
use super::http::default_client;
use super::operation::{AnyOperation, Spec};
use super::redact::HideRawResponse;
use super::request::RequestWriter;
use super::response::{ResponseReader, UnreadableResponseClassifier};
use super::unanswered::{NameHost, complete, note_host};
use super::user_agent::{self, UserAgent};
use super::{Protocol, Service};
use crate::config::Settings;
use crate::endpoint::Url;
use crate::error::ServiceError;

/// Gives what all calls of a client have in common.
///
/// In one plugin with one layer and one interceptor, as far as that goes: the orchestrator puts the components of all plugins together for each call, and looks for most values in each layer.
pub(super) fn of_client(service: &'static Service, settings: &Settings) -> RuntimePlugins {
    let version = settings.behavior_version.unwrap_or_else(BehaviorVersion::latest);
    let defaults = Defaults::of(retry_partition(service, settings), version);
    let Parts { mut layer, components } = of_service(service, settings);
    defaults.store(&mut layer);
    let mut components = defaults.components.merge_from(&components);
    let bundle = Bundle::of(components.interceptors());
    components.set_interceptors(iter::once(bundle));
    let components = components.merge_from(&settings::components("client", settings));
    let mut plugins = RuntimePlugins::new();
    if settings.retry_config.is_some() || settings.timeout_config.is_some() {
        // What one of the two leaves open comes from the layers below, so the defaults have to be in one.
        let below = StaticRuntimePlugin::new().with_config(layer.freeze());
        plugins = plugins.with_client_plugin(below);
        layer = Layer::new("client");
    }
    settings::store(&mut layer, settings);
    plugins = plugins.with_client_plugin(Parts { layer, components }.finish());
    if !is_measured() {
        return plugins;
    }
    let time = settings.time_source.clone().unwrap_or_default();
    let metrics =
        MetricsRuntimePlugin::builder().with_scope(service.api_name).with_time_source(time).build();
    match metrics {
        Ok(metrics) => plugins.with_client_plugin(metrics),
        // Only without a scope; and a call that is not measured is better than none.
        Err(_) => plugins,
    }
}

/// Whether the process has a telemetry provider that does something.
///
/// The official plugin keeps the one that is there when the client is made, so this is the time to ask; measuring for nobody is a fifth of a call's allocations.
fn is_measured() -> bool {
    get_telemetry_provider()
        .is_ok_and(|provider| provider.meter_provider().provider_name() != NO_TELEMETRY)
}

/// The name of the official provider that does nothing.
const NO_TELEMETRY: &str = "noop";

/// Names what shares a retry quota: an outage in one region, or of a server on the desk, does not use up that of another.
///
/// The official client of the same service and region shares it too.
fn retry_partition(service: &Service, settings: &Settings) -> String {
    let url = settings.endpoint_url.as_deref().and_then(|url| Url::parse(url).ok());
    let region = settings.region.as_ref().map(AsRef::as_ref);
    let mut name = service.api_name.to_owned();
    for part in [region, url.as_ref().map(Url::authority)].into_iter().flatten() {
        name.push('-');
        name.push_str(part);
    }
    name
}

fn of_service(service: &'static Service, settings: &Settings) -> Parts {
    let Parts { mut layer, mut components } = Parts::new("client");
    layer.store_put(service.protocol.implementation());
    layer.store_put(ServiceShapeName::new(service.name));
    layer.store_put(ServiceShapeNamespace::new(service.namespace));
    layer.store_put(ServiceVersion::new(service.version));
    layer.store_or_unset(service.xml_namespace.map(|uri| ServiceXmlNamespace::new(uri, None)));
    layer.store_put(ApiMetadata::new(service.api_name, env!("CARGO_PKG_VERSION")));
    user_agent::store(&mut layer, service, settings);
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    if settings.http_client.is_none() {
        components.set_http_client(default_client().map(hidden));
    }
    auth::register(&mut components);
    // Shared before they are pushed, which would make the same of each, in a function for each type. Nobody can name ours to disable them.
    components
        .push_interceptor(SharedInterceptor::permanent(UserAgent::of(service)))
        .push_interceptor(SharedInterceptor::new(InvocationIdInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(RequestInfoInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(RecursionDetectionInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(ServiceClockSkewInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(ConnectionPoisoningInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(StalledStreamProtectionInterceptor::default()))
        .push_interceptor(SharedInterceptor::permanent(MindEndpoint))
        .push_interceptor(SharedInterceptor::permanent(HideRawResponse))
        .push_retry_classifier(SharedRetryClassifier::new(HttpStatusCodeClassifier::default()))
        .push_retry_classifier(SharedRetryClassifier::new(by_code(service.protocol)))
        .push_retry_classifier(SharedRetryClassifier::new(ModeledAsRetryableClassifier::<
            ServiceError,
        >::new()))
        .push_retry_classifier(SharedRetryClassifier::new(
            TransientErrorClassifier::<ServiceError>::new(),
        ))
        .push_retry_classifier(SharedRetryClassifier::new(
            ServiceClockSkewClassifier::<ServiceError>::new(),
        ))
        .push_retry_classifier(SharedRetryClassifier::new(UnreadableResponseClassifier));
    Parts { layer, components }
}

/// Gives what decides about a retry by the code of an error.
fn by_code(protocol: Protocol) -> AwsErrorCodeClassifier<ServiceError> {
    let transient = [TRANSIENT_ERRORS, protocol.late_faults()].concat();
    AwsErrorCodeClassifier::builder().transient_errors(transient).build()
}

/// Gives what the settings of one call change; takes them alone, and layered over those of the client.
#[inline]
pub(super) fn of_override(
    service: &'static Service,
    own: &Settings,
    layered: &Settings,
) -> StaticRuntimePlugin {
    let mut parts = Parts::of_settings("override", own);
    if own.region.is_some() || own.endpoint_url.is_some() {
        parts.layer.store_put(RetryPartition::new(retry_partition(service, layered)));
    }
    if own.app_name.is_some() || !own.framework_metadata.is_empty() {
        user_agent::store(&mut parts.layer, service, layered);
    }
    let has_identity = own.credentials_provider.is_some() || own.token_provider.is_some();
    if has_identity && own.identity_cache.is_none() {
        // Credentials of one call would stay in the client's cache for good.
        let cache = IdentityCache::lazy().max_partitions(1).build();
        parts.components.set_identity_cache(Some(cache));
    }
    parts.finish()
}

/// Gives what the calls of an operation need beside that, wherever they go.
pub(super) fn of_call(
    service: &'static Service,
    operation: &'static dyn AnyOperation,
    settings: &Settings,
) -> Result<Parts, BoxError> {
    let spec = *operation.spec();
    let Parts { mut layer, mut components } = Parts::new("call");
    layer.store_put(Metadata::new(spec.name, service.id));
    layer.store_put(SharedRequestSerializer::new(RequestWriter {
        spec,
        query_compatible: service.query_compatible,
    }));
    layer.store_put(SharedResponseDeserializer::new(ResponseReader {
        operation,
        protocol: service.protocol,
    }));
    if spec.hides_response() {
        layer.store_put(SensitiveOutput);
    }
    auth::register_schemes(spec.auth, &mut components);
    if let Some(compression) = spec.compression {
        components.push_interceptor(compression(&spec, settings)?);
    }
    if let Some((checksum, interceptor)) = spec.checksum {
        components.push_interceptor(interceptor(checksum, &spec, settings));
    }
    Ok(Parts { layer, components })
}

/// Gives where a call goes and how it is authenticated there, for a call that has its own place.
pub(super) fn of_destination(
    destination: Destination,
    service: &Service,
    spec: &Spec,
    settings: &Settings,
) -> Result<StaticRuntimePlugin, Missing> {
    Ok(add_destination(Parts::new("destination"), destination, service, spec, settings)?.finish())
}

/// Adds where a call goes and how it is authenticated there, or says that it cannot be.
pub(super) fn add_destination(
    parts: Parts,
    destination: Destination,
    service: &Service,
    spec: &Spec,
    settings: &Settings,
) -> Result<Parts, Missing> {
    let Parts { mut layer, mut components } = parts;
    auth::configure(spec.auth, service, settings, destination.endpoint(), &mut layer)?;
    let (resolver, prefix) = destination.into_parts();
    if let Some(prefix) = prefix {
        layer.store_put(prefix);
    }
    components.set_endpoint_resolver(Some(resolver));
    // A host that a secret request has a say in may hold a part of it.
    if !spec.sensitive_input || spec.has_one_destination() {
        layer.store_put(NameHost);
    }
    Ok(Parts { layer, components })
}

/// Gives the orchestrator the endpoint parameters that it wants, in the layer that only an interceptor can reach, and has errors name the host and the attempts.
#[derive(Debug)]
struct MindEndpoint;

#[dyn_dispatch_hint]
impl Intercept for MindEndpoint {
    fn name(&self) -> &'static str {
        "MindEndpoint"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(EndpointResolverParams::new(()));
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        note_host(context.request(), cfg);
        Ok(())
    }

    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        complete(context, cfg);
        Ok(())
    }
}
