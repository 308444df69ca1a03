//! Challenges of a sign-in: what a typed answer sends, what a response is read as, and what is refused before it is sent.

mod answered;
mod asked;
mod page;
mod refused;
mod started;

use std::collections::BTreeMap;

use cognito_identity_provider::operation::admin_respond_to_auth_challenge::AdminRespondToAuthChallengeRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::ChallengeAnswer;
use std::collections::HashMap;

/// The entries of a map, in order.
fn sorted(map: Option<HashMap<String, String>>) -> BTreeMap<String, String> {
    map.unwrap_or_default().into_iter().collect()
}

/// The entries that are expected, in order.
fn entries<const N: usize>(entries: [(&str, &str); N]) -> BTreeMap<String, String> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// Puts an answer into both requests, and compares what they hold.
#[track_caller]
fn assert_answer<const N: usize>(
    answer: impl Into<ChallengeAnswer>,
    name: &str,
    expected: [(&str, &str); N],
) {
    let answer = answer.into();
    let request = RespondToAuthChallengeRequest::client_id("client1").answer(answer.clone());
    assert_eq!(request.challenge_name.as_str(), name);
    assert_eq!(sorted(request.challenge_responses), entries(expected));
    let request = AdminRespondToAuthChallengeRequest::user_pool_id("eu-west-1_p")
        .client_id("client1")
        .answer(answer);
    assert_eq!(request.challenge_name.as_str(), name);
    assert_eq!(sorted(request.challenge_responses), entries(expected));
}
