//! How programs make a client of a generated crate, with its default features.

use sdk::config::Credentials;
use sdk::{Client, Config};

pub(crate) fn client() -> Client {
    let config = Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "static"))
        .build();
    Client::from_conf(config)
}
