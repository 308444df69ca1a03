//! `cargo xtask operations`: a table of a model's operations, on standard output.

use std::path::Path;

use anyhow::Context as _;
use tinsmith_codegen::ir::operation::Auth;
use tinsmith_codegen::pipeline::resolve_crate;
use tinsmith_codegen::settings::{
    DocsSource, Operations, Package, RuntimeSource, Selection, ValidationLevel,
};
use tinsmith_codegen::slice::slice;
use tinsmith_codegen::{Document, Inputs, Settings};

use crate::{codegen, config, say};

/// Prints the table of one model, or of every model of `codegen.toml`.
///
/// # Errors
/// Models that cannot be read.
pub(crate) fn run(model: Option<&Path>) -> anyhow::Result<i32> {
    match model {
        Some(path) => table(&path.display().to_string(), path, None)?,
        None => {
            let root = config::root();
            for sdk in codegen::configured_sdks(None)? {
                table(&sdk.model, &root.join(&sdk.model), sdk.service)?;
            }
        }
    }
    Ok(0)
}

fn table(name: &str, path: &Path, service: Option<String>) -> anyhow::Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
    let settings = Settings {
        selection: Selection { service, operations: Operations::All },
        package: Package {
            name: String::new(),
            runtime: RuntimeSource::Path(String::new()),
            standalone: true,
        },
        validation: ValidationLevel::default(),
        docs: DocsSource::Facts,
    };
    let inputs = Inputs { model: Document { name, bytes: &bytes }, overlays: &[] };
    let (krate, warnings) = resolve_crate(&inputs, &settings)?;
    let mut rows =
        vec![["operation", "signed", "shapes", "errors", "paginated"].map(str::to_owned)];
    for operation in &krate.operations {
        let alone = slice(krate.clone(), Some(&[operation.shape.clone()].into()));
        rows.push([
            operation.shape.name().to_owned(),
            match operation.auth {
                Auth::None => "no",
                Auth::SigV4 => "yes",
            }
            .to_owned(),
            (alone.items.len() + alone.collections.len()).to_string(),
            operation.errors.len().to_string(),
            if operation.paginated { "yes" } else { "no" }.to_owned(),
        ]);
    }
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(String::len).max().unwrap_or(0)
    };
    let widths = [0, 1, 2, 3, 4].map(width);
    for [operation, signed, shapes, errors, paginated] in &rows {
        let [first, second, third, fourth, _] = widths;
        say::out(&format!(
            "{operation:<first$}  {signed:<second$}  {shapes:>third$}  {errors:>fourth$}  {paginated}"
        ))?;
    }
    for warning in warnings.iter().filter(|warning| warning.message.starts_with("left out")) {
        say::diagnostics(&warning.to_string());
    }
    Ok(())
}
