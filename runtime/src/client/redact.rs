//! Bodies that can be sent and read but not printed.
//!
//! Where the official crates would print a body, and what keeps them from it:
//! * the orchestrator logs the request that it transmits, at TRACE: the request is made with a hidden body;
//! * it logs the response as it arrives, which shows a body that is in memory already (of a test client, or one that buffers): the HTTP client is wrapped;
//! * it logs the response again when its body has been read: `SensitiveOutput` in the config bag withholds it, unless the environment variable `LOG_SENSITIVE_BODIES` asks for it (also of an operation whose input alone is sensitive: an error page may echo the request);
//! * the signer logs what it signs: it withholds the body by itself, unless the environment variable `LOG_SIGNABLE_BODY` asks for it;
//! * the `Debug` of `SdkError` shows the raw response: its body is hidden before the call ends.

use std::fmt::{Debug, Formatter};
use std::mem;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::context::FinalizerInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

/// Takes a body; gives one that differs in its `Debug` alone.
pub(super) fn hide(body: SdkBody) -> SdkBody {
    body.map_preserve_contents(SdkBody::from_body_1_x)
}

/// A body that is not in memory has nothing to print.
fn hide_body_of(response: &mut HttpResponse) {
    if response.body().bytes().is_none() {
        return;
    }
    let body = mem::replace(response.body_mut(), SdkBody::taken());
    *response.body_mut() = hide(body);
}

/// Hides the body of the raw response that an error will hold.
#[derive(Debug)]
pub(super) struct HideRawResponse;

#[dyn_dispatch_hint]
impl Intercept for HideRawResponse {
    fn name(&self) -> &'static str {
        "HideRawResponse"
    }

    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<SensitiveOutput>().is_some()
            && let Some(response) = context.response_mut()
        {
            hide_body_of(response);
        }
        Ok(())
    }
}

/// An HTTP client whose responses arrive with hidden bodies.
///
/// Of every operation, since a client is not told which one it works for; nothing reads a body by its `Debug`.
///
/// Its own `Debug` shows nothing of the client inside, which may record what passes through it.
pub(super) struct HiddenResponses(pub(super) SharedHttpClient);

impl Debug for HiddenResponses {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("HiddenResponses")
    }
}

impl HttpClient for HiddenResponses {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(HiddenConnector(self.0.http_connector(settings, components)))
    }

    fn validate_base_client_config(
        &self,
        components: &RuntimeComponentsBuilder,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.validate_base_client_config(components, cfg)
    }

    fn validate_final_config(
        &self,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.validate_final_config(components, cfg)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.0.connector_metadata()
    }
}

struct HiddenConnector(SharedHttpConnector);

impl Debug for HiddenConnector {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("HiddenConnector")
    }
}

impl HttpConnector for HiddenConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let response = self.0.call(request);
        HttpConnectorFuture::new(async move {
            let mut response = response.await?;
            hide_body_of(&mut response);
            Ok(response)
        })
    }
}
