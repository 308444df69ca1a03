//! Setting a configuration up.
//!
//! What comes in: one call per setting.
//! What goes out: a [`Config`].
//! What is deliberately not here: checks; what is missing shows when a call needs it.

use std::fmt::{Debug, Formatter};
use std::sync::Arc;

use super::{
    AppName, AsyncSleep, Config, HttpClient, Intercept, ProvideCredentials, Region,
    ResolveCachedIdentity, RetryConfig, Settings, SharedAsyncSleep, SharedCredentialsProvider,
    SharedHttpClient, SharedIdentityCache, SharedInterceptor, SharedTimeSource,
    StalledStreamProtectionConfig, TimeSource, TimeoutConfig,
};
use crate::validation::Validation;

/// Makes a [`Config`].
#[derive(Clone, Default)]
pub struct ConfigBuilder {
    pub(super) settings: Settings,
}

impl ConfigBuilder {
    /// Sets the region: a name, or a [`Region`].
    #[must_use]
    pub fn region(mut self, region: impl AsRef<str>) -> Self {
        self.settings.region = Some(Region::new(region.as_ref().to_owned()));
        self
    }

    /// Sets a URL that requests go to, instead of the endpoint of the region: scheme, host, port and path.
    ///
    /// It cannot be together with FIPS or dual stack; calls then fail.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.settings.endpoint_url = Some(url.into());
        self.settings.endpoint_urls_of_services = None;
        self
    }

    /// Sets whether endpoints must be FIPS ones; they need not be unless set.
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.settings.use_fips = Some(use_fips);
        self
    }

    /// Sets whether endpoints must have IPv6 too; they need not unless set.
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.settings.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Sets where credentials come from; only operations that are signed ask for them.
    #[must_use]
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.settings.credentials_provider = Some(SharedCredentialsProvider::new(provider));
        self
    }

    /// Sets the cache of credentials; one per client unless set.
    #[must_use]
    pub fn identity_cache(mut self, cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.settings.identity_cache = Some(SharedIdentityCache::new(cache));
        self
    }

    /// Sets the HTTP client; with the feature `default-https-client`, one per client unless set.
    #[must_use]
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.settings.http_client = Some(SharedHttpClient::new(client));
        self.settings.is_http_client_chosen = true;
        self
    }

    /// Sets what is retried and how often; three attempts in the standard mode unless set.
    #[must_use]
    pub fn retry_config(mut self, retry_config: RetryConfig) -> Self {
        self.settings.retry_config = Some(retry_config);
        self
    }

    /// Sets the timeouts; 3.1 seconds to connect and no others unless set.
    #[must_use]
    pub fn timeout_config(mut self, timeout_config: TimeoutConfig) -> Self {
        self.settings.timeout_config = Some(timeout_config);
        self
    }

    /// Sets when a body that no longer moves is given up; after five seconds unless set.
    #[must_use]
    pub fn stalled_stream_protection(mut self, config: StalledStreamProtectionConfig) -> Self {
        self.settings.stalled_stream_protection = Some(config);
        self
    }

    /// Sets the timer; Tokio's, with the feature `rt-tokio`, unless set.
    ///
    /// Calls can be made outside of a Tokio runtime if both this and [`http_client`](Self::http_client) are set; otherwise they fail there.
    ///
    /// # Panics
    /// This does not, but a call does if it waits on Tokio's timer in a Tokio runtime without a time driver (one that was built without `enable_time`), which cannot be seen beforehand.
    #[must_use]
    pub fn sleep_impl(mut self, sleep_impl: impl AsyncSleep + 'static) -> Self {
        self.settings.sleep_impl = Some(SharedAsyncSleep::new(sleep_impl));
        self.settings.is_sleep_impl_chosen = true;
        self
    }

    /// Sets the clock; the system's unless set.
    #[must_use]
    pub fn time_source(mut self, time_source: impl TimeSource + 'static) -> Self {
        self.settings.time_source = Some(SharedTimeSource::new(time_source));
        self
    }

    /// Sets the name of the application, for the user agent.
    #[must_use]
    pub fn app_name(mut self, app_name: AppName) -> Self {
        self.settings.app_name = Some(app_name);
        self
    }

    /// Sets which constraints of requests are checked; the default of the SDK unless set.
    #[must_use]
    pub fn validation(mut self, level: Validation) -> Self {
        self.settings.validation = Some(level);
        self
    }

    /// Adds an interceptor, which runs after those already there.
    #[must_use]
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.settings.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Gives the configuration.
    #[must_use]
    pub fn build(self) -> Config {
        Config { settings: Arc::new(self.settings) }
    }
}

impl Debug for ConfigBuilder {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.settings.debug("ConfigBuilder", f)
    }
}
