//! Which features a call uses, for the user agent.
//!
//! What comes in: the configuration of a call, in its config bag.
//! What goes out: the official feature marks, which the official user agent interceptor turns into its short codes.
//! What is deliberately not here: the marks of credentials; the official providers set those.

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_observability::global::get_telemetry_provider;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl};

/// The name that the official OpenTelemetry adapter gives itself.
const OPEN_TELEMETRY: &str = "AwsSmithyObservabilityOtelProvider";

/// Marks the retry mode, an endpoint URL, and metrics that go to OpenTelemetry.
#[derive(Debug)]
pub(super) struct MarkFeatures;

#[dyn_dispatch_hint]
impl Intercept for MarkFeatures {
    fn name(&self) -> &'static str {
        "MarkFeatures"
    }

    /// The first hook in which the configuration of the call alone is there too.
    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let retry_mode = match cfg.load::<RetryConfig>().map(RetryConfig::mode) {
            Some(RetryMode::Standard) => Some(SmithySdkFeature::RetryModeStandard),
            Some(RetryMode::Adaptive) => Some(SmithySdkFeature::RetryModeAdaptive),
            _ => None,
        };
        let has_endpoint_url = cfg.load::<EndpointUrl>().is_some();
        let has_open_telemetry = get_telemetry_provider()
            .is_ok_and(|provider| provider.meter_provider().provider_name() == OPEN_TELEMETRY);

        let state = cfg.interceptor_state();
        if let Some(retry_mode) = retry_mode {
            state.store_append(retry_mode);
        }
        if has_endpoint_url {
            state.store_append(AwsSdkFeature::EndpointOverride);
        }
        if has_open_telemetry {
            state.store_append(SmithySdkFeature::ObservabilityOtelMetrics);
        }
        Ok(())
    }
}

/// Marks whether the endpoints of a service that has some for each account are to be such ones.
///
/// That the credentials have an account id is marked by the official code that resolves them.
#[derive(Debug)]
pub(super) struct MarkAccountIdMode;

#[dyn_dispatch_hint]
impl Intercept for MarkAccountIdMode {
    fn name(&self) -> &'static str {
        "MarkAccountIdMode"
    }

    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match cfg.load::<AccountIdEndpointMode>().cloned().unwrap_or_default() {
            AccountIdEndpointMode::Preferred => AwsSdkFeature::AccountIdModePreferred,
            AccountIdEndpointMode::Disabled => AwsSdkFeature::AccountIdModeDisabled,
            AccountIdEndpointMode::Required => AwsSdkFeature::AccountIdModeRequired,
            // A mode that a later release of the official crates brings has no code yet.
            _ => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}
