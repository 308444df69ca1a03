//! The headers of one call, both ways, as they are on the wire.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cognito_identity_provider::config::interceptors::{
    BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef, BoxError,
    ConfigBag, Intercept, RuntimeComponents,
};

/// Looks at the calls that it is an interceptor of; clones look together.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch(Arc<Mutex<Headers>>);

#[derive(Debug, Default)]
struct Headers {
    sent: Vec<(String, String)>,
    answered: Vec<(String, String)>,
}

impl Watch {
    /// A header of the request.
    pub(super) fn sent(&self, name: &str) -> Option<String> {
        assert!(!self.headers().sent.is_empty(), "a request has been sent");
        find(&self.headers().sent, name)
    }

    /// A header of the answer.
    pub(super) fn answered(&self, name: &str) -> Option<String> {
        find(&self.headers().answered, name)
    }

    fn headers(&self) -> MutexGuard<'_, Headers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find(headers: &[(String, String)], name: &str) -> Option<String> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.headers().sent = owned(context.request().headers().iter());
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.headers().answered = owned(context.response().headers().iter());
        Ok(())
    }
}

fn owned<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
