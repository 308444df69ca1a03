//! A project with generated SDKs: `codegen.toml`, the crates that it names, and changing their files as one.
//!
//! It is what the command line `tinsmith` and this repository's own `cargo xtask` have in common: arguments, messages and work.
//! A program that generates crates by itself takes `tinsmith-codegen`; about the items here nothing is promised to it.

pub mod args;
pub mod change;
pub mod config;
pub mod generate;
pub mod gzip;
pub mod job;
pub mod operations;
pub mod package;
pub mod place;
pub mod program;
pub mod runtime;
pub mod say;
mod shell;
pub mod sync;
pub mod warnings;
