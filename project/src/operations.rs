//! The command `operations`: a table of a model's operations, on standard output.

use std::path::PathBuf;

use tinsmith_codegen::settings::{
    DocsSource, Operations, Package, RuntimeSource, Selection, ValidationLevel,
};
use tinsmith_codegen::stages::pipeline::resolve_crate;
use tinsmith_codegen::stages::slice::reached;
use tinsmith_codegen::stages::smithy::Auth;
use tinsmith_codegen::{Document, Inputs, LeftOut, Settings};

use crate::job::{self, Documents, Texts};
use crate::{args, say, warnings};

/// Prints the table of one model, or of every model of `codegen.toml` with its overlays.
///
/// # Errors
/// Models that cannot be read.
pub fn run(common: &args::Common, asked: args::Operations) -> anyhow::Result<i32> {
    match asked.model {
        Some(path) => {
            let named = |path: PathBuf| (path.display().to_string(), path);
            let overlays = asked.overlays.into_iter().map(named).collect();
            table(named(path), overlays, asked.service, &Texts::new())?;
        }
        None => {
            let root = common.root()?;
            let at_root = |name: String| (name.clone(), root.join(name));
            for sdk in job::configured_sdks(&root, None)? {
                let overlays = sdk.overlays.into_iter().map(at_root).collect();
                table(at_root(sdk.model), overlays, sdk.service, &Texts::new())?;
            }
        }
    }
    Ok(0)
}

/// Prints the table of a model in memory; the name is for messages.
///
/// # Errors
/// A text that is no model.
pub fn of_text(name: &str, text: String) -> anyhow::Result<()> {
    let model = (name.to_owned(), PathBuf::from(name));
    let texts = Texts::from([(model.1.clone(), text)]);
    table(model, Vec::new(), None, &texts)
}

/// Prints the table of a model, which comes with its name and place, as every overlay does.
fn table(
    model: (String, PathBuf),
    overlays: Vec<(String, PathBuf)>,
    service: Option<String>,
    texts: &Texts,
) -> anyhow::Result<()> {
    let documents = Documents::read(&model, &overlays, None, texts)?;
    let overlays = documents.overlays();
    let model = Document { name: &model.0, bytes: &documents.model };
    let inputs = Inputs { overlays: &overlays, ..Inputs::new(model) };
    let settings = Settings {
        selection: Selection { service, protocol: None, operations: Operations::All },
        package: Package {
            // Of a crate that is not made; the generator takes no other than cargo does.
            name: "operations".to_owned(),
            runtime: RuntimeSource::Path(String::new()),
            standalone: true,
        },
        validation: ValidationLevel::default(),
        docs: DocsSource::Facts,
        protocol_tests: false,
    };
    let (krate, mut warnings) = resolve_crate(&inputs, &settings)?;
    let mut rows =
        vec![["operation", "signed", "shapes", "errors", "paginated"].map(str::to_owned)];
    for operation in &krate.operations {
        let discovery = krate.service.discovery.as_ref();
        let discovery = discovery.filter(|_| operation.discovered_endpoint).and_then(|found| {
            krate.operations.iter().find(|operation| operation.shape == found.operation)
        });
        let reached = reached(&krate, [operation].into_iter().chain(discovery));
        rows.push([
            operation.shape.name().to_owned(),
            match operation.auth[..] {
                [] => "no",
                [Auth::HttpBearer] => "token",
                _ => "yes",
            }
            .to_owned(),
            krate.items.keys().filter(|id| reached.contains(*id)).count().to_string(),
            operation.errors.len().to_string(),
            if operation.pagination.is_some() { "yes" } else { "no" }.to_owned(),
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
    warnings.retain(|warning| warning.left_out == Some(LeftOut::Operation));
    warnings::tell(&warnings);
    Ok(())
}
