//! Tinsmith's generator: an API model in, the source of a small Rust SDK out.
//!
//! [`generate`] does all of it. It takes documents and [`Settings`] and gives a [`SourceTree`], a map of paths to texts:
//! the crate does no I/O and asks for no clock, environment or process, so the same documents and settings give the same bytes everywhere.
//! Reading the documents and writing the files is the caller's; [`plan`] says what has to change in a folder that holds an older tree.
//!
//! ```
//! use tinsmith_codegen::settings::{Operations, Package, RuntimeSource};
//! use tinsmith_codegen::{Document, Inputs, Settings, generate};
//!
//! let model = br#"{
//!     "smithy": "2.0",
//!     "shapes": {
//!         "example#Weather": {
//!             "type": "service",
//!             "version": "2026-01-01",
//!             "operations": [{ "target": "example#GetForecast" }],
//!             "traits": { "aws.protocols#awsJson1_0": {} }
//!         },
//!         "example#GetForecast": { "type": "operation" }
//!     }
//! }"#;
//! let inputs = Inputs::new(Document { name: "weather.json", bytes: model });
//! let package = Package {
//!     name: "weather".to_owned(),
//!     runtime: RuntimeSource::Path("../runtime".to_owned()),
//!     standalone: true,
//! };
//!
//! let generated = generate(&inputs, &Settings::new(package, Operations::All))?;
//! let files: Vec<&String> = generated.tree.files.keys().collect();
//! assert!(files.iter().any(|path| *path == "src/operation/get_forecast.rs"));
//! assert!(generated.warnings.is_empty());
//! # Ok::<(), tinsmith_codegen::Error>(())
//! ```
//!
//! `docs/library.md` of the repository has whole programs: one that writes a crate into a repository, and a build script.
//!
//! The way from the one to the other has a type for each stage and no way back:
//!
//! ```text
//! bytes ──read──> smithy::Model ──transform──> smithy::Model ──resolve──> ir::Crate ──slice, guide──> ir::Crate ──emit, render──> SourceTree
//! ```
//!
//! Tools that look inside find the stages in [`stages`], which nothing is promised about.

mod analysis;
mod customizations;
mod diagnostic;
mod emit;
mod guide;
mod ir;
mod naming;
mod partitions;
mod pattern;
mod pipeline;
pub mod plan;
mod protocol_tests;
mod read;
mod render;
mod resolve;
pub mod settings;
mod slice;
mod smithy;
pub mod stages;
mod text;
mod transform;
mod write;

pub use self::diagnostic::{Diagnostic, LeftOut, Severity};
pub use self::pipeline::{Error, Generated, Inputs, generate};
pub use self::read::Document;
pub use self::render::SourceTree;
pub use self::settings::Settings;
pub use self::smithy::ShapeId;

/// The version of this generator. Every generated crate names it to its runtime, which refuses the versions that it does not serve.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
