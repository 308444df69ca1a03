//! Waiters call an operation until a resource has reached a state (`@waitable`).
//!
//! A generated function matches each response with the acceptors of the model. The official runtime has the loop and its delays; here, one type drives it for all operations.

use std::fmt::{Debug, Formatter};
use std::time::Duration;

use aws_smithy_async::rt::sleep::default_async_sleep;
pub use aws_smithy_runtime::client::waiters::AcceptorState;
use aws_smithy_runtime::client::waiters::{WaiterOrchestrator, attach_waiter_tracing_span};
use aws_smithy_runtime_api::client::interceptors::context::Output;
pub use aws_smithy_runtime_api::client::waiters::FinalPoll;
pub use aws_smithy_runtime_api::client::waiters::error::{
    ExceededMaxWait, FailureState, OperationFailed, WaiterError,
};

use super::call::{Call, ErasedError, Parts, Replaced};
use super::operation::ErasedResponse;
use super::runtime_check::Lacking;
use super::{Request, Response};
use crate::config::{ConfigBuilder, Intercept};
use crate::error::{OperationError, SdkError, ServiceError, Unhandled};
use crate::validation::Validation;

/// What a waiter of the model makes of the answers of its operation.
pub struct Acceptors<I, O, E> {
    min_delay: Duration,
    max_delay: Duration,
    accept: Accept<I, O, E>,
}

/// What the answer to a request says: whether to go on.
type Accept<I, O, E> = fn(&I, Result<&O, &E>) -> AcceptorState;

impl<I, O, E> Acceptors<I, O, E> {
    /// Takes the shortest and the longest delay between two calls, in seconds, and what an answer says.
    ///
    /// A delay is at least a second, and the longest at least as long as the shortest.
    #[must_use]
    pub const fn new(min_delay: u32, max_delay: u32, accept: Accept<I, O, E>) -> Self {
        let min = if min_delay == 0 { 1 } else { min_delay };
        let max = if max_delay < min { min } else { max_delay };
        let (min_delay, max_delay) =
            (Duration::from_secs(min as u64), Duration::from_secs(max as u64));
        Self { min_delay, max_delay, accept }
    }
}

/// Calls an operation until a resource has reached a state. Create it with a `wait_until_…` method of a client.
///
/// It starts when you await [`wait`](Self::wait).
#[must_use = "a waiter does nothing unless `wait` is called and awaited"]
pub struct Waiter<O, E> {
    call: Call<O, E>,
    polling: Polling,
}

/// A waiter's own part, without its types.
struct Polling {
    min_delay: Duration,
    max_delay: Duration,
    again: fn(&dyn Request) -> Option<Box<dyn Request>>,
    accept: Box<ErasedAccept>,
}

type ErasedAccept =
    dyn Fn(&dyn Request, Result<&Output, &ServiceError>) -> AcceptorState + Send + Sync;

impl<O: Response, E: OperationError> Waiter<O, E> {
    pub(super) fn new<I: Request + Clone>(
        call: Call<O, E>,
        acceptors: &'static Acceptors<I, O, E>,
    ) -> Self {
        let accept = acceptors.accept;
        let polling = Polling {
            min_delay: acceptors.min_delay,
            max_delay: acceptors.max_delay,
            again: |request| Some(Box::new(request.as_any().downcast_ref::<I>()?.clone())),
            accept: Box::new(move |request, answer| {
                let answer = match answer {
                    Ok(output) => {
                        output.downcast_ref().and_then(ErasedResponse::downcast_ref).map(Ok)
                    }
                    Err(error) => error.downcast_ref().map(Err),
                };
                match (request.as_any().downcast_ref(), answer) {
                    (Some(request), Some(answer)) => accept(request, answer),
                    // Only an interceptor can put another type in an answer's place.
                    _ => AcceptorState::NoAcceptorsMatched,
                }
            }),
        };
        Self { call, polling }
    }

    /// Sets the validation level of each call.
    pub fn validation(self, level: Validation) -> Self {
        Self { call: self.call.validation(level), ..self }
    }

