//! What a client lacks, and where it gets it from.

use std::future::{Future, IntoFuture};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tinsmith_runtime::config::{Config, Region, SdkConfig};
use tinsmith_runtime::error::{DisplayErrorContext, SdkError};

use super::sample::{Client, replay, request, response};

fn why(error: SdkError<super::sample::RespondToAuthChallengeError>) -> String {
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    let text = DisplayErrorContext(error).to_string();
    text.split(" (").next().unwrap().to_owned()
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
    let text = "failed to construct request: there is no region and no endpoint: set `region` or `endpoint_url` on the configuration";
    assert_eq!(failure(Config::builder().build()).await, text);
}

#[tokio::test]
async fn a_region_that_is_none_is_refused() {
    let text = r#"failed to construct request: "x.example.com/" is not the name of a region"#;
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
async fn an_endpoint_url_and_fips_are_a_contradiction() {
    let config = Config::builder().endpoint_url("http://localhost").use_fips(true);
    let text = "failed to construct request: `use_fips` and `endpoint_url` are both set on the configuration: choose one";
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

#[test]
fn outside_a_runtime_there_is_an_error_and_no_panic() {
    let client = Client::from_conf(Config::builder().region("eu-west-1").build());
    let mut call = pin!(client.respond_to_auth_challenge(request()).into_future());
    let outcome = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    let Poll::Ready(Err(error)) = outcome else { panic!("{outcome:?}") };
    let text = why(error);
    assert!(text.contains("Tokio") || text.contains("sleep_impl"), "{text}");
}
