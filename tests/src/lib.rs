//! What Tinsmith's integration tests share.

pub mod servers;
