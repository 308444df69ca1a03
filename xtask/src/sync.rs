//! A generated tree against a folder: what would change, and changing it.
//!
//! Every file is written beside its place first and renamed when all of them are there,
//! so a disk that is full or a folder that cannot be written leaves the old tree as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use tinsmith_codegen::SourceTree;
use tinsmith_codegen::plan::{Plan, is_generated};

/// Folders of an output that hold nothing of ours and may hold a lot.
const SKIPPED: [&str; 2] = [".git", "target"];

/// The files of a folder that matter for a tree: those at its paths, and those with our header.
///
/// # Errors
/// Files and folders that cannot be read.
pub(crate) fn existing(
    folder: &Path,
    tree: &SourceTree,
) -> anyhow::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(path) = pending.pop() {
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && path == folder => break,
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot read {}", path.display()))?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                let is_skipped = SKIPPED.iter().any(|name| entry.file_name() == *name);
                let relative = relative(folder, &path);
                if tree.files.contains_key(&relative) {
                    // A folder where a file has to be is somebody else's, whatever is in it.
                    found.insert(relative, String::new());
                } else if !is_skipped {
                    pending.push(path);
                }
                continue;
            }
            let relative = relative(folder, &path);
            let bytes =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            // What is no text is not ours, and differs from every text.
            let text = String::from_utf8_lossy(&bytes);
            if tree.files.contains_key(&relative) || is_generated(&text) {
                found.insert(relative, text.into_owned());
            }
        }
    }
    Ok(found)
}

/// Makes a folder hold a tree.
///
/// # Errors
/// Files in the way that are not ours, and whatever keeps a file from being written; the folder is then as it was.
pub(crate) fn apply(folder: &Path, tree: &SourceTree, plan: &Plan) -> anyhow::Result<()> {
    if !plan.foreign.is_empty() {
        bail!(
            "{} holds files that were not generated and are in the way; nothing was written:\n{}\nmove them, or choose another folder",
            folder.display(),
            plan.foreign.iter().map(|path| format!("  {path}")).collect::<Vec<_>>().join("\n"),
        );
    }
    let mut staged = Staged::default();
    let changed: Vec<&String> = plan.missing.iter().chain(&plan.stale).collect();
    let parents: BTreeSet<PathBuf> =
        changed.iter().filter_map(|path| folder.join(path).parent().map(Path::to_owned)).collect();
    for parent in &parents {
        staged.make_folder(parent)?;
    }
    let texts = changed
        .iter()
        .filter_map(|path| Some((folder.join(path), tree.files.get(*path)?.as_str())))
        .collect::<Vec<_>>();
    staged.write(&texts)?;
    staged.commit()?;
    for path in &plan.orphaned {
        let path = folder.join(path);
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        remove_empty_parents(folder, &path);
    }
    Ok(())
}

/// Files that are written but do not stand in their places yet. Dropped before that, they are removed.
#[derive(Default)]
struct Staged {
    files: Vec<(PathBuf, PathBuf)>,
    folders: Vec<PathBuf>,
}

impl Staged {
    fn make_folder(&mut self, folder: &Path) -> anyhow::Result<()> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !folder.exists()).collect();
        self.folders.extend(missing.into_iter().rev().map(Path::to_owned));
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))
    }

    /// Writes every text beside its file. Making a file takes the system longer than filling it, so two threads share the work.
    fn write(&mut self, texts: &[(PathBuf, &str)]) -> anyhow::Result<()> {
        let first = self.files.len();
        self.files.extend(texts.iter().map(|(path, _)| {
            let mut beside = path.as_os_str().to_owned();
            beside.push(".new");
            (PathBuf::from(beside), path.clone())
        }));
        let staged = self.files.get(first..).unwrap_or_default();
        let write = |range: std::ops::Range<usize>| {
            for ((beside, path), (_, text)) in
                staged.iter().zip(texts).skip(range.start).take(range.len())
            {
                fs::write(beside, text)
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
            anyhow::Ok(())
        };
        let half = texts.len() / 2;
        std::thread::scope(|scope| {
            let other = scope.spawn(|| write(half..texts.len()));
            let own = write(0..half);
            let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            own.and(other)
        })
    }

    fn commit(mut self) -> anyhow::Result<()> {
        for (from, to) in std::mem::take(&mut self.files) {
            fs::rename(&from, &to).with_context(|| format!("cannot write {}", to.display()))?;
        }
        self.folders.clear();
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What cannot be removed does no harm: the next run writes over it.
        for (from, _) in &self.files {
            _ = fs::remove_file(from);
        }
        for folder in self.folders.iter().rev() {
            _ = fs::remove_dir(folder);
        }
    }
}

fn remove_empty_parents(folder: &Path, path: &Path) {
    for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder) {
        // A folder that is not empty stays, which is what the error says.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}

/// A path relative to the folder, `/` between its parts on every system.
fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
