//! A file that is written beside its place and renamed into it, so that the place holds the old text or the new and never half of one;
//! and the old one, kept beside it for as long as it may have to come back.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// What the name of a file beside another ends with; it starts with a dot.
const SUFFIX: &str = ".tinsmith-new";

/// What the name of a file that was replaced ends with, until nothing can fail any more; it starts with a dot.
const KEPT_SUFFIX: &str = ".tinsmith-old";

/// Whether a name is one of those that only we give, beside what is about to change or just did.
pub fn is_rest(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') && (name.ends_with(SUFFIX) || name.ends_with(KEPT_SUFFIX))
}

/// Writes a file, unless it holds the text already: what is not touched is not compiled again.
///
/// # Errors
/// That it cannot be written.
pub fn write_if_changed(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    let unwritable = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(unwritable)?;
    }
    Beside::write(path, text).and_then(Beside::put).with_context(unwritable)
}

/// Clears what killed runs left in a folder, though not in those below it.
///
/// # Errors
/// What cannot be looked at or removed.
pub fn clear_rests(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if is_rest(&entry.file_name()) {
            let is_folder = entry.file_type()?.is_dir();
            let path = entry.path();
            if is_folder { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
    }
    Ok(())
}

/// A whole text that does not stand in its place yet. Dropped before that, it is removed.
pub struct Beside {
    /// Where it stands now; `None` when it is in its place.
    staged: Option<PathBuf>,
    place: PathBuf,
}

impl Beside {
    /// Writes a text beside the place it is for: `.lib.rs.tinsmith-new` beside `lib.rs`. It has the permissions of the file that it replaces.
    ///
    /// # Errors
    /// Whatever keeps the file from being made or written; nothing is left of it then.
    pub fn write(place: &Path, text: &str) -> io::Result<Self> {
        let staged = beside(place, SUFFIX)?;
        let mut file = create(&staged)?;
        let own = Self { staged: Some(staged), place: place.to_owned() };
        let written =
            file.write_all(text.as_bytes()).and_then(|()| match fs::symlink_metadata(place) {
                Ok(found) if found.is_file() => file.set_permissions(found.permissions()),
                _ => Ok(()),
            });
        // Not every system removes or renames a file that is open.
        drop(file);
        written.map(|()| own)
    }

    /// Renames the file into its place.
    ///
    /// # Errors
    /// Whatever the system says; the place is as it was then, and the file beside it is removed.
    pub fn put(mut self) -> io::Result<()> {
        if let Some(staged) = &self.staged {
            fs::rename(staged, &self.place)?;
        }
        self.staged = None;
        Ok(())
    }

    /// The file that this one is for.
    pub fn place(&self) -> &Path {
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

/// What stood in a place before it was written or emptied. Whoever has it either puts it back or forgets it.
pub struct Kept {
    /// Where it stands now; `None` when there was nothing.
    old: Option<PathBuf>,
    place: PathBuf,
}

impl Kept {
    /// Keeps what stands in a place, which goes on standing there too.
    ///
    /// # Errors
    /// Whatever keeps a second name or a copy of the file from being made.
    pub fn of(place: &Path) -> io::Result<Self> {
        let mut kept = Self { old: None, place: place.to_owned() };
        match fs::symlink_metadata(place) {
            // A folder is not replaced: the rename that would do it fails.
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                let old = beside(place, KEPT_SUFFIX)?;
                clear(&old)?;
                // Not every file system has second names.
                if fs::hard_link(place, &old).is_err() {
                    fs::copy(place, &old)?;
                }
                kept.old = Some(old);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(kept)
    }

    /// Takes a file away, and keeps it.
    ///
    /// # Errors
    /// Whatever the system says; the file stands in its place then.
    pub fn away(place: &Path) -> io::Result<Self> {
        let old = beside(place, KEPT_SUFFIX)?;
        clear(&old)?;
        fs::rename(place, &old)?;
        Ok(Self { old: Some(old), place: place.to_owned() })
    }

    /// Makes the place hold what it held.
    ///
    /// # Errors
    /// Whatever the system says; what was kept is still there then.
    pub fn put_back(self) -> io::Result<()> {
        let Some(old) = self.old else {
            return match fs::symlink_metadata(&self.place) {
                Ok(found) if !found.is_dir() => fs::remove_file(&self.place),
                _ => Ok(()),
            };
        };
        fs::rename(&old, &self.place)?;
        // Two names of one file: a rename from one to the other leaves both, when nothing was put into the place.
        clear(&old)
    }

    /// Lets go of it: the place is right as it is.
    pub fn forget(self) {
        if let Some(old) = self.old {
            // What cannot be removed does no harm: the next run replaces it.
            _ = fs::remove_file(old);
        }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place.display())?;
        match &self.old {
            Some(old) => write!(f, ", whose old text is in {},", old.display()),
            None => Ok(()),
        }
    }
}

/// A path beside a file: its name with a dot before and a suffix behind.
fn beside(place: &Path, suffix: &str) -> io::Result<PathBuf> {
    let name = place.file_name().ok_or(ErrorKind::InvalidFilename)?;
    let mut own = std::ffi::OsString::from(".");
    own.push(name);
    own.push(suffix);
    Ok(place.with_file_name(own))
}

/// Removes what a killed run left at a path of ours.
///
/// The name holds ours, and nobody else makes it, so a regular file is such a rest. Whatever else stands there is in the way.
fn clear(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => fs::remove_file(path),
        Ok(_) => Err(ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a file that was not there.
///
/// A killed run may have left one over, cut off before its header, so the header is not asked for.
/// `create_new` never writes through a link.
fn create(path: &Path) -> io::Result<File> {
    match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            clear(path)?;
            File::create_new(path)
        }
        made => made,
    }
}
