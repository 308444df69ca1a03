//! Where a client has its configuration from.
//!
//! What comes in: an official `SdkConfig`, or a `Config`. What goes out: that a call goes by it.
//! What is deliberately not here: endpoints of each partition; those are the runtime's.

use cognito_identity_provider::config::{Region, RetryConfig, SdkConfig};
use cognito_identity_provider::{Client, Config};

use super::canned::{answer, client, replay, response};

/// Where a call with this configuration goes.
async fn uri(client: &Client) -> String {
    let request = client.respond_to_auth_challenge(answer()).into_request().await;
    request.expect("the configuration lacks nothing").uri().to_owned()
}

#[tokio::test]
async fn the_region_of_an_sdk_config_counts() {
    let shared = SdkConfig::builder().region(Region::new("eu-central-1")).build();
    let uri = uri(&Client::new(&shared)).await;
    assert_eq!(uri, "https://cognito-idp.eu-central-1.amazonaws.com/");
}

#[tokio::test]
async fn the_endpoint_of_an_sdk_config_counts() {
    let shared = SdkConfig::builder().endpoint_url("http://localhost:4566").build();
    assert_eq!(uri(&Client::new(&shared)).await, "http://localhost:4566/");
}

#[tokio::test]
async fn the_endpoint_variants_of_an_sdk_config_count() {
    let region = Region::new("us-east-1");
    let shared = SdkConfig::builder().region(region).use_fips(true).use_dual_stack(true).build();
    let uri = uri(&Client::new(&shared)).await;
    assert_eq!(uri, "https://cognito-idp-fips.us-east-1.api.aws/");
}

#[tokio::test]
async fn the_http_client_of_an_sdk_config_counts() {
    let http = replay([response(200, "{}")]);
    let shared = SdkConfig::builder().region(Region::new("eu-west-1")).http_client(http.clone());
    let client = Client::new(&shared.build());
    client.respond_to_auth_challenge(answer()).await.expect("the answer can be read");
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_retries_of_an_sdk_config_count() {
    let http = replay([response(500, ""), response(200, "{}")]);
    let shared = SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .http_client(http.clone())
        .retry_config(RetryConfig::disabled());
    let client = Client::new(&shared.build());
    client.respond_to_auth_challenge(answer()).await.expect_err("the first answer is an error");
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test]
async fn an_sdk_config_can_be_added_to() {
    let shared = SdkConfig::builder().region(Region::new("eu-central-1")).build();
    let config = Config::from(&shared).to_builder().endpoint_url("http://localhost:4566").build();
    assert_eq!(config.region().map(AsRef::as_ref), Some("eu-central-1"));
    assert_eq!(uri(&Client::from_conf(config)).await, "http://localhost:4566/");
}

#[tokio::test]
async fn a_clone_of_a_client_shares_its_connections() {
    let (client, http) = client([response(200, "{}"), response(200, "{}")]);
    let clone = client.clone();
    client.respond_to_auth_challenge(answer()).await.expect("the answer can be read");
    clone.respond_to_auth_challenge(answer()).await.expect("the answer can be read");
    assert_eq!(http.actual_requests().count(), 2);
}
