//! A connector that sends nothing.

use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

/// The response that every request gets.
#[derive(Clone, Debug)]
pub(super) struct Canned {
    pub(super) status: StatusCode,
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
}

/// Keeps the request, gives the response.
#[derive(Clone, Debug)]
pub(super) struct Connector {
    canned: Arc<Canned>,
    sent: Arc<Mutex<Option<HttpRequest>>>,
}

impl Connector {
    pub(super) fn new(canned: Canned) -> Self {
        Self { canned: Arc::new(canned), sent: Arc::default() }
    }

    /// Gives the request that was sent, if one was.
    pub(super) fn take_sent(&self) -> Option<HttpRequest> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        let Canned { status, headers, body } = &*self.canned;
        let mut response = HttpResponse::new(*status, SdkBody::from(body.as_slice()));
        *response.headers_mut() = headers.clone();
        HttpConnectorFuture::ready(Ok(response))
    }
}

impl HttpClient for Connector {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
