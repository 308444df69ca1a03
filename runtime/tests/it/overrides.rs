//! What is set for one call alone.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_http_client::test_util::NeverClient;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use tinsmith_runtime::client::{Call, HttpRequest};
use tinsmith_runtime::config::credentials::{ProvideCredentials, future};
use tinsmith_runtime::config::time::{AsyncSleep, Sleep};
use tinsmith_runtime::config::{
    AppName, Config, ConfigBuilder, FrameworkMetadata, IdentityCache, RetryConfig, SdkConfig,
    StalledStreamProtectionConfig, TimeoutConfig,
};
use tinsmith_runtime::error::SdkError;
use tinsmith_runtime::validation::Validation;

use super::sample::{
    Client, Look, RespondToAuthChallengeError, RespondToAuthChallengeRequest,
    RespondToAuthChallengeResponse, SIGNED, config, credentials, replay, request, response,
};

fn client() -> Client {
    Client::from_conf(config().build())
}

fn signing_client() -> Client {
    Client::from_conf(config().credentials_provider(credentials("CLIENT")).build())
}

type SampleCall = Call<RespondToAuthChallengeResponse, RespondToAuthChallengeError>;

fn signed(client: &Client) -> SampleCall {
    client.core.call(&SIGNED, request())
}

async fn sent(own: ConfigBuilder) -> HttpRequest {
    let call = client().respond_to_auth_challenge(request()).config_override(own);
    call.into_request().await.unwrap()
}

async fn header(own: ConfigBuilder, name: &str) -> String {
    sent(own).await.headers().get(name).unwrap().to_owned()
}

#[tokio::test]
async fn an_override_is_for_its_call_alone() {
    let client = client();
    let own = Config::builder().region("us-east-1");
    let call = client.respond_to_auth_challenge(request()).config_override(own);
    let first = call.into_request().await.unwrap();
    let second = client.respond_to_auth_challenge(request()).into_request().await.unwrap();
    assert_eq!(first.uri(), "https://cognito-idp.us-east-1.amazonaws.com/");
    assert_eq!(second.uri(), "https://cognito-idp.eu-west-1.amazonaws.com/");
}

#[tokio::test]
async fn the_later_of_two_overrides_wins_setting_by_setting() {
    let call = client()
        .respond_to_auth_challenge(request())
        .config_override(Config::builder().region("us-east-1").use_fips(true))
        .config_override(Config::builder().region("us-west-2"));
    let uri = call.into_request().await.unwrap().uri().to_owned();
    assert_eq!(uri, "https://cognito-idp-fips.us-west-2.amazonaws.com/");
}

#[tokio::test]
async fn endpoints() {
    let uri = async |own| sent(own).await.uri().to_owned();
    let own = Config::builder().endpoint_url("http://localhost:1");
    assert_eq!(uri(own).await, "http://localhost:1/");
    let own = Config::builder().use_fips(true);
    assert_eq!(uri(own).await, "https://cognito-idp-fips.eu-west-1.amazonaws.com/");
    let own = Config::builder().use_dual_stack(true);
    assert_eq!(uri(own).await, "https://cognito-idp.eu-west-1.api.aws/");
}

#[tokio::test]
async fn a_region_is_signed_for() {
    let call = signed(&signing_client()).config_override(Config::builder().region("us-east-1"));
    let sent = call.into_request().await.unwrap();
    let authorization = sent.headers().get("authorization").unwrap();
    assert!(authorization.contains("/us-east-1/cognito-idp/aws4_request"), "{authorization}");
}

#[tokio::test]
async fn an_endpoint_url_of_the_service_in_an_sdk_config() {
    #[derive(Debug)]
    struct Services;
    impl LoadServiceConfig for Services {
        fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
            let is_ours = key.service_id() == "Cognito Identity Provider";
            is_ours.then(|| "http://localhost:1".to_owned())
        }
    }
    let shared = SdkConfig::builder().endpoint_url("http://all").service_config(Services).build();
    assert_eq!(sent(ConfigBuilder::from(&shared)).await.uri(), "http://localhost:1/");
}

