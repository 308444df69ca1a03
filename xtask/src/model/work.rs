//! The import itself: every model that the sources name, made in memory, then compared or written.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::Document;

use super::convert;
use super::import::{ImportOptions, Outcome};
use super::origin::{Documents, Origin};
use super::sources::Sources;
use crate::beside::Beside;
use crate::say;

/// Imports every model that the sources name, or the one on disk.
///
/// # Errors
/// Whatever keeps a model from being read, converted or written; nothing is written then.
pub(crate) fn run(options: &ImportOptions<'_>) -> anyhow::Result<Outcome> {
    let sources = Sources::read(options.root)?;
    let origin = Origin::find(options, &sources)?;
    let mut status = 0;
    for (output, text) in texts(options.root, &sources, &origin, options.out.as_deref())? {
        let shown = output.strip_prefix(options.root).unwrap_or(&output).display();
        let committed = std::fs::read_to_string(&output).unwrap_or_default();
        if committed == text {
            say::step("Fresh", &format!("{shown} is what the sources give"));
        } else if options.check {
            say::error(&difference(&shown.to_string(), &committed, &text));
            status = 1;
        } else {
            Beside::write(&output, &text)
                .and_then(Beside::put)
                .with_context(|| format!("cannot write {}", output.display()))?;
            say::step("Wrote", &shown.to_string());
        }
    }
    Ok(Outcome { status })
}

/// Every model with the file it belongs in, and the partitions with theirs; nothing is written.
pub(super) fn texts(
    root: &Path,
    sources: &Sources,
    origin: &Origin,
    out: Option<&Path>,
) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let converted = |documents: &Documents| {
        say::step("Converting", &documents.service.0);
        convert::convert(documents)
    };
    let out = out.map(std::path::absolute).transpose()?;
    if let Some(documents) = origin.only_documents()? {
        let text = converted(&documents)?;
        let outputs = sources.models.iter().map(|model| root.join(&model.output));
        let output = match out {
            Some(out) => out,
            None => convert::place_of(&text, outputs.collect())?,
        };
        return Ok(vec![(output, text)]);
    }
    let mut texts = Vec::new();
    for model in sources.models_for(out.as_deref())? {
        let text = converted(&origin.documents(model)?)?;
        texts.push((out.clone().unwrap_or_else(|| root.join(&model.output)), text));
    }
    // Somewhere else is the place of one model.
    if out.is_none()
        && let Some(partitions) = &sources.partitions
        && let Some(bytes) = origin.document(&partitions.source)?
    {
        let name = &partitions.source.path;
        say::step("Converting", name);
        let text = tinsmith_codegen::stages::partitions::facts(Document { name, bytes: &bytes })?;
        texts.push((root.join(&partitions.output), text));
    }
    Ok(texts)
}

/// The first line that differs, and what to do about it.
fn difference(shown: &str, committed: &str, text: &str) -> String {
    let lines = committed.lines().zip(text.lines());
    let same = lines.take_while(|(committed, given)| committed == given).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").trim().to_owned();
    format!(
        "{shown} is not what the sources give; the first difference is in line {}\n  committed: {}\n  sources:   {}\nrun `cargo xtask model import` to write it again",
        same + 1,
        line(committed),
        line(text),
    )
}
