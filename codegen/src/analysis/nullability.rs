//! Whether a member is an `Option` in Rust, and whether a caller has to give it: one rule for both formats.
//!
//! A member is plain when it is `required`, or has a default that counts; `clientOptional` makes an `Option` of both. (Smithy 2.0, "Type refinement traits".)
//! A default of a member of an input does not count: the service fills it in, and may change it. `transform` says so with `clientOptional`.
//! An idempotency token is an `Option` though the model requires it: the runtime fills it in.

use crate::smithy::{Member, Node, traits};

/// Whether a value of this structure member is given when the structure is made.
pub fn is_argument(member: &Member) -> bool {
    !is_optional(member) && !has_default(member)
}

/// Whether the field of this structure member is an `Option`.
pub fn is_optional(member: &Member) -> bool {
    let is_plain = member.traits.has(traits::REQUIRED) || has_default(member);
    !is_plain
        || member.traits.has(traits::CLIENT_OPTIONAL)
        || member.traits.has(traits::IDEMPOTENCY_TOKEN)
}

/// Whether this structure member has a default that counts: `null` is none, and with `clientOptional` the service's word alone counts.
pub fn has_default(member: &Member) -> bool {
    member.traits.get(traits::DEFAULT).is_some_and(|value| *value != Node::Null)
        && !member.traits.has(traits::CLIENT_OPTIONAL)
}
