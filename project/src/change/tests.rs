//! What is left when a change stops midway, which no command line can bring about.

use anyhow::anyhow;

use super::*;

/// A folder with the files `a` to `d`, which hold `old`.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            Self(std::env::temp_dir().join(format!("tinsmith-{name}-{}", std::process::id())));
        _ = fs::remove_dir_all(&folder.0);
        fs::create_dir_all(&folder.0).unwrap();
        for name in ["a", "b", "c", "d"] {
            fs::write(folder.0.join(name), "old").unwrap();
        }
        folder
    }

    /// Every file and folder by name, and what a file holds.
    fn content(&self) -> Vec<(String, Option<String>)> {
        let mut found: Vec<_> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, fs::read_to_string(path).ok())
            })
            .collect();
        found.sort();
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

fn files(content: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    content.iter().map(|(name, text)| ((*name).to_owned(), Some((*text).to_owned()))).collect()
}

#[test]
fn all_files_change() {
    let folder = Folder::new("all");
    let mut change = Change::default();
    change.write(folder.0.join("b"), "new");
    change.write(folder.0.join("e"), "new");
    change.write(folder.0.join("f/g"), "new");
    change.remove(folder.0.join("c"), &folder.0);
    change.make().unwrap();
    // A folder that is left empty goes too.
    let mut change = Change::default();
    change.remove(folder.0.join("f/g"), &folder.0);
    change.make().unwrap();
    assert_eq!(folder.content(), files(&[("a", "old"), ("b", "new"), ("d", "old"), ("e", "new")]));
}

#[test]
fn a_rename_that_fails_leaves_everything_as_it_was() {
    let folder = Folder::new("rename");
    // A folder in the place of a file: the text is written beside it, and cannot be renamed.
    fs::create_dir(folder.0.join("e")).unwrap();
    let mut before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    before.push(("e".to_owned(), None));

    let mut change = Change::default();
    for name in ["a", "b", "inner/new", "new", "e", "c"] {
        change.write(folder.0.join(name), "new");
    }
    change.remove(folder.0.join("d"), &folder.0);
    let error = change.make().unwrap_err();

    let place = folder.0.join("e");
    assert_eq!(error.to_string(), format!("cannot write {}", place.display()));
    assert_eq!(folder.content(), before);
}

#[test]
fn a_file_that_cannot_be_removed_leaves_everything_as_it_was() {
    let folder = Folder::new("remove");
    let mut change = Change::default();
    change.write(folder.0.join("a"), "new");
    change.write(folder.0.join("e"), "new");
    change.remove(folder.0.join("b"), &folder.0);
    change.remove(folder.0.join("gone"), &folder.0);
    let error = change.make().unwrap_err();

    let gone = folder.0.join("gone");
    assert_eq!(error.to_string(), format!("cannot remove {}", gone.display()));
    let before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    assert_eq!(folder.content(), before);
}

#[test]
fn a_text_that_cannot_be_written_leaves_everything_as_it_was() {
    let folder = Folder::new("write");
    // What stands beside a place under our name, and is not ours.
    fs::create_dir(folder.0.join(".b.tinsmith-new")).unwrap();
    let mut change = Change::default();
    for name in ["a", "b", "inner/new"] {
        change.write(folder.0.join(name), "new");
    }
    let error = change.make().unwrap_err();

    let place = folder.0.join("b");
    assert_eq!(error.to_string(), format!("cannot write {}", place.display()));
    fs::remove_dir(folder.0.join(".b.tinsmith-new")).unwrap();
    let before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    assert_eq!(folder.content(), before);
}

#[test]
fn a_place_that_is_named_twice_leaves_everything_as_it_was() {
    let folder = Folder::new("twice");
    let before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    let same = [folder.0.join("a"), folder.0.join("./a"), folder.0.join("inner/../a")];
    for other in same {
        let mut change = Change::default();
        change.write(folder.0.join("a"), "new");
        change.write(folder.0.join("inner/new"), "new");
        change.write(other.clone(), "newer");
        let error = change.make().unwrap_err();
        assert_eq!(error.to_string(), format!("{} is to be changed twice", other.display()));
        assert_eq!(folder.content(), before);
    }

    let mut change = Change::default();
    change.write(folder.0.join("a"), "new");
    change.remove(folder.0.join("a"), &folder.0);
    let error = change.make().unwrap_err();
    let place = folder.0.join("a");
    assert_eq!(error.to_string(), format!("{} is to be changed twice", place.display()));
    assert_eq!(folder.content(), before);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new("permissions");
    let place = folder.0.join("a");
    for mode in [0o600, 0o444, 0o755] {
        fs::set_permissions(&place, fs::Permissions::from_mode(mode)).unwrap();
        let mut change = Change::default();
        change.write(place.clone(), "new");
        change.make().unwrap();
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, mode);
    }
}

#[test]
fn what_killed_runs_left_is_cleared_up() {
    let folder = Folder::new("killed");
    fs::write(folder.0.join(".a.tinsmith-new"), "half").unwrap();
    fs::write(folder.0.join(".a.tinsmith-old"), "older").unwrap();
    let mut change = Change::default();
    change.write(folder.0.join("a"), "new");
    change.make().unwrap();
    let after = files(&[("a", "new"), ("b", "old"), ("c", "old"), ("d", "old")]);
    assert_eq!(folder.content(), after);
}

#[test]
fn what_cannot_be_put_back_is_named_with_its_old_text() {
    let folder = Folder::new("back");
    let place = folder.0.join("a");
    let kept = Kept::of(&place).unwrap();
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    let error = put_back(vec![kept], anyhow!("cannot write b"));

    let old = folder.0.join(".a.tinsmith-old");
    let message = format!("{error:#}");
    let expected = format!(
        "{}, whose old text is in {}, could not be put back: ",
        place.display(),
        old.display()
    );
    assert!(message.starts_with(&expected), "{message}");
    assert!(message.ends_with(": cannot write b"), "{message}");
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
}
