//! Where a client has its configuration from.

use cognito_identity_provider::config::{Builder, Region, RetryConfig, SdkConfig};
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
    // The rules of the service have hosts of their own for four regions.
    assert_eq!(uri, "https://cognito-idp-fips.us-east-1.amazonaws.com/");
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

#[tokio::test]
async fn a_builder_can_begin_with_an_sdk_config() {
    let shared = SdkConfig::builder().region(Region::new("eu-central-1")).build();
    let config = Builder::from(&shared).use_fips(true).build();
    let uri = uri(&Client::from_conf(config)).await;
    assert_eq!(uri, "https://cognito-idp-fips.eu-central-1.amazonaws.com/");
}

#[tokio::test]
async fn a_call_can_be_configured_by_itself() {
    let (client, theirs) = client([response(200, r#"{"Session":"theirs"}"#)]);
    let own = replay([response(200, r#"{"Session":"own"}"#)]);
    let settings = Config::builder().region("us-east-1").http_client(own.clone());
    let call = client.respond_to_auth_challenge(answer()).config_override(settings);
    let answered = call.await.expect("the answer can be read");
    assert_eq!(answered.session.as_deref(), Some("own"));
    let sent = own.actual_requests().next().expect("the call went by its own client");
    assert_eq!(sent.uri(), "https://cognito-idp.us-east-1.amazonaws.com/");

    let answered = client.respond_to_auth_challenge(answer()).await;
    let answered = answered.expect("the answer can be read");
    assert_eq!(answered.session.as_deref(), Some("theirs"));
    let sent = theirs.actual_requests().next().expect("the call went by the client's");
    assert_eq!(sent.uri(), "https://cognito-idp.eu-west-1.amazonaws.com/");
}
