//! The HTTP client of a client that was given none.
//!
//! What comes in: nothing.
//! What goes out: the official hyper client, on rustls with ring, if the feature `default-https-client` is there.
//! What is deliberately not here: a second TLS stack; another one can be handed in as `http_client`.

use crate::config::SharedHttpClient;

/// Gives a client that speaks HTTPS and, to an endpoint that asks for it, plain HTTP; proxies are those of the environment.
#[cfg(feature = "default-https-client")]
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

/// Without the feature there is none.
#[cfg(not(feature = "default-https-client"))]
pub(super) fn default_client() -> Option<SharedHttpClient> {
    None
}
