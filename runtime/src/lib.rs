//! The hand-written crate under every SDK crate that Tinsmith generates.
//!
//! What comes in: static tables of shapes, operations and a service from a generated crate; a configuration and requests from its user.
//! What goes out: typed responses and errors, by way of the official AWS runtime crates, which do the retries, timeouts, signing and transport.
//! What is deliberately not here: anything of one service.
//!
//! A generated crate depends on this crate and on nothing else, so everything that it names is re-exported here.
//! The codecs of the wire protocols are private; there is one cargo feature per protocol.

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
pub mod validation;
mod variants;
pub mod wire;
#[cfg(not(feature = "serde"))]
mod without_serde;
