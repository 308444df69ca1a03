//! Endpoints that the service no longer takes.

use std::time::Duration;

use tinsmith_runtime::client::Core;
use tinsmith_runtime::config::RetryConfig;

use super::super::sample::SERVICE;
use super::{DISCOVERED, Server, endpoint, fire, fired};

const INVALID: (u16, &str) = (400, r#"{"__type":"a.b#InvalidEndpointException","message":"gone"}"#);
const MISDIRECTED: (u16, &str) = (421, "");

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_is_none_any_more_is_forgotten_and_the_call_made_again() {
    for gone in [INVALID, MISDIRECTED] {
        let server = Server::new([endpoint("a", 9), endpoint("b", 9)]).answering([gone]);
        let core = server.core();
        let before = tokio::time::Instant::now();
        fire(&core).await.unwrap();
        assert_eq!(before.elapsed(), Duration::ZERO);
        let expected = [DISCOVERED.to_owned(), fired("a"), DISCOVERED.to_owned(), fired("b")];
        assert_eq!(server.log(), expected);
        fire(&core).await.unwrap();
        assert_eq!(server.log(), [fired("b")]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_made_again_once() {
    let server = Server::new([endpoint("a", 9), endpoint("b", 9), endpoint("c", 9)])
        .answering([INVALID, INVALID]);
    let core = server.core();
    let error = fire(&core).await.unwrap_err();
    assert!(error.is_service_error(), "{error:?}");
    assert_eq!(error.code(), Some("InvalidEndpointException"));
    let expected = [DISCOVERED.to_owned(), fired("a"), DISCOVERED.to_owned(), fired("b")];
    assert_eq!(server.log(), expected);
    // That one is forgotten too.
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("c")]);
}

#[tokio::test]
async fn a_call_that_may_not_be_made_again_leaves_it_to_the_next() {
    let server = Server::new([endpoint("a", 9), endpoint("b", 9)]).answering([INVALID]);
    let config = server.config().retry_config(RetryConfig::disabled());
    let core = Core::new(&SERVICE, config.build());
    let error = fire(&core).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidEndpointException"));
    fire(&core).await.unwrap();
    let expected = [DISCOVERED.to_owned(), fired("a"), DISCOVERED.to_owned(), fired("b")];
    assert_eq!(server.log(), expected);
}
