//! Lists all users of a pool, however many pages they are on.
//!
//! ```console
//! $ AWS_REGION=eu-west-1 cargo run --package tinsmith-examples --bin list_users -- USER_POOL_ID
//! ```
//!
//! `aws-config` finds credentials, region and `AWS_ENDPOINT_URL` in the environment and in `~/.aws`, as the AWS CLI does.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use aws_config::BehaviorVersion;
use aws_smithy_http_client::tls;
use cognito_identity_provider::Client;
use cognito_identity_provider::operation::list_users::ListUsersRequest;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Err(error) = list_users().await else { return ExitCode::SUCCESS };
    eprintln!("not all users are listed: {error}");
    ExitCode::FAILURE
}

async fn list_users() -> Result<(), Box<dyn Error>> {
    let pool = env::args().nth(1).ok_or("expected the user pool's id as an argument")?;
    // For where credentials have to be fetched. `aws_config::load_defaults` makes one itself, with the default features of `aws-config`.
    let http = aws_smithy_http_client::Builder::new()
        .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring))
        .build_https();
    let config = aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await;
    let client = Client::new(&config);

    let mut out = io::stdout().lock();
    let mut count = 0;
    // A page is asked for when the items of the one before it are used up.
    let mut users =
        client.list_users(ListUsersRequest::user_pool_id(pool)).into_paginator().items();
    while let Some(user) = users.try_next().await? {
        // Names are sensitive in the model, so `{user:?}` would not show them; this program is there to print them.
        let name = user.username.as_deref().unwrap_or("(no name)");
        let status = user.user_status.as_ref().map_or("(no status)", |status| status.as_str());
        writeln!(out, "{name} {status}")?;
        count += 1;
    }
    writeln!(out, "{count} users")?;
    Ok(())
}
