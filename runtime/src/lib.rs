//! The runtime of the SDK crates that Tinsmith generates.
//!
//! You use it through a generated crate, which re-exports the types that you need: [`config::Config`], [`client::Call`], [`error::CallError`].
//! A generated crate contains static tables of its shapes and operations. This crate turns them into calls, on the official AWS runtime crates, which do the retries, timeouts, signing and transport.
//! It contains next to nothing about a particular service: only how requests of S3 are signed, and that the environment can have a token for Bedrock.
//!
//! A generated crate depends only on this crate, so everything that generated code names is public here.
//! Each wire protocol is a cargo feature; the codecs are private.

pub mod client;
pub mod config;
pub mod endpoint;
pub mod error;
pub mod fmt;
mod generation;
pub mod given;
pub mod keys;
pub mod open_enum;
pub mod primitives;
#[cfg(feature = "protocol-tests")]
pub mod protocol_tests;
#[cfg(feature = "serde")]
pub mod serde;
mod text;
pub mod validation;
mod variants;
pub mod wire;
#[cfg(not(feature = "serde"))]
mod without_serde;