#[tokio::test]
async fn retries() {
    let own = Config::builder().retry_config(RetryConfig::standard().with_max_attempts(9));
    assert_eq!(header(own, "amz-sdk-request").await, "attempt=1; max=9");
}

#[tokio::test]
async fn the_quota_of_retries_is_that_of_the_region_of_the_call() {
    let quick = config().region("override-1").sleep_impl(Ready::default());
    let quick = quick.stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    let client = Client::from_conf(quick.build());
    let attempts = async |own: ConfigBuilder| {
        let http = replay([(); 3].map(|()| response(500, &[], "")));
        let call = client.respond_to_auth_challenge(request());
        call.config_override(own.http_client(http.clone())).await.unwrap_err();
        http.actual_requests().count()
    };
    let mut calls = 0;
    while attempts(Config::builder()).await == 3 {
        calls += 1;
        assert!(calls < 1000, "the quota does not end");
    }
    assert_eq!(attempts(Config::builder().region("override-2")).await, 3);
    assert_ne!(attempts(Config::builder()).await, 3);
}

#[tokio::test(start_paused = true)]
async fn timeouts_are_layered_one_by_one() {
    let timeouts = TimeoutConfig::builder()
        .read_timeout(Duration::from_secs(8))
        .operation_timeout(Duration::from_secs(9))
        .build();
    let http = NeverClient::new();
    let client = Client::from_conf(config().http_client(http).timeout_config(timeouts).build());
    let found = Arc::new(Mutex::new(None::<TimeoutConfig>));
    let own = TimeoutConfig::builder().operation_timeout(Duration::from_secs(2)).build();
    let own = Config::builder().timeout_config(own).interceptor(Look(found.clone()));
    let start = tokio::time::Instant::now();
    let call = client.respond_to_auth_challenge(request()).config_override(own);
    let error = call.await.unwrap_err();
    assert!(matches!(error.as_sdk_error(), SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 2);
    let found = found.lock().unwrap().take().unwrap();
    assert_eq!(found.read_timeout(), Some(Duration::from_secs(8)));
    assert_eq!(found.connect_timeout(), Some(Duration::from_millis(3100)));
}

#[tokio::test]
async fn credentials_are_those_of_the_call() {
    let own = || Config::builder().credentials_provider(credentials("CALL"));
    for client in [client(), signing_client()] {
        let sent = signed(&client).config_override(own()).into_request().await.unwrap();
        let authorization = sent.headers().get("authorization").unwrap();
        assert!(authorization.contains("Credential=CALL/"), "{authorization}");
    }
    let sent = signed(&signing_client()).into_request().await.unwrap();
    assert!(sent.headers().get("authorization").unwrap().contains("Credential=CLIENT/"));
}

/// Counts how often it is asked.
#[derive(Clone, Debug, Default)]
struct Counted(Arc<AtomicUsize>);

impl ProvideCredentials for Counted {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::Relaxed);
        future::ProvideCredentials::ready(Ok(credentials("COUNTED")))
    }
}

#[tokio::test]
async fn credentials_of_a_call_do_not_stay_in_the_cache_of_the_client() {
    let client = client();
    let asked = async |cache: Option<_>| {
        let count = Counted::default();
        let mut own = Config::builder().credentials_provider(count.clone());
        if let Some(cache) = cache {
            own = own.identity_cache(cache);
        }
        for _ in 0..2 {
            signed(&client).config_override(own.clone()).into_request().await.unwrap();
        }
        count.0.load(Ordering::Relaxed)
    };
    assert_eq!(asked(None).await, 2);
    assert_eq!(asked(Some(IdentityCache::lazy().build())).await, 1);
}

