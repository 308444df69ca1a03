//! The settings of an official `SdkConfig`.
//!
//! What comes in: an `SdkConfig`, as `aws-config` loads one.
//! What goes out: the same settings as ours.
//! What is deliberately not here: its protocol and behaviour version; a generated client has one protocol, and the newest defaults.

use std::sync::Arc;

use super::{Config, SdkConfig, Settings};

impl From<&SdkConfig> for Config {
    fn from(config: &SdkConfig) -> Self {
        let settings = Settings {
            region: config.region().cloned(),
            endpoint_url: config.endpoint_url().map(str::to_owned),
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
            app_name: config.app_name().cloned(),
            validation: None,
            interceptors: Vec::new(),
        };
        Self { settings: Arc::new(settings) }
    }
}
