//! The types that members can have beside Rust's own.
//!
//! What comes in: nothing.
//! What goes out: the official types for blobs, timestamps, documents and numbers of any size, so that values pass between official and generated crates as they are.
//! What is deliberately not here: types of our own.

#[cfg(feature = "serde")]
pub use crate::serde::WithoutSecrets;
pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};
