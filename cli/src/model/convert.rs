//! The documents of a model to the text that is committed.

use std::path::PathBuf;

use anyhow::{anyhow, bail};
use tinsmith_codegen::stages::diagnostic::{Diagnostic, Diagnostics};
use tinsmith_codegen::stages::read::{self, Document, Format, c2j};
use tinsmith_codegen::stages::smithy::{Model, Node};
use tinsmith_codegen::stages::transform::prose;
use tinsmith_codegen::stages::write;
use tinsmith_project::warnings;

use super::origin::Documents;

/// Lowers, drops the prose and writes; tells the warnings.
pub(super) fn convert(documents: &Documents) -> anyhow::Result<String> {
    let (text, warnings) = converted(documents)?;
    warnings::tell(&warnings);
    Ok(text)
}

/// Lowers, drops the prose and writes; the warnings are the caller's.
///
/// # Errors
/// Documents that are no model.
pub(super) fn converted(documents: &Documents) -> anyhow::Result<(String, Vec<Diagnostic>)> {
    let (name, bytes) = &documents.service;
    let node = parse(name, bytes)?;
    let (mut model, warnings) = match Format::of(&node) {
        Some(Format::C2j) => {
            let optional = |document: &Option<(String, Vec<u8>)>| {
                document.as_ref().map(|(name, bytes)| parse(name, bytes)).transpose()
            };
            let companions = c2j::Companions {
                service_extras: optional(&documents.service_extras)?,
                paginators: optional(&documents.paginators)?,
                paginator_extras: optional(&documents.paginator_extras)?,
                waiters: optional(&documents.waiters)?,
                endpoint_rules: optional(&documents.endpoint_rules)?,
                endpoint_tests: optional(&documents.endpoint_tests)?,
            };
            let mut diagnostics = Diagnostics::new(name);
            let model = c2j::lower_with(node, &companions, &mut diagnostics);
            (model, warnings_of(diagnostics, "the description is not a model that can be used")?)
        }
        // Finds out that it is no model, too.
        _ => read_model(name, bytes)?,
    };
    prose::drop_prose(&mut model);
    Ok((write::write_model(&model), warnings))
}

/// The file that a model belongs in: the one that is of the same service, or one that is not there yet.
///
/// # Errors
/// That all are of other services: to put one service in the place of another is more likely a mistake than meant.
pub(super) fn place_of(text: &str, outputs: Vec<PathBuf>) -> anyhow::Result<PathBuf> {
    let new = service(&read_model("the new model", text.as_bytes())?.0);
    let (mut absent, mut others) = (None, Vec::new());
    for output in outputs {
        let Ok(committed) = std::fs::read(&output) else {
            absent.get_or_insert(output);
            continue;
        };
        let name = output.display().to_string();
        let old = service(&read_model(&name, &committed)?.0);
        if old == new {
            return Ok(output);
        }
        others.push(format!("{name} is the model of {old}"));
    }
    if let Some(output) = absent {
        return Ok(output);
    }
    bail!("{}, and this is {new}: say with `--out` where it belongs", others.join(", "));
}

fn service(model: &Model) -> String {
    model.services().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(", ")
}

fn parse(name: &str, bytes: &[u8]) -> anyhow::Result<Node> {
    read::read_node(Document { name, bytes })
        .map_err(|problems| lines(problems, "not a document that can be read"))
}

fn read_model(name: &str, bytes: &[u8]) -> anyhow::Result<(Model, Vec<Diagnostic>)> {
    let (model, found) = read::read_model(Document { name, bytes })
        .map_err(|problems| lines(problems, "not a model that can be used"))?;
    Ok((model, warnings_of(found, "not a model that can be used")?))
}

/// The warnings; errors end the import.
fn warnings_of(diagnostics: Diagnostics, summary: &str) -> anyhow::Result<Vec<Diagnostic>> {
    if diagnostics.has_errors() {
        return Err(lines(diagnostics, summary));
    }
    Ok(diagnostics.into_sorted())
}

fn lines(diagnostics: Diagnostics, summary: &str) -> anyhow::Error {
    let lines: Vec<String> = diagnostics.into_sorted().iter().map(ToString::to_string).collect();
    anyhow!("{summary}\n{}", lines.join("\n"))
}
