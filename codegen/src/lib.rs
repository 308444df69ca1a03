//! Tinsmith's generator: an API model in, the source of a small Rust SDK out.
//!
//! The way from the one to the other, a type for each stage and no way back:
//!
//! ```text
//! bytes ──read──> smithy::Model ──transform──> smithy::Model ──resolve──> ir::Crate ──slice──> ir::Crate ──emit, render──> SourceTree
//! ```
//!
//! [`generate`] does all of it. The crate does no I/O and asks for no clock, environment or process:
//! the same documents and settings give the same bytes everywhere.

pub mod diagnostic;
pub mod read;
pub mod smithy;
