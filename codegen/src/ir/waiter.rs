//! Waiters: what the answers of an operation say about something that is waited for.

use crate::naming::RustIdent;
use crate::text::DocBlock;

use super::path::Expr;

/// One waiter.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiter {
    /// What the model calls what is waited for.
    pub name: String,
    /// The client's method.
    pub method: RustIdent,
    /// Documentation of the client's method.
    pub docs: DocBlock,
    /// The shortest delay between two calls, in seconds.
    pub min_delay: u32,
    /// The longest.
    pub max_delay: u32,
    /// What answers say; the first that is meant counts. None stands behind one that leaves no answer to it.
    pub acceptors: Vec<Acceptor>,
}

/// What an answer says, if it is the one meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptor {
    /// The variant of the runtime's `AcceptorState`.
    pub state: &'static str,
    /// Which answer is meant.
    pub matcher: Matcher,
}

/// Which answers are meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Every response.
    AnyResponse,
    /// Every error of the service.
    AnyError,
    /// The error of this name.
    Error(String),
    /// Responses for which the condition is true.
    Response(Expr),
}
