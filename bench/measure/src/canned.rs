//! The connector in memory.

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

/// What every request is answered with.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, by lower-case names.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: Vec<u8>,
}

impl HttpConnector for Answer {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        let status = match StatusCode::try_from(self.status) {
            Ok(status) => status,
            Err(error) => {
                return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into())));
            }
        };
        let mut response = HttpResponse::new(status, SdkBody::from(self.body.as_slice()));
        let headers = response.headers_mut();
        for (name, value) in self.headers {
            headers.insert(*name, *value);
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}

/// Gives a connector that answers every request with the same answer.
pub fn connector(answer: Answer) -> SharedHttpConnector {
    SharedHttpConnector::new(answer)
}

/// Gives a client that has no other connector.
pub fn http_client(connector: SharedHttpConnector) -> SharedHttpClient {
    http_client_fn(move |_settings, _components| connector.clone())
}
