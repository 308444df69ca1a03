//! Each setter of the builder, and nothing else: what it stores is where the official layers look, for a client and for one call.

use std::sync::{Arc, Mutex};

use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use tinsmith_runtime::config::{
    AccountIdEndpointMode, AppName, AuthSchemeId, AuthSchemePreference, Config, ConfigBuilder,
    RequestChecksumCalculation, ResponseChecksumValidation, RetryConfig, SharedClientProtocol,
    SigningRegionSet, StalledStreamProtectionConfig,
};

use super::sample::{Client, Look, in_bag, request};

/// Asserts what a call finds, and that it finds nothing else without the setting.
async fn assert_stored<T, V>(set: ConfigBuilder, seen: impl Fn(T) -> V, expected: V)
where
    T: Storable<Storer = StoreReplace<T>> + Clone,
    V: std::fmt::Debug + PartialEq,
{
    let of_client = in_bag(set.clone().region("eu-west-1")).await;
    assert_eq!(of_client.map(&seen).as_ref(), Some(&expected), "client: {set:?}");
    let found = Arc::new(Mutex::new(None));
    let own = set.clone().interceptor(Look(found.clone()));
    let client = Client::from_conf(Config::builder().region("eu-west-1").build());
    let call = client.respond_to_auth_challenge(request()).config_override(own);
    call.into_request().await.unwrap();
    let of_call = found.lock().unwrap().take();
    assert_eq!(of_call.map(&seen).as_ref(), Some(&expected), "call: {set:?}");
    let without = in_bag::<T>(Config::builder().region("eu-west-1")).await;
    assert_ne!(without.map(&seen).as_ref(), Some(&expected), "without: {set:?}");
}

#[tokio::test]
async fn endpoints() {
    let set = Config::builder();
    assert_stored(set.clone().use_fips(true), |found: UseFips| found.0, true).await;
    assert_stored(set.clone().use_dual_stack(true), |found: UseDualStack| found.0, true).await;
    let url = "http://localhost:1";
    assert_stored(set.clone().endpoint_url(url), |found: EndpointUrl| found.0, url.to_owned())
        .await;
    let mode = AccountIdEndpointMode::Disabled;
    assert_stored(set.account_id_endpoint_mode(mode.clone()), |found| found, mode).await;
}

#[tokio::test]
async fn authentication() {
    let set = Config::builder();
    let preference = AuthSchemePreference::from([AuthSchemeId::from("sigv4")]);
    assert_stored(
        set.clone().auth_scheme_preference(preference.clone()),
        |found| found,
        preference,
    )
    .await;
    let regions = SigningRegionSet::from("*");
    assert_stored(set.clone().sigv4a_signing_region_set(regions.clone()), |found| found, regions)
        .await;
    let is_disabled = |found: DisableClockSkewCorrection| found.is_disabled();
    assert_stored(set.disable_clock_skew_correction(true), is_disabled, true).await;
}

#[tokio::test]
async fn what_is_sent() {
    let set = Config::builder();
    let name = AppName::new("alone").unwrap();
    assert_stored(set.clone().app_name(name.clone()), |found| found, name).await;
    let id = |found: SharedClientProtocol| found.protocol_id().as_str().to_owned();
    let protocol = AwsJsonRpcProtocol::aws_json_1_0();
    assert_stored(set.clone().protocol(protocol), id, "aws.protocols#awsJson1_0".to_owned()).await;
    let when = RequestChecksumCalculation::WhenRequired;
    assert_stored(set.clone().request_checksum_calculation(when), |found| found, when).await;
    let when = ResponseChecksumValidation::WhenRequired;
    assert_stored(set.response_checksum_validation(when), |found| found, when).await;
}

#[tokio::test]
async fn how_often_and_how_long() {
    let set = Config::builder();
    let attempts = |found: RetryConfig| found.max_attempts();
    let retries = RetryConfig::standard().with_max_attempts(7);
    assert_stored(set.clone().retry_config(retries), attempts, 7).await;
    let is_enabled = |found: StalledStreamProtectionConfig| found.is_enabled();
    let off = StalledStreamProtectionConfig::disabled();
    assert_stored(set.stalled_stream_protection(off), is_enabled, false).await;
}
