//! Endpoints that depend on the operation, the request, the settings of the service or the account; and what goes before host names.
#![cfg(goldens)]

mod account;
mod operation;
mod prefix;

use tinsmith_runtime::client::Call;
use tinsmith_runtime::error::OperationError;

/// Where a call would go.
async fn uri<O, E: OperationError + 'static>(call: Call<O, E>) -> String {
    let request = call.into_request().await.expect("nothing is missing");
    request.uri().to_owned()
}

/// Why a call cannot be made; nothing is sent for that.
async fn refusal<O, E: OperationError + 'static>(call: Call<O, E>) -> String {
    let error = call.into_request().await.expect_err("something is missing");
    assert!(error.is_construction_failure(), "{error}");
    error.into_source().expect("it has a source").to_string()
}
