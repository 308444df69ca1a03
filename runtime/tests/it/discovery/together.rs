//! Calls at the same time: who asks, and who is told.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use aws_smithy_runtime_api::client::http::http_client_fn;
use tinsmith_runtime::client::Core;
use tinsmith_runtime::config::http::SharedHttpConnector;
use tinsmith_runtime::config::{Config, ConfigBuilder};

use super::{DISCOVERED, Server, endpoint, fire, fired, refused};

/// A server that tells no endpoint before it is let.
fn closed(endpoints: impl IntoIterator<Item = (u16, String)>) -> Server {
    let server = Server::new(endpoints);
    server.0.gate.forget_permits(100);
    server
}

#[tokio::test]
async fn of_calls_at_the_same_time_one_asks() {
    let server = closed([endpoint("a", 9)]);
    let core = server.core();
    let open = async { server.0.gate.add_permits(1) };
    let (one, two, three, ()) = tokio::join!(fire(&core), fire(&core), fire(&core), open);
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a"), fired("a"), fired("a")]);
}

#[tokio::test]
async fn calls_at_the_same_time_fail_together() {
    let server = closed([refused()]);
    let core = server.core();
    let open = async { server.0.gate.add_permits(1) };
    let (one, two, three, ()) = tokio::join!(fire(&core), fire(&core), fire(&core), open);
    for error in [one, two, three].map(Result::unwrap_err) {
        let text = error.to_string();
        assert!(text.contains("AccessDeniedException: not you"), "{text}");
    }
    assert_eq!(server.log(), [DISCOVERED]);
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_the_asking_to_another() {
    let server = closed([endpoint("a", 9)]);
    let core = server.core();
    let mut given_up = Box::pin(fire(&core).send());
    assert!(poll_once(&mut given_up).is_none());
    assert_eq!(server.log(), [DISCOVERED]);
    drop(given_up);
    server.0.gate.add_permits(1);
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a")]);
}

#[tokio::test]
async fn a_call_that_nobody_polls_holds_up_no_other() {
    let server = closed([endpoint("a", 9)]);
    let core = server.core();
    let mut kept = Box::pin(fire(&core).send());
    assert!(poll_once(&mut kept).is_none());
    server.0.gate.add_permits(1);
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a")]);
    // It has the answer too, and asks for none.
    kept.await.unwrap();
    assert_eq!(server.log(), [fired("a")]);
}

#[tokio::test]
async fn while_a_call_asks_again_others_use_what_is_known() {
    let server = closed([endpoint("a", 1), endpoint("b", 1)]);
    let core = server.core();
    server.0.gate.add_permits(1);
    fire(&core).await.unwrap();
    server.advance(60);
    server.log();
    let mut asks = Box::pin(fire(&core).send());
    assert!(poll_once(&mut asks).is_none());
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a")]);
    server.0.gate.add_permits(1);
    asks.await.unwrap();
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [fired("b"), fired("b")]);
}

/// A client whose calls reach one server, and settings with which a call reaches another.
fn with_another(server: &Server, other: &Server) -> (Core, ConfigBuilder) {
    let connector = SharedHttpConnector::new(other.clone());
    let own = Config::builder().http_client(http_client_fn(move |_, _| connector.clone()));
    (server.core(), own)
}

#[tokio::test]
async fn settings_of_a_call_fail_for_that_call_alone() {
    let (server, other) = (Server::new([endpoint("a", 9)]), closed([refused()]));
    let (core, own) = with_another(&server, &other);
    let open = async { other.0.gate.add_permits(1) };
    // What the first one gets depends on whether the second one has an answer by then.
    let (_, two, ()) = tokio::join!(fire(&core).config_override(own), fire(&core), open);
    two.unwrap();
    assert_eq!(other.log()[0], DISCOVERED);
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a")]);
}

#[tokio::test]
async fn a_call_with_settings_of_its_own_does_not_fail_with_others() {
    let (server, other) = (closed([refused()]), Server::new([endpoint("a", 9)]));
    let (core, own) = with_another(&server, &other);
    let open = async { server.0.gate.add_permits(1) };
    let (_, two, ()) = tokio::join!(fire(&core), fire(&core).config_override(own), open);
    two.unwrap();
    assert_eq!(server.log()[0], DISCOVERED);
    assert_eq!(other.log(), [DISCOVERED.to_owned(), fired("a")]);
}

fn poll_once<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
    match Pin::new(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}
