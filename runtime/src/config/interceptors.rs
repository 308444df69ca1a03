//! What an interceptor is made of.

/// What a hook can fail with.
pub use aws_smithy_runtime_api::box_error::BoxError;
/// The call when its response has been read.
pub use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
/// The call between the arrival of its response and the reading of it.
pub use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeDeserializationInterceptorContextRef,
};
/// The call before its request is written.
pub use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
};
/// The call before its request is sent.
pub use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef,
};
/// The call at its end, however far it came.
pub use aws_smithy_runtime_api::client::interceptors::context::{
    FinalizerInterceptorContextMut, FinalizerInterceptorContextRef,
};
/// Code that sees, and can change, a call at each of its steps.
pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
/// The parts that the client was made from.
pub use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
/// What hooks and client keep for one call.
pub use aws_smithy_types::config_bag::ConfigBag;
