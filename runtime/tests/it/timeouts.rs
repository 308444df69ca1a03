//! Timeouts that the HTTP client keeps, and bodies that stop moving.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::test_util::instant_time_and_sleep;
use aws_smithy_runtime_api::client::http::http_client_fn;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame};
use tinsmith_runtime::config::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, HttpRequest, HttpResponse,
    SharedHttpConnector, StatusCode,
};
use tinsmith_runtime::config::{
    Config, ConfigBuilder, RetryConfig, StalledStreamProtectionConfig, TimeoutConfig,
};
use tinsmith_runtime::error::SdkError;

use super::sample::{Client, config, replay, request, response};

/// Gives the timeouts that the HTTP client is told for one call.
async fn told(config: ConfigBuilder, own: ConfigBuilder) -> HttpConnectorSettings {
    let told = Arc::new(Mutex::new(None));
    let seen = told.clone();
    let connector = SharedHttpConnector::new(Canned(r#"{"Session":"s"}"#));
    let http = http_client_fn(move |settings, _| {
        *seen.lock().unwrap() = Some(settings.clone());
        connector.clone()
    });
    let client = Client::from_conf(config.http_client(http).build());
    client.respond_to_auth_challenge(request()).config_override(own).await.unwrap();
    let told = told.lock().unwrap().take();
    told.unwrap()
}

#[derive(Debug)]
struct Canned(&'static str);

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = StatusCode::try_from(200).unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(self.0))))
    }
}

#[tokio::test]
async fn the_http_client_is_told_its_timeouts() {
    let (one, two) = (Duration::from_secs(1), Duration::from_secs(2));
    let read = TimeoutConfig::builder().read_timeout(two).build();
    let connect = TimeoutConfig::builder().connect_timeout(one).build();

    let default = told(config(), Config::builder()).await;
    assert_eq!(default.connect_timeout(), Some(Duration::from_millis(3100)));
    assert_eq!(default.read_timeout(), None);

    let set = told(config().timeout_config(read.clone()), Config::builder()).await;
    assert_eq!(set.connect_timeout(), Some(Duration::from_millis(3100)));
    assert_eq!(set.read_timeout(), Some(two));

    let both = config().timeout_config(read.clone()).timeout_config(connect.clone());
    let set = told(both, Config::builder()).await;
    assert_eq!((set.connect_timeout(), set.read_timeout()), (Some(one), Some(two)));

    let own = Config::builder().timeout_config(connect);
    let set = told(config().timeout_config(read), own).await;
    assert_eq!((set.connect_timeout(), set.read_timeout()), (Some(one), Some(two)));

    let none = told(config().timeout_config(TimeoutConfig::disabled()), Config::builder()).await;
    assert_eq!((none.connect_timeout(), none.read_timeout()), (None, None));
}

/// A body of which nothing ever comes.
struct Stalled;

impl Body for Stalled {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

#[derive(Debug)]
struct Stalling;

impl HttpConnector for Stalling {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = StatusCode::try_from(200).unwrap();
        let body = SdkBody::from_body_1_x(Stalled);
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, body)))
    }
}

#[tokio::test]
async fn a_response_that_stalls_is_given_up() {
    for (protection, seconds) in [
        (None, 5),
        (Some(StalledStreamProtectionConfig::enabled().grace_period(Duration::from_secs(60))), 60),
    ] {
        let (time, sleep) = instant_time_and_sleep(UNIX_EPOCH);
        let http = http_client_fn(|_, _| SharedHttpConnector::new(Stalling));
        let mut config = config()
            .http_client(http)
            .time_source(time)
            .sleep_impl(sleep.clone())
            .retry_config(RetryConfig::disabled());
        if let Some(protection) = protection {
            config = config.stalled_stream_protection(protection.build());
        }
        let client = Client::from_conf(config.build());
        let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains("minimum throughput was specified at 1 B/s"), "{text}");
        let slept = sleep.total_duration();
        let range = Duration::from_secs(seconds)..Duration::from_secs(seconds + 3);
        assert!(range.contains(&slept), "{slept:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn without_protection_a_timeout_gives_up_what_stalls() {
    let http = http_client_fn(|_, _| SharedHttpConnector::new(Stalling));
    let config = config()
        .http_client(http)
        .sleep_impl(Immediately)
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    let call = Client::from_conf(config.build()).respond_to_auth_challenge(request());
    let error = call.timeout(Duration::from_secs(1)).await.unwrap_err();
    assert!(matches!(error.as_sdk_error(), SdkError::TimeoutError(_)), "{error:?}");
}

/// A timer that is always over.
#[derive(Debug)]
struct Immediately;

impl tinsmith_runtime::config::time::AsyncSleep for Immediately {
    fn sleep(&self, _: Duration) -> tinsmith_runtime::config::time::Sleep {
        tinsmith_runtime::config::time::Sleep::new(std::future::ready(()))
    }
}

#[tokio::test]
async fn a_call_that_is_quick_is_not_timed_out() {
    let http = replay([response(200, &[], "{}")]);
    let client = Client::from_conf(config().http_client(http).build());
    let call = client.respond_to_auth_challenge(request()).timeout(Duration::from_secs(60));
    call.await.unwrap();
}
