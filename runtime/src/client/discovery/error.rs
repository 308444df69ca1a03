//! Why there is no endpoint to send a request to.

use std::error::Error;
use std::fmt::{Display, Formatter};
use std::sync::Arc;

use crate::error::{CallError, Unhandled};

/// Why an endpoint could not be discovered.
#[derive(Clone, Debug)]
pub(super) struct DiscoveryError {
    /// The operation that was asked.
    pub(super) operation: &'static str,
    pub(super) problem: Problem,
}

/// What was wrong with the answer.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    Failed(Arc<CallError<Unhandled>>),
    NoEndpoint,
    Address(String),
}

impl Display for DiscoveryError {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Self { operation, problem } = self;
        write!(f, "the endpoint for this request could not be discovered: `{operation}` ")?;
        match problem {
            // Behind the name of the operation stand the words of its error, as of the error of any call.
            Problem::Failed(error) => {
                let text = error.to_string();
                f.write_str(text.strip_prefix("the call ").unwrap_or(&text))
            }
            Problem::NoEndpoint => f.write_str("named no endpoint; set `endpoint_url` on the configuration to go without discovery"),
            Problem::Address(address) => write!(
                f,
                "named {address:?}, which is no host that a request can be sent to; set `endpoint_url` on the configuration to go without discovery"
            ),
        }
    }
}

/// Without a source, since the text says what the sources say.
impl Error for DiscoveryError {}