#[tokio::test]
async fn an_http_client() {
    let (theirs, own) =
        (replay([response(500, &[], "")]), replay([response(200, &[], r#"{"Session":"own"}"#)]));
    let client = Client::from_conf(config().http_client(theirs.clone()).build());
    let call = client.respond_to_auth_challenge(request());
    let response = call.config_override(Config::builder().http_client(own)).await.unwrap();
    assert_eq!(response.session.as_deref(), Some("own"));
    assert_eq!(theirs.actual_requests().count(), 0);
}

#[tokio::test]
async fn a_clock() {
    let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let call = signed(&signing_client()).config_override(Config::builder().time_source(time));
    let sent = call.into_request().await.unwrap();
    assert_eq!(sent.headers().get("x-amz-date"), Some("20150830T123600Z"));
}

/// Waits for nothing, and counts how often.
#[derive(Clone, Debug, Default)]
struct Ready(Arc<AtomicUsize>);

impl AsyncSleep for Ready {
    fn sleep(&self, _: Duration) -> Sleep {
        self.0.fetch_add(1, Ordering::Relaxed);
        Sleep::new(std::future::ready(()))
    }
}

#[tokio::test]
async fn a_timer() {
    let (count, http) = (Ready::default(), [response(500, &[], ""), response(200, &[], "{}")]);
    let own = Config::builder()
        .sleep_impl(count.clone())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(replay(http));
    client().respond_to_auth_challenge(request()).config_override(own).await.unwrap();
    assert_eq!(count.0.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn the_user_agent() {
    let metadata = |name| FrameworkMetadata::new(name, None::<&str>).unwrap();
    let config =
        config().app_name(AppName::new("client").unwrap()).framework_metadata(metadata("first"));
    let own = Config::builder()
        .app_name(AppName::new("call").unwrap())
        .framework_metadata(metadata("second"));
    let call = Client::from_conf(config.build()).respond_to_auth_challenge(request());
    let sent = call.config_override(own).into_request().await.unwrap();
    let agent = sent.headers().get("x-amz-user-agent").unwrap();
    assert!(agent.contains(" lib/first lib/second"), "{agent}");
    assert!(agent.contains(" app/call") && !agent.contains("app/client"), "{agent}");
}

#[tokio::test]
async fn the_protocol() {
    let own = Config::builder().protocol(AwsJsonRpcProtocol::aws_json_1_0());
    assert_eq!(header(own, "content-type").await, "application/x-amz-json-1.0");
}

#[tokio::test]
async fn validation() {
    let long = || RespondToAuthChallengeRequest::new("SMS_MFA", "c".repeat(129));
    let call = || client().respond_to_auth_challenge(long());
    let error = call().into_request().await.unwrap_err();
    assert_eq!(error.validation_error().map(|error| error.violations().len()), Some(1));
    let off = || Config::builder().validation(Validation::Off);
    call().config_override(off()).into_request().await.unwrap();
    call().validation(Validation::Off).into_request().await.unwrap();
    let strict = call().config_override(off()).validation(Validation::Strict);
    assert!(strict.into_request().await.unwrap_err().validation_error().is_some());
}

#[tokio::test]
async fn interceptors_are_added_after_those_of_the_client() {
    use tinsmith_runtime::config::interceptors::{
        BeforeTransmitInterceptorContextMut, BoxError, ConfigBag, Intercept, RuntimeComponents,
    };
    #[derive(Debug)]
    struct Append(&'static str);
    impl Intercept for Append {
        fn name(&self) -> &'static str {
            "Append"
        }
        fn modify_before_transmit(
            &self,
            context: &mut BeforeTransmitInterceptorContextMut<'_>,
            _: &RuntimeComponents,
            _: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            let headers = context.request_mut().headers_mut();
            let before = headers.get("x-order").unwrap_or_default().to_owned();
            headers.insert("x-order", before + self.0);
            Ok(())
        }
    }
    let client = Client::from_conf(config().interceptor(Append("a")).build());
    let call = client
        .respond_to_auth_challenge(request())
        .interceptor(Append("b"))
        .config_override(Config::builder().interceptor(Append("c")))
        .interceptor(Append("d"));
    let sent = call.into_request().await.unwrap();
    assert_eq!(sent.headers().get("x-order"), Some("abcd"));
}
