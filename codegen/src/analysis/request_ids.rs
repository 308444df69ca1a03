//! Which ids of its requests a service gives.

use crate::customizations::{self, Customization};
use crate::smithy::Traits;

/// Whether it gives an extended one beside the usual one.
pub fn is_extended(service: &Traits) -> bool {
    customizations::of(service)
        .any(|customization| matches!(customization, Customization::ExtendedRequestId))
}
