//! What the orchestrator is told, per client and per call.
//!
//! What comes in: the service, the settings, and what one call needs.
//! What goes out: the official runtime plugins, with their interceptors, classifiers and config bag layers.
//! What is deliberately not here: the order of things; that is the orchestrator's.

use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::{
    DisableClockSkewCorrection, ServiceClockSkewClassifier, ServiceClockSkewInterceptor,
};
use aws_runtime::user_agent::{ApiMetadata, UserAgentInterceptor};
use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{Metadata, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
use aws_smithy_schema::protocol::{
    ServiceShapeName, ServiceShapeNamespace, ServiceVersion, ServiceXmlNamespace,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use super::Service;
use super::auth::{self, Missing};
use super::http::default_client;
use super::operation::AnyOperation;
use super::redact::{HiddenResponses, HideRawResponse};
use super::request::RequestWriter;
use super::response::{ResponseReader, UnreadableResponseClassifier};
use crate::config::{Settings, SharedHttpClient};
use crate::endpoint::{Endpoint, Url};
use crate::error::ServiceError;

/// Gives what all calls of a client have in common.
pub(super) fn of_client(service: &'static Service, settings: &Settings) -> RuntimePlugins {
    let defaults = DefaultPluginParams::new()
        .with_retry_partition_name(retry_partition(service, settings))
        .with_behavior_version(BehaviorVersion::latest())
        .with_is_aws_sdk(true);
    let plugin = StaticRuntimePlugin::new()
        .with_config(client_layer(service, settings).freeze())
        .with_runtime_components(client_components(settings));
    RuntimePlugins::new().with_client_plugins(default_plugins(defaults)).with_client_plugin(plugin)
}

/// Names what shares a retry quota: an outage in one region, or of a server on the desk, does not use up that of another.
fn retry_partition(service: &Service, settings: &Settings) -> String {
    let url = settings.endpoint_url.as_deref().and_then(|url| Url::parse(url).ok());
    let region = settings.region.as_ref().map(AsRef::as_ref);
    let parts = [Some(service.id), region, url.as_ref().map(Url::authority)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

fn client_layer(service: &'static Service, settings: &Settings) -> Layer {
    let mut layer = Layer::new("client");
    layer.store_put(service.protocol.implementation());
    layer.store_put(ServiceShapeName::new(service.name));
    layer.store_put(ServiceShapeNamespace::new(service.namespace));
    layer.store_put(ServiceVersion::new(service.version));
    layer.store_or_unset(service.xml_namespace.map(|uri| ServiceXmlNamespace::new(uri, None)));
    layer.store_put(ApiMetadata::new(service.name, env!("CARGO_PKG_VERSION")));
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    layer.store_or_unset(settings.app_name.clone());
    layer.store_or_unset(settings.region.clone());
    put_if_set(&mut layer, settings.retry_config.clone());
    put_if_set(&mut layer, settings.timeout_config.clone());
    put_if_set(&mut layer, settings.stalled_stream_protection.clone());
    put_if_set(
        &mut layer,
        settings.disable_clock_skew_correction.map(DisableClockSkewCorrection::from),
    );
    for metadata in &settings.framework_metadata {
        layer.store_append(metadata.clone());
    }
    layer
}

/// Leaves the defaults of the layer below alone, which `store_or_unset` would remove.
fn put_if_set<T>(layer: &mut Layer, value: Option<T>)
where
    T: aws_smithy_types::config_bag::Storable<
            Storer = aws_smithy_types::config_bag::StoreReplace<T>,
        >,
{
    if let Some(value) = value {
        layer.store_put(value);
    }
}

fn client_components(settings: &Settings) -> RuntimeComponentsBuilder {
    let mut components = RuntimeComponentsBuilder::new("client");
    if let Some(client) = settings.http_client.clone().or_else(default_client) {
        components.set_http_client(Some(SharedHttpClient::new(HiddenResponses(client))));
    }
    if settings.identity_cache.is_some() {
        components.set_identity_cache(settings.identity_cache.clone());
    }
    if settings.sleep_impl.is_some() {
        components.set_sleep_impl(settings.sleep_impl.clone());
    }
    if settings.time_source.is_some() {
        components.set_time_source(settings.time_source.clone());
    }
    components
        .push_interceptor(UserAgentInterceptor::new())
        .push_interceptor(InvocationIdInterceptor::new())
        .push_interceptor(RequestInfoInterceptor::new())
        .push_interceptor(RecursionDetectionInterceptor::new())
        .push_interceptor(ServiceClockSkewInterceptor::new())
        .push_interceptor(ConnectionPoisoningInterceptor::new())
        .push_interceptor(StalledStreamProtectionInterceptor::default())
        .push_interceptor(ProvideEndpointParams)
        .push_interceptor(HideRawResponse)
        .push_retry_classifier(HttpStatusCodeClassifier::default())
        .push_retry_classifier(AwsErrorCodeClassifier::<ServiceError>::new())
        .push_retry_classifier(ModeledAsRetryableClassifier::<ServiceError>::new())
        .push_retry_classifier(TransientErrorClassifier::<ServiceError>::new())
        .push_retry_classifier(ServiceClockSkewClassifier::<ServiceError>::new())
        .push_retry_classifier(UnreadableResponseClassifier);
    components.extend_interceptors(settings.interceptors.iter().cloned());
    components
}

/// Gives what one call needs beside that; takes the layer and components that the call itself filled.
pub(super) fn of_call(
    service: &'static Service,
    operation: &'static dyn AnyOperation,
    settings: &Settings,
    endpoint: Endpoint,
    mut layer: Layer,
    mut components: RuntimeComponentsBuilder,
) -> Result<StaticRuntimePlugin, Missing> {
    let spec = *operation.spec();
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
    auth::configure(spec.auth, service, settings, &endpoint, &mut layer, &mut components)?;
    components.set_endpoint_resolver(Some(SharedEndpointResolver::new(Resolved(endpoint))));
    Ok(StaticRuntimePlugin::new().with_config(layer.freeze()).with_runtime_components(components))
}

/// The endpoint of a call, which is known before the orchestrator asks: an error is then one of construction, not of dispatch.
#[derive(Debug)]
struct Resolved(Endpoint);

impl ResolveEndpoint for Resolved {
    fn resolve_endpoint<'a>(&'a self, _params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(self.0.clone()))
    }
}

/// The orchestrator wants endpoint parameters, and in the layer that only an interceptor can reach.
#[derive(Debug)]
struct ProvideEndpointParams;

#[dyn_dispatch_hint]
impl Intercept for ProvideEndpointParams {
    fn name(&self) -> &'static str {
        "ProvideEndpointParams"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(EndpointResolverParams::new(()));
        Ok(())
    }
}
