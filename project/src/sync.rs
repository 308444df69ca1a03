//! A generated tree against a folder: what would change, and changing it.
//!
//! All files change as one, so a disk that is full or a folder that cannot be written leaves the old tree as it was.

use std::collections::BTreeMap;
use std::fs::{self, File, FileType};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use tinsmith_codegen::SourceTree;
use tinsmith_codegen::plan::{Plan, can_be_left_over, is_generated};

use crate::change::Change;

/// The folder of a crate that files may be left over in.
const SOURCES: &str = "src";

/// What says that a folder is a crate.
const MANIFEST: &str = "Cargo.toml";

/// More than the part of a first line that says whose a file is.
const HEADER_BYTES: u64 = 256;

/// The files of a folder that matter for a tree: the text of those at its paths,
/// and the start of those that may be left over and have our header.
///
/// Only regular files are read. Anything else at a path of the tree, or a link on the way to it, is somebody else's:
/// it is given as a file without our header.
///
/// # Errors
/// Files and folders that cannot be read.
pub fn existing(folder: &Path, tree: &SourceTree) -> anyhow::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut parents = Parents { folder, has_link: BTreeMap::new() };
    for path in tree.files.keys() {
        let full = folder.join(path);
        let text = if parents.have_link(&full)? {
            String::new()
        } else {
            match file_type(&full)? {
                None => continue,
                // What is no text is not ours, and differs from every text.
                Some(kind) if kind.is_file() => {
                    String::from_utf8_lossy(&fs::read(&full).with_context(|| unreadable(&full))?)
                        .into_owned()
                }
                Some(_) => String::new(),
            }
        };
        found.insert(path.clone(), text);
    }
    for path in candidates(folder)? {
        let relative = relative(folder, &path);
        if !can_be_left_over(&relative) || tree.files.contains_key(&relative) {
            continue;
        }
        let start = start_of(&path).with_context(|| unreadable(&path))?;
        if is_generated(&start) {
            found.insert(relative, start);
        }
    }
    Ok(found)
}

/// The files below a folder: those that were generated, and the names of all others. A link is one of those, whatever it leads to.
///
/// # Errors
/// Files and folders that cannot be read.
pub fn files(folder: &Path) -> anyhow::Result<(Vec<PathBuf>, Vec<String>)> {
    let (mut generated, mut others) = (Vec::new(), Vec::new());
    let mut pending = vec![folder.to_owned()];
    while let Some(inner) = pending.pop() {
        for (path, kind) in entries(&inner)? {
            let name = relative(folder, &path);
            if kind.is_dir() {
                pending.push(path);
            } else if kind.is_file()
                && can_be_left_over(&name)
                && is_generated(&start_of(&path).with_context(|| unreadable(&path))?)
            {
                generated.push(path);
            } else {
                others.push(name);
            }
        }
    }
    others.sort();
    Ok((generated, others))
}

/// Whether there is a symbolic link between a folder and a file below it. What is behind one belongs to another place.
struct Parents<'a> {
    folder: &'a Path,
    /// What is known; a tree has many files in few folders.
    has_link: BTreeMap<PathBuf, bool>,
}

impl Parents<'_> {
    fn have_link(&mut self, path: &Path) -> anyhow::Result<bool> {
        // The folder itself may be a link: it is the place that was asked for.
        let Some(parent) = path.parent().filter(|parent| *parent != self.folder) else {
            return Ok(false);
        };
        if let Some(known) = self.has_link.get(parent) {
            return Ok(*known);
        }
        let has_link = self.have_link(parent)?
            || file_type(parent)?.is_some_and(|kind: FileType| kind.is_symlink());
        self.has_link.insert(parent.to_owned(), has_link);
        Ok(has_link)
    }
}

/// The regular files that may be left over from an older tree.
///
/// Neither links nor folders that hold a crate of their own are looked into: what is there is not this tree's,
/// even if it was generated too.
fn candidates(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut pending = Vec::new();
    for entry in entries(folder)? {
        if entry.1.is_file() {
            files.push(entry.0);
        } else if entry.1.is_dir() && entry.0.file_name().is_some_and(|name| name == SOURCES) {
            pending.push(entry.0);
        }
    }
    while let Some(path) = pending.pop() {
        if file_type(&path.join(MANIFEST))?.is_some() {
            continue;
        }
        for (path, kind) in entries(&path)? {
            if kind.is_dir() {
                pending.push(path);
            } else if kind.is_file() {
                files.push(path);
            }
        }
    }
    Ok(files)
}

/// What a folder holds; nothing if there is no such folder.
fn entries(folder: &Path) -> anyhow::Result<Vec<(PathBuf, FileType)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if is_absent(&error) => return Ok(Vec::new()),
        entries => entries.with_context(|| unreadable(folder))?,
    };
    entries
        .map(|entry| entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))))
        .collect::<std::io::Result<_>>()
        .with_context(|| unreadable(folder))
}

/// What stands at a path, links not followed.
fn file_type(path: &Path) -> anyhow::Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Err(error) if is_absent(&error) => Ok(None),
        found => Ok(Some(found.with_context(|| unreadable(path))?.file_type())),
    }
}

/// A file on the way is as good as nothing there; making the folder will say what is wrong.
fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn start_of(path: &Path) -> std::io::Result<String> {
    let mut start = Vec::new();
    File::open(path)?.take(HEADER_BYTES).read_to_end(&mut start)?;
    Ok(String::from_utf8_lossy(&start).into_owned())
}

fn unreadable(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

/// Makes a folder hold a tree.
///
/// # Errors
/// Files in the way that are not ours, and whatever keeps a file from being written: the folder is then as it was.
pub fn apply(folder: &Path, tree: &SourceTree, plan: &Plan) -> anyhow::Result<()> {
    let mut change = Change::default();
    add(&mut change, folder, tree, plan)?;
    change.make()
}

/// Adds what makes a folder hold a tree to a change.
///
/// # Errors
/// Files in the way that are not ours.
pub fn add<'t>(
    change: &mut Change<'t>,
    folder: &Path,
    tree: &'t SourceTree,
    plan: &Plan,
) -> anyhow::Result<()> {
    if !plan.foreign.is_empty() {
        bail!(
            "{} holds files that were not generated and are in the way; nothing was written:\n{}\nmove them, or choose another folder",
            folder.display(),
            plan.foreign.iter().map(|path| format!("  {path}")).collect::<Vec<_>>().join("\n"),
        );
    }
    for path in plan.missing.iter().chain(&plan.stale) {
        if let Some(text) = tree.files.get(path) {
            change.write(folder.join(path), text);
        }
    }
    for path in &plan.orphaned {
        change.remove(folder.join(path), folder);
    }
    Ok(())
}

/// A path relative to the folder, `/` between its parts on every system.
fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
