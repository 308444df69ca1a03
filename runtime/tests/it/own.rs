//! A caller's own parts of a client, written with nothing but what this crate gives, as a user of a generated crate would.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tinsmith_runtime::config::credentials::{
    Credentials, CredentialsError, ProvideCredentials, SharedCredentialsProvider, future,
};
use tinsmith_runtime::config::http::{
    ConnectorError, HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings,
    HttpRequest, HttpResponse, RuntimeComponents, SdkBody, SharedHttpClient, SharedHttpConnector,
    StatusCode,
};
use tinsmith_runtime::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef, BoxError, ConfigBag, FinalizerInterceptorContextMut,
    FinalizerInterceptorContextRef, Intercept, SharedInterceptor,
};
use tinsmith_runtime::config::time::{
    AsyncSleep, SharedAsyncSleep, SharedTimeSource, Sleep, TimeSource,
};
use tinsmith_runtime::config::{Builder, Config};

use super::sample::{Client, SIGNED, request};

#[derive(Debug)]
struct OwnCredentials(Option<Credentials>);

impl ProvideCredentials for OwnCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let credentials = self.0.clone();
        future::ProvideCredentials::new(async {
            credentials.ok_or_else(|| CredentialsError::not_loaded("there are none"))
        })
    }
}

#[derive(Clone, Debug)]
struct OwnHttp;

impl HttpClient for OwnHttp {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for OwnHttp {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        if !request.uri().starts_with("https://") {
            return HttpConnectorFuture::ready(Err(ConnectorError::user("not HTTPS".into())));
        }
        HttpConnectorFuture::new(async {
            let status = StatusCode::try_from(200)
                .map_err(|error| ConnectorError::other(error.into(), None))?;
            Ok(HttpResponse::new(status, SdkBody::from(r#"{"Session":"s"}"#)))
        })
    }
}

#[derive(Debug)]
struct OwnTime;

impl AsyncSleep for OwnTime {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::pending())
    }
}

impl TimeSource for OwnTime {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH
    }
}

/// Counts the hooks that it is called for.
#[derive(Debug, Default)]
struct Counter(Arc<AtomicUsize>);

macro_rules! hooks {
    ($($hook:ident($context:ident);)*) => {$(
        fn $hook(
            &self,
            _: &$context<'_>,
            _: &RuntimeComponents,
            _: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }
    )*};
    (mut $($hook:ident($context:ident);)*) => {$(
        fn $hook(
            &self,
            _: &mut $context<'_>,
            _: &RuntimeComponents,
            _: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }
    )*};
}

impl Intercept for Counter {
    fn name(&self) -> &'static str {
        "Counter"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    hooks! {
        read_before_serialization(BeforeSerializationInterceptorContextRef);
        read_before_transmit(BeforeTransmitInterceptorContextRef);
        read_before_deserialization(BeforeDeserializationInterceptorContextRef);
        read_after_deserialization(AfterDeserializationInterceptorContextRef);
        read_after_execution(FinalizerInterceptorContextRef);
    }

    hooks! { mut
        modify_before_transmit(BeforeTransmitInterceptorContextMut);
        modify_before_deserialization(BeforeDeserializationInterceptorContextMut);
        modify_before_completion(FinalizerInterceptorContextMut);
    }
}

#[tokio::test]
async fn every_part_of_a_client_can_be_the_callers_own() {
    let count = Arc::new(AtomicUsize::new(0));
    let credentials = Credentials::new("id", "secret", None, None, "own");
    let builder: Builder = Config::builder()
        .region("eu-west-1")
        .credentials_provider(SharedCredentialsProvider::new(OwnCredentials(Some(credentials))))
        .http_client(SharedHttpClient::new(OwnHttp))
        .sleep_impl(SharedAsyncSleep::new(OwnTime))
        .time_source(SharedTimeSource::new(OwnTime))
        .interceptor(SharedInterceptor::new(Counter(count.clone())));
    let client = Client::from_conf(builder.build());
    let response = client.core.call(&SIGNED, request()).send().await.unwrap();
    assert_eq!(response.session.as_deref(), Some("s"));
    assert_eq!(count.load(Ordering::Relaxed), 9);
}
