//! Model to model: what has to be settled before anything is decided about Rust.
//!
//! The order is fixed: prose first, so that an overlay's words survive; then overlays, mixins, old enums, missing inputs and outputs, defaults of inputs, and what AWS's own clients know of a service.
//! Every pass takes a model and gives one of the same type; problems become diagnostics.

mod customizations;
mod enums;
mod inputs;
mod mixins;
pub mod operations;
mod overlay;
pub mod prose;
mod protocol;

use crate::diagnostic::Diagnostics;
use crate::read::Document;
use crate::settings::DocsSource;
use crate::smithy::Model;

pub use self::protocol::keep as keep_protocol;

/// Applies every pass in order.
pub fn transform(
    model: &mut Model,
    overlays: &[Document<'_>],
    docs: DocsSource,
    diagnostics: &mut Diagnostics,
) {
    if docs == DocsSource::Facts {
        prose::drop_prose(model);
    }
    for overlay in overlays {
        overlay::apply(model, *overlay, diagnostics);
    }
    mixins::flatten(model, diagnostics);
    enums::upgrade(model, diagnostics);
    operations::complete(model);
    inputs::leave_defaults_to_the_service(model);
    customizations::apply(model);
}
