//! Calls that get a canned answer, and everything that they log and print.

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use cognito_identity_provider::config::{Credentials, RetryConfig, Validation};
use cognito_identity_provider::{Client, Config};
use tinsmith_specimens_fixture::{Ending, Marks, Operation};

use super::assert_hides;
use crate::log::Log;

/// Makes a call that is answered like this; asserts that nothing sensitive of request and answer is printed or logged, and gives what it ended with.
pub(super) async fn call(operation: &Operation, status: u16, body: &str) -> Ending {
    let answer = body.to_owned();
    let http = infallible_client_fn(move |_| {
        let answer = http::Response::builder().status(status).body(SdkBody::from(answer.as_str()));
        answer.expect("the status is one")
    });
    let config = Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .validation(Validation::Off)
        .http_client(http);
    let client = Client::from_conf(config.build());
    let log = Log::start();
    let ending = (operation.call)(&client, &mut Marks::default()).send().await;
    let log = log.stop();
    assert_hides(operation.name, &ending.printed);
    assert_hides(operation.name, &log);
    // Else the log hides everything because there is nothing in it.
    for event in ["transmitting request", "received response"] {
        assert_eq!(log.matches(event).count(), 1, "{}: {event}", operation.name);
    }
    ending
}
