//! The settings of a client, or of one call, where the official layers look for them.

use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::{Layer, Storable, StoreReplace};
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};

use crate::client::auth::register_credentials;
use crate::client::redact::HiddenResponses;
use crate::config::{Settings, SharedHttpClient};

/// The parts of a plugin that is not finished.
pub(in crate::client) struct Parts {
    pub(super) layer: Layer,
    pub(super) components: RuntimeComponentsBuilder,
}

impl Parts {
    pub(in crate::client) fn new(name: &'static str) -> Self {
        Self { layer: Layer::new(name), components: RuntimeComponentsBuilder::new(name) }
    }

    pub(super) fn of_settings(name: &'static str, settings: &Settings) -> Self {
        let mut layer = Layer::new(name);
        store(&mut layer, settings);
        Self { layer, components: components(name, settings) }
    }

    pub(in crate::client) fn finish(self) -> StaticRuntimePlugin {
        StaticRuntimePlugin::new()
            .with_config(self.layer.freeze())
            .with_runtime_components(self.components)
    }
}

/// Stores what is set in a layer.
pub(super) fn store(layer: &mut Layer, settings: &Settings) {
    put(layer, settings.region.clone());
    put(layer, settings.retry_config.clone());
    put(layer, settings.stalled_stream_protection.clone());
    put(layer, settings.timeout_config.clone());
    if let Some(store_rare) = settings.store_rare {
        store_rare(settings, layer);
    }
}

/// Stores what only some programs set; see [`Settings::store_rare`].
#[inline]
pub(crate) fn store_rare(settings: &Settings, layer: &mut Layer) {
    put(layer, settings.account_id_endpoint_mode.clone());
    put(layer, settings.app_name.clone());
    put(layer, settings.auth_scheme_preference.clone());
    put(layer, settings.disable_clock_skew_correction.map(DisableClockSkewCorrection::from));
    put(layer, settings.endpoint_url.clone().map(EndpointUrl));
    put(layer, settings.protocol.clone());
    put(layer, settings.request_checksum_calculation);
    put(layer, settings.response_checksum_validation);
    put(layer, settings.sigv4a_signing_region_set.clone());
    put(layer, settings.use_dual_stack.map(UseDualStack));
    put(layer, settings.use_fips.map(UseFips));
    for metadata in &settings.framework_metadata {
        layer.store_append(metadata.clone());
    }
}

/// Leaves what is below alone where nothing is set; `store_or_unset` would remove it.
pub(super) fn put<T: Storable<Storer = StoreReplace<T>>>(layer: &mut Layer, value: Option<T>) {
    if let Some(value) = value {
        layer.store_put(value);
    }
}

pub(super) fn components(name: &'static str, settings: &Settings) -> RuntimeComponentsBuilder {
    let mut components = RuntimeComponentsBuilder::new(name);
    if let Some(client) = &settings.http_client {
        components.set_http_client(Some(hidden(client.value.clone())));
    }
    if let Some(timer) = &settings.sleep_impl {
        components.set_sleep_impl(Some(timer.value.clone()));
    }
    if let Some(provider) = settings.credentials_provider.clone() {
        register_credentials(&mut components, provider);
    }
    if let Some(resolver) = settings.token_provider.clone() {
        components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, resolver);
    }
    if settings.identity_cache.is_some() {
        components.set_identity_cache(settings.identity_cache.clone());
    }
    if settings.time_source.is_some() {
        components.set_time_source(settings.time_source.clone());
    }
    components.extend_interceptors(settings.interceptors.iter().cloned());
    components
}

/// Keeps the bodies of responses out of logs, whatever the client is.
pub(super) fn hidden(client: SharedHttpClient) -> SharedHttpClient {
    SharedHttpClient::new(HiddenResponses(client))
}
