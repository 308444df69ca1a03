//! The settings of an official `SdkConfig`.

use std::sync::Arc;

use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_types::service_config::ServiceConfigKey;

use super::settings::of_service;
use super::{Config, ConfigBuilder, RuntimePart, SdkConfig, ServiceTokens, Settings};
use crate::client::store_rare;

/// Copies every setting.
///
/// The environment can have a bearer token for one service, too: `AWS_BEARER_TOKEN_BEDROCK` for the services of Bedrock. Their clients prefer it to credentials, unless code set a token provider or a preference.
///
/// The environment or the profile can have an endpoint URL for one service (`AWS_ENDPOINT_URL_{SERVICE}`). It is read when you create a client of that service. It takes precedence over the general endpoint URL, unless code set that.
///
/// The HTTP client and the timer are assumed to need Tokio, like those of `aws-config`. Outside of a Tokio runtime, calls fail unless you set both on the builder.
impl From<&SdkConfig> for ConfigBuilder {
    #[inline]
    fn from(config: &SdkConfig) -> Self {
        let is_endpoint_url_set_by_code = config.get_origin("endpoint_url").is_client_config();
        let has_urls_of_services = config.service_config().is_some();
        let settings = Settings {
            account_id_endpoint_mode: config.account_id_endpoint_mode().cloned(),
            allow_no_auth: None,
            app_name: config.app_name().cloned(),
            auth_scheme_preference: config.auth_scheme_preference().cloned(),
            behavior_version: config.behavior_version(),
            credentials_provider: config.credentials_provider(),
            disable_clock_skew_correction: config.disable_clock_skew_correction(),
            disable_host_prefix_injection: None,
            disable_request_compression: config.disable_request_compression(),
            endpoint_params: Vec::new(),
            endpoint_url: config.endpoint_url().map(str::to_owned),
            endpoint_urls_of_services: (has_urls_of_services && !is_endpoint_url_set_by_code)
                .then(|| Arc::new(config.clone())),
            framework_metadata: config.framework_metadata().to_vec(),
            http_client: config.http_client().map(of_tokio),
            identity_cache: config.identity_cache(),
            interceptors: Vec::new(),
            idempotency_token_provider: None,
            of_service: Some(of_service),
            protocol: config.protocol(),
            region: config.region().cloned(),
            request_checksum_calculation: config.request_checksum_calculation(),
            request_min_compression_size_bytes: config.request_min_compression_size_bytes(),
            response_checksum_validation: config.response_checksum_validation(),
            retry_config: config.retry_config().cloned(),
            service_tokens: ServiceTokens::of(config),
            sigv4a_signing_region_set: config.sigv4a_signing_region_set().cloned(),
            sleep_impl: config.sleep_impl().map(of_tokio),
            stalled_stream_protection: config.stalled_stream_protection(),
            store_rare: Some(store_rare),
            time_source: config.time_source(),
            timeout_config: config.timeout_config().cloned(),
            token_provider: config.token_provider().map(SharedIdentityResolver::new),
            use_dual_stack: config.use_dual_stack(),
            use_fips: config.use_fips(),
            validation: None,
        };
        Self { settings }
    }
}

/// As [`ConfigBuilder`] does.
impl From<&SdkConfig> for Config {
    #[inline]
    fn from(config: &SdkConfig) -> Self {
        ConfigBuilder::from(config).build()
    }
}

fn of_tokio<T>(value: T) -> RuntimePart<T> {
    RuntimePart { value, needs_tokio: true }
}

/// Looks up the endpoint URL of a service as the official clients do.
#[inline]
pub(super) fn endpoint_url_of(config: &SdkConfig, id: &str) -> Option<String> {
    let key = ServiceConfigKey::builder()
        .service_id(id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok()?;
    config.service_config()?.load_config(key)
}
