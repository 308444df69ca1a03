//! The types that members can have beside Rust's own.
//!
//! What comes in: nothing.
//! What goes out: the official types for blobs, timestamps, documents and numbers of any size, so that values pass between official and generated crates as they are;
//! and for JSON in a text, which the official crates leave a text, types of our own.

pub use crate::keys::{JsonArray, JsonObject};
#[cfg(feature = "serde")]
pub use crate::serde::WithoutSecrets;
pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};
