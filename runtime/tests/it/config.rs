//! What a client lacks, and where it gets it from.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_types::origin::Origin;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use tinsmith_runtime::client::Core;
use tinsmith_runtime::config::time::{AsyncSleep, Sleep};
use tinsmith_runtime::config::{
    AppName, Config, FrameworkMetadata, Region, RetryConfig, SdkConfig, SharedAsyncSleep,
    TimeoutConfig,
};
use tinsmith_runtime::error::CallError;

use super::sample::{
    Client, QUERY_COMPATIBLE, RespondToAuthChallengeError, replay, request, response,
};

fn why(error: CallError<RespondToAuthChallengeError>) -> String {
    assert!(error.is_construction_failure(), "{error:?}");
    error.to_string()
}

async fn failure(config: Config) -> String {
    why(Client::from_conf(config).respond_to_auth_challenge(request()).await.unwrap_err())
}

async fn uri(config: Config) -> String {
    let call = Client::from_conf(config).respond_to_auth_challenge(request());
    call.into_request().await.unwrap().uri().to_owned()
}

#[tokio::test]
async fn a_missing_region_is_named() {
    let text = "RespondToAuthChallenge was not sent: there is no region and no endpoint: set `region` or `endpoint_url` on the configuration";
    assert_eq!(failure(Config::builder().build()).await, text);
}

#[tokio::test]
async fn a_region_that_is_none_is_refused() {
    let text =
        r#"RespondToAuthChallenge was not sent: "x.example.com/" is not the name of a region"#;
    assert_eq!(failure(Config::builder().region("x.example.com/").build()).await, text);
}

#[tokio::test]
async fn an_endpoint_url_wins() {
    let config = Config::builder().region("eu-west-1").endpoint_url("http://localhost:4566/");
    assert_eq!(uri(config.build()).await, "http://localhost:4566/");
    let config = Config::builder().endpoint_url("http://localhost:4566/base");
    assert_eq!(uri(config.build()).await, "http://localhost:4566/base/");
}

#[tokio::test]
async fn an_endpoint_url_with_a_password_is_refused_and_never_printed() {
    let text = "RespondToAuthChallenge was not sent: `endpoint_url` must not hold a user name or a password";
    for url in ["http://user:hush@localhost", "https://user:hush@localhost/a/"] {
        let builder = Config::builder().region("eu-west-1").endpoint_url(url);
        let config = builder.clone().build();
        let client = Client::from_conf(config.clone());
        let printed = format!("{builder:?} {config:?} {client:?}");
        assert!(!printed.contains("hush") && printed.contains("Redacted"), "{printed}");
        let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
        let printed = format!("{error:?} {}", error);
        assert!(!printed.contains("hush"), "{printed}");
        assert_eq!(why(error), text);
    }
    let config = Config::builder().endpoint_url("http://localhost:4566").build();
    assert!(format!("{config:?}").contains("http://localhost:4566"), "{config:?}");
}

#[tokio::test]
async fn an_endpoint_url_and_fips_are_a_contradiction() {
    let config = Config::builder().endpoint_url("http://localhost").use_fips(true);
    let text = "RespondToAuthChallenge was not sent: `use_fips` and `endpoint_url` are both set on the configuration: choose one";
    assert_eq!(failure(config.build()).await, text);
}

#[tokio::test]
async fn endpoints_follow_the_partition() {
    for (region, fips, dual_stack, host) in [
        ("us-east-1", false, false, "cognito-idp.us-east-1.amazonaws.com"),
        ("us-east-1", true, false, "cognito-idp-fips.us-east-1.amazonaws.com"),
        ("us-east-1", false, true, "cognito-idp.us-east-1.api.aws"),
        ("us-east-1", true, true, "cognito-idp-fips.us-east-1.api.aws"),
        ("cn-north-1", false, false, "cognito-idp.cn-north-1.amazonaws.com.cn"),
        ("us-iso-east-1", false, false, "cognito-idp.us-iso-east-1.c2s.ic.gov"),
        ("us-isob-east-1", false, false, "cognito-idp.us-isob-east-1.sc2s.sgov.gov"),
        ("us-gov-west-1", true, false, "cognito-idp-fips.us-gov-west-1.amazonaws.com"),
        ("eusc-de-east-1", false, false, "cognito-idp.eusc-de-east-1.amazonaws.eu"),
        ("mars-north-1", false, false, "cognito-idp.mars-north-1.amazonaws.com"),
    ] {
        let config = Config::builder().region(region).use_fips(fips).use_dual_stack(dual_stack);
        assert_eq!(uri(config.build()).await, format!("https://{host}/"));
    }
}

