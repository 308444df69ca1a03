//! Each getter of an `SdkConfig`, and what a client makes of what it gives.
//!
//! Regions, endpoint URLs of services and their origin are in `config`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::SharedIdentityCache;
use aws_smithy_runtime_api::client::runtime_components::GetIdentityResolver;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::sdk_config::Builder;
use tinsmith_runtime::client::HttpRequest;
use tinsmith_runtime::config::credentials::{
    CredentialsError, ProvideCredentials, SharedCredentialsProvider, future,
};
use tinsmith_runtime::config::interceptors::{
    BeforeTransmitInterceptorContextRef, BoxError, ConfigBag, Intercept, RuntimeComponents,
};
use tinsmith_runtime::config::time::{AsyncSleep, Sleep};
use tinsmith_runtime::config::{
    AccountIdEndpointMode, AppName, AuthSchemeId, AuthSchemePreference, BehaviorVersion, Config,
    ConfigBuilder, Credentials, FrameworkMetadata, IdentityCache, Region,
    RequestChecksumCalculation, ResponseChecksumValidation, RetryConfig, SdkConfig,
    SharedTokenProvider, SigningRegionSet, StalledStreamProtectionConfig, TimeoutConfig,
};

use super::sample::{Client, SIGNED, credentials, in_bag, replay, request, response};

fn shared() -> Builder {
    SdkConfig::builder().region(Region::new("eu-central-1"))
}

fn ours(shared: Builder) -> ConfigBuilder {
    ConfigBuilder::from(&shared.build())
}

fn client(shared: Builder) -> Client {
    Client::from_conf(Config::from(&shared.build()))
}

/// What a call that is not signed would send.
async fn sent(shared: Builder) -> HttpRequest {
    client(shared).respond_to_auth_challenge(request()).into_request().await.unwrap()
}

async fn header(shared: Builder, name: &str) -> String {
    sent(shared).await.headers().get(name).unwrap().to_owned()
}

#[tokio::test]
async fn region() {
    assert_eq!(sent(shared()).await.uri(), "https://cognito-idp.eu-central-1.amazonaws.com/");
    assert_eq!(in_bag::<Region>(ours(shared())).await, Some(Region::new("eu-central-1")));
}

#[tokio::test]
async fn endpoint_url() {
    let shared = || shared().endpoint_url("http://localhost:1");
    assert_eq!(sent(shared()).await.uri(), "http://localhost:1/");
    let url = in_bag::<EndpointUrl>(ours(shared())).await.map(|url| url.0);
    assert_eq!(url.as_deref(), Some("http://localhost:1"));
}

#[tokio::test]
async fn use_fips() {
    let uri = "https://cognito-idp-fips.eu-central-1.amazonaws.com/";
    assert_eq!(sent(shared().use_fips(true)).await.uri(), uri);
    let flag = in_bag::<UseFips>(ours(shared().use_fips(true))).await;
    assert_eq!(flag.map(|flag| flag.0), Some(true));
}

#[tokio::test]
async fn use_dual_stack() {
    let uri = "https://cognito-idp.eu-central-1.api.aws/";
    assert_eq!(sent(shared().use_dual_stack(true)).await.uri(), uri);
    let flag = in_bag::<UseDualStack>(ours(shared().use_dual_stack(true))).await;
    assert_eq!(flag.map(|flag| flag.0), Some(true));
}

#[tokio::test]
async fn account_id_endpoint_mode() {
    let mode = AccountIdEndpointMode::Required;
    let shared = shared().account_id_endpoint_mode(mode.clone());
    assert_eq!(in_bag::<AccountIdEndpointMode>(ours(shared)).await, Some(mode));
}

#[tokio::test]
async fn auth_scheme_preference() {
    let preference = AuthSchemePreference::from([AuthSchemeId::from("sigv4a")]);
    let shared = shared().auth_scheme_preference(preference.clone());
    assert_eq!(in_bag::<AuthSchemePreference>(ours(shared)).await, Some(preference));
}

#[tokio::test]
async fn sigv4a_signing_region_set() {
    let regions = SigningRegionSet::from("*");
    let shared = shared().sigv4a_signing_region_set(regions.clone());
    assert_eq!(in_bag::<SigningRegionSet>(ours(shared)).await, Some(regions));
}

#[tokio::test]
async fn retry_config() {
    let shared = shared().retry_config(RetryConfig::standard().with_max_attempts(7));
    assert_eq!(header(shared, "amz-sdk-request").await, "attempt=1; max=7");
}

#[tokio::test]
async fn timeout_config() {
    let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_secs(9)).build();
    let shared = shared().timeout_config(timeouts);
    let merged = in_bag::<TimeoutConfig>(ours(shared)).await.unwrap();
    assert_eq!(merged.read_timeout(), Some(Duration::from_secs(9)));
    assert_eq!(merged.connect_timeout(), Some(Duration::from_millis(3100)));
}

/// Waits for nothing, and counts how often.
#[derive(Clone, Debug, Default)]
struct Count(Arc<AtomicUsize>);

impl AsyncSleep for Count {
    fn sleep(&self, _: Duration) -> Sleep {
        self.0.fetch_add(1, Ordering::Relaxed);
        Sleep::new(std::future::ready(()))
    }
}

#[tokio::test]
async fn sleep_impl() {
    let count = Count::default();
    let shared = shared()
        .sleep_impl(SharedAsyncSleep::new(count.clone()))
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(replay([response(500, &[], ""), response(200, &[], "{}")]));
    client(shared).respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(count.0.load(Ordering::Relaxed), 1);
}

