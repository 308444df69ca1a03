//! Warnings of what AWS's own clients do for a service beyond its model, and generated crates do not.

use crate::customizations::{self, Customization};
use crate::diagnostic::{Diagnostics, LeftOut};
use crate::smithy::{Model, ShapeId};

/// Warns of what the service and its operations lack; whoever asks for some operations is told of those alone.
pub fn warn(
    model: &Model,
    service: &ShapeId,
    operations: &[ShapeId],
    diagnostics: &mut Diagnostics,
) {
    let Some(shape) = model.get(service) else { return };
    for customization in customizations::of(&shape.traits) {
        let Customization::Missing(missing) = customization else { continue };
        let affected = operations.iter().filter(|id| missing.operations.contains(&id.name()));
        let whole = Some(service).filter(|_| missing.operations.is_empty());
        for shape in whole.into_iter().chain(affected) {
            diagnostics.left_out(LeftOut::Customization, shape, missing.message);
            diagnostics.help(missing.help);
        }
    }
}
