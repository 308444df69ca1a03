//! Idempotency tokens: filled in where a request has none, and the same through all attempts of a call.
//!
//! Sessions stand in for tokens.

use aws_smithy_http_client::test_util::StaticReplayClient;
use tinsmith_runtime::client::Operation;
use tinsmith_runtime::config::{Config, ConfigBuilder};

use super::sample::{
    Client, RespondToAuthChallenge, RespondToAuthChallengeRequest, config, replay, request,
    response,
};

static WITH_TOKEN: RespondToAuthChallenge = Operation::new("RespondToAuthChallenge")
    .with_idempotency_token(|request| {
        Some(&mut request.downcast_mut::<RespondToAuthChallengeRequest>()?.session)
    });

const FIXED: &str = "a token that is always the same";

/// The tokens of the requests that were sent, by the key of the member.
fn tokens(http: &StaticReplayClient) -> Vec<String> {
    let token = |body: &[u8]| {
        let text = std::str::from_utf8(body).unwrap();
        let (_, rest) = text.split_once(r#""Session":""#).expect("there is a token");
        rest.split_once('"').expect("it ends").0.to_owned()
    };
    http.actual_requests().map(|request| token(request.body().bytes().unwrap())).collect()
}

fn client(config: ConfigBuilder, http: &StaticReplayClient) -> Client {
    Client::from_conf(config.http_client(http.clone()).build())
}

#[tokio::test]
async fn a_request_without_a_token_gets_one_from_the_provider_and_another_keeps_its_own() {
    let http = replay([(); 3].map(|()| response(200, &[], "{}")));
    let client = client(config().idempotency_token_provider(FIXED), &http);
    client.core.call(&WITH_TOKEN, request()).await.unwrap();
    let own = "a token of the caller's own";
    client.core.call(&WITH_TOKEN, request().session(own)).await.unwrap();
    let other = "a token of this call alone, from its settings";
    let overrides = Config::builder().idempotency_token_provider(other);
    client.core.call(&WITH_TOKEN, request()).config_override(overrides).await.unwrap();
    assert_eq!(tokens(&http), [FIXED, own, other]);
}

#[tokio::test]
async fn without_a_provider_each_call_has_a_token_of_its_own() {
    let http = replay([(); 2].map(|()| response(200, &[], "{}")));
    let client = client(config(), &http);
    client.core.call(&WITH_TOKEN, request()).await.unwrap();
    client.core.call(&WITH_TOKEN, request()).await.unwrap();
    let tokens = tokens(&http);
    assert_eq!(tokens.iter().map(String::len).collect::<Vec<_>>(), [36, 36]);
    assert_ne!(tokens[0], tokens[1]);
}

#[tokio::test(start_paused = true)]
async fn every_attempt_of_a_call_has_the_same_token() {
    let http =
        replay([response(500, &[], "{}"), response(500, &[], "{}"), response(200, &[], "{}")]);
    let client = client(config(), &http);
    client.core.call(&WITH_TOKEN, request()).await.unwrap();
    let tokens = tokens(&http);
    assert_eq!(tokens.len(), 3);
    assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
}