    /// Sets the time limit of each call, including all its attempts. [`wait`](Self::wait) takes the time limit of the waiter.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { call: self.call.timeout(timeout), ..self }
    }

    /// Adds an interceptor to each call. It runs after the interceptors of the client.
    pub fn interceptor(self, interceptor: impl Intercept + 'static) -> Self {
        Self { call: self.call.interceptor(interceptor), ..self }
    }

    /// Overrides settings of the client for each call; see [`Call::config_override`].
    pub fn config_override(self, config: ConfigBuilder) -> Self {
        Self { call: self.call.config_override(config), ..self }
    }

    /// Calls the operation until the wait succeeds or fails, or until `max_wait` has elapsed.
    ///
    /// The first call starts immediately. The delay between calls doubles from the minimum to the maximum of the model, as Smithy specifies. The waiter sleeps for a random time between the minimum and this delay.
    /// The last call starts when `max_wait` has just elapsed. The waiter does not cancel a call in progress.
    ///
    /// # Errors
    /// * [`WaiterError::FailureState`]: a response shows that the resource will not reach the state. The error contains the response.
    /// * [`WaiterError::ExceededMaxWait`]: the resource did not reach the state within `max_wait`.
    /// * [`WaiterError::OperationFailed`]: a call failed, after its retries, with an error that the waiter does not handle.
    /// * [`WaiterError::ConstructionFailure`]: there is no timer; see [`ConfigBuilder::sleep_impl`].
    pub async fn wait(
        self,
        max_wait: Duration,
    ) -> Result<FinalPoll<O, SdkError<E>>, WaiterError<O, E>> {
        let waited = Box::pin(self.polling.poll(self.call.into_parts(), max_wait)).await;
        match waited {
            Ok(answer) => Ok(FinalPoll::new(match answer.into_result() {
                Ok(output) => Ok(response(output).ok_or_else(replaced)?),
                Err(error) => Err(error.map_service_error(ServiceError::into_operation_error)),
            })),
            Err(WaiterError::FailureState(state)) => {
                let answer = state.into_final_poll().into_result();
                let answer = match answer {
                    Ok(output) => Ok(response(output).ok_or_else(replaced)?),
                    Err(error) => Err(error.into_operation_error()),
                };
                Err(WaiterError::FailureState(FailureState::new(FinalPoll::new(answer))))
            }
            Err(WaiterError::OperationFailed(failed)) => {
                let error = failed.into_error();
                let error = error.map_service_error(ServiceError::into_operation_error);
                Err(WaiterError::OperationFailed(OperationFailed::new(error)))
            }
            Err(WaiterError::ExceededMaxWait(exceeded)) => {
                Err(WaiterError::ExceededMaxWait(exceeded))
            }
            Err(WaiterError::ConstructionFailure(failure)) => {
                Err(WaiterError::ConstructionFailure(failure))
            }
            // The official enum is open; there is no other variant today.
            Err(other) => Err(WaiterError::construction_failure(other.to_string())),
        }
    }
}

/// The outcome of waiting without types.
type Waited = Result<FinalPoll<Output, SdkError<ServiceError>>, WaiterError<Output, ServiceError>>;

impl Polling {
    async fn poll(self, parts: Box<Parts>, max_wait: Duration) -> Waited {
        let settings = parts.settings();
        let sleep = settings.sleep_impl.map(|part| part.value).or_else(default_async_sleep);
        let Some(sleep) = sleep else {
            return Err(WaiterError::construction_failure(Lacking::Timer));
        };
        let Self { min_delay, max_delay, again, accept } = self;
        let parts = &*parts;
        let orchestrator = WaiterOrchestrator::builder()
            .min_delay(min_delay)
            .max_delay(max_delay)
            .max_wait(max_wait)
            .time_source(settings.time_source.unwrap_or_default())
            .sleep_impl(sleep)
            .acceptor(|answer: Result<&Output, &ServiceError>| accept(&*parts.request, answer))
            .operation(|| async {
                let Some(request) = again(&*parts.request) else {
                    let error = "the waiter is declared for a request of another type";
                    return Err(SdkError::construction_failure(error));
                };
                let answer = parts.with_request(request).send().await;
                answer.map_err(|error| error.map_service_error(service_error))
            })
            .build();
        attach_waiter_tracing_span(orchestrator.orchestrate()).await
    }
}

#[inline]
fn service_error(error: ErasedError) -> ServiceError {
    error
        .downcast()
        .unwrap_or_else(|_| ServiceError::new(Unhandled::from_source(Replaced::Error.into(), None)))
}

fn response<O: Response>(output: Output) -> Option<O> {
    output.downcast::<ErasedResponse>().ok().and_then(ErasedResponse::downcast)
}

fn replaced<O, E>() -> WaiterError<O, E> {
    WaiterError::construction_failure(Replaced::Response)
}

/// Whether the error goes by the name: that of its shape, or its code on the wire, which an error that the model does not name has too.
#[must_use]
#[inline]
pub fn is_error(error: &dyn OperationError, name: &str) -> bool {
    let shape = error.modeled().ok().map(|error| error.name());
    shape == Some(name) || crate::error::meta(error).code() == Some(name)
}

/// Whether there are values, and all of them are this one.
pub fn all_equal(mut values: impl Iterator<Item: AsRef<str>>, expected: &str) -> bool {
    values.next().is_some_and(|first| first.as_ref() == expected)
        && values.all(|value| value.as_ref() == expected)
}

impl<O, E> Debug for Waiter<O, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Waiter").field("call", &self.call).finish_non_exhaustive()
    }
}
