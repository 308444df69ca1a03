//! No secret in anything that is printed.

use tinsmith_runtime::client::Operation;
use tinsmith_runtime::config::Credentials;
use tinsmith_runtime::error::DisplayErrorContext;

use super::log::{self, Log};
use super::sample::{
    Client, RespondToAuthChallenge, SIGNED_SENSITIVE, client, config, replay, request, response,
};

/// Every secret of these tests has this word in it.
#[track_caller]
fn assert_hides(text: &str) {
    log::assert_hides(text, &["hush"]);
}

fn secret_request() -> super::sample::RespondToAuthChallengeRequest {
    request().session("hush-session-hush-session").challenge_responses([("hush-key", "hush-value")])
}

#[tokio::test(start_paused = true)]
async fn nothing_of_a_sensitive_call_is_printed() {
    let truncated = r#"{"Session":"hush-hush","ChallengeParameters":{"hush":"hush"#;
    let malformed = r#"{"Session":{"hush":"hush"},"\uhush":1}"#;
    let modelled = r#"{"__type":"InvalidParameterException","message":"m","Session":"hush"}"#;
    let page = "<html>hush</html>";
    let success = r#"{"Session":"hush"}"#;
    for (status, body) in [
        (200, truncated),
        (200, malformed),
        (200, success),
        (400, modelled),
        (403, page),
        (500, modelled),
    ] {
        let log = Log::start();
        let (client, http) = client([(); 3].map(|()| response(status, &[], body)));
        let call = client.respond_to_auth_challenge(secret_request());
        assert_hides(&format!("{call:?}"));
        let result = call.await;
        let log = log.stop();

        assert_hides(&format!("{result:?} {client:?}"));
        if let Err(error) = result {
            assert_hides(&error.to_string());
            assert_eq!(error.raw_response().unwrap().body().bytes(), Some(body.as_bytes()));
            assert_hides(&DisplayErrorContext(error.into_service_error()).to_string());
        }
        let sent = http.actual_requests().next().unwrap();
        assert!(std::str::from_utf8(sent.body().bytes().unwrap()).unwrap().contains("hush-value"));
        assert!(log.contains("transmitting request") && log.contains("received response"), "{log}");
        assert_hides(&log);
    }
}

/// An operation that asks with a secret and is answered with none.
static TELLING: RespondToAuthChallenge =
    Operation::new("RespondToAuthChallenge").with_sensitive_input();

#[tokio::test(start_paused = true)]
async fn a_response_that_echoes_a_secret_of_the_request_is_not_printed() {
    for (status, body) in [
        (200, r#"{"Session":{"hush":1}}"#),
        (200, "hush"),
        (403, "<html>hush</html>"),
        (400, r#"{"__type":"InvalidParameterException","New":"hush"}"#),
    ] {
        let log = Log::start();
        let (client, _) = client([(); 3].map(|()| response(status, &[], body)));
        let error = client.core.call(&TELLING, secret_request()).await.unwrap_err();
        let log = log.stop();
        assert_hides(&format!("{error:?} {}", error));
        assert!(log.contains("received response"), "{log}");
        assert_hides(&log);
    }
}

#[tokio::test]
async fn a_request_that_is_not_sent_hides_its_body_too() {
    let (client, _) = client([]);
    let call = client.respond_to_auth_challenge(secret_request());
    let http = call.into_request().await.unwrap();
    assert_hides(&format!("{http:?}"));
    assert!(std::str::from_utf8(http.body().bytes().unwrap()).unwrap().contains("hush-value"));
}

#[tokio::test]
async fn neither_credentials_nor_what_is_signed_is_printed() {
    let credentials =
        Credentials::new("hush-id", "hush-secret", Some("hush-token".into()), None, "test");
    let http = replay([response(200, &[], "{}")]);
    let config = config().http_client(http).credentials_provider(credentials).build();
    let log = Log::start();
    let client = Client::from_conf(config.clone());
    client.core.call(&SIGNED_SENSITIVE, secret_request()).await.unwrap();
    let log = log.stop();
    let printed = format!("{config:?} {:?} {client:?}", config.to_builder());
    assert_hides(&printed);
    assert!(log.contains("signing request"), "{log}");
    // The id of an access key is not a secret, and part of every signature.
    assert_hides(&log.replace("hush-id", ""));
}
