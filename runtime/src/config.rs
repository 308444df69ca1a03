//! The configuration of a client.
//!
//! Create a [`Config`] with its builder, or convert an official [`SdkConfig`]. A `Config` is cheap to clone.
//! To load settings from files and environment variables, use `aws-config`.
//!
//! `docs/configuration.md` in the repository lists all settings with their effects and defaults.

mod builder;
pub mod credentials;
pub mod http;
pub mod interceptors;
mod sdk_config;
mod service_token;
mod settings;
pub mod time;
pub mod token;

use std::fmt::{Debug, Formatter};
use std::sync::Arc;

pub use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_credential_types::{Credentials, Token};
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
pub use aws_smithy_async::time::{SharedTimeSource, TimeSource};
pub use aws_smithy_runtime::client::identity::IdentityCache;
pub use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
pub use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
pub use aws_smithy_runtime_api::client::identity::{ResolveCachedIdentity, SharedIdentityCache};
pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
pub use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
pub use aws_smithy_schema::protocol::{ClientProtocol, SharedClientProtocol};
pub use aws_smithy_types::checksum_config::{
    RequestChecksumCalculation, ResponseChecksumValidation,
};
pub use aws_smithy_types::retry::{ReconnectMode, RetryConfig, RetryMode};
pub use aws_smithy_types::timeout::TimeoutConfig;
pub use aws_types::SdkConfig;
pub use aws_types::app_name::AppName;
pub use aws_types::endpoint_config::AccountIdEndpointMode;
pub use aws_types::region::{Region, SigningRegionSet};
pub use aws_types::sdk_ua_metadata::FrameworkMetadata;

pub use self::builder::ConfigBuilder;
/// The name of [`ConfigBuilder`] in the official SDK crates.
pub use self::builder::ConfigBuilder as Builder;
use self::service_token::ServiceTokens;
pub(crate) use self::settings::{RuntimePart, Settings};
pub use crate::client::IdempotencyTokenProvider;
use crate::client::Service;
use crate::validation::Validation;

/// The configuration of a client.
#[derive(Clone)]
pub struct Config {
    settings: Arc<Settings>,
}

impl Config {
    /// Returns an empty builder.
    #[must_use]
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// Returns a builder with the settings of this configuration.
    #[must_use]
    #[inline]
    pub fn to_builder(&self) -> ConfigBuilder {
        ConfigBuilder { settings: (*self.settings).clone() }
    }

    /// Returns the region, if one is set.
    #[must_use]
    pub fn region(&self) -> Option<&Region> {
        self.settings.region.as_ref()
    }

    /// Returns the endpoint URL, if one is set.
    ///
    /// If an `SdkConfig` has an endpoint URL for one service, only the configuration of a client of that service returns it.
    #[must_use]
    pub fn endpoint_url(&self) -> Option<&str> {
        self.settings.endpoint_url.as_deref()
    }

    /// Returns the validation level, if one is set. Otherwise the default of the SDK applies.
    #[must_use]
    pub fn validation(&self) -> Option<Validation> {
        self.settings.validation
    }

    /// Returns whether to use FIPS endpoints, if set.
    #[must_use]
    pub fn use_fips(&self) -> Option<bool> {
        self.settings.use_fips
    }

    /// Returns whether to use dual-stack endpoints, if set.
    #[must_use]
    pub fn use_dual_stack(&self) -> Option<bool> {
        self.settings.use_dual_stack
    }

    /// Returns the retry configuration, if one is set.
    #[must_use]
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.settings.retry_config.as_ref()
    }

    /// Returns the timeouts, if they are set.
    #[must_use]
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.settings.timeout_config.as_ref()
    }

    /// Returns the source of idempotency tokens, if one is set.
    #[must_use]
    pub fn idempotency_token_provider(&self) -> Option<&IdempotencyTokenProvider> {
        self.settings.idempotency_token_provider.as_ref()
    }

    /// Returns the name of the application, if one is set.
    #[must_use]
    pub fn app_name(&self) -> Option<&AppName> {
        self.settings.app_name.as_ref()
    }

    /// Returns the behavior version, if one is set. Otherwise the latest applies.
    #[must_use]
    pub fn behavior_version(&self) -> Option<BehaviorVersion> {
        self.settings.behavior_version
    }

    /// Returns whether request compression is disabled, if set.
    #[must_use]
    pub fn disable_request_compression(&self) -> Option<bool> {
        self.settings.disable_request_compression
    }

    /// Returns the minimum size of a compressed request in bytes, if set.
    #[must_use]
    pub fn request_min_compression_size_bytes(&self) -> Option<u32> {
        self.settings.request_min_compression_size_bytes
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Gives the configuration for a client of this service.
    pub(crate) fn for_service(self, service: &Service) -> Self {
        match self.settings.for_service(service) {
            Some(settings) => Self { settings: Arc::new(settings) },
            None => self,
        }
    }
}

impl Debug for Config {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.settings.debug("Config", f)
    }
}
