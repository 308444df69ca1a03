//! A folder that comes or goes with everything in it, at once.
//!
//! Cargo takes every folder below `sdk/` for a crate, and does nothing at all while one of them has no manifest.
//! So a new crate is written elsewhere and renamed into its place, and an old one is renamed away before its files go:
//! a run that is killed in between leaves a whole crate there, or none.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// What is to become of a folder.
pub enum Folder<'t> {
    /// It is not there, and is to hold these files, by their paths in it.
    New {
        /// Where it is to be.
        place: PathBuf,
        /// Where it is written first, in the same file system.
        staged: PathBuf,
        /// Its files.
        files: &'t BTreeMap<String, String>,
    },
    /// It is to go.
    Gone {
        /// Where it is.
        place: PathBuf,
        /// Where it is while its files go, in the same file system.
        kept: PathBuf,
    },
}

/// A folder that is about to change. Dropped before that, what was written for it is removed.
pub struct Staged {
    from: PathBuf,
    to: PathBuf,
    /// What goes when all is done, and when nothing is.
    rest: PathBuf,
    /// Whether the folder goes, instead of coming.
    goes: bool,
}

impl Folder<'_> {
    /// Writes what is new.
    ///
    /// # Errors
    /// Whatever keeps a file from being written; nothing is left of it then.
    pub fn stage(&self) -> anyhow::Result<Staged> {
        match self {
            Self::New { place, staged, files } => {
                let (from, to) = (staged.clone(), place.clone());
                let own = Staged { from, to, rest: staged.clone(), goes: false };
                clear(staged).with_context(|| unusable(staged))?;
                for (path, text) in *files {
                    let path = staged.join(path);
                    write(&path, text).with_context(|| unusable(&path))?;
                }
                Ok(own)
            }
            Self::Gone { place, kept } => {
                clear(kept).with_context(|| unusable(kept))?;
                let (from, to) = (place.clone(), kept.clone());
                Ok(Staged { from, to, rest: kept.clone(), goes: true })
            }
        }
    }
}

impl Staged {
    /// Whether the folder goes, instead of coming.
    pub fn goes(&self) -> bool {
        self.goes
    }

    /// Makes the change.
    ///
    /// # Errors
    /// Whatever the system says; the folder is as it was then.
    pub fn make(&self) -> anyhow::Result<()> {
        let unmovable =
            || format!("cannot rename {} to {}", self.from.display(), self.to.display());
        if let Some(parent) = self.to.parent() {
            fs::create_dir_all(parent).with_context(unmovable)?;
        }
        fs::rename(&self.from, &self.to).with_context(unmovable)
    }

    /// Takes back that the folder went.
    ///
    /// # Errors
    /// Whatever the system says; the folder is where it was renamed to then, and the error says so.
    pub fn put_back(self) -> anyhow::Result<()> {
        let put = fs::rename(&self.to, &self.from);
        let (from, to) = (self.from.display(), self.to.display());
        let put = put.with_context(|| format!("{from}, which is in {to}, could not be put back"));
        if put.is_err() {
            // It is all that there is of the folder.
            std::mem::forget(self);
        }
        put
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What cannot be removed does no harm: the next run clears it.
        _ = clear(&self.rest);
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

/// Removes what a killed run left at a path of ours.
fn clear(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

fn unusable(path: &Path) -> String {
    format!("cannot write {}", path.display())
}
