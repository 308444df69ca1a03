//! One call, before and while it is awaited.
//!
//! What comes in: an operation and a request, then settings of this call alone.
//! What goes out: a future of the typed response or error, or the HTTP request that would be sent.
//! What is deliberately not here: the work; see `core`. What is generic here is a pointer and two conversions.

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
use super::page::Page;
use super::paginator::Paginator;
use super::{Core, Request, Response};
use crate::config::{ConfigBuilder, Intercept, Settings, SharedInterceptor, TimeoutConfig};
use crate::error::{CallError, OperationError, SdkError, ServiceError, Unhandled};
use crate::validation::Validation;

/// A call that is ready to be made: await it.
///
/// The request is checked when the call is awaited, before anything is sent.
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
    pub(super) overrides: Option<Box<Settings>>,
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
        self.overrides.get_or_insert_default()
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
            Some(own) => (**own).clone().over(below),
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

    /// Sets which constraints are checked for this call, whatever the configuration says.
    pub fn validation(mut self, level: Validation) -> Self {
        self.parts.overrides().validation = Some(level);
        self
    }

    /// Sets how long this call can take, with all its attempts.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        let timeouts = TimeoutConfig::builder().operation_timeout(timeout).build();
        self.parts.overrides().set_timeouts(timeouts);
        self
    }

    /// Adds an interceptor to this call, which runs after those of the client.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.parts.overrides().interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Sets what this call alone is configured with: each setting goes over that of the client, and over one that this call was given before.
    ///
    /// Nothing can be taken away: what is not set stays as the client has it. Timeouts are replaced one by one; interceptors and framework metadata are added to those of the client.
    /// The behaviour version is the client's, whatever is set here: its defaults are part of the client.
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

    /// Gives the HTTP request that would be sent, complete with endpoint, headers and signature, and sends nothing; but where the endpoint has to be discovered, it is.
    ///
    /// The body of a request with `@sensitive` members does not show in `Debug`; `body().bytes()` gives it.
    ///
    /// # Errors
    /// As the call itself, short of sending: constraints, configuration, credentials.
    pub async fn into_request(self) -> Result<HttpRequest, CallError<E>> {
        self.parts.into_request().await.map_err(typed)
    }
}

impl<O: Response, E: OperationError> Call<O, E> {
    /// Makes the call: gives the future that awaiting the call awaits, for where a future itself is wanted, to be kept, boxed or polled.
    ///
    /// Nothing happens until it is polled.
    pub fn send(self) -> CallFuture<O, E> {
        CallFuture { inner: self.parts.send(), types: PhantomData }
    }
}

impl<O: Page<E>, E: OperationError> Call<O, E> {
    /// Gives all pages, from that of this call on, instead of one.
    ///
    /// What is set on the call holds for each page's: its checks, its timeout, its interceptors.
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
