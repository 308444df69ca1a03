//! What can go wrong with a request, in the kinds by which the official retry classifiers decide.

use std::error::Error;
use std::fmt::{Display, Formatter};
use std::io;
use std::time::Duration;

use aws_smithy_async::future::timeout::{TimedOutError, Timeout};
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::retry::ErrorKind;
use hyper_util::client::legacy;

/// Something took longer than it may.
#[derive(Debug)]
pub(super) struct TimedOut {
    what: &'static str,
    after: Duration,
}

impl Display for TimedOut {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} timeout occurred after {:?}", self.what, self.after)
    }
}

impl Error for TimedOut {
    /// The official error of a timer, by which others know this one.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&TimedOutError)
    }
}

impl From<TimedOut> for ConnectorError {
    fn from(error: TimedOut) -> Self {
        Self::timeout(error.into())
    }
}

/// Waits for a result, but no longer than the limit if there is one.
pub(super) async fn within<T, E: From<TimedOut>>(
    limit: Option<Duration>,
    sleep: Option<SharedAsyncSleep>,
    what: &'static str,
    result: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let (Some(after), Some(sleep)) = (limit, sleep) else {
        return result.await;
    };
    match Timeout::new(result, sleep.sleep(after)).await {
        Ok(result) => result,
        Err(_) => Err(TimedOut { what, after }.into()),
    }
}

/// Finds the kind of an error.
pub(super) fn classify(error: legacy::Error) -> ConnectorError {
    if find::<TimedOut>(&error).is_some() {
        return ConnectorError::timeout(error.into());
    }
    if let Some(found) = find::<hyper::Error>(&error) {
        if found.is_timeout() {
            return ConnectorError::timeout(error.into());
        }
        if found.is_user() {
            return ConnectorError::user(error.into());
        }
        if found.is_closed() || found.is_canceled() || find::<io::Error>(found).is_some() {
            return ConnectorError::io(error.into());
        }
        // The connection ended within the head of the response.
        if found.is_incomplete_message() {
            return ConnectorError::other(error.into(), Some(ErrorKind::TransientError));
        }
        return ConnectorError::other(error.into(), None);
    }
    if error.is_connect() || find::<io::Error>(&error).is_some() {
        return ConnectorError::io(error.into());
    }
    ConnectorError::other(error.into(), None)
}

/// The first error of a type, among an error and its sources.
fn find<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    std::iter::successors(Some(error), |&error| error.source())
        .find_map(|error| error.downcast_ref::<E>())
}
