//! What a paginator takes over from the call that it is made of.
//!
//! Challenges stand in for pages: their session is a token that goes from a response to the next request.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tinsmith_runtime::client::{Next, Page, carry};
use tinsmith_runtime::config::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, HttpRequest,
    HttpResponse, RuntimeComponents, SdkBody, SharedHttpConnector,
};
use tinsmith_runtime::error::SdkError;

use super::sample::{
    Client, RespondToAuthChallengeError, RespondToAuthChallengeRequest,
    RespondToAuthChallengeResponse, config, request,
};

impl Page<RespondToAuthChallengeError> for RespondToAuthChallengeResponse {
    type Request = RespondToAuthChallengeRequest;

    fn advance(&self, request: &mut Self::Request) -> Next {
        Next::of([carry(self.session.as_ref(), &mut request.session)])
    }
}

/// Answers the first request, and no other.
#[derive(Clone, Debug, Default)]
struct AnswersOnce(Arc<AtomicUsize>);

impl HttpClient for AnswersOnce {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for AnswersOnce {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        if self.0.fetch_add(1, Ordering::SeqCst) > 0 {
            return HttpConnectorFuture::new(pending());
        }
        let body = SdkBody::from(r#"{"Session":"the session of the next challenge"}"#);
        let status = 200.try_into().unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, body)))
    }
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_the_call_is_that_of_every_page() {
    let http = AnswersOnce::default();
    let client = Client::from_conf(config().http_client(http.clone()).build());
    let call = client.respond_to_auth_challenge(request()).timeout(Duration::from_secs(7));
    let mut pages = call.into_paginator().pages();
    // Longer than the timeout, which is of one page and not of all.
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    tokio::time::advance(Duration::from_secs(8)).await;
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error.as_sdk_error(), SdkError::TimeoutError(_)), "{error:?}");
    assert!(pages.next().await.is_none());
    assert_eq!(http.0.load(Ordering::SeqCst), 2);
}
