//! What is left when a change cannot be made.

use tempfile::TempDir;

use super::*;

/// A folder with the files `a` to `d`, which hold `old`.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in ["a", "b", "c", "d"] {
        fs::write(folder.path().join(name), "old").unwrap();
    }
    folder
}

/// Every file and folder by name, and what a file holds.
fn content(folder: &TempDir) -> Vec<(String, Option<String>)> {
    let mut found: Vec<_> = fs::read_dir(folder)
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

fn files(content: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    content.iter().map(|(name, text)| ((*name).to_owned(), Some((*text).to_owned()))).collect()
}

#[test]
fn all_files_change() {
    let folder = folder();
    let mut change = Change::default();
    change.write(folder.path().join("b"), "new");
    change.write(folder.path().join("e"), "new");
    change.write(folder.path().join("f/g"), "new");
    change.remove(folder.path().join("c"), folder.path());
    change.make().unwrap();
    // A folder that is left empty goes too.
    let mut change = Change::default();
    change.remove(folder.path().join("f/g"), folder.path());
    change.make().unwrap();
    assert_eq!(content(&folder), files(&[("a", "old"), ("b", "new"), ("d", "old"), ("e", "new")]));
}

#[test]
fn a_folder_in_the_place_of_a_file_leaves_everything_as_it_was() {
    let folder = folder();
    fs::create_dir(folder.path().join("e")).unwrap();
    let mut before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    before.push(("e".to_owned(), None));

    let mut change = Change::default();
    for name in ["a", "b", "inner/new", "new", "e", "c"] {
        change.write(folder.path().join(name), "new");
    }
    change.remove(folder.path().join("d"), folder.path());
    let error = change.make().unwrap_err();

    let place = folder.path().join("e");
    assert_eq!(error.to_string(), format!("cannot write {}", place.display()));
    assert_eq!(content(&folder), before);
}

#[test]
fn a_file_that_cannot_be_removed_leaves_everything_as_it_was() {
    let folder = folder();
    let mut change = Change::default();
    change.write(folder.path().join("a"), "new");
    change.write(folder.path().join("e"), "new");
    change.remove(folder.path().join("b"), folder.path());
    change.remove(folder.path().join("gone"), folder.path());
    let error = change.make().unwrap_err();

    let gone = folder.path().join("gone");
    assert_eq!(error.to_string(), format!("cannot remove {}", gone.display()));
    let before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    assert_eq!(content(&folder), before);
}

#[test]
fn a_text_that_cannot_be_written_leaves_everything_as_it_was() {
    let folder = folder();
    // What stands beside a place under our name, and is not ours.
    fs::create_dir(folder.path().join(".b.tinsmith-new")).unwrap();
    let mut change = Change::default();
    for name in ["a", "b", "inner/new"] {
        change.write(folder.path().join(name), "new");
    }
    let error = change.make().unwrap_err();

    let place = folder.path().join("b");
    assert_eq!(error.to_string(), format!("cannot write {}", place.display()));
    fs::remove_dir(folder.path().join(".b.tinsmith-new")).unwrap();
    let before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    assert_eq!(content(&folder), before);
}

#[test]
fn a_place_that_is_named_twice_leaves_everything_as_it_was() {
    let folder = folder();
    let before = files(&[("a", "old"), ("b", "old"), ("c", "old"), ("d", "old")]);
    let same =
        [folder.path().join("a"), folder.path().join("./a"), folder.path().join("inner/../a")];
    for other in same {
        let mut change = Change::default();
        change.write(folder.path().join("a"), "new");
        change.write(folder.path().join("inner/new"), "new");
        change.write(other.clone(), "newer");
        let error = change.make().unwrap_err();
        assert_eq!(error.to_string(), format!("{} is to be changed twice", other.display()));
        assert_eq!(content(&folder), before);
    }

    let mut change = Change::default();
    change.write(folder.path().join("a"), "new");
    change.remove(folder.path().join("a"), folder.path());
    let error = change.make().unwrap_err();
    let place = folder.path().join("a");
    assert_eq!(error.to_string(), format!("{} is to be changed twice", place.display()));
    assert_eq!(content(&folder), before);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder();
    let place = folder.path().join("a");
    for mode in [0o600, 0o444, 0o755] {
        fs::set_permissions(&place, fs::Permissions::from_mode(mode)).unwrap();
        let mut change = Change::default();
        change.write(place.clone(), "new");
        change.make().unwrap();
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, mode);
    }
}

#[test]
fn what_a_killed_run_left_is_replaced() {
    let folder = folder();
    fs::write(folder.path().join(".a.tinsmith-new"), "half").unwrap();
    let mut change = Change::default();
    change.write(folder.path().join("a"), "new");
    change.make().unwrap();
    let after = files(&[("a", "new"), ("b", "old"), ("c", "old"), ("d", "old")]);
    assert_eq!(content(&folder), after);
}
