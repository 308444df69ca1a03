//! Every setting of a client, or of one call alone.

use std::fmt::Formatter;
use std::sync::Arc;

use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_types::config_bag::Layer;

use super::sdk_config::endpoint_url_of;
use super::{
    AccountIdEndpointMode, AppName, AuthSchemePreference, BehaviorVersion, FrameworkMetadata,
    IdempotencyTokenProvider, Region, RequestChecksumCalculation, ResponseChecksumValidation,
    RetryConfig, SdkConfig, ServiceTokens, SharedAsyncSleep, SharedClientProtocol,
    SharedCredentialsProvider, SharedHttpClient, SharedIdentityCache, SharedInterceptor,
    SharedTimeSource, SigningRegionSet, StalledStreamProtectionConfig, TimeoutConfig,
};
use crate::client::{Service, store_rare};
use crate::endpoint::{KeptParam, Url};
use crate::fmt::Redacted;
use crate::validation::Validation;

/// Every setting, each of which can be missing.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) account_id_endpoint_mode: Option<AccountIdEndpointMode>,
    pub(crate) allow_no_auth: Option<bool>,
    pub(crate) app_name: Option<AppName>,
    pub(crate) auth_scheme_preference: Option<AuthSchemePreference>,
    pub(crate) behavior_version: Option<BehaviorVersion>,
    pub(crate) credentials_provider: Option<SharedCredentialsProvider>,
    pub(crate) disable_clock_skew_correction: Option<bool>,
    pub(crate) disable_host_prefix_injection: Option<bool>,
    pub(crate) disable_request_compression: Option<bool>,
    /// Parameters of the endpoint rules that only the service has, by their names.
    pub(crate) endpoint_params: Vec<(&'static str, KeptParam)>,
    pub(crate) endpoint_url: Option<String>,
    /// Where the endpoint URL of one service is looked up, if it can be; it goes over the other one.
    pub(crate) endpoint_urls_of_services: Option<Arc<SdkConfig>>,
    pub(crate) framework_metadata: Vec<FrameworkMetadata>,
    pub(crate) http_client: Option<RuntimePart<SharedHttpClient>>,
    pub(crate) idempotency_token_provider: Option<IdempotencyTokenProvider>,
    pub(crate) identity_cache: Option<SharedIdentityCache>,
    pub(crate) interceptors: Vec<SharedInterceptor>,
    /// Gives the settings for one service, if they can differ: compiled in programs that take those of an `SdkConfig`, which alone names it.
    pub(crate) of_service: Option<OfService>,
    pub(crate) protocol: Option<SharedClientProtocol>,
    pub(crate) region: Option<Region>,
    pub(crate) request_checksum_calculation: Option<RequestChecksumCalculation>,
    pub(crate) request_min_compression_size_bytes: Option<u32>,
    pub(crate) response_checksum_validation: Option<ResponseChecksumValidation>,
    pub(crate) retry_config: Option<RetryConfig>,
    /// Where the bearer token of one service is looked up, if it can be.
    pub(crate) service_tokens: Option<ServiceTokens>,
    pub(crate) sigv4a_signing_region_set: Option<SigningRegionSet>,
    pub(crate) sleep_impl: Option<RuntimePart<SharedAsyncSleep>>,
    pub(crate) stalled_stream_protection: Option<StalledStreamProtectionConfig>,
    /// Stores what only some programs set where the official layers look for it: compiled in these programs, since their setters alone name it ([`rare`](Self::rare)).
    pub(crate) store_rare: Option<Store>,
    pub(crate) time_source: Option<SharedTimeSource>,
    pub(crate) timeout_config: Option<TimeoutConfig>,
    /// Erased, since a token of the environment comes with what the user agent says of it.
    pub(crate) token_provider: Option<SharedIdentityResolver>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) validation: Option<Validation>,
}

/// Stores settings in a layer.
pub(crate) type Store = fn(&Settings, &mut Layer);

/// Gives settings as they are for a service.
pub(crate) type OfService = fn(&Settings, &Service) -> Settings;

/// Gives settings for a service: with its own endpoint URL and its own bearer token, where an `SdkConfig` has them.
#[inline]
pub(super) fn of_service(settings: &Settings, service: &Service) -> Settings {
    let mut settings = settings.clone();
    if let Some(shared) = settings.endpoint_urls_of_services.take()
        && let Some(url) = endpoint_url_of(&shared, service.id)
    {
        settings.endpoint_url = Some(url);
    }
    if let Some(tokens) = settings.service_tokens.take() {
        tokens.apply(service.signing_name, &mut settings);
    }
    settings
}

/// An HTTP client or a timer.
#[derive(Clone)]
pub(crate) struct RuntimePart<T> {
    pub(crate) value: T,
    /// Those of an `SdkConfig` usually do; what a caller sets on the builder is taken to run anywhere.
    pub(crate) needs_tokio: bool,
}

