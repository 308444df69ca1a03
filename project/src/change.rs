//! Several files changed as one: all of them, or none.
//!
//! In come places and the texts they are to hold, and files to remove; out go the files, or an error and what was there before.
//! Every text is written beside its place first. Only when all are there, each is renamed into its place,
//! what it replaces being kept beside it until the last one stands. A whole folder that goes does so first, one that comes does so last,
//! files go before others are written, and each is written in the order in which it was named: a killed run leaves the start of that.
//! What is deliberately not here: what belongs into a file, and whose it is; what a killed run left, which whoever gave the order can repair by it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use crate::beside::{Beside, Kept};
use crate::folder::{self, Folder};

/// What is to change.
#[derive(Default)]
pub struct Change<'t> {
    writes: Vec<(PathBuf, &'t str)>,
    removals: Vec<Removal>,
    folder: Option<Folder<'t>>,
}

/// A file to remove, with the folders that it leaves empty.
struct Removal {
    path: PathBuf,
    /// The folder that stays, empty or not.
    below: PathBuf,
}

impl<'t> Change<'t> {
    /// Has a file hold a text, after those that were named before; folders on the way are made.
    pub fn write(&mut self, place: PathBuf, text: &'t str) {
        self.writes.push((place, text));
    }

    /// Has a file removed, and the folders that it leaves empty, up to the one that stays.
    pub fn remove(&mut self, path: PathBuf, below: &Path) {
        self.removals.push(Removal { path, below: below.to_owned() });
    }

    /// Has a whole folder come, after everything else, or go, before it.
    pub fn folder(&mut self, folder: Folder<'t>) {
        self.folder = Some(folder);
    }

    /// Makes the change.
    ///
    /// # Errors
    /// Whatever keeps a file from being written or removed, with its place, and that a place is named twice. Everything is as it was then;
    /// if the system does not let even that be, the error says which files are not, and where their old text is.
    pub fn make(self) -> anyhow::Result<()> {
        let mut staged = Staged::default();
        let parents: BTreeSet<&Path> =
            self.writes.iter().filter_map(|(place, _)| place.parent()).collect();
        for parent in parents {
            staged.make_folder(parent)?;
        }
        self.refuse_twice()?;
        staged.write(&self.writes)?;
        let folder = self.folder.as_ref().map(Folder::stage).transpose()?;
        staged.commit(&self.removals, folder)?;
        for Removal { path, below } in &self.removals {
            remove_empty_parents(below, path);
        }
        Ok(())
    }

    /// Two texts for one file would be written beside it under one name, at the same time. What a folder is called makes no difference:
    /// each is looked up, once for all of its files. All of them are there by now, except those of files to remove that are gone.
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

/// Files that are written but do not stand in their places yet. Dropped before that, they are removed,
/// and so are the folders that were made for them and are empty.
#[derive(Default)]
struct Staged {
    files: Vec<Beside>,
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
        let write = |texts: &[(PathBuf, &str)]| {
            texts
                .iter()
                .map(|(path, text)| Beside::write(path, text).with_context(|| unwritable(path)))
                .collect::<anyhow::Result<Vec<_>>>()
        };
        let (first, second) = texts.split_at(texts.len() / 2);
        let (own, other) = std::thread::scope(|scope| {
            let other = scope.spawn(|| write(second));
            let own = write(first);
            (own, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        self.files.extend(own?);
        self.files.extend(other?);
        Ok(())
    }

    /// Takes the folder away that is to go, and what is to be removed, and renames every file into its place; then the folder that is to come.
    /// If one cannot be, those before it are put back.
    fn commit(
        mut self,
        removals: &[Removal],
        folder: Option<folder::Staged>,
    ) -> anyhow::Result<()> {
        let (gone, new) = match folder {
            Some(folder) if folder.goes() => (Some(folder), None),
            other => (None, other),
        };
        if let Some(folder) = &gone {
            folder.make()?;
        }
        let mut kept = Vec::new();
        let done = self.commit_files(removals, &mut kept).and_then(|()| match &new {
            Some(folder) => folder.make(),
            None => Ok(()),
        });
        if let Err(error) = done {
            let error = put_back(kept, error);
            return Err(match gone.map(folder::Staged::put_back) {
                Some(Err(reason)) => error.context(format!("{reason:#}")),
                _ => error,
            });
        }
        kept.into_iter().for_each(Kept::forget);
        self.folders.clear();
        Ok(())
    }

    /// Takes away what is to be removed, and renames every file into its place; what was there is kept.
    fn commit_files(&mut self, removals: &[Removal], kept: &mut Vec<Kept>) -> anyhow::Result<()> {
        for Removal { path, .. } in removals {
            let old =
                Kept::away(path).with_context(|| format!("cannot remove {}", path.display()))?;
            kept.push(old);
        }
        for file in self.files.drain(..) {
            let place = file.place().to_owned();
            let put = Kept::of(&place).and_then(|old| {
                kept.push(old);
                file.put()
            });
            put.with_context(|| unwritable(&place))?;
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // A folder goes only when it is empty, so the files go first.
        self.files.clear();
        for folder in self.folders.iter().rev() {
            // What is not empty stays, which is what the error says.
            _ = fs::remove_dir(folder);
        }
    }
}

/// Puts what was replaced back, the last first, and adds to the error what cannot be.
fn put_back(kept: Vec<Kept>, error: anyhow::Error) -> anyhow::Error {
    let mut error = error;
    for old in kept.into_iter().rev() {
        let what = old.to_string();
        if let Err(reason) = old.put_back() {
            error = error.context(format!("{what} could not be put back: {reason}"));
        }
    }
    error
}

fn unwritable(path: &Path) -> String {
    format!("cannot write {}", path.display())
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
