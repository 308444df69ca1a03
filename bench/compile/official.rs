//! How programs make a client of the official crate, with its default features.

use official::config::{BehaviorVersion, Credentials, Region};
use official::{Client, Config};

pub(crate) fn client() -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "static"))
        .build();
    Client::from_conf(config)
}
