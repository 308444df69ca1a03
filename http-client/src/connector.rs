//! Sends a request over a pooled connection, within the timeouts.

use std::fmt::{Debug, Formatter};
use std::sync::Arc;
use std::time::SystemTime;

use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::telemetry::CaptureHttpAttemptTelemetry;
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use http::{Extensions, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{CaptureConnection, HttpInfo, capture_connection};
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::Timeouts;
use super::connect::{Connect, ThroughProxy};
use super::failure::{self, within};

/// A pool of connections, and how long to wait.
pub(super) struct Http1Connector {
    client: Client<Connect, SdkBody>,
    timeouts: Timeouts,
    proxies: Arc<Matcher>,
    sleep: Option<SharedAsyncSleep>,
    time: SharedTimeSource,
}

impl Http1Connector {
    /// Takes the timer for the timeouts and the clock for the metrics.
    pub(super) fn new(
        timeouts: Timeouts,
        proxies: Arc<Matcher>,
        sleep: Option<SharedAsyncSleep>,
        time: SharedTimeSource,
    ) -> Self {
        let connect = Connect::new(Arc::clone(&proxies), timeouts.connect, sleep.clone());
        // Without the timer, idle connections are never closed.
        let client =
            Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connect);
        Self { client, timeouts, proxies, sleep, time }
    }

    /// Adds what a proxy asks for that is sent whole requests; one that is asked for a tunnel gets it when that is made.
    fn authorize_at_proxy(&self, request: &mut Request<SdkBody>) {
        if request.uri().scheme() != Some(&Scheme::HTTP)
            || request.headers().contains_key(PROXY_AUTHORIZATION)
        {
            return;
        }
        let proxy = self.proxies.intercept(request.uri());
        if let Some(value) = proxy.as_ref().and_then(|proxy| proxy.basic_auth()) {
            request.headers_mut().insert(PROXY_AUTHORIZATION, value.clone());
        }
    }
}

impl HttpConnector for Http1Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let watch = Stopwatch::start(&request, &self.time);
        let mut request = match request.try_into_http1x() {
            Ok(request) => request,
            Err(error) => {
                return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into())));
            }
        };
        self.authorize_at_proxy(&mut request);
        let connection = capture_connection(&mut request);
        if let Some(wanted) = request.extensions().get::<CaptureSmithyConnection>() {
            wanted.set_connection_retriever(move || metadata(&connection));
        }
        let response = self.client.request(request);
        let (read, sleep) = (self.timeouts.read, self.sleep.clone());
        HttpConnectorFuture::new(async move {
            let response = within(read, sleep, "HTTP read", async {
                response.await.map_err(failure::classify)
            });
            let response = match response.await {
                Ok(response) => HttpResponse::try_from(response.map(SdkBody::from_body_1_x))
                    .map_err(|error| ConnectorError::other(error.into(), None)),
                Err(error) => Err(error),
            };
            if let Some(watch) = watch {
                watch.stop();
            }
            response
        })
    }
}

impl Debug for Http1Connector {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Http1Connector").field("timeouts", &self.timeouts).finish_non_exhaustive()
    }
}

/// What is known of the connection that a request took, once it has one; poisoning it keeps it from being used again.
fn metadata(connection: &CaptureConnection) -> Option<ConnectionMetadata> {
    let mut extras = Extensions::new();
    connection.connection_metadata().as_ref()?.get_extras(&mut extras);
    let addresses = extras.get::<HttpInfo>();
    let connection = connection.clone();
    let mut builder = ConnectionMetadata::builder()
        .proxied(extras.get::<ThroughProxy>().is_some())
        .poison_fn(move || {
            if let Some(connected) = connection.connection_metadata().as_ref() {
                connected.poison();
            }
        });
    builder
        .set_local_addr(addresses.map(HttpInfo::local_addr))
        .set_remote_addr(addresses.map(HttpInfo::remote_addr));
    Some(builder.build())
}

/// Times one request, for the official metrics.
struct Stopwatch {
    capture: CaptureHttpAttemptTelemetry,
    time: SharedTimeSource,
    started: SystemTime,
}

impl Stopwatch {
    /// Starts, if somebody wants to know.
    fn start(request: &HttpRequest, time: &SharedTimeSource) -> Option<Self> {
        let capture = request.extension::<CaptureHttpAttemptTelemetry>()?.clone();
        Some(Self { capture, started: time.now(), time: time.clone() })
    }

    fn stop(self) {
        // A clock that was set back has nothing to tell.
        if let Ok(duration) = self.time.now().duration_since(self.started) {
            self.capture.record_connector_call_duration(duration);
        }
    }
}
