//! The smallest program that makes one call with the official crate; `../generated.rs` is its like with a generated one.

use std::error::Error;

use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use official::config::{BehaviorVersion, Credentials, Region};
use official::types::ChallengeNameType;
use official::{Client, Config};

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(call())
}

async fn call() -> Result<(), Box<dyn Error>> {
    let http_client = aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "static"))
        .http_client(http_client)
        .build();
    let response = Client::from_conf(config)
        .respond_to_auth_challenge()
        .challenge_name(ChallengeNameType::SmsMfa)
        .client_id("client")
        .session("a session of some length")
        .challenge_responses("USERNAME", "kim")
        .challenge_responses("SMS_MFA_CODE", "123456")
        .send()
        .await?;
    println!("{response:?}");
    Ok(())
}
