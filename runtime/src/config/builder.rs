//! Setting a configuration up.
//!
//! What comes in: one call per setting.
//! What goes out: a [`Config`], or the settings of one call ([`Call::config_override`](crate::client::Call::config_override)).
//! What is deliberately not here: checks; what is missing shows when a call needs it.
//!
//! Names are those of the official builders, and so are defaults: the newest ones, unless a behaviour version is set.

use std::fmt::{Debug, Formatter};
use std::sync::Arc;

use super::{
    AccountIdEndpointMode, AppName, AsyncSleep, AuthSchemePreference, BehaviorVersion,
    ClientProtocol, Config, FrameworkMetadata, HttpClient, IdempotencyTokenProvider, Intercept,
    ProvideCredentials, ProvideToken, Region, RequestChecksumCalculation, ResolveCachedIdentity,
    ResponseChecksumValidation, RetryConfig, RuntimePart, Settings, SharedAsyncSleep,
    SharedClientProtocol, SharedCredentialsProvider, SharedHttpClient, SharedIdentityCache,
    SharedInterceptor, SharedTimeSource, SharedTokenProvider, SigningRegionSet,
    StalledStreamProtectionConfig, TimeSource, TimeoutConfig,
};
use crate::endpoint::{KeptParam, Param};
use crate::validation::Validation;

/// Makes a [`Config`].
#[derive(Clone, Default)]
pub struct ConfigBuilder {
    pub(crate) settings: Settings,
}

