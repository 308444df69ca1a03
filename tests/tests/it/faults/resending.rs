//! What is sent twice, and what is not.
//!
//! The standard policy repeats a call whose answer was lost, whatever the call does: it cannot know whether the service has carried it out. A caller for whom that matters turns retries off, or takes the second answer for what it is.

use cognito_identity_provider::Client;
use cognito_identity_provider::config::ConfigBuilder;
use cognito_identity_provider::error::CallError;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::operation::sign_up::{SignUpError, SignUpRequest, SignUpResponse};
use cognito_identity_provider::types::{AuthStart, ChallengeAnswer};

use super::call::{Kind, answer, assert_fails, config, in_time, once};
use super::server::{Server, Step};

const CREATED: &str = r#"{"UserConfirmed":false,"UserSub":"sub"}"#;
const EXISTS: &str = r#"{"__type":"UsernameExistsException","message":"User already exists"}"#;
const LOST: &str = "dispatch failure: other: no answer from 127.0.0.1: client error (SendRequest): connection closed before message completed";

async fn sign_up(config: ConfigBuilder) -> Result<SignUpResponse, CallError<SignUpError>> {
    let client = Client::from_conf(config.build());
    let request = SignUpRequest::client_id("client1").username("kim").password("password");
    in_time(async { client.sign_up(request).await }).await
}

#[tokio::test]
async fn a_sign_up_whose_answer_was_lost_is_sent_again_as_it_was() {
    let server = Server::start([vec![Step::Close], answer(200, &[], CREATED)]).await;
    let response = sign_up(config(&server)).await.expect("the second attempt is answered");
    assert_eq!(response.user_sub, "sub");

    let seen = server.seen();
    let [first, second] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("amz-sdk-request"), Some("attempt=1; max=3"));
    assert_eq!(second.header("amz-sdk-request"), Some("attempt=2; max=3"));
    let id = "amz-sdk-invocation-id";
    assert!(first.header(id).is_some());
    assert_eq!(first.header(id), second.header(id));
}

#[tokio::test]
async fn a_sign_up_that_was_carried_out_unheard_exists_the_second_time() {
    let server = Server::start([vec![Step::Close], answer(400, &[], EXISTS)]).await;
    let words = "service error: UsernameExistsException: User already exists";
    assert_fails(sign_up(config(&server)).await, Kind::Service, words);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn without_retries_a_sign_up_is_sent_once() {
    let server = Server::start([vec![Step::Close], answer(200, &[], CREATED)]).await;
    assert_fails(sign_up(once(&server)).await, Kind::Dispatch, LOST);
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].header("amz-sdk-request"), Some("attempt=1; max=1"));
}

/// An answer that is complete but wrong would be the same the next time, and the sign-up is done.
#[tokio::test]
async fn a_sign_up_whose_answer_is_wrong_is_not_sent_again() {
    let wrong = answer(200, &[], r#"{"UserConfirmed":"yes"}"#);
    let server = Server::start([wrong, answer(200, &[], CREATED)]).await;
    let words = "response error: the body of the response cannot be read: UserConfirmed: expected a boolean";
    assert_fails(sign_up(config(&server)).await, Kind::Response, words);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_sign_in_whose_answer_has_a_number_out_of_range_is_not_sent_again() {
    let wrong = answer(200, &[], r#"{"AuthenticationResult":{"ExpiresIn":99999999999}}"#);
    let server = Server::start([wrong, answer(200, &[], "{}")]).await;
    let client = Client::from_conf(config(&server).build());
    let start = AuthStart::user_password_auth().username("kim").password("secret");
    let request = InitiateAuthRequest::start(start).client_id("client1");
    let outcome = in_time(async { client.initiate_auth(request).await }).await;
    assert!(outcome.as_ref().is_err_and(CallError::is_response_error), "{outcome:?}");
    assert_eq!(server.seen().len(), 1);
}

/// HTTP shows nothing to be missing, so the service has said all that it has to say.
#[tokio::test]
async fn a_sign_up_whose_answer_is_empty_is_not_sent_again() {
    for body in ["", " \n", "<html>Sign in</html>", r#"{"UserConfirmed":false,"UserS"#] {
        let server = Server::start([answer(200, &[], body), answer(400, &[], EXISTS)]).await;
        let why = match body {
            "" | " \n" => "the body is empty",
            "<html>Sign in</html>" => "expected an object",
            _ => "the document ends early",
        };
        let words = format!("response error: the body of the response cannot be read: {why}");
        assert_fails(sign_up(config(&server)).await, Kind::Response, &words);
        assert_eq!(server.seen().len(), 1, "{body}");
    }
}

/// A session is good for one answer. No member of the response is required, so nothing is a response without members.
#[tokio::test]
async fn a_challenge_whose_answer_is_empty_is_answered_once() {
    let server = Server::start([answer(200, &[], ""), answer(200, &[], "{}")]).await;
    let client = Client::from_conf(config(&server).build());
    let request = RespondToAuthChallengeRequest::client_id("client1")
        .answer(ChallengeAnswer::sms_mfa().username("kim").sms_mfa_code("123456"));
    let outcome = in_time(async { client.respond_to_auth_challenge(request).await }).await;
    assert_eq!(outcome.expect("nothing is required").authentication_result, None);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_sign_up_that_meets_no_constraint_is_not_sent_at_all() {
    let server = Server::start([answer(200, &[], CREATED)]).await;
    let client = Client::from_conf(config(&server).build());
    let outcome =
        in_time(async { client.sign_up(SignUpRequest::client_id("").username("")).await }).await;
    let error = outcome.expect_err("both are too short");
    assert!(error.is_construction_failure(), "{error}");
    assert_eq!(server.seen().len(), 0);
}
