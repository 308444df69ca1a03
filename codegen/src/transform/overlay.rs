//! Overlays: documents of `apply` statements that add traits to a model.
//!
//! In comes a Smithy JSON AST that defines no shape, out goes the model with its traits added.
//! An entry whose shape or member does not exist is an error, so that an overlay cannot rot.

use crate::diagnostic::Diagnostics;
use crate::read::json_ast;
use crate::read::{Document, read_node};
use crate::smithy::Model;

/// Applies every statement of one overlay.
pub(super) fn apply(model: &mut Model, overlay: Document<'_>, diagnostics: &mut Diagnostics) {
    let name = overlay.name;
    let mut found = Diagnostics::new(name);
    match read_node(overlay) {
        Ok(node) => json_ast::apply_all(model, node, name, &mut found),
        Err(problems) => found.append(problems),
    }
    diagnostics.append(found);
}
