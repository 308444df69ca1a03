//! Which features of the configuration a call uses, for the user agent.

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_observability::global::get_telemetry_provider;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl};

/// The name that the official OpenTelemetry adapter gives itself.
const OPEN_TELEMETRY: &str = "AwsSmithyObservabilityOtelProvider";

/// The retry mode, an endpoint URL, metrics that go to OpenTelemetry; and of a service that has endpoints for each account, whether they are to be such ones.
///
/// That the credentials have an account id is marked by the official code that resolves them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    retry_mode: Option<RetryMode>,
    has_endpoint_url: bool,
    has_open_telemetry: bool,
    account_id_mode: Option<AccountIdMode>,
}

/// The official modes, but for those that a later release of the official crates brings, which have no code yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AccountIdMode {
    Preferred,
    Disabled,
    Required,
}

impl Marks {
    /// Takes the configuration, and whether the service has endpoints for each account.
    pub(super) fn of(cfg: &ConfigBag, has_account_ids: bool) -> Self {
        let mode = || cfg.load::<AccountIdEndpointMode>().cloned().unwrap_or_default();
        Self {
            retry_mode: cfg.load::<RetryConfig>().map(RetryConfig::mode),
            has_endpoint_url: cfg.load::<EndpointUrl>().is_some(),
            has_open_telemetry: get_telemetry_provider()
                .is_ok_and(|provider| provider.meter_provider().provider_name() == OPEN_TELEMETRY),
            account_id_mode: has_account_ids.then(mode).and_then(|mode| match mode {
                AccountIdEndpointMode::Preferred => Some(AccountIdMode::Preferred),
                AccountIdEndpointMode::Disabled => Some(AccountIdMode::Disabled),
                AccountIdEndpointMode::Required => Some(AccountIdMode::Required),
                _ => None,
            }),
        }
    }

    /// Stores the marks where the official interceptor looks for them.
    pub(super) fn store(self, layer: &mut Layer) {
        match self.retry_mode {
            Some(RetryMode::Standard) => {
                layer.store_append(SmithySdkFeature::RetryModeStandard);
            }
            Some(RetryMode::Adaptive) => {
                layer.store_append(SmithySdkFeature::RetryModeAdaptive);
            }
            _ => {}
        }
        if self.has_endpoint_url {
            layer.store_append(AwsSdkFeature::EndpointOverride);
        }
        if self.has_open_telemetry {
            layer.store_append(SmithySdkFeature::ObservabilityOtelMetrics);
        }
        if let Some(mode) = self.account_id_mode {
            layer.store_append(match mode {
                AccountIdMode::Preferred => AwsSdkFeature::AccountIdModePreferred,
                AccountIdMode::Disabled => AwsSdkFeature::AccountIdModeDisabled,
                AccountIdMode::Required => AwsSdkFeature::AccountIdModeRequired,
            });
        }
    }
}
