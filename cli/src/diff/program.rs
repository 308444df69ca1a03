//! The sources of a program, for `--used-by`.

use std::path::Path;

use anyhow::Context as _;
use tinsmith_codegen::plan;
use tinsmith_review::used_by::Program;

/// Reads every Rust file below a folder, but for what a build left behind and what is generated.
///
/// # Errors
/// A folder that is not there, that cannot be read, or that has no Rust file.
pub(super) fn read(folder: &Path) -> anyhow::Result<Program> {
    let shown = folder.display().to_string();
    let mut sources = Vec::new();
    below(folder, &mut sources).with_context(|| format!("--used-by {shown}"))?;
    anyhow::ensure!(
        !sources.is_empty(),
        "--used-by {shown}: found no Rust file that somebody wrote"
    );
    sources.sort();
    Ok(Program::of(&shown, sources))
}

fn below(folder: &Path, sources: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        // Links are not followed: one could lead back up.
        let kind = entry.file_type().with_context(|| format!("cannot read {}", path.display()))?;
        if kind.is_dir() {
            if name != "target" && !name.starts_with('.') {
                below(&path, sources)?;
            }
        } else if kind.is_file() && name.ends_with(".rs") {
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if !plan::is_generated(&text) {
                sources.push((path.display().to_string(), text));
            }
        }
    }
    Ok(())
}
