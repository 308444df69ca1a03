//! Canned answers, and the requests that get them.

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use cognito_identity_provider::config::ConfigBuilder;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::{AuthStart, ChallengeAnswer};
use cognito_identity_provider::{Client, Config};

pub(super) type Response = http::Response<SdkBody>;

/// The request id of every answer that has one.
pub(super) const REQUEST_ID: &str = "8e5c4f2a-0b1d-4c39-9f6e-3a7d5b2c1e0f";

/// An answer with a request id.
pub(super) fn response(status: u16, body: &str) -> Response {
    response_with(status, &[("x-amzn-requestid", REQUEST_ID)], body)
}

/// An answer with these headers alone.
pub(super) fn response_with(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(SdkBody::from(body)).expect("status and headers are well-formed")
}

/// An HTTP client that gives these answers, one after the other, and records the requests.
pub(super) fn replay(responses: impl IntoIterator<Item = Response>) -> StaticReplayClient {
    let unused = || {
        let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
        request.expect("the URI is well-formed")
    };
    let events = responses.into_iter().map(|response| ReplayEvent::new(unused(), response));
    StaticReplayClient::new(events.collect())
}

/// A configuration that lacks nothing but an HTTP client.
pub(super) fn config() -> ConfigBuilder {
    Config::builder().region("eu-west-1")
}

/// A client that is given these answers, and the record of what it sent.
pub(super) fn client(
    responses: impl IntoIterator<Item = Response>,
) -> (Client, StaticReplayClient) {
    let http = replay(responses);
    (Client::from_conf(config().http_client(http.clone()).build()), http)
}

/// A sign-in that meets every constraint, with nothing but what is required.
pub(super) fn sign_in() -> InitiateAuthRequest {
    InitiateAuthRequest::start(AuthStart::refresh_token_auth().refresh_token("token1"))
        .client_id("client1")
}

/// An answer to a challenge that meets every constraint, with nothing but what is required.
pub(super) fn answer() -> RespondToAuthChallengeRequest {
    RespondToAuthChallengeRequest::client_id("client1")
        .answer(ChallengeAnswer::mfa_setup().username("kim"))
}

/// The body of a request or a raw response, as text.
pub(super) fn text(body: &SdkBody) -> &str {
    let bytes = body.bytes().expect("a canned body is in memory");
    std::str::from_utf8(bytes).expect("a JSON body is UTF-8")
}
