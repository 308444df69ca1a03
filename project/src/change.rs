//! Several files changed as one: what can be tried is tried before any of them changes.
//!
//! Every text is written beside its place first; then all are renamed into their places. A rename that fails nevertheless,
//! and a run that is killed between two of them, leave what version control puts back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

/// What is to change.
#[derive(Default)]
pub struct Change<'t> {
    writes: Vec<(PathBuf, &'t str)>,
    removals: Vec<Removal>,
}

/// A file to remove, with the folders that it leaves empty.
struct Removal {
    path: PathBuf,
    /// The folder that stays, empty or not.
    below: PathBuf,
}

/// Writes a file, and the folders on the way.
///
/// # Errors
/// Whatever keeps it from being written; it is as it was then.
pub fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut change = Change::default();
    change.write(path.to_owned(), text);
    change.make()
}

/// Writes a file, unless it holds the text already: what is not touched is not compiled again.
///
/// # Errors
/// As [`write()`].
pub fn write_if_changed(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    write(path, text)
}

impl<'t> Change<'t> {
    /// Has a file hold a text; folders on the way are made.
    pub fn write(&mut self, place: PathBuf, text: &'t str) {
        self.writes.push((place, text));
    }

    /// Has a file removed, and the folders that it leaves empty, up to the one that stays.
    pub fn remove(&mut self, path: PathBuf, below: &Path) {
        self.removals.push(Removal { path, below: below.to_owned() });
    }

    /// Makes the change.
    ///
    /// # Errors
    /// Whatever keeps a file from being written or removed, with its place, and that a place is named twice. Everything is as it was then,
    /// unless the system refuses a rename or a removal that it seemed to allow: then those before it are made.
    pub fn make(self) -> anyhow::Result<()> {
        let mut folders = Folders::default();
        for parent in self.writes.iter().filter_map(|(place, _)| place.parent()) {
            folders
                .make(parent)
                .with_context(|| format!("cannot make the folder {}", parent.display()))?;
        }
        self.refuse_twice()?;
        for Removal { path, .. } in &self.removals {
            // Where no file can be made, none can be removed.
            fs::symlink_metadata(path)
                .and_then(|_| Staged::write(path, "").map(drop))
                .with_context(|| unremovable(path))?;
        }
        let staged = self
            .writes
            .iter()
            .map(|(place, text)| Staged::write(place, text).with_context(|| unwritable(place)));
        let staged = staged.collect::<anyhow::Result<Vec<_>>>()?;
        // Until here, nothing has changed. Files go before others come: two names may be one to the system.
        for Removal { path, below } in &self.removals {
            fs::remove_file(path).with_context(|| unremovable(path))?;
            remove_empty_parents(below, path);
        }
        for (staged, (place, _)) in staged.into_iter().zip(&self.writes) {
            staged.put(place).with_context(|| unwritable(place))?;
        }
        folders.made.clear();
        Ok(())
    }

    /// What a folder is called makes no difference: each is looked up, once for all of its files.
    /// All of them are there by now, except those of files to remove that are gone.
    fn refuse_twice(&self) -> anyhow::Result<()> {
        let mut folders = BTreeMap::new();
        let mut places = BTreeSet::new();
        let writes = self.writes.iter().map(|(place, _)| place);
        for place in writes.chain(self.removals.iter().map(|removal| &removal.path)) {
            let (Some(folder), Some(name)) = (place.parent(), place.file_name()) else { continue };
            let folder = folders
                .entry(folder)
                .or_insert_with(|| folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
            ensure!(places.insert(folder.join(name)), "{} is to be changed twice", place.display());
        }
        Ok(())
    }
}

/// Folders that were made for files. Dropped before the files are there, those that are empty are removed.
#[derive(Default)]
struct Folders {
    made: Vec<PathBuf>,
}

impl Folders {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !folder.exists()).collect();
        self.made.extend(missing.into_iter().rev().map(Path::to_owned));
        fs::create_dir_all(folder)
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // What is not empty stays.
            _ = fs::remove_dir(folder);
        }
    }
}

/// A text that stands beside the place it is for: `.lib.rs.tinsmith-new` beside `lib.rs`. Dropped before it is put there, it is removed.
struct Staged {
    path: Option<PathBuf>,
}

impl Staged {
    fn write(place: &Path, text: &str) -> io::Result<Self> {
        let found = match fs::symlink_metadata(place) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            found => Some(found?),
        };
        // No rename puts a file into the place of a folder.
        if found.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        let name = place.file_name().ok_or(ErrorKind::InvalidFilename)?;
        let path = place.with_file_name(format!(".{}.tinsmith-new", name.to_string_lossy()));
        let mut file = create(&path)?;
        let staged = Self { path: Some(path) };
        file.write_all(text.as_bytes())?;
        if let Some(found) = found.filter(fs::Metadata::is_file) {
            file.set_permissions(found.permissions())?;
        }
        Ok(staged)
    }

    fn put(mut self, place: &Path) -> io::Result<()> {
        if let Some(path) = &self.path {
            fs::rename(path, place)?;
        }
        self.path = None;
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // What cannot be removed does no harm: the next run replaces it.
            _ = fs::remove_file(path);
        }
    }
}

/// Makes a file that was not there, nor a link; one that a killed run left under this name of ours goes.
fn create(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) {
        fs::remove_file(path)?;
    }
    File::create_new(path)
}

fn unwritable(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

fn unremovable(path: &Path) -> String {
    format!("cannot remove {}", path.display())
}

fn remove_empty_parents(folder: &Path, path: &Path) {
    for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder) {
        // A folder that is not empty stays.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests;
