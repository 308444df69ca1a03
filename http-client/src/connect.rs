//! Makes connections: TCP, a proxy's if there is one, TLS.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_runtime_api::box_error::BoxError;
use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tower_service::Service;

use super::failure::within;
use super::tls;

/// Marks a connection that goes through a proxy.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThroughProxy;

/// What one step of connecting gives; boxed, so that hyper compiles the steps once.
type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Connects to a service, within the timeout.
#[derive(Clone)]
pub(super) struct Connect {
    route: Route,
    timeout: Option<Duration>,
    sleep: Option<SharedAsyncSleep>,
}

impl Connect {
    pub(super) fn new(
        proxies: Arc<Matcher>,
        timeout: Option<Duration>,
        sleep: Option<SharedAsyncSleep>,
    ) -> Self {
        let mut tcp = HttpConnector::new();
        // The scheme is looked at above it.
        tcp.enforce_http(false);
        // A small request goes out at once, without waiting for the acknowledgement of what went before it.
        tcp.set_nodelay(true);
        Self { route: Route { tcp, proxies: Some(proxies) }, timeout, sleep }
    }
}

impl Service<Uri> for Connect {
    type Response = MaybeHttpsStream<Wire>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.route.poll_ready(cx)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let connection = secured(self.route.clone(), to);
        Box::pin(within(self.timeout, self.sleep.clone(), "HTTP connect", connection))
    }
}

/// Takes a route to an address, with TLS if that begins with `https`.
async fn secured(mut route: Route, to: Uri) -> Result<MaybeHttpsStream<Wire>, BoxError> {
    if to.scheme() == Some(&Scheme::HTTP) {
        // Certificates are no matter of those who do without.
        return Ok(MaybeHttpsStream::Http(route.call(to).await?));
    }
    HttpsConnector::from((route, tls::config()?)).call(to).await
}

/// Where the bytes go: straight to the service, or to a proxy.
#[derive(Clone)]
struct Route {
    tcp: HttpConnector,
    /// `None` on the way to a proxy.
    proxies: Option<Arc<Matcher>>,
}

impl Service<Uri> for Route {
    type Response = Wire;
    type Error = BoxError;
    type Future = Connecting<Wire>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        if let Some(proxy) = self.proxies.as_ref().and_then(|proxies| proxies.intercept(&to)) {
            let route = Self { tcp: self.tcp.clone(), proxies: None };
            return Box::pin(through(proxy, route, to));
        }
        let connection = self.tcp.call(to);
        Box::pin(async move { Ok(Wire { io: Box::new(connection.await?), via: Via::Nothing }) })
    }
}

/// Connects to a proxy, and asks it for a tunnel where what goes through it is encrypted.
async fn through(proxy: Intercept, route: Route, to: Uri) -> Result<Wire, BoxError> {
    let address = proxy.uri().clone();
    if !matches!(address.scheme_str(), Some("http" | "https")) {
        let scheme = address.scheme_str().unwrap_or("no scheme");
        let message = format!("expected a proxy with http:// or https://, found {scheme}");
        return Err(io::Error::new(io::ErrorKind::Unsupported, message).into());
    }
    let mut to_proxy = ToProxy(route);
    if to.scheme() == Some(&Scheme::HTTPS) {
        let mut tunnel = Tunnel::new(address, to_proxy);
        if let Some(value) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(value.clone());
        }
        return Ok(Wire { io: Box::new(tunnel.call(to).await?), via: Via::Tunnel });
    }
    Ok(Wire { io: Box::new(to_proxy.call(address).await?), via: Via::Proxy })
}

/// The way to a proxy, which speaks TLS itself where its address begins with `https`.
struct ToProxy(Route);

impl Service<Uri> for ToProxy {
    type Response = MaybeHttpsStream<Wire>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        Box::pin(secured(self.0.clone(), to))
    }
}

/// A connection below TLS; of one type, whatever it goes through, so that TLS and HTTP are compiled once.
pub(super) struct Wire {
    io: Box<dyn Io>,
    via: Via,
}

/// What a connection goes through.
#[derive(Clone, Copy, Debug)]
enum Via {
    Nothing,
    /// A proxy that passes on bytes.
    Tunnel,
    /// A proxy that takes whole requests, and has to be told where each goes.
    Proxy,
}

/// What bytes are read from and written to.
trait Io: Connection + Read + Write + Send + Unpin {}

impl<T: Connection + Read + Write + Send + Unpin> Io for T {}

impl Connection for Wire {
    fn connected(&self) -> Connected {
        let connected = self.io.connected();
        match self.via {
            Via::Nothing => connected,
            Via::Tunnel => connected.extra(ThroughProxy),
            Via::Proxy => connected.proxy(true).extra(ThroughProxy),
        }
    }
}

impl Read for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buffer)
    }
}

impl Write for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(cx, buffers)
    }
}
