//! The HTTP client of a client that was given none.
//!
//! With the feature `default-https-client` it is `tinsmith-http-client`, which speaks HTTP/1.1 alone and compiles fast;
//! with `http2` it is the official one. There is one TLS stack, rustls with ring; for another, hand in an `http_client`.

use crate::config::SharedHttpClient;

/// Gives a client that speaks HTTPS and, to an endpoint that asks for it, plain HTTP; proxies are those of the environment.
#[cfg(feature = "http2")]
pub(super) fn default_client() -> Option<SharedHttpClient> {
    use aws_smithy_http_client::proxy::ProxyConfig;
    use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
    use aws_smithy_http_client::{Builder, Connector};

    Some(Builder::new().build_with_connector_fn(|settings, components| {
        let mut connector = Connector::builder().tls_provider(Provider::Rustls(CryptoMode::Ring));
        connector.set_connector_settings(settings.cloned());
        connector.set_sleep_impl(components.and_then(|components| components.sleep_impl()));
        connector.set_proxy_config(Some(ProxyConfig::from_env()));
        connector.build()
    }))
}

/// Gives a client that speaks HTTPS and, to an endpoint that asks for it, plain HTTP; proxies are those of the environment.
#[cfg(all(feature = "default-https-client", not(feature = "http2")))]
pub(super) fn default_client() -> Option<SharedHttpClient> {
    Some(tinsmith_http_client::from_env())
}

/// Without either feature there is none.
#[cfg(not(any(feature = "default-https-client", feature = "http2")))]
pub(super) fn default_client() -> Option<SharedHttpClient> {
    None
}
