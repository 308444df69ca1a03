//! Which file a path means.
//!
//! In comes a path as it was typed; out goes the one that this file has, however it is called.
//! What is deliberately not here: whether the file may be written.

use std::path::{Component, Path, PathBuf};

/// The absolute path of a file that may be there or not: without `.`, `..` and links.
///
/// A link that leads to a file means that file, so writing to it leaves the link. One that leads nowhere means itself.
pub fn place(path: &Path) -> PathBuf {
    // It fails for an empty path, and where the current folder is gone; then the system says so when the file is opened.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut place = PathBuf::new();
    for component in absolute.components() {
        match component {
            // The links before it have been followed, as the system does.
            Component::ParentDir => _ = place.pop(),
            other => {
                place.push(other);
                // What is not there is made, under this name.
                place = place.canonicalize().unwrap_or(place);
            }
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_without_links_loses_its_detours() {
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        for path in ["new.md", "./new.md", "src/../new.md", "no/../src/.././new.md"] {
            assert_eq!(place(Path::new(path)), here.join("new.md"), "{path}");
        }
        assert_eq!(place(Path::new("no/such/file")), here.join("no/such/file"));
        assert_eq!(place(Path::new("/..")), place(Path::new("/")));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed() {
        use std::os::unix::fs::symlink;

        let folder = std::env::temp_dir().join(format!("tinsmith-place-{}", std::process::id()));
        _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("a/b")).unwrap();
        let folder = folder.canonicalize().unwrap();
        std::fs::write(folder.join("a/file"), "").unwrap();
        symlink("a/file", folder.join("link")).unwrap();
        symlink("a/b", folder.join("folder")).unwrap();
        symlink("nowhere", folder.join("dangling")).unwrap();

        assert_eq!(place(&folder.join("link")), folder.join("a/file"));
        assert_eq!(place(&folder.join("folder/new")), folder.join("a/b/new"));
        assert_eq!(place(&folder.join("folder/../file")), folder.join("a/file"));
        assert_eq!(place(&folder.join("dangling")), folder.join("dangling"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
