//! What a test does at a certain point of a call.
//!
//! So a server does its part exactly when a client is ready for it, instead of some time later.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cognito_identity_provider::config::interceptors::{
    BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef, BoxError,
    ConfigBag, Intercept, RuntimeComponents,
};
use tokio::sync::Notify;

/// Tells when the head of a response has arrived, and nothing of its body has been read.
#[derive(Debug)]
pub(super) struct OnHead(pub(super) Arc<Notify>);

impl Intercept for OnHead {
    fn name(&self) -> &'static str {
        "OnHead"
    }

    fn read_after_transmit(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.notify_one();
        Ok(())
    }
}

/// Counts attempts, whether anything of them arrives or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Attempts(Arc<AtomicUsize>);

impl Attempts {
    pub(super) fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Intercept for Attempts {
    fn name(&self) -> &'static str {
        "Attempts"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
