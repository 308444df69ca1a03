//! Whether a crate makes signatures for several regions (SigV4a).
//!
//! They take some twenty crates more, so a crate that can do without has a feature for them.

use crate::smithy::Auth;

use super::Crate;
use super::operation::Operation;

/// Whether a crate makes signatures for several regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigV4a {
    /// The service knows none.
    Unknown,
    /// The service takes them; requests are signed for one region unless the caller prefers otherwise.
    Taken,
    /// Some requests cannot do without.
    Needed,
}

impl Crate {
    /// What the operations of the crate need.
    pub fn sigv4a(&self) -> SigV4a {
        let is_taken = |operation: &Operation| operation.auth.contains(&Auth::SigV4a);
        let is_preferred = |operation: &Operation| {
            operation.auth.iter().find(|scheme| scheme.is_signature()) == Some(&Auth::SigV4a)
        };
        let is_needed = |operation: &Operation| {
            is_taken(operation) && (operation.sigv4a_endpoints || is_preferred(operation))
        };
        if !self.operations.iter().any(is_taken) {
            SigV4a::Unknown
        } else if self.operations.iter().any(is_needed) {
            SigV4a::Needed
        } else {
            SigV4a::Taken
        }
    }
}
