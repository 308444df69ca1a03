//! A file that is written beside its place and renamed into it, so that the place holds the old text or the new and never half of one.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// What the name of a file beside another ends with; it starts with a dot.
const SUFFIX: &str = ".tinsmith-new";

/// A whole text that does not stand in its place yet. Dropped before that, it is removed.
pub(crate) struct Beside {
    /// Where it stands now; `None` when it is in its place.
    staged: Option<PathBuf>,
    place: PathBuf,
}

impl Beside {
    /// Writes a text beside the place it is for: `.lib.rs.tinsmith-new` beside `lib.rs`.
    ///
    /// # Errors
    /// Whatever keeps the file from being made or written; nothing is left of it then.
    pub(crate) fn write(place: &Path, text: &str) -> io::Result<Self> {
        let name = place.file_name().ok_or(ErrorKind::InvalidFilename)?;
        let mut own = std::ffi::OsString::from(".");
        own.push(name);
        own.push(SUFFIX);
        let staged = place.with_file_name(own);
        let mut file = create(&staged)?;
        let beside = Self { staged: Some(staged), place: place.to_owned() };
        let written = file.write_all(text.as_bytes());
        // Not every system removes or renames a file that is open.
        drop(file);
        written.map(|()| beside)
    }

    /// Renames the file into its place.
    ///
    /// # Errors
    /// Whatever the system says; the place is as it was then, and the file beside it is removed.
    pub(crate) fn put(mut self) -> io::Result<()> {
        if let Some(staged) = &self.staged {
            fs::rename(staged, &self.place)?;
        }
        self.staged = None;
        Ok(())
    }

    /// The file that this one is for.
    pub(crate) fn place(&self) -> &Path {
        &self.place
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(staged) = &self.staged {
            // What cannot be removed does no harm: the next run replaces it.
            _ = fs::remove_file(staged);
        }
    }
}

/// Makes a file that was not there.
///
/// A regular file of exactly this name is what a killed run left over: the name holds ours, and nobody else makes it.
/// It may have been cut off before its header, so the header is not asked for. Whatever else stands there is in the way;
/// `create_new` never writes through a link.
fn create(path: &Path) -> io::Result<File> {
    match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if !fs::symlink_metadata(path)?.is_file() {
                return Err(error);
            }
            fs::remove_file(path)?;
            File::create_new(path)
        }
        made => made,
    }
}
