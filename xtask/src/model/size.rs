//! How large a model is.

use anyhow::bail;
use tinsmith_codegen::Document;
use tinsmith_codegen::read::read_model;
use tinsmith_codegen::smithy::ShapeKind;

/// What a model has, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) operations: usize,
    pub(crate) shapes: usize,
}

impl Size {
    /// Counts what a model has.
    ///
    /// # Errors
    /// That it is none.
    pub(crate) fn of(document: Document<'_>) -> anyhow::Result<Self> {
        let name = document.name;
        let Ok((model, _)) = read_model(document) else { bail!("{name} is no model") };
        let is_operation = |kind: &ShapeKind| matches!(kind, ShapeKind::Operation(_));
        let operations = model.shapes.values().filter(|shape| is_operation(&shape.kind)).count();
        Ok(Self { operations, shapes: model.shapes.len() })
    }
}
