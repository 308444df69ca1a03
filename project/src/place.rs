//! Which file a path means, and how one folder names another.

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

/// The way from a folder to a path, `/` between its parts on every system; both may be there or not.
///
/// `None` where there is none, as between two drives.
pub fn relative(folder: &Path, path: &Path) -> Option<String> {
    let (folder, path) = (place(folder), place(path));
    let (mut from, mut to) = (folder.components().peekable(), path.components().peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    if from.clone().chain(to.clone()).any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let parts = from.map(|_| Some("..")).chain(to.map(|part| part.as_os_str().to_str()));
    let parts: Vec<&str> = parts.collect::<Option<_>>()?;
    Some(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
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

    #[test]
    fn the_way_from_a_folder_goes_up_and_down_again() {
        for (folder, path, expected) in [
            ("a/b", "runtime", "../../runtime"),
            ("a/b", "a/b/c/d", "c/d"),
            ("a/./b/../b", "a/x", "../x"),
            ("a", "a", "."),
            ("ab", "a", "../a"),
        ] {
            let found = relative(Path::new(folder), Path::new(path));
            assert_eq!(found.as_deref(), Some(expected), "{folder} {path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed() {
        use std::os::unix::fs::symlink;

        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().canonicalize().unwrap();
        std::fs::create_dir_all(folder.join("a/b")).unwrap();
        std::fs::write(folder.join("a/file"), "").unwrap();
        symlink("a/file", folder.join("link")).unwrap();
        symlink("a/b", folder.join("folder")).unwrap();
        symlink("nowhere", folder.join("dangling")).unwrap();

        assert_eq!(place(&folder.join("link")), folder.join("a/file"));
        assert_eq!(place(&folder.join("folder/new")), folder.join("a/b/new"));
        assert_eq!(place(&folder.join("folder/../file")), folder.join("a/file"));
        assert_eq!(place(&folder.join("dangling")), folder.join("dangling"));
    }
}
