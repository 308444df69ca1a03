//! The settings of one call.
//!
//! What they take beside those of the client hangs on a function pointer that only their setters write, so it is compiled in programs that use one of these.

use super::call::Parts;
use super::core::{Inner, Prepared};
use super::plugins;
use crate::config::Settings;
use crate::error::BoxError;

/// What is set for one call alone.
#[derive(Clone)]
pub(super) struct Overrides {
    pub(super) settings: Settings,
    layer: fn(&Settings, &Inner) -> Layered,
}

impl Overrides {
    #[inline]
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings, layer }
    }

    /// Puts the settings over those of the client.
    pub(super) fn layered(&self, client: &Inner) -> Layered {
        (self.layer)(&self.settings, client)
    }
}

impl Default for Overrides {
    #[inline]
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

/// The settings of a call over those of its client.
pub(super) struct Layered {
    own: Settings,
    pub(super) all: Settings,
    prepare: fn(&Self, &Parts) -> Result<Prepared, BoxError>,
}

impl Layered {
    /// Puts together what the call needs.
    pub(super) fn prepare(&self, call: &Parts) -> Result<Prepared, BoxError> {
        (self.prepare)(self, call)
    }
}

#[inline]
fn layer(own: &Settings, client: &Inner) -> Layered {
    let own = own.for_service(client.service).unwrap_or_else(|| own.clone());
    Layered { all: own.clone().over(client.config.settings()), own, prepare }
}

#[inline]
fn prepare(layered: &Layered, call: &Parts) -> Result<Prepared, BoxError> {
    let Layered { own, all, .. } = layered;
    let client = call.core.inner();
    let spec = call.operation.spec();
    let destination = client.destination(spec, all, &*call.request)?;
    let base = super::core::base(spec, all, &destination)?;
    let plugin = plugins::of_call(client.service, call.operation, all)?;
    let plugin = plugins::add_destination(plugin, destination, client.service, spec, all)?.finish();
    let over = plugins::of_override(client.service, own, all);
    let plugins = client.plugins.clone().with_operation_plugin(over).with_operation_plugin(plugin);
    Ok(Prepared { plugins, base })
}
