//! The types that members can have beside Rust's own.
//!
//! Blobs, timestamps, documents and numbers of any size are the official types, so that values pass between official and generated crates as they are.
//! JSON in a text, which the official crates leave a text, has types of our own.

pub use crate::keys::{JsonArray, JsonObject};
#[cfg(feature = "serde")]
pub use crate::serde::WithoutSecrets;
pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};
