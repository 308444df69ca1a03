//! C2J
use crate::diagnostic::Diagnostics;
use crate::smithy::{Model, Node};

/// Lowers a C2J service description.
pub fn lower(_document: Node, diagnostics: &mut Diagnostics) -> Model {
    diagnostics.error("C2J is not read yet");
    Model::default()
}
