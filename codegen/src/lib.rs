//! Tinsmith's generator: an API model in, the source of a small Rust SDK out.
//!
//! The way from the one to the other, a type for each stage and no way back:
//!
//! ```text
//! bytes ──read──> smithy::Model ──transform──> smithy::Model ──resolve──> ir::Crate ──slice, guide──> ir::Crate ──emit, render──> SourceTree
//! ```
//!
//! [`generate`] does all of it. The crate does no I/O and asks for no clock, environment or process:
//! the same documents and settings give the same bytes everywhere.

pub mod analysis;
pub mod diagnostic;
pub mod emit;
pub mod guide;
pub mod ir;
pub mod naming;
pub mod partitions;
pub mod pipeline;
pub mod plan;
pub mod protocol_tests;
pub mod read;
pub mod render;
pub mod resolve;
pub mod settings;
pub mod slice;
pub mod smithy;
pub mod transform;
pub mod write;

pub use self::pipeline::{Error, Generated, Inputs, generate};
pub use self::read::Document;
pub use self::render::SourceTree;
pub use self::settings::Settings;
