//! What a client needs to know beside the requests.
//!
//! What comes in: the settings of a caller, or those of an official `SdkConfig`.
//! What goes out: a [`Config`], which is cheap to clone.
//! What is deliberately not here: defaults that depend on the service (they are the [`Service`](crate::client::Service)'s), and the reading of files and environment variables (that is `aws-config`'s).

mod builder;
pub mod credentials;
pub mod http;
pub mod interceptors;
mod sdk_config;
pub mod time;

use std::fmt::{Debug, Formatter};
use std::sync::Arc;

pub use aws_credential_types::Credentials;
pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
pub use aws_smithy_async::time::{SharedTimeSource, TimeSource};
pub use aws_smithy_runtime::client::identity::IdentityCache;
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
pub use aws_smithy_runtime_api::client::identity::{ResolveCachedIdentity, SharedIdentityCache};
pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
pub use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
pub use aws_smithy_types::retry::{RetryConfig, RetryMode};
pub use aws_smithy_types::timeout::TimeoutConfig;
pub use aws_types::SdkConfig;
pub use aws_types::app_name::AppName;
pub use aws_types::region::Region;
pub use aws_types::sdk_ua_metadata::FrameworkMetadata;

pub use self::builder::ConfigBuilder;
/// The same by the name that it has in an official SDK crate.
pub use self::builder::ConfigBuilder as Builder;
use crate::endpoint::Url;
use crate::fmt::Redacted;
use crate::validation::Validation;

/// The configuration of a client.
#[derive(Clone)]
pub struct Config {
    settings: Arc<Settings>,
}

/// Every setting, each of which can be missing.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) region: Option<Region>,
    pub(crate) endpoint_url: Option<String>,
    /// Where the endpoint URL of one service is looked up, if it can be; it goes over the other one.
    pub(crate) endpoint_urls_of_services: Option<Arc<SdkConfig>>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) credentials_provider: Option<SharedCredentialsProvider>,
    pub(crate) identity_cache: Option<SharedIdentityCache>,
    pub(crate) http_client: Option<SharedHttpClient>,
    pub(crate) retry_config: Option<RetryConfig>,
    pub(crate) timeout_config: Option<TimeoutConfig>,
    pub(crate) stalled_stream_protection: Option<StalledStreamProtectionConfig>,
    pub(crate) sleep_impl: Option<SharedAsyncSleep>,
    pub(crate) time_source: Option<SharedTimeSource>,
    /// Whether HTTP client and timer are the caller's own choice, which need not be one for Tokio; those of an `SdkConfig` usually are.
    pub(crate) is_http_client_chosen: bool,
    pub(crate) is_sleep_impl_chosen: bool,
    pub(crate) disable_clock_skew_correction: Option<bool>,
    pub(crate) app_name: Option<AppName>,
    pub(crate) framework_metadata: Vec<FrameworkMetadata>,
    pub(crate) validation: Option<Validation>,
    pub(crate) interceptors: Vec<SharedInterceptor>,
}

impl Config {
    /// Gives a builder with nothing set.
    #[must_use]
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// Gives a builder with everything set as it is here.
    #[must_use]
    pub fn to_builder(&self) -> ConfigBuilder {
        ConfigBuilder { settings: (*self.settings).clone() }
    }

    /// Gives the region, if one is set.
    #[must_use]
    pub fn region(&self) -> Option<&Region> {
        self.settings.region.as_ref()
    }

    /// Gives the endpoint URL, if one is set.
    ///
    /// One that an `SdkConfig` has for a service alone shows in the configuration of a client of that service.
    #[must_use]
    pub fn endpoint_url(&self) -> Option<&str> {
        self.settings.endpoint_url.as_deref()
    }

    /// Gives the validation level, if one is set; the service's default applies otherwise.
    #[must_use]
    pub fn validation(&self) -> Option<Validation> {
        self.settings.validation
    }

    /// Gives whether endpoints must be FIPS ones, if it is set.
    #[must_use]
    pub fn use_fips(&self) -> Option<bool> {
        self.settings.use_fips
    }

    /// Gives whether endpoints must have IPv6 too, if it is set.
    #[must_use]
    pub fn use_dual_stack(&self) -> Option<bool> {
        self.settings.use_dual_stack
    }

    /// Gives what is retried and how often, if it is set.
    #[must_use]
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.settings.retry_config.as_ref()
    }

    /// Gives the timeouts, if they are set.
    #[must_use]
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.settings.timeout_config.as_ref()
    }

    /// Gives the name of the application, if one is set.
    #[must_use]
    pub fn app_name(&self) -> Option<&AppName> {
        self.settings.app_name.as_ref()
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl Debug for Config {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.settings.debug("Config", f)
    }
}

impl Settings {
    /// Credentials are not shown, nor what else a caller's own implementations may print.
    fn debug(&self, name: &str, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(name)
            .field("region", &self.region)
            .field("endpoint_url", &self.endpoint_url.as_deref().map(shown_url))
            .field("use_fips", &self.use_fips)
            .field("use_dual_stack", &self.use_dual_stack)
            .field("retry_config", &self.retry_config)
            .field("timeout_config", &self.timeout_config)
            .field("stalled_stream_protection", &self.stalled_stream_protection)
            .field("app_name", &self.app_name)
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}

/// Hides a URL that calls refuse: it may be so for its password.
fn shown_url(url: &str) -> String {
    if Url::parse(url).is_ok() { url.to_owned() } else { Redacted.to_string() }
}
