//! A response of success whose body cannot be read.
//!
//! Nothing of the body is in it, so it can be printed whatever the operation.

use std::error::Error;
use std::fmt::{Display, Formatter};

use crate::wire::Unreadable;

/// The source of a `ResponseError`.
#[derive(Debug)]
pub(crate) struct UnreadableResponse {
    why: Unreadable,
    is_cut_off: bool,
}

impl UnreadableResponse {
    /// Takes what is wrong with the body, and whether it is shorter than its length.
    pub(crate) fn new(why: Unreadable, is_cut_off: bool) -> Self {
        Self { why, is_cut_off }
    }

    /// Whether a part of the body got lost on its way.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.is_cut_off
    }
}

impl Display for UnreadableResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "the body of the response cannot be read: {}", self.why)
    }
}

impl Error for UnreadableResponse {}
