//! The command `import`: the pinned documents to the committed models, or a look at whether that is what is committed.

use std::path::{Path, PathBuf};

use tinsmith_codegen::Document;
use tinsmith_project::{change, program, say};

use super::origin::{Documents, Origin};
use super::sources::Sources;
use super::{convert, find};

/// Make the models from the sources that model/sources.toml pins
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Import {
    /// Write nothing; say whether the committed files are what the sources give
    #[arg(long)]
    pub check: bool,
    /// Documents on disk to take instead; needs no network
    ///
    /// A service description or Smithy model, a folder with one and its companions, a folder with the pinned archives, or one such archive.
    #[arg(long, value_name = "FILE|DIR|WHEEL")]
    pub from: Option<PathBuf>,
    /// The file to write instead of the one that model/sources.toml names
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Download nothing; take what was downloaded before
    #[arg(long)]
    pub offline: bool,
}

/// Imports every model that the sources of a project name, or the one on disk; gives the exit status, 1 when a check found a difference.
///
/// # Errors
/// Whatever keeps a model from being read, converted or written; nothing is written then.
pub fn run(root: &Path, asked: &Import) -> anyhow::Result<i32> {
    let sources = Sources::read(root)?;
    let origin = Origin::find(root, asked.from.as_deref(), &sources, asked.offline)?;
    let mut status = 0;
    for (output, text) in texts(root, &sources, &origin, asked)? {
        let shown = output.strip_prefix(root).unwrap_or(&output).display();
        let committed = std::fs::read_to_string(&output).unwrap_or_default();
        if committed == text {
            say::step("Fresh", &format!("{shown} is what the sources give"));
        } else if asked.check {
            say::error(&difference(&shown.to_string(), &committed, &text));
            status = 1;
        } else {
            change::write(&output, &text)?;
            say::step("Wrote", &shown.to_string());
        }
    }
    Ok(status)
}

/// Every model with the file it belongs in, and the partitions with theirs; nothing is written.
fn texts(
    root: &Path,
    sources: &Sources,
    origin: &Origin,
    asked: &Import,
) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let out = asked.out.as_deref().map(std::path::absolute).transpose()?;
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
        let text = match model.archived() {
            Some(locations) => converted(&origin.documents(locations)?)?,
            None => find::text(root, &model.source, asked.offline)?,
        };
        texts.push((out.clone().unwrap_or_else(|| root.join(&model.output)), text));
    }
    // Somewhere else is the place of one model.
    if out.is_none() {
        texts.extend(partitions(root, sources, origin)?);
    }
    Ok(texts)
}

/// The models and the partitions that are made of archives, with the files they belong in.
pub(super) fn archived(
    root: &Path,
    sources: &Sources,
    origin: &Origin,
) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let mut texts = Vec::new();
    for model in &sources.models {
        let Some(locations) = model.archived() else { continue };
        texts.push((root.join(&model.output), converted(&origin.documents(locations)?)?));
    }
    texts.extend(partitions(root, sources, origin)?);
    Ok(texts)
}

fn converted(documents: &Documents) -> anyhow::Result<String> {
    say::step("Converting", &documents.service.0);
    convert::convert(documents)
}

fn partitions(
    root: &Path,
    sources: &Sources,
    origin: &Origin,
) -> anyhow::Result<Option<(PathBuf, String)>> {
    let Some(partitions) = &sources.partitions else { return Ok(None) };
    let Some(bytes) = origin.document(&partitions.source)? else { return Ok(None) };
    let name = &partitions.source.path;
    say::step("Converting", name);
    let text = tinsmith_codegen::stages::partitions::facts(Document { name, bytes: &bytes })?;
    Ok(Some((root.join(&partitions.output), text)))
}

/// The first line that differs, and what to do about it.
fn difference(shown: &str, committed: &str, text: &str) -> String {
    let lines = committed.lines().zip(text.lines());
    let same = lines.take_while(|(committed, given)| committed == given).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").trim().to_owned();
    format!(
        "{shown} is not what the sources give; the first difference is in line {}\n  committed: {}\n  sources:   {}\nrun `{}` to write it again",
        same + 1,
        line(committed),
        line(text),
        program::command("import"),
    )
}
