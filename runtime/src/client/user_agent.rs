//! The headers that name who calls, on what, and which features a call uses.

use std::fmt::{Debug, Formatter};
use std::sync::{Arc, PoisonError, RwLock};

use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_runtime::user_agent::{ApiMetadata, AwsUserAgent, UserAgentInterceptor};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::HttpClient as _;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Layer, Storable, StoreReplace};
use aws_types::os_shim_internal::Env;
use http::HeaderValue;
use http::header::{HeaderName, USER_AGENT};

use super::Service;
use super::features::Marks;
use crate::config::Settings;

const X_AMZ_USER_AGENT: HeaderName = HeaderName::from_static("x-amz-user-agent");

/// How many frameworks are named.
const MAX_FRAMEWORKS: usize = 10;

/// How many sets of features are kept; a client uses few.
const MAX_KEPT: usize = 8;

/// Stores who calls: with a client, and with a call that says something else of that.
pub(super) fn store(layer: &mut Layer, service: &Service, settings: &Settings) {
    let api = ApiMetadata::new(service.api_name, env!("CARGO_PKG_VERSION"));
    let mut agent = AwsUserAgent::new_from_environment(Env::real(), api);
    if let Some(app_name) = settings.app_name.clone() {
        agent.set_app_name(app_name);
    }
    let mut named = Vec::new();
    for framework in &settings.framework_metadata {
        if named.contains(&framework) {
            continue;
        }
        if named.len() == MAX_FRAMEWORKS {
            tracing::warn!("of the framework metadata, the first {MAX_FRAMEWORKS} are sent");
            break;
        }
        named.push(framework);
        agent.add_framework_metadata(framework.clone());
    }
    layer.store_put(agent).store_put(Written::default());
}

/// The headers that were written for an [`AwsUserAgent`] of the same layer.
#[derive(Default)]
struct Written(RwLock<Vec<Arc<Headers>>>);

impl Storable for Written {
    type Storer = StoreReplace<Self>;
}

impl Debug for Written {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("Written")
    }
}

/// What the headers say for what a call uses.
struct Headers {
    marks: Marks,
    features: Vec<Feature>,
    connector: Option<ConnectorMetadata>,
    user_agent: HeaderValue,
    x_amz_user_agent: HeaderValue,
}

impl Headers {
    /// Whether they are those of a call that uses this.
    fn are_of(&self, marks: Marks, connector: Option<&ConnectorMetadata>, cfg: &ConfigBag) -> bool {
        if self.marks != marks || self.connector.as_ref() != connector {
            return false;
        }
        let mut known = self.features.iter();
        let mut are_same = true;
        each_feature(cfg, &mut |feature| are_same = are_same && known.next() == Some(&feature));
        are_same && known.next().is_none()
    }
}

/// A feature that somebody noted in the configuration of the call.
#[derive(PartialEq)]
enum Feature {
    Smithy(SmithySdkFeature),
    Aws(AwsSdkFeature),
    Credentials(AwsCredentialFeature),
}

/// Goes through the features; with a loop for each type, since one iterator over all three takes long to compile.
fn each_feature(cfg: &ConfigBag, visit: &mut dyn FnMut(Feature)) {
    for feature in cfg.load::<SmithySdkFeature>() {
        visit(Feature::Smithy(feature.clone()));
    }
    for feature in cfg.load::<AwsSdkFeature>() {
        visit(Feature::Aws(feature.clone()));
    }
    for feature in cfg.load::<AwsCredentialFeature>() {
        visit(Feature::Credentials(feature.clone()));
    }
}

/// Adds the headers.
#[derive(Debug)]
pub(super) struct UserAgent {
    official: UserAgentInterceptor,
    /// Whether the service has endpoints for each account, so that their mode is a feature.
    has_account_ids: bool,
}

impl UserAgent {
    pub(super) fn of(service: &Service) -> Self {
        Self {
            official: UserAgentInterceptor::new(),
            has_account_ids: service.account_id_endpoints,
        }
    }
}

#[dyn_dispatch_hint]
impl Intercept for UserAgent {
    fn name(&self) -> &'static str {
        "UserAgent"
    }

    /// Makes the agent, where an interceptor took ours away.
    fn read_after_serialization(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.official.read_after_serialization(context, components, cfg)
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let marks = Marks::of(cfg, self.has_account_ids);
        // An interceptor can put an agent of its own there, and it is written each time.
        if cfg.get_mut_from_interceptor_state::<AwsUserAgent>().is_some() {
            marks.store(cfg.interceptor_state());
            return self.official.modify_before_signing(context, components, cfg);
        }
        let connector = components.http_client().and_then(|client| client.connector_metadata());
        // A lock is poisoned by a panic in between, and nothing is left half done there.
        let known = cfg.load::<Written>().and_then(|written| {
            let known = written.0.read().unwrap_or_else(PoisonError::into_inner);
            known.iter().find(|known| known.are_of(marks, connector.as_ref(), cfg)).cloned()
        });
        if let Some(known) = known {
            let headers = context.request_mut().headers_mut();
            headers.append(USER_AGENT, known.user_agent.clone());
            headers.append(X_AMZ_USER_AGENT, known.x_amz_user_agent.clone());
            return Ok(());
        }
        let mut features = Vec::new();
        each_feature(cfg, &mut |feature| features.push(feature));
        marks.store(cfg.interceptor_state());
        self.official.modify_before_signing(context, components, cfg)?;
        let headers = context.request().headers();
        let last = |name: &HeaderName| {
            HeaderValue::from_str(headers.get_all(name.as_str()).last().unwrap_or_default())
        };
        let (user_agent, x_amz_user_agent) = (last(&USER_AGENT)?, last(&X_AMZ_USER_AGENT)?);
        if let Some(Written(known)) = cfg.load::<Written>() {
            let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
            if known.len() < MAX_KEPT {
                known.push(Arc::new(Headers {
                    marks,
                    features,
                    connector,
                    user_agent,
                    x_amz_user_agent,
                }));
            }
        }
        Ok(())
    }
}
