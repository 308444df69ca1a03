//! The settings of an official `SdkConfig`.
//!
//! What comes in: an `SdkConfig`, as `aws-config` loads one.
//! What goes out: the same settings as ours.
//! What is deliberately not here: protocol and behaviour version, since a generated client has one protocol, and the newest defaults; and what no generated client does: bearer tokens, SigV4a and the choice of an auth scheme, endpoints by account id, compression of requests, checksums.

use std::sync::Arc;

use aws_types::service_config::ServiceConfigKey;

use super::{Config, SdkConfig, Settings};

/// Takes over every setting but these, which do nothing here: `protocol`, `behavior_version`, `token_provider`, `auth_scheme_preference`, `sigv4a_signing_region_set`, `account_id_endpoint_mode`, `disable_request_compression`, `request_min_compression_size_bytes`, `request_checksum_calculation`, `response_checksum_validation`.
///
/// An endpoint URL that environment or profile have for one service (`AWS_ENDPOINT_URL_{SERVICE}`) is looked up when a client of that service is made. It goes over the general one, unless code set that.
///
/// Its HTTP client and timer are taken to be Tokio's, as those of `aws-config` are: outside of a Tokio runtime, calls fail unless both are set again on the builder.
impl From<&SdkConfig> for Config {
    fn from(config: &SdkConfig) -> Self {
        let is_endpoint_url_set_by_code = config.get_origin("endpoint_url").is_client_config();
        let has_urls_of_services = config.service_config().is_some();
        let settings = Settings {
            region: config.region().cloned(),
            endpoint_url: config.endpoint_url().map(str::to_owned),
            endpoint_urls_of_services: (has_urls_of_services && !is_endpoint_url_set_by_code)
                .then(|| Arc::new(config.clone())),
            use_fips: config.use_fips(),
            use_dual_stack: config.use_dual_stack(),
            credentials_provider: config.credentials_provider(),
            identity_cache: config.identity_cache(),
            http_client: config.http_client(),
            retry_config: config.retry_config().cloned(),
            timeout_config: config.timeout_config().cloned(),
            stalled_stream_protection: config.stalled_stream_protection(),
            sleep_impl: config.sleep_impl(),
            time_source: config.time_source(),
            is_http_client_chosen: false,
            is_sleep_impl_chosen: false,
            disable_clock_skew_correction: config.disable_clock_skew_correction(),
            app_name: config.app_name().cloned(),
            framework_metadata: config.framework_metadata().to_vec(),
            validation: None,
            interceptors: Vec::new(),
        };
        Self { settings: Arc::new(settings) }
    }
}

impl Config {
    /// Gives the configuration for a client of the service with this id.
    pub(crate) fn for_service(self, id: &str) -> Self {
        let Some(shared) = &self.settings.endpoint_urls_of_services else { return self };
        let mut settings = (*self.settings).clone();
        settings.endpoint_urls_of_services = None;
        if let Some(url) = endpoint_url_of(shared, id) {
            settings.endpoint_url = Some(url);
        }
        Self { settings: Arc::new(settings) }
    }
}

/// Looks up the endpoint URL of a service as the official clients do.
fn endpoint_url_of(config: &SdkConfig, id: &str) -> Option<String> {
    let key = ServiceConfigKey::builder()
        .service_id(id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok()?;
    config.service_config()?.load_config(key)
}
