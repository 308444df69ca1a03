//! The smallest program that makes one call with a generated crate; `official/src/main.rs` is its like with the official one.

use std::error::Error;

use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use sdk::config::Credentials;
use sdk::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use sdk::types::ChallengeNameType;
use sdk::{Client, Config};

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(call())
}

async fn call() -> Result<(), Box<dyn Error>> {
    let http_client = aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https();
    let config = Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "static"))
        .http_client(http_client)
        .build();
    let request = RespondToAuthChallengeRequest::new(ChallengeNameType::SmsMfa, "client")
        .session("a session of some length")
        .challenge_responses([("USERNAME", "kim"), ("SMS_MFA_CODE", "123456")]);
    let response = Client::from_conf(config).respond_to_auth_challenge(request).await?;
    println!("{response:?}");
    Ok(())
}
