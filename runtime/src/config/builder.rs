//! The builder of a configuration.
//!
//! It has the names and the defaults of the official builders, in the latest behavior version unless another is set.
//! It does not check settings: a call that needs a missing setting fails.

use std::fmt::{Debug, Formatter};
use std::sync::Arc;

use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;

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

/// The builder of a [`Config`], or of the settings of one call ([`Call::config_override`](crate::client::Call::config_override)).
#[derive(Clone, Default)]
pub struct ConfigBuilder {
    pub(crate) settings: Settings,
}

impl ConfigBuilder {
    /// Sets the region: a name or a [`Region`]. Default: none.
    #[must_use]
    pub fn region(mut self, region: impl AsRef<str>) -> Self {
        self.settings.region = Some(Region::new(region.as_ref().to_owned()));
        self
    }

    /// Sets the URL to send requests to, instead of the endpoint of the region. Default: none.
    ///
    /// Calls fail if FIPS or dual-stack endpoints are set, too.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.settings.rare().endpoint_url = Some(url.into());
        self.settings.endpoint_urls_of_services = None;
        self
    }

    /// Sets whether to use FIPS endpoints. Default: `false`.
    #[must_use]
    #[inline]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.settings.rare().use_fips = Some(use_fips);
        self
    }

    /// Sets whether to use dual-stack endpoints, which support IPv6. Default: `false`.
    #[must_use]
    #[inline]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.settings.rare().use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Sets whether to use account-based endpoints, if the service has them. Default: preferred.
    ///
    /// The account id comes from the credentials. If it is required and the credentials have none, calls fail.
    #[must_use]
    #[inline]
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.settings.rare().account_id_endpoint_mode = Some(mode);
        self
    }

    /// Sets whether to omit the host prefix that some operations have, such as `stream-`. Default: `false`.
    ///
    /// An endpoint URL with an IP address or `localhost` never gets a prefix.
    #[must_use]
    #[inline]
    pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
        self.settings.disable_host_prefix_injection = Some(disable);
        self
    }

    /// Sets a parameter of the endpoint rules by its name. A parameter that the service does not have has no effect.
    ///
    /// The crate of a service with such parameters has a documented setter for each. These setters call this method.
    #[must_use]
    pub fn endpoint_param<'a>(mut self, name: &'static str, value: impl Into<Param<'a>>) -> Self {
        self.settings.endpoint_params.push((name, KeptParam::of(&value.into())));
        self
    }

    /// Sets the credentials provider. Default: none.
    ///
    /// Only signed operations ask for credentials. They fail if there are none, unless [`allow_no_auth`](Self::allow_no_auth) is set.
    #[must_use]
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.settings.credentials_provider = Some(SharedCredentialsProvider::new(provider));
        self
    }

    /// Sets the provider of bearer tokens, or a [`Token`](super::Token) itself. Default: none.
    ///
    /// Only operations that take a bearer token ask for one. They fail if there is none and nothing else that they take.
    #[must_use]
    pub fn token_provider(mut self, provider: impl ProvideToken + 'static) -> Self {
        let provider = SharedTokenProvider::new(provider);
        self.settings.token_provider = Some(SharedIdentityResolver::new(provider));
        if let Some(tokens) = &mut self.settings.service_tokens {
            tokens.keeps_provider = true;
        }
        self
    }

    /// Sends requests without authentication if the operation needs it and there are neither credentials nor a token, for example to read a public bucket of S3. Default: such calls fail.
    ///
    /// To ignore the credentials that there are, prefer the auth scheme `noAuth`, too ([`auth_scheme_preference`](Self::auth_scheme_preference)).
    #[must_use]
    #[inline]
    pub fn allow_no_auth(mut self) -> Self {
        self.settings.allow_no_auth = Some(true);
        self
    }

    /// Sets the cache of credentials and tokens. Default: one per client, and one per call that overrides credentials or token.
    #[must_use]
    pub fn identity_cache(mut self, cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.settings.identity_cache = Some(SharedIdentityCache::new(cache));
        self
    }

    /// Sets the preferred auth schemes, for operations that take several. Default: the order of the endpoint, then that of the model.
    ///
    /// Their names are `sigv4`, `sigv4a` and `httpBearerAuth`, and `noAuth` with [`allow_no_auth`](Self::allow_no_auth).
    #[must_use]
    pub fn auth_scheme_preference(mut self, preference: impl Into<AuthSchemePreference>) -> Self {
        self.settings.rare().auth_scheme_preference = Some(preference.into());
        if let Some(tokens) = &mut self.settings.service_tokens {
            tokens.keeps_preference = true;
        }
        self
    }

    /// Sets the regions that requests are signed for with SigV4a, separated by commas, or `*`. Default: those of the endpoint, else the region.
    #[must_use]
    pub fn sigv4a_signing_region_set(mut self, regions: impl Into<SigningRegionSet>) -> Self {
        self.settings.rare().sigv4a_signing_region_set = Some(regions.into());
        self
    }

    /// Sets the HTTP client. Default: one per client, with the feature `default-https-client` or `http2`.
    #[must_use]
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        let value = SharedHttpClient::new(client);
        self.settings.http_client = Some(RuntimePart { value, needs_tokio: false });
        self
    }

    /// Sets the wire protocol. Default: the protocol of the model.
    #[must_use]
    pub fn protocol(mut self, protocol: impl ClientProtocol + 'static) -> Self {
        self.settings.rare().protocol = Some(SharedClientProtocol::new(protocol));
        self
    }

    /// Sets the retry configuration. Default: standard mode, three attempts.
    #[must_use]
    #[inline]
    pub fn retry_config(mut self, retry_config: RetryConfig) -> Self {
        self.settings.retry_config = Some(retry_config);
        self
    }

    /// Sets timeouts. A timeout that `timeout_config` does not set keeps its value. Default: 3.1 seconds to connect, and no others.
    #[must_use]
    #[inline]
    pub fn timeout_config(mut self, timeout_config: TimeoutConfig) -> Self {
        self.settings.set_timeouts(timeout_config);
        self
    }

    /// Sets when a stalled transfer is cancelled. Default: after five seconds below one byte per second.
    #[must_use]
    #[inline]
    pub fn stalled_stream_protection(mut self, config: StalledStreamProtectionConfig) -> Self {
        self.settings.stalled_stream_protection = Some(config);
        self
    }

    /// Sets the timer. Default: Tokio's, with the feature `rt-tokio`.
    ///
    /// Outside of a Tokio runtime, calls fail unless you set both this and [`http_client`](Self::http_client).
    ///
    /// # Panics
    /// This method does not panic. A call panics if it uses Tokio's timer in a runtime that was built without `enable_time`, because the client cannot detect this.
    #[must_use]
    pub fn sleep_impl(mut self, sleep_impl: impl AsyncSleep + 'static) -> Self {
        let value = SharedAsyncSleep::new(sleep_impl);
        self.settings.sleep_impl = Some(RuntimePart { value, needs_tokio: false });
        self
    }

    /// Sets the clock. Default: the system clock.
    #[must_use]
    pub fn time_source(mut self, time_source: impl TimeSource + 'static) -> Self {
        self.settings.time_source = Some(SharedTimeSource::new(time_source));
        self
    }

    /// Sets whether to stop correcting for a clock that differs from the service's. Default: `false`.
    #[must_use]
    #[inline]
    pub fn disable_clock_skew_correction(mut self, disable: bool) -> Self {
        self.settings.rare().disable_clock_skew_correction = Some(disable);
        self
    }

    /// Sets the version of the official defaults. Default: the latest.
    #[must_use]
    #[inline]
    pub fn behavior_version(mut self, version: BehaviorVersion) -> Self {
        self.settings.behavior_version = Some(version);
        self
    }

    /// Sets the name of the application in the user agent. Default: none.
    #[must_use]
    #[inline]
    pub fn app_name(mut self, app_name: AppName) -> Self {
        self.settings.rare().app_name = Some(app_name);
        self
    }

    /// Adds the name of a framework to the user agent. At most ten are used.
    #[must_use]
    #[inline]
    pub fn framework_metadata(mut self, metadata: FrameworkMetadata) -> Self {
        self.settings.rare().framework_metadata.push(metadata);
        self
    }

    /// Sets when requests get checksums, for operations with `@httpChecksum`. Default: when the operation supports them.
    #[must_use]
    #[inline]
    pub fn request_checksum_calculation(mut self, when: RequestChecksumCalculation) -> Self {
        self.settings.rare().request_checksum_calculation = Some(when);
        self
    }

    /// Sets when checksums of responses are validated, for operations with `@httpChecksum`. No supported operation has it yet.
    #[must_use]
    #[inline]
    pub fn response_checksum_validation(mut self, when: ResponseChecksumValidation) -> Self {
        self.settings.rare().response_checksum_validation = Some(when);
        self
    }

    /// Sets whether to disable compression of requests, for operations with `@requestCompression`. Default: `false`.
    #[must_use]
    #[inline]
    pub fn disable_request_compression(mut self, disable: bool) -> Self {
        self.settings.disable_request_compression = Some(disable);
        self
    }

    /// Sets the minimum size of a request to be compressed, 0 to 10,485,760 bytes. Default: 10,240.
    ///
    /// With a size outside this range, calls of operations with `@requestCompression` fail.
    #[must_use]
    #[inline]
    pub fn request_min_compression_size_bytes(mut self, bytes: u32) -> Self {
        self.settings.request_min_compression_size_bytes = Some(bytes);
        self
    }

    /// Sets the validation level of requests. Default: the default of the SDK.
    #[must_use]
    #[inline]
    pub fn validation(mut self, level: Validation) -> Self {
        self.settings.validation = Some(level);
        self
    }

    /// Sets the source of idempotency tokens, for requests that take one and do not set it. Default: random tokens.
    #[must_use]
    pub fn idempotency_token_provider(
        mut self,
        provider: impl Into<IdempotencyTokenProvider>,
    ) -> Self {
        self.settings.idempotency_token_provider = Some(provider.into());
        self
    }

    /// Adds an interceptor. It runs after those that were added before.
    #[must_use]
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.settings.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Builds the configuration.
    #[must_use]
    pub fn build(self) -> Config {
        Config { settings: Arc::new(self.settings) }
    }
}

impl Debug for ConfigBuilder {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.settings.debug("ConfigBuilder", f)
    }
}
