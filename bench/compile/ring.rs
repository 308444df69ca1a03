//! How programs make a client of the official crate, with the lightest of its HTTP clients that has TLS.

use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use official::config::{BehaviorVersion, Credentials, Region};
use official::{Client, Config};

pub(crate) fn client() -> Client {
    let http_client = aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "static"))
        .http_client(http_client)
        .build();
    Client::from_conf(config)
}
