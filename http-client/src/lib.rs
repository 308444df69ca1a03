//! An HTTP/1.1 client on hyper and rustls, behind the official [`HttpClient`] trait: [`from_env`] makes it.
//!
//! It knows nothing of generated crates, so it is compiled beside their runtime, and serves a client of the official SDK too.
//! It compiles in about half the time of the official client, which speaks HTTP/2 as well.

mod connect;
mod connector;
mod failure;
#[cfg(test)]
mod tests;
mod tls;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Debug, Formatter};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use hyper_util::client::proxy::matcher::Matcher;

use self::connector::Http1Connector;

/// Gives a client that speaks HTTPS and, to an endpoint that asks for it, plain HTTP.
///
/// Certificate authorities are those of the system, read when the first connection with TLS is made; without any, connecting fails.
/// Proxies are those of the environment: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case.
/// Timeouts are those of the settings that it is asked for a connector with, as far as the components have a timer.
///
/// Its calls have to be made within a Tokio runtime that has its I/O and time drivers.
pub fn from_env() -> SharedHttpClient {
    SharedHttpClient::new(Http1Client {
        proxies: Arc::new(Matcher::from_env()),
        connectors: RwLock::default(),
    })
}

/// Makes connectors, one for each pair of timeouts, and keeps them: each has its own pool of connections.
struct Http1Client {
    proxies: Arc<Matcher>,
    connectors: RwLock<BTreeMap<Timeouts, SharedHttpConnector>>,
}

/// How long a connector waits at most. `None` waits for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Timeouts {
    /// For a connection: name resolution, TCP, proxy and TLS together.
    connect: Option<Duration>,
    /// For the head of a response, from the start of the request.
    read: Option<Duration>,
}

impl HttpClient for Http1Client {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let timeouts =
            Timeouts { connect: settings.connect_timeout(), read: settings.read_timeout() };
        // A lock is poisoned by a panic in between, and nothing is left half done there.
        let known = self.connectors.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(connector) = known.get(&timeouts) {
            return connector.clone();
        }
        drop(known);
        let mut known = self.connectors.write().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let proxies = Arc::clone(&self.proxies);
            let time = components.time_source().unwrap_or_default();
            let sleep = components.sleep_impl();
            SharedHttpConnector::new(Http1Connector::new(timeouts, proxies, sleep, time))
        };
        known.entry(timeouts).or_insert_with(make).clone()
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        // What the official client calls itself, since the connections are hyper's there, too.
        Some(ConnectorMetadata::new("hyper", Some(Cow::Borrowed("1.x"))))
    }
}

impl Debug for Http1Client {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        // A proxy's address may have a password in it.
        f.debug_struct("Http1Client").finish_non_exhaustive()
    }
}
