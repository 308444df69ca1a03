//! The stages by themselves, for tools that look inside: this workspace's command line, its review and its tests.
//!
//! What is here follows the generator's needs and changes with them, in any version and without a note:
//! no promise of stability is made for anything that is only reached through this module.
//! [`generate`](crate::generate) and what it takes and gives is what a program that wants an SDK needs.

/// Facts by shape id, each computed once.
pub mod analysis {
    pub use crate::analysis::*;
}

/// Problems as they are collected, and the name that was probably meant.
pub mod diagnostic {
    pub use crate::diagnostic::*;
}

/// From the representation of a crate to tokens, file by file.
pub mod emit {
    pub use crate::emit::*;
}

/// The front page of a crate.
pub mod guide {
    pub use crate::guide::*;
}

/// The representation of a crate: every decision made, nothing printed.
pub mod ir {
    pub use crate::ir::*;
}

/// Rust names from Smithy names.
pub mod naming {
    pub use crate::naming::*;
}

/// Beside the stages: the facts about AWS's partitions, and the table that is made of them.
pub mod partitions {
    pub use crate::partitions::*;
}

/// The stages in order, and ways to stop between them.
pub mod pipeline {
    pub use crate::pipeline::*;
}

/// Patterns of models in the notation of the runtime.
pub mod pattern {
    pub use crate::pattern::*;
}

/// The model's cases for its protocol, as tests of the crate.
pub mod protocol_tests {
    pub use crate::protocol_tests::*;
}

/// From bytes to a model.
pub mod read {
    pub use crate::read::*;
}

/// From tokens to formatted text.
pub mod render {
    pub use crate::render::*;
}

/// From a model and facts to the representation of a crate.
pub mod resolve {
    pub use crate::resolve::*;
}

/// Taking away what the chosen operations do not reach.
pub mod slice {
    pub use crate::slice::*;
}

/// The model.
pub mod smithy {
    pub use crate::smithy::*;
}

/// What a model says, as text and as documentation.
pub mod text {
    pub use crate::text::*;
}

/// From model to model: overlays, mixins, what older versions of Smithy wrote differently.
pub mod transform {
    pub use crate::transform::*;
}

/// From a model back to its JSON.
pub mod write {
    pub use crate::write::*;
}
