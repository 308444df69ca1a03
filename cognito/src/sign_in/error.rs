//! Why a sign-in does not go on.

use std::error::Error as StdError;
use std::fmt;

use super::client::CallFailure;
use super::step::Step;

/// Why a sign-in does not go on.
///
/// # What it prints
/// `{error}` and `{error:?}` are one line, with the step and everything that the client's error says.
/// [`source`](StdError::source) gives nothing, so that a reporter which walks through sources prints no cause twice; [`client_error`](Self::client_error) gives the client's error.
///
/// # Trying again
/// A code that was mistyped does not end a sign-in: the service keeps the session, and [`try_again`](Self::try_again) gives the step back.
///
/// ```
/// # use tinsmith_cognito::sign_in::{Client, Error, Step};
/// # fn ask() -> String { String::new() }
/// async fn second_factor<C: Client>(mut step: Step<C>) -> Result<Step<C>, Error<C>> {
///     while let Step::SoftwareTokenMfa(token) = step {
///         step = match token.code(ask()).await {
///             Ok(next) => next,
///             Err(error) => error.try_again()?,
///         };
///     }
///     Ok(step)
/// }
/// ```
pub struct Error<C> {
    /// Boxed, so that results are small.
    inner: Box<Inner<C>>,
}

struct Inner<C> {
    at: String,
    cause: Cause,
    step: Option<Step<C>>,
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum Cause {
    /// The client's call failed.
    Call(CallFailure),
    /// The answer has neither tokens nor a challenge.
    Nothing,
    /// Tokens came without this member.
    Missing(&'static str),
    /// The service does not take a software token's code, without an error.
    NotVerified,
    /// The secret hash of a refresh needs a user name.
    NoUsername,
    /// The user pool does not track devices, or used one that it knows.
    #[cfg(feature = "srp")]
    NoNewDevice,
    /// A challenge came without this parameter, which SRP needs.
    #[cfg(feature = "srp")]
    NoParameter(&'static str),
    /// SRP cannot go on.
    #[cfg(feature = "srp")]
    Srp(crate::srp::SrpError),
}

/// The errors of the service after which the session that was answered in is still good.
///
/// What is not here ends the session, or nobody has seen that it does not: `NotAuthorizedException` comes for a wrong answer to a custom challenge and for a session that is used up, and both end it.
const SESSION_STAYS: [&str; 8] = [
    "CodeMismatchException",
    "ConcurrentModificationException",
    // What `VerifySoftwareToken` says of a wrong code.
    "EnableSoftwareTokenMFAException",
    "InternalErrorException",
    "InvalidParameterException",
    "InvalidPasswordException",
    "PasswordHistoryPolicyViolationException",
    "TooManyRequestsException",
];

impl<C> Error<C> {
    pub(super) fn new(at: impl Into<String>, cause: Cause) -> Self {
        Self { inner: Box::new(Inner { at: at.into(), cause, step: None }) }
    }

    /// An answer that failed, with the step that it answered, if that can be answered again.
    pub(super) fn answering(at: impl Into<String>, cause: Cause, step: Option<Step<C>>) -> Self {
        let stays = match &cause {
            // Without a code nothing was sent, or nothing came back: then the answer may have been taken, and a second one says so.
            Cause::Call(failure) => failure.code().is_none_or(|code| SESSION_STAYS.contains(&code)),
            Cause::NotVerified => true,
            _ => false,
        };
        let step = step.filter(|_| stays);
        Self { inner: Box::new(Inner { at: at.into(), cause, step }) }
    }

    /// Says at what it failed: the challenge that was answered, the flow that was started, or the operation that was called; by the service's names.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.inner.at
    }

    /// Gives the code of the service's error, such as `CodeMismatchException`, if it reported one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.inner.cause {
            Cause::Call(failure) => failure.code(),
            _ => None,
        }
    }

    /// Gives the client's error, if a call failed. For a generated client it is the `CallError` of the operation, to which it downcasts.
    #[must_use]
    pub fn client_error(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        match &self.inner.cause {
            Cause::Call(failure) => Some(failure.client_error()),
            _ => None,
        }
    }

    /// Whether [`try_again`](Self::try_again) gives the step back.
    #[must_use]
    pub fn can_try_again(&self) -> bool {
        self.inner.step.is_some()
    }

    /// Gives the step back, to be answered again in the same session: after a code that does not match or a new password against the policy, when the service was busy, and when nothing was sent or no answer came.
    ///
    /// How often a code may be wrong is the service's choice; in the end it reports `NotAuthorizedException`, after which the sign-in starts anew.
    ///
    /// # Errors
    /// With itself, where the session is over.
    pub fn try_again(mut self) -> Result<Step<C>, Self> {
        self.inner.step.take().ok_or(self)
    }
}

impl<C> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { at, cause, .. } = &*self.inner;
        write!(f, "{at}: ")?;
        match cause {
            Cause::Call(failure) => fmt::Display::fmt(failure.client_error(), f),
            Cause::Nothing => f.write_str("expected tokens or a challenge, found neither"),
            Cause::Missing(member) => write!(f, "expected {member} among the tokens, found none"),
            Cause::NotVerified => f.write_str("the code does not verify the software token"),
            Cause::NoUsername => f.write_str(
                "the secret hash of a refresh takes the user's name in the user pool: set `username` of the refresh token",
            ),
            #[cfg(feature = "srp")]
            Cause::NoNewDevice => f.write_str("the tokens came without a new device"),
            #[cfg(feature = "srp")]
            Cause::NoParameter(name) => {
                write!(f, "expected {name} among the challenge's parameters, found none")
            }
            #[cfg(feature = "srp")]
            Cause::Srp(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl<C> fmt::Debug for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<C> StdError for Error<C> {}