impl ConfigBuilder {
    /// Sets the region: a name, or a [`Region`]; there is none unless set.
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
    #[inline]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.settings.use_fips = Some(use_fips);
        self
    }

    /// Sets whether endpoints must have IPv6 too; they need not unless set.
    #[must_use]
    #[inline]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.settings.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Sets whether endpoints by account id are used where a service has them; preferred unless set.
    ///
    /// The account id is that of the credentials. Where one is required and they have none, calls fail.
    #[must_use]
    #[inline]
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.settings.account_id_endpoint_mode = Some(mode);
        self
    }

    /// Sets whether the host name is left as it is where a model has something to go before it (`stream-`); it is put there unless set.
    ///
    /// An endpoint URL with an IP address or `localhost` is left as it is in any case: no name can go before it.
    #[must_use]
    #[inline]
    pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
        self.settings.disable_host_prefix_injection = Some(disable);
        self
    }

    /// Sets a parameter of the endpoint rules that only some services have, by the name that their rules have for it; one that a service does not have has no effect.
    ///
    /// The SDK crate of a service with such parameters has a setter for each of them; this is what they call.
    #[must_use]
    pub fn endpoint_param<'a>(mut self, name: &'static str, value: impl Into<Param<'a>>) -> Self {
        self.settings.endpoint_params.push((name, KeptParam::of(&value.into())));
        self
    }

    /// Sets where credentials come from; only operations that are signed ask for them, and fail if there are none.
    #[must_use]
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.settings.credentials_provider = Some(SharedCredentialsProvider::new(provider));
        self
    }

    /// Sets where bearer tokens come from; there are none unless set, and no operation that can be generated asks for one yet.
    #[must_use]
    pub fn token_provider(mut self, provider: impl ProvideToken + 'static) -> Self {
        self.settings.token_provider = Some(SharedTokenProvider::new(provider));
        self
    }

    /// Sets the cache of credentials; one per client unless set, and one per call that has credentials of its own.
    #[must_use]
    pub fn identity_cache(mut self, cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.settings.identity_cache = Some(SharedIdentityCache::new(cache));
        self
    }

    /// Sets which auth schemes are preferred, among those that an operation has; the order of its model counts unless set.
    ///
    /// An operation that can be generated has one, so that there is nothing to choose yet.
    #[must_use]
    pub fn auth_scheme_preference(mut self, preference: impl Into<AuthSchemePreference>) -> Self {
        self.settings.auth_scheme_preference = Some(preference.into());
        self
    }

    /// Sets the regions that requests are signed for with SigV4a; the region unless set. No operation that can be generated is signed so yet.
    #[must_use]
    pub fn sigv4a_signing_region_set(mut self, regions: impl Into<SigningRegionSet>) -> Self {
        self.settings.sigv4a_signing_region_set = Some(regions.into());
        self
    }

    /// Sets the HTTP client; with the feature `default-https-client` or `http2`, one per client unless set.
    #[must_use]
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        let value = SharedHttpClient::new(client);
        self.settings.http_client = Some(RuntimePart { value, needs_tokio: false });
        self
    }

    /// Sets the wire protocol; that of the service's model unless set.
    #[must_use]
    pub fn protocol(mut self, protocol: impl ClientProtocol + 'static) -> Self {
        self.settings.protocol = Some(SharedClientProtocol::new(protocol));
        self
    }

    /// Sets what is retried and how often; three attempts in the standard mode unless set.
    #[must_use]
    #[inline]
    pub fn retry_config(mut self, retry_config: RetryConfig) -> Self {
        self.settings.retry_config = Some(retry_config);
        self
    }

    /// Sets the timeouts that are set in this configuration, beside those that are set already; 3.1 seconds to connect and no others unless set.
    #[must_use]
    #[inline]
    pub fn timeout_config(mut self, timeout_config: TimeoutConfig) -> Self {
        self.settings.set_timeouts(timeout_config);
        self
    }

    /// Sets when a body that no longer moves is given up; after five seconds below one byte a second unless set.
    #[must_use]
    #[inline]
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
        let value = SharedAsyncSleep::new(sleep_impl);
        self.settings.sleep_impl = Some(RuntimePart { value, needs_tokio: false });
        self
    }

    /// Sets the clock; the system's unless set.
    #[must_use]
    pub fn time_source(mut self, time_source: impl TimeSource + 'static) -> Self {
        self.settings.time_source = Some(SharedTimeSource::new(time_source));
        self
    }

    /// Sets whether the clock of a service that differs from ours is left alone; it is reckoned with unless set.
    #[must_use]
    #[inline]
    pub fn disable_clock_skew_correction(mut self, disable: bool) -> Self {
        self.settings.disable_clock_skew_correction = Some(disable);
        self
    }

    /// Sets which version of the official runtime's defaults applies; the newest unless set.
    #[must_use]
    #[inline]
    pub fn behavior_version(mut self, version: BehaviorVersion) -> Self {
        self.settings.behavior_version = Some(version);
        self
    }

    /// Sets the name of the application, for the user agent; there is none unless set.
    #[must_use]
    #[inline]
    pub fn app_name(mut self, app_name: AppName) -> Self {
        self.settings.app_name = Some(app_name);
        self
    }

    /// Adds the name of a framework to the user agent; of more than ten, the first ten count.
    #[must_use]
    #[inline]
    pub fn framework_metadata(mut self, metadata: FrameworkMetadata) -> Self {
        self.settings.framework_metadata.push(metadata);
        self
    }

    /// Sets when requests have checksums, for operations whose model has `@httpChecksum`; none that can be generated has one yet.
    #[must_use]
    #[inline]
    pub fn request_checksum_calculation(mut self, when: RequestChecksumCalculation) -> Self {
        self.settings.request_checksum_calculation = Some(when);
        self
    }

    /// Sets when checksums of responses are checked, for operations whose model has `@httpChecksum`; none that can be generated has one yet.
    #[must_use]
    #[inline]
    pub fn response_checksum_validation(mut self, when: ResponseChecksumValidation) -> Self {
        self.settings.response_checksum_validation = Some(when);
        self
    }

    /// Sets whether requests must not be compressed; those of operations whose model has `@requestCompression` are, unless set.
    #[must_use]
    #[inline]
    pub fn disable_request_compression(mut self, disable: bool) -> Self {
        self.settings.disable_request_compression = Some(disable);
        self
    }

    /// Sets from how many bytes on a request is compressed, 0 to 10,485,760; from 10,240 on unless set.
    ///
    /// A number out of that range is an error of the call, of an operation whose requests can be compressed.
    #[must_use]
    #[inline]
    pub fn request_min_compression_size_bytes(mut self, bytes: u32) -> Self {
        self.settings.request_min_compression_size_bytes = Some(bytes);
        self
    }

    /// Sets which constraints of requests are checked; the default of the SDK unless set.
    #[must_use]
    #[inline]
    pub fn validation(mut self, level: Validation) -> Self {
        self.settings.validation = Some(level);
        self
    }

    /// Sets where idempotency tokens come from, for the requests that take one and have none; random ones unless set.
    #[must_use]
    pub fn idempotency_token_provider(
        mut self,
        provider: impl Into<IdempotencyTokenProvider>,
    ) -> Self {
        self.settings.idempotency_token_provider = Some(provider.into());
        self
    }

    /// Adds an interceptor, which runs after those already there; there is none unless set, beside those of the client itself.
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
