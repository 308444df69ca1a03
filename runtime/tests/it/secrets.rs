//! No secret in anything that is printed.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tinsmith_runtime::config::Credentials;
use tinsmith_runtime::error::DisplayErrorContext;
use tracing_subscriber::fmt::MakeWriter;

use super::sample::{Client, SIGNED_SENSITIVE, client, config, replay, request, response};

/// Everything that is logged at any level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn start() -> (Self, tracing::subscriber::DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(log.clone())
            .with_ansi(false)
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[track_caller]
fn assert_hides(text: &str) {
    // As text, and as the bytes of a body that is printed as a list of numbers.
    for secret in ["hush", "104, 117, 115, 104"] {
        if let Some(place) = text.find(secret) {
            let start = text.floor_char_boundary(place.saturating_sub(200));
            panic!("a secret is printed: …{}", &text[start..place + secret.len()]);
        }
    }
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
        let (log, guard) = Log::start();
        let (client, http) = client([(); 3].map(|()| response(status, &[], body)));
        let call = client.respond_to_auth_challenge(secret_request());
        assert_hides(&format!("{call:?}"));
        let result = call.await;
        drop(guard);

        assert_hides(&format!("{result:?} {client:?}"));
        if let Err(error) = result {
            assert_hides(&DisplayErrorContext(&error).to_string());
            assert_eq!(error.raw_response().unwrap().body().bytes(), Some(body.as_bytes()));
            assert_hides(&DisplayErrorContext(error.into_service_error()).to_string());
        }
        let sent = http.actual_requests().next().unwrap();
        assert!(std::str::from_utf8(sent.body().bytes().unwrap()).unwrap().contains("hush-value"));
        let log = log.text();
        assert!(log.contains("transmitting request") && log.contains("received response"), "{log}");
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
    let (log, guard) = Log::start();
    let client = Client::from_conf(config.clone());
    client.core.call(&SIGNED_SENSITIVE, secret_request()).await.unwrap();
    drop(guard);
    let printed = format!("{config:?} {:?} {client:?}", config.to_builder());
    assert_hides(&printed);
    let log = log.text();
    assert!(log.contains("signing request"), "{log}");
    // The id of an access key is not a secret, and part of every signature.
    assert_hides(&log.replace("hush-id", ""));
}