impl Settings {
    /// Gives these settings, and those of the layer below where there is none here.
    ///
    /// Timeouts are layered one by one; framework metadata and interceptors are added to those below.
    #[inline]
    pub(crate) fn over(mut self, below: &Self) -> Self {
        let mut timeout_config = self.timeout_config.take();
        if let Some(below) = &below.timeout_config {
            timeout_config.get_or_insert_with(|| below.clone()).take_defaults_from(below);
        }
        let service_tokens = match self.service_tokens.take() {
            Some(own) => Some(own),
            None => below.service_tokens.clone().map(|tokens| tokens.below(&self)),
        };
        Self {
            account_id_endpoint_mode: or(
                self.account_id_endpoint_mode,
                &below.account_id_endpoint_mode,
            ),
            allow_no_auth: or(self.allow_no_auth, &below.allow_no_auth),
            app_name: or(self.app_name, &below.app_name),
            auth_scheme_preference: or(self.auth_scheme_preference, &below.auth_scheme_preference),
            behavior_version: or(self.behavior_version, &below.behavior_version),
            credentials_provider: or(self.credentials_provider, &below.credentials_provider),
            disable_clock_skew_correction: or(
                self.disable_clock_skew_correction,
                &below.disable_clock_skew_correction,
            ),
            disable_host_prefix_injection: or(
                self.disable_host_prefix_injection,
                &below.disable_host_prefix_injection,
            ),
            disable_request_compression: or(
                self.disable_request_compression,
                &below.disable_request_compression,
            ),
            // Those behind count.
            endpoint_params: after(&below.endpoint_params, self.endpoint_params),
            // Whatever of the two is set here, both below are those of a layer that this one goes over.
            endpoint_urls_of_services: match &self.endpoint_url {
                Some(_) => self.endpoint_urls_of_services,
                None => or(self.endpoint_urls_of_services, &below.endpoint_urls_of_services),
            },
            endpoint_url: or(self.endpoint_url, &below.endpoint_url),
            framework_metadata: after(&below.framework_metadata, self.framework_metadata),
            http_client: or(self.http_client, &below.http_client),
            idempotency_token_provider: or(
                self.idempotency_token_provider,
                &below.idempotency_token_provider,
            ),
            identity_cache: or(self.identity_cache, &below.identity_cache),
            interceptors: after(&below.interceptors, self.interceptors),
            of_service: self.of_service.or(below.of_service),
            protocol: or(self.protocol, &below.protocol),
            region: or(self.region, &below.region),
            request_checksum_calculation: or(
                self.request_checksum_calculation,
                &below.request_checksum_calculation,
            ),
            request_min_compression_size_bytes: or(
                self.request_min_compression_size_bytes,
                &below.request_min_compression_size_bytes,
            ),
            response_checksum_validation: or(
                self.response_checksum_validation,
                &below.response_checksum_validation,
            ),
            retry_config: or(self.retry_config, &below.retry_config),
            service_tokens,
            sigv4a_signing_region_set: or(
                self.sigv4a_signing_region_set,
                &below.sigv4a_signing_region_set,
            ),
            sleep_impl: or(self.sleep_impl, &below.sleep_impl),
            stalled_stream_protection: or(
                self.stalled_stream_protection,
                &below.stalled_stream_protection,
            ),
            store_rare: self.store_rare.or(below.store_rare),
            time_source: or(self.time_source, &below.time_source),
            timeout_config,
            token_provider: or(self.token_provider, &below.token_provider),
            use_dual_stack: or(self.use_dual_stack, &below.use_dual_stack),
            use_fips: or(self.use_fips, &below.use_fips),
            validation: or(self.validation, &below.validation),
        }
    }

    /// Gives the settings, to set one that is stored by `store_rare`.
    #[inline]
    pub(super) fn rare(&mut self) -> &mut Self {
        self.store_rare = Some(store_rare);
        self
    }

    /// Sets the timeouts that are set in this one; the others stay as they are.
    #[inline]
    pub(crate) fn set_timeouts(&mut self, mut timeouts: TimeoutConfig) {
        if let Some(earlier) = &self.timeout_config {
            timeouts.take_defaults_from(earlier);
        }
        self.timeout_config = Some(timeouts);
    }

    /// Gives the settings for a service, where there may be some for it alone.
    pub(crate) fn for_service(&self, service: &Service) -> Option<Self> {
        self.of_service.map(|of_service| of_service(self, service))
    }

    /// Credentials are not shown, nor what else a caller's own implementations may print.
    #[inline]
    pub(super) fn debug(&self, name: &str, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(name)
            .field("region", &self.region)
            .field("endpoint_url", &self.endpoint_url.as_deref().map(shown_url))
            .field("use_fips", &self.use_fips)
            .field("use_dual_stack", &self.use_dual_stack)
            .field("behavior_version", &self.behavior_version)
            .field("retry_config", &self.retry_config)
            .field("timeout_config", &self.timeout_config)
            .field("stalled_stream_protection", &self.stalled_stream_protection)
            .field("app_name", &self.app_name)
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}

fn or<T: Clone>(value: Option<T>, below: &Option<T>) -> Option<T> {
    match value {
        Some(value) => Some(value),
        None => below.clone(),
    }
}

fn after<T: Clone>(below: &[T], values: Vec<T>) -> Vec<T> {
    let mut all = below.to_vec();
    all.extend(values);
    all
}

/// Hides a URL that calls refuse: it may be so for its password.
#[inline]
fn shown_url(url: &str) -> String {
    if Url::parse(url).is_ok() { url.to_owned() } else { Redacted.to_string() }
}
