//! Whether a member is an `Option` in Rust: one rule for both formats.
//!
//! `required` without `clientOptional` is plain, whatever `input` says; everything else is an `Option`.
//! The rule is narrower than Smithy's own for clients, which makes members with a `default` plain as well:
//! a default may change, and a caller has to be able to leave the choice to the service.
//! An idempotency token is an `Option` though the model requires it: the runtime fills it in.

use crate::smithy::{Member, traits};

/// Whether a value of this structure member is given when the structure is made.
pub fn is_argument(member: &Member) -> bool {
    !is_optional(member)
}

/// Whether the field of this structure member is an `Option`.
pub fn is_optional(member: &Member) -> bool {
    !member.traits.has(traits::REQUIRED)
        || member.traits.has(traits::CLIENT_OPTIONAL)
        || member.traits.has(traits::IDEMPOTENCY_TOKEN)
}
