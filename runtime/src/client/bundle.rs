//! Many interceptors that the orchestrator takes for one.
//!
//! The orchestrator clones each interceptor of a call at each of nineteen hooks, to find that most have nothing to do there.

use std::error::Error;
use std::fmt::{Display, Formatter};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, OverriddenHooks, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use tracing::debug;

/// Runs one hook of an interceptor; erased, so that what is around it is compiled once and not for each of the hooks.
type Run<'r> = &'r mut dyn FnMut(&SharedInterceptor, &mut ConfigBag) -> Result<(), BoxError>;

/// Interceptors that run one after the other.
#[derive(Debug)]
pub(super) struct Bundle(Vec<SharedInterceptor>);

impl Bundle {
    /// Takes the interceptors in the order in which they run.
    pub(super) fn of(interceptors: impl Iterator<Item = SharedInterceptor>) -> SharedInterceptor {
        SharedInterceptor::permanent(Self(interceptors.collect()))
    }

    /// Runs a hook of all that have it, as the orchestrator does: one that fails keeps none of the others from running, and the last failure counts.
    fn run(
        &self,
        hook: OverriddenHooks,
        cfg: &mut ConfigBag,
        run: Run<'_>,
    ) -> Result<(), BoxError> {
        let mut failure: Option<Failure> = None;
        for interceptor in &self.0 {
            if interceptor.overridden_hooks().contains(hook)
                && interceptor.enabled(cfg)
                && let Err(source) = run(interceptor, cfg)
                && let Some(earlier) = failure.replace(Failure { name: interceptor.name(), source })
            {
                debug!("{earlier}: {}", earlier.source);
            }
        }
        failure.map_or(Ok(()), |failure| Err(failure.into()))
    }
}

/// What an interceptor failed with, and its name, which the orchestrator does not know.
#[derive(Debug)]
struct Failure {
    name: &'static str,
    source: BoxError,
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "the interceptor `{}` failed", self.name)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// Implements hooks that see the components of the call.
macro_rules! hooks {
    ($($hook:ident $flag:ident ($($context:tt)+);)+) => {$(
        fn $hook(
            &self,
            context: $($context)+<'_>,
            components: &RuntimeComponents,
            cfg: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            self.run(OverriddenHooks::$flag, cfg, &mut |interceptor, cfg| {
                interceptor.$hook(context, components, cfg)
            })
        }
    )+};
}

impl Intercept for Bundle {
    fn name(&self) -> &'static str {
        "Bundle"
    }

    fn overridden_hooks(&self) -> OverriddenHooks {
        let hooks = self.0.iter().map(SharedInterceptor::overridden_hooks);
        hooks.fold(OverriddenHooks::none(), |all, hooks| all | hooks)
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.run(OverriddenHooks::READ_BEFORE_EXECUTION, cfg, &mut |interceptor, cfg| {
            interceptor.read_before_execution(context, cfg)
        })
    }

    hooks! {
        modify_before_serialization MODIFY_BEFORE_SERIALIZATION (&mut BeforeSerializationInterceptorContextMut);
        read_before_serialization READ_BEFORE_SERIALIZATION (&BeforeSerializationInterceptorContextRef);
        read_after_serialization READ_AFTER_SERIALIZATION (&BeforeTransmitInterceptorContextRef);
        modify_before_retry_loop MODIFY_BEFORE_RETRY_LOOP (&mut BeforeTransmitInterceptorContextMut);
        read_before_attempt READ_BEFORE_ATTEMPT (&BeforeTransmitInterceptorContextRef);
        modify_before_signing MODIFY_BEFORE_SIGNING (&mut BeforeTransmitInterceptorContextMut);
        read_before_signing READ_BEFORE_SIGNING (&BeforeTransmitInterceptorContextRef);
        read_after_signing READ_AFTER_SIGNING (&BeforeTransmitInterceptorContextRef);
        modify_before_transmit MODIFY_BEFORE_TRANSMIT (&mut BeforeTransmitInterceptorContextMut);
        read_before_transmit READ_BEFORE_TRANSMIT (&BeforeTransmitInterceptorContextRef);
        read_after_transmit READ_AFTER_TRANSMIT (&BeforeDeserializationInterceptorContextRef);
        modify_before_deserialization MODIFY_BEFORE_DESERIALIZATION (&mut BeforeDeserializationInterceptorContextMut);
        read_before_deserialization READ_BEFORE_DESERIALIZATION (&BeforeDeserializationInterceptorContextRef);
        read_after_deserialization READ_AFTER_DESERIALIZATION (&AfterDeserializationInterceptorContextRef);
        modify_before_attempt_completion MODIFY_BEFORE_ATTEMPT_COMPLETION (&mut FinalizerInterceptorContextMut);
        read_after_attempt READ_AFTER_ATTEMPT (&FinalizerInterceptorContextRef);
        modify_before_completion MODIFY_BEFORE_COMPLETION (&mut FinalizerInterceptorContextMut);
        read_after_execution READ_AFTER_EXECUTION (&FinalizerInterceptorContextRef);
    }
}

#[cfg(test)]
mod tests;
