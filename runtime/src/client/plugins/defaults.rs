//! The official defaults, ready to be merged with what else a client has.

use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin as _;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

use super::settings::put;

/// What the official plugins give.
pub(super) struct Defaults {
    pub(super) components: RuntimeComponentsBuilder,
    values: ConfigBag,
}

impl Defaults {
    /// Takes the name of what shares a retry quota.
    pub(super) fn of(retry_partition: String, version: BehaviorVersion) -> Self {
        let params = DefaultPluginParams::new()
            .with_retry_partition_name(retry_partition)
            .with_behavior_version(version)
            .with_is_aws_sdk(true);
        let mut components = RuntimeComponentsBuilder::new("defaults");
        let mut values = ConfigBag::base();
        for plugin in default_plugins(params) {
            if let Some(layer) = plugin.config() {
                values.push_shared_layer(layer);
            }
            let more = plugin.runtime_components(&components);
            components = components.merge_from(&more);
        }
        Self { components, values }
    }

    /// Stores the values in a layer: each of those that the official plugins have, as a test knows.
    pub(super) fn store(&self, layer: &mut Layer) {
        put(layer, self.values.load::<RetryConfig>().cloned());
        put(layer, self.values.load::<RetryPartition>().cloned());
        put(layer, self.values.load::<StalledStreamProtectionConfig>().cloned());
        put(layer, self.values.load::<TimeoutConfig>().cloned());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Gives the names of the types of what is stored in layers, as they are printed.
    fn values(layers: &str) -> BTreeSet<&str> {
        // Timeouts that are set are printed in the same way.
        let values = layers.split("Set(").skip(1);
        let names = values.filter_map(|value| value.split([' ', '(']).next());
        names.filter(|name| name.starts_with(char::is_alphabetic)).collect()
    }

    #[test]
    fn every_value_of_the_official_plugins_is_stored() {
        let params = DefaultPluginParams::new().with_retry_partition_name("partition");
        let layers = default_plugins(params).into_iter().filter_map(|plugin| plugin.config());
        let official: String = layers.map(|layer| format!("{layer:?}")).collect();
        let mut layer = Layer::new("client");
        Defaults::of("partition".to_owned(), BehaviorVersion::latest()).store(&mut layer);
        let stored = format!("{layer:?}");
        let expected = BTreeSet::from([
            "RetryConfig",
            "RetryPartition",
            "StalledStreamProtectionConfig",
            "TimeoutConfig",
        ]);
        assert_eq!(values(&official), expected);
        assert_eq!(values(&stored), expected);
    }
}