impl ProvideCredentials for Count {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        let credentials: Result<Credentials, CredentialsError> =
            Ok(credentials(&format!("AKID{count}")));
        future::ProvideCredentials::ready(credentials)
    }
}

async fn asked_for_credentials(shared: Builder) -> usize {
    let count = Count::default();
    let client = client(shared.credentials_provider(SharedCredentialsProvider::new(count.clone())));
    for _ in 0..2 {
        client.core.call(&SIGNED, request()).into_request().await.unwrap();
    }
    count.0.load(Ordering::Relaxed)
}

#[tokio::test]
async fn credentials_provider_and_identity_cache() {
    assert_eq!(asked_for_credentials(shared()).await, 1);
    let uncached: SharedIdentityCache = IdentityCache::no_cache();
    assert_eq!(asked_for_credentials(shared().identity_cache(uncached)).await, 2);
}

/// Looks for the parts that the official layers were given.
#[derive(Debug)]
struct LookAtParts(Arc<Mutex<Option<bool>>>);

impl Intercept for LookAtParts {
    fn name(&self) -> &'static str {
        "LookAtParts"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let resolver = components.identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID);
        *self.0.lock().unwrap() = Some(resolver.is_some());
        Ok(())
    }
}

#[tokio::test]
async fn token_provider() {
    let has_resolver = async |shared: Builder| {
        let found = Arc::new(Mutex::new(None));
        let config = ours(shared).interceptor(LookAtParts(found.clone()));
        let client = Client::from_conf(config.build());
        client.respond_to_auth_challenge(request()).into_request().await.unwrap();
        found.lock().unwrap().take()
    };
    assert_eq!(has_resolver(shared()).await, Some(false));
    let token = aws_credential_types::Token::new("token", None);
    let shared = shared().token_provider(SharedTokenProvider::new(token));
    assert_eq!(has_resolver(shared).await, Some(true));
}

#[tokio::test]
async fn time_source() {
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let shared = shared()
        .time_source(time)
        .credentials_provider(SharedCredentialsProvider::new(credentials("AKID")));
    let sent = client(shared).core.call(&SIGNED, request()).into_request().await.unwrap();
    assert_eq!(sent.headers().get("x-amz-date"), Some("20150830T123600Z"));
}

#[tokio::test]
async fn app_name() {
    let shared = shared().app_name(AppName::new("our-app").unwrap());
    let agent = header(shared, "x-amz-user-agent").await;
    assert!(agent.contains(" app/our-app"), "{agent}");
}

#[tokio::test]
async fn framework_metadata() {
    let metadata = |name| FrameworkMetadata::new(name, Some("1.0")).unwrap();
    let shared =
        shared().framework_metadata(metadata("first")).framework_metadata(metadata("second"));
    let agent = header(shared, "x-amz-user-agent").await;
    assert!(agent.contains(" lib/first/1.0 lib/second/1.0"), "{agent}");
}

#[tokio::test]
async fn http_client() {
    let http = replay([response(200, &[], "{}")]);
    client(shared().http_client(http.clone())).respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test]
async fn protocol() {
    assert_eq!(header(shared(), "content-type").await, "application/x-amz-json-1.1");
    let shared = shared().protocol(AwsJsonRpcProtocol::aws_json_1_0());
    assert_eq!(header(shared, "content-type").await, "application/x-amz-json-1.0");
}

#[tokio::test]
async fn disable_clock_skew_correction() {
    let found = async |shared| in_bag::<DisableClockSkewCorrection>(ours(shared)).await;
    assert!(found(shared()).await.is_none());
    let flag = found(shared().disable_clock_skew_correction(true)).await;
    assert_eq!(flag.map(|flag| flag.is_disabled()), Some(true));
}

#[tokio::test]
async fn checksums() {
    let (request, response) =
        (RequestChecksumCalculation::WhenRequired, ResponseChecksumValidation::WhenRequired);
    let shared =
        || shared().request_checksum_calculation(request).response_checksum_validation(response);
    assert_eq!(in_bag::<RequestChecksumCalculation>(ours(shared())).await, Some(request));
    assert_eq!(in_bag::<ResponseChecksumValidation>(ours(shared())).await, Some(response));
}

#[test]
fn compression() {
    let shared = shared().disable_request_compression(true).request_min_compression_size_bytes(9);
    let config = ours(shared).build();
    assert_eq!(config.disable_request_compression(), Some(true));
    assert_eq!(config.request_min_compression_size_bytes(), Some(9));
}

#[tokio::test]
async fn stalled_stream_protection() {
    let protection =
        StalledStreamProtectionConfig::enabled().grace_period(Duration::from_secs(30)).build();
    let found = in_bag::<StalledStreamProtectionConfig>(ours(
        shared().stalled_stream_protection(protection),
    ));
    assert_eq!(found.await.unwrap().grace_period(), Duration::from_secs(30));
    let found = in_bag::<StalledStreamProtectionConfig>(ours(shared())).await;
    assert_eq!(found.unwrap().grace_period(), Duration::from_secs(5));
}

#[tokio::test]
#[allow(deprecated, reason = "an older version is what shows that it counts")]
async fn behavior_version() {
    let old = || shared().behavior_version(BehaviorVersion::v2025_08_07());
    assert_eq!(header(old(), "amz-sdk-request").await, "attempt=1; max=1");
    assert_eq!(header(shared(), "amz-sdk-request").await, "attempt=1; max=3");
    let timeouts = in_bag::<TimeoutConfig>(ours(old())).await.unwrap();
    assert_eq!(timeouts.connect_timeout(), None);
    assert_eq!(ours(old()).build().behavior_version(), Some(BehaviorVersion::v2025_08_07()));
}
