//! What the user agent tells of a call.

use std::collections::HashSet;

use aws_runtime::user_agent::AwsUserAgent;
use tinsmith_runtime::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BoxError, ConfigBag, RuntimeComponents,
};
use tinsmith_runtime::config::{
    AppName, Config, ConfigBuilder, FrameworkMetadata, Intercept, RetryConfig,
};

use super::sample::{Client, SIGNED, config, credentials, replay, request, response};

async fn agent(config: ConfigBuilder) -> String {
    let client = Client::from_conf(config.build());
    let sent = client.respond_to_auth_challenge(request()).into_request().await.unwrap();
    sent.headers().get("x-amz-user-agent").unwrap().to_owned()
}

/// The codes of the features that a user agent names.
fn features(agent: &str) -> HashSet<&str> {
    let codes = agent.split(' ').find_map(|part| part.strip_prefix("m/"));
    codes.unwrap_or_default().split(',').collect()
}

#[tokio::test]
async fn the_service_is_named_as_official_clients_name_it() {
    let agent = agent(config()).await;
    let version = env!("CARGO_PKG_VERSION");
    assert!(agent.starts_with("aws-sdk-rust/"), "{agent}");
    assert!(agent.contains(&format!(" api/cognitoidentityprovider/{version} ")), "{agent}");
}

#[tokio::test]
async fn both_headers_say_the_same_of_the_service() {
    let http = replay([response(200, &[], "{}")]);
    let client = Client::from_conf(config().http_client(http.clone()).build());
    client.respond_to_auth_challenge(request()).await.unwrap();
    let sent = http.actual_requests().next().unwrap();
    let agent = sent.headers().get("user-agent").unwrap();
    assert!(agent.contains(" api/cognitoidentityprovider/"), "{agent}");
}

/// The codes are of the official list: E and F are the retry modes, N is an endpoint URL, e is credentials that code gives.
#[tokio::test]
async fn features_have_their_official_codes() {
    let plain = agent(config()).await;
    assert_eq!(features(&plain), HashSet::from(["E"]), "{plain}");
    let adaptive = agent(config().retry_config(RetryConfig::adaptive())).await;
    assert_eq!(features(&adaptive), HashSet::from(["F"]), "{adaptive}");
    let own_url = agent(Config::builder().endpoint_url("http://localhost:1")).await;
    assert_eq!(features(&own_url), HashSet::from(["E", "N"]), "{own_url}");
}

#[tokio::test]
async fn a_feature_of_one_call_is_named_for_that_call() {
    let client = Client::from_conf(config().credentials_provider(credentials("AKID")).build());
    let own =
        Config::builder().endpoint_url("http://localhost:1").retry_config(RetryConfig::adaptive());
    let call = client.core.call(&SIGNED, request()).config_override(own);
    let sent = call.into_request().await.unwrap();
    let agent = sent.headers().get("x-amz-user-agent").unwrap();
    assert!(features(agent).is_superset(&HashSet::from(["F", "N"])), "{agent}");
    assert!(!features(agent).contains("E"), "{agent}");
}

#[tokio::test]
async fn of_frameworks_the_first_ten_are_named() {
    let frameworks = (0..11).fold(config(), |config, index| {
        let name = format!("frame{index}");
        config.framework_metadata(FrameworkMetadata::new(name, None::<&str>).unwrap())
    });
    let agent = agent(frameworks).await;
    assert!(agent.contains(" lib/frame0 ") && agent.contains(" lib/frame9"), "{agent}");
    assert!(!agent.contains("frame10"), "{agent}");
}

/// Puts an agent of its own in place of the client's.
#[derive(Debug)]
struct OwnAgent;

impl Intercept for OwnAgent {
    fn name(&self) -> &'static str {
        "OwnAgent"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(AwsUserAgent::for_tests());
        Ok(())
    }
}

#[tokio::test]
async fn what_was_written_for_one_call_is_not_sent_with_another() {
    let client = Client::from_conf(config().build());
    let agents = async |own: ConfigBuilder| {
        let call = client.respond_to_auth_challenge(request()).config_override(own);
        let sent = call.into_request().await.unwrap();
        let all = |name| sent.headers().get_all(name).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(all("user-agent"), all("x-amz-user-agent"));
        all("x-amz-user-agent").join("\n")
    };
    let plain = agents(Config::builder()).await;
    assert_eq!(features(&plain), HashSet::from(["E"]), "{plain}");
    assert_eq!(agents(Config::builder()).await, plain);
    let adaptive = agents(Config::builder().retry_config(RetryConfig::adaptive())).await;
    assert_eq!(adaptive, plain.replace(" m/E", " m/F"));
    let own = agents(Config::builder().interceptor(OwnAgent)).await;
    assert!(own.starts_with("aws-sdk-rust/0.123.test "), "{own}");
    let named = agents(Config::builder().app_name(AppName::new("app").unwrap())).await;
    assert_eq!(named, format!("{plain} app/app"));
    assert_eq!(agents(Config::builder()).await, plain);
}