#[tokio::test]
async fn an_sdk_config_has_all_that_is_needed() {
    let shared = SdkConfig::builder()
        .region(Region::new("eu-central-1"))
        .http_client(replay([response(200, &[], r#"{"Session":"s"}"#)]))
        .build();
    let client = Client::from_conf(Config::from(&shared));
    assert_eq!(client.core.config().region(), Some(&Region::new("eu-central-1")));
    let response = client.respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response.session.as_deref(), Some("s"));
}

#[tokio::test]
async fn an_sdk_config_tells_what_signs_and_sends() {
    let metadata = FrameworkMetadata::new("frame", Some("1.0")).unwrap();
    let http = replay([response(200, &[], "{}")]);
    let shared = SdkConfig::builder()
        .region(Region::new("eu-central-1"))
        .http_client(http.clone())
        .framework_metadata(metadata)
        .disable_clock_skew_correction(true)
        .build();
    let client = Client::from_conf(Config::from(&shared));
    client.respond_to_auth_challenge(request()).await.unwrap();
    let sent = http.actual_requests().next().unwrap();
    let agent = sent.headers().get("x-amz-user-agent").unwrap();
    assert!(agent.contains(" lib/frame/1.0"), "{agent}");
}

/// Settings per service, as `aws-config` would find them in environment and profile.
#[derive(Debug)]
struct Services;

impl LoadServiceConfig for Services {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        assert_eq!((key.env(), key.profile()), ("AWS_ENDPOINT_URL", "endpoint_url"));
        let url = "http://localhost:1".to_owned();
        (key.service_id() == "Cognito Identity Provider").then_some(url)
    }
}

#[test]
fn an_sdk_config_has_endpoint_urls_of_services() {
    let found = SdkConfig::builder().service_config(Services).endpoint_url("http://all").build();
    let shared = Config::from(&found);
    let url = |client: &Core| client.config().endpoint_url().map(str::to_owned);
    let core = |config: &Config| Client::from_conf(config.clone()).core;
    assert_eq!(url(&core(&shared)).as_deref(), Some("http://localhost:1"));
    assert_eq!(url(&Core::new(&QUERY_COMPATIBLE, shared.clone())).as_deref(), Some("http://all"));
    let changed = shared.to_builder().endpoint_url("http://own").build();
    assert_eq!(url(&core(&changed)).as_deref(), Some("http://own"));

    let mut builder = found.into_builder();
    builder.insert_origin("endpoint_url", Origin::shared_config());
    let from_code = Config::from(&builder.build());
    assert_eq!(url(&core(&from_code)).as_deref(), Some("http://all"));
}

#[test]
fn what_is_set_can_be_asked_for() {
    let retries = RetryConfig::standard().with_max_attempts(7);
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_secs(1)).build();
    let name = AppName::new("name").unwrap();
    let config = Config::builder()
        .use_fips(true)
        .use_dual_stack(false)
        .retry_config(retries.clone())
        .timeout_config(timeouts.clone())
        .app_name(name.clone())
        .build();
    assert_eq!((config.use_fips(), config.use_dual_stack()), (Some(true), Some(false)));
    assert_eq!(config.retry_config(), Some(&retries));
    assert_eq!(config.timeout_config(), Some(&timeouts));
    assert_eq!(config.app_name(), Some(&name));
    let empty = Config::builder().build();
    assert_eq!((empty.use_fips(), empty.use_dual_stack()), (None, None));
    assert_eq!(empty.retry_config(), None);
}

/// Makes a call where there is no runtime; gives the session of its response, or why there is none.
fn outside(config: Config) -> Result<Option<String>, String> {
    let call = Client::from_conf(config).respond_to_auth_challenge(request());
    let mut call = pin!(call.send());
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.map(|response| response.session).map_err(why),
        Poll::Pending => panic!("nothing here waits"),
    }
}

#[derive(Debug)]
struct Forever;

impl AsyncSleep for Forever {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::pending())
    }
}

#[test]
fn outside_a_runtime_there_is_an_error_and_no_panic() {
    let ok = || replay([response(200, &[], "{}")]);
    let base = || Config::builder().region("eu-west-1");
    let shared = SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .http_client(ok())
        .build();
    let text = "RespondToAuthChallenge was not sent: this is not within a Tokio runtime: enter one, or set `sleep_impl` and `http_client` on the configuration";
    for config in [
        base().build(),
        base().sleep_impl(Forever).build(),
        base().http_client(ok()).build(),
        Config::from(&shared),
        Config::from(&shared).to_builder().http_client(ok()).build(),
    ] {
        assert_eq!(outside(config), Err(text.to_owned()));
    }
}

#[test]
fn outside_a_runtime_a_call_can_be_made_with_parts_that_need_none() {
    let http = replay([response(200, &[], r#"{"Session":"s"}"#)]);
    let config = Config::builder().region("eu-west-1").sleep_impl(Forever).http_client(http);
    assert_eq!(outside(config.build()), Ok(Some("s".to_owned())));
}
