//! One call, before and while it is awaited.

use std::fmt::{Debug, Display, Formatter};
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use aws_smithy_runtime::client::orchestrator::StopPoint;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use super::core::drive;
use super::operation::{AnyOperation, ErasedResponse};
use super::overrides::Overrides;
use super::page::Page;
use super::paginator::Paginator;
use super::{Core, Request, Response};
use crate::config::{ConfigBuilder, Intercept, Settings, SharedInterceptor, TimeoutConfig};
use crate::error::{CallError, OperationError, SdkError, ServiceError, Unhandled};
use crate::validation::Validation;

/// A call of an operation. Await it to send the request.
///
/// The client validates the request before it sends it.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Call<O, E> {
    /// Boxed, so that a call is as small as a pointer wherever it is kept.
    parts: Box<Parts>,
    types: PhantomData<fn() -> (O, E)>,
}

/// A call without its types.
pub(super) struct Parts {
    pub(super) core: Core,
    pub(super) operation: &'static dyn AnyOperation,
    pub(super) request: Box<dyn Request>,
    /// What is set for this call alone; boxed, since most calls have nothing of their own.
    pub(super) overrides: Option<Box<Overrides>>,
}

impl Parts {
    pub(super) fn new(
        core: Core,
        operation: &'static dyn AnyOperation,
        request: Box<dyn Request>,
    ) -> Box<Self> {
        Box::new(Self { core, operation, request, overrides: None })
    }

    /// The same call with another request.
    #[inline]
    pub(super) fn with_request(&self, request: Box<dyn Request>) -> Box<Self> {
        Box::new(Self {
            core: self.core.clone(),
            operation: self.operation,
            request,
            overrides: self.overrides.clone(),
        })
    }

    #[inline]
    fn overrides(&mut self) -> &mut Settings {
        &mut self.overrides.get_or_insert_default().settings
    }

    #[inline]
    fn set_overrides(&mut self, overrides: Settings) {
        let earlier = self.overrides();
        *earlier = overrides.over(earlier);
    }

    /// The settings of the client, with those of the call over them.
    #[inline]
    pub(super) fn settings(&self) -> Settings {
        let below = self.core.config().settings();
        match &self.overrides {
            Some(own) => own.settings.clone().over(below),
            None => below.clone(),
        }
    }

    pub(super) fn send(self: Box<Self>) -> Pin<Box<dyn Future<Output = Finished> + Send>> {
        Box::pin(async move { drive(*self, StopPoint::None).await?.finalize() })
    }

    async fn into_request(self: Box<Self>) -> Result<HttpRequest, SdkError<Error>> {
        let mut context = drive(*self, StopPoint::BeforeTransmit).await?;
        context.take_request().ok_or_else(|| {
            SdkError::construction_failure("an interceptor took the request out of the call")
        })
    }
}

impl<O, E: OperationError> Call<O, E> {
    pub(super) fn new(parts: Box<Parts>) -> Self {
        Self { parts, types: PhantomData }
    }

    pub(super) fn into_parts(self) -> Box<Parts> {
        self.parts
    }

    /// Sets the validation level of this call.
    pub fn validation(mut self, level: Validation) -> Self {
        self.parts.overrides().validation = Some(level);
        self
    }

    /// Sets the time limit of this call, including all its attempts.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        let timeouts = TimeoutConfig::builder().operation_timeout(timeout).build();
        self.parts.overrides().set_timeouts(timeouts);
        self
    }

    /// Adds an interceptor to this call. It runs after the interceptors of the client.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.parts.overrides().interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Overrides settings of the client for this call.
    ///
    /// A setting here takes precedence over the client's, and over earlier overrides of this call. A setting that is not set here keeps its value; an override cannot unset it.
    /// Timeouts are overridden one by one. Interceptors and framework metadata are added to those of the client.
    /// The behavior version has no effect here, because its defaults are part of the client.
    ///
    /// ```
    /// # use tinsmith_runtime::client::Call;
    /// # use tinsmith_runtime::config::Config;
    /// # use tinsmith_runtime::error::OperationError;
    /// # fn example<O, E: OperationError>(call: Call<O, E>) -> Call<O, E> {
    /// call.config_override(Config::builder().region("eu-central-1").use_fips(true))
    /// # }
    /// ```
    pub fn config_override(mut self, config: ConfigBuilder) -> Self {
        self.parts.set_overrides(config.settings);
        self
    }

    /// Returns the HTTP request with its endpoint, headers and signature, without sending it.
    ///
    /// If the service requires endpoint discovery, this sends the discovery request.
    /// `Debug` hides the body of a request with `@sensitive` members; `body().bytes()` returns it.
    ///
    /// # Errors
    /// If the request does not meet its constraints, or if the configuration or the credentials are incomplete.
    pub async fn into_request(self) -> Result<HttpRequest, CallError<E>> {
        self.parts.into_request().await.map_err(typed)
    }
}

impl<O: Response, E: OperationError> Call<O, E> {
    /// Returns the future of this call, for example to box it or to store it.
    ///
    /// The call starts when you poll the future. You do not need this method to `.await` a call.
    pub fn send(self) -> CallFuture<O, E> {
        CallFuture { inner: self.parts.send(), types: PhantomData }
    }
}

impl<O: Page<E>, E: OperationError> Call<O, E> {
    /// Returns a paginator, which requests this page and all that follow.
    ///
    /// The settings of this call, such as its timeout and its interceptors, apply to the request of each page.
    pub fn into_paginator(self) -> Paginator<O, E> {
        Paginator::new(self.parts)
    }
}

impl<O: Response, E: OperationError> IntoFuture for Call<O, E> {
    type Output = Result<O, CallError<E>>;
    type IntoFuture = CallFuture<O, E>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<O, E> Debug for Call<O, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.parts.operation)
            .field("request", &self.parts.request)
            .finish_non_exhaustive()
    }
}

/// A call that is being made.
#[must_use = "a future does nothing unless it is awaited"]
pub struct CallFuture<O, E> {
    inner: Pin<Box<dyn Future<Output = Finished> + Send>>,
    types: PhantomData<fn() -> (O, E)>,
}

/// The outcome of a call without its types.
type Finished = Result<Output, SdkError<ErasedError>>;

/// The error of any operation, as the orchestrator has it.
pub(super) type ErasedError = Error;

impl<O: Response, E: OperationError> Future for CallFuture<O, E> {
    type Output = Result<O, CallError<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.inner.as_mut().poll(cx)) {
            Ok(output) => output
                .downcast::<ErasedResponse>()
                .ok()
                .and_then(ErasedResponse::downcast)
                .ok_or_else(replaced),
            Err(error) => Err(typed(error)),
        })
    }
}

impl<O, E> Debug for CallFuture<O, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}

/// What an interceptor did that leaves a call without an answer of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replaced {
    Response,
    Error,
}

impl Display for Replaced {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Response => "an interceptor replaced the response by a value of another type",
            Self::Error => "an interceptor replaced the error by one of another type",
        })
    }
}

impl std::error::Error for Replaced {}

fn replaced<E: OperationError>() -> CallError<E> {
    SdkError::construction_failure(Replaced::Response).into()
}

/// Gives an error the type of its operation.
pub(super) fn typed<E: OperationError>(error: SdkError<Error>) -> CallError<E> {
    let error = error.map_service_error(|error| match error.downcast::<ServiceError>() {
        Ok(error) => error.into_operation_error(),
        Err(_) => E::unhandled(Unhandled::from_source(Replaced::Error.into(), None)),
    });
    error.into()
}
