//! What the service answers, in each protocol from the same values. No generated crate writes it, so a codec cannot read only what it writes itself.

pub(crate) mod cbor;
pub(crate) mod json;
