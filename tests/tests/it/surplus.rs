//! The golden check itself: it fails for every way in which a folder can differ, and writes only when it is told to.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tinsmith_tests::golden::{Case, differences, files_below, is_update, replace};

#[test]
fn a_file_that_is_not_generated_is_surplus() {
    let found = files(&[("src/lib.rs", "a\n"), ("src/old.rs", "b\n")]);
    let wanted = files(&[("src/lib.rs", "a\n")]);
    assert_eq!(differences(&found, &wanted), ["src/old.rs is surplus: it is not generated"]);
}

#[test]
fn a_file_that_is_generated_and_not_there_is_missing() {
    let found = files(&[("src/lib.rs", "a\n")]);
    let wanted = files(&[("src/lib.rs", "a\n"), ("src/new.rs", "b\n")]);
    assert_eq!(differences(&found, &wanted), ["src/new.rs is missing"]);
}

#[test]
fn a_changed_file_is_shown_with_the_lines_that_changed() {
    let found = files(&[("a.rs", "one\ntwo\nthree\n")]);
    let wanted = files(&[("a.rs", "one\n2\n2b\nthree\n")]);
    assert_eq!(
        differences(&found, &wanted),
        ["a.rs differs from line 2 on\n    - two\n    + 2\n    + 2b"]
    );
}

#[test]
fn a_missing_newline_at_the_end_is_a_change() {
    let differences = differences(&files(&[("a.rs", "one")]), &files(&[("a.rs", "one\n")]));
    assert_eq!(differences, ["a.rs differs from line 2 on"]);
}

#[test]
fn an_update_writes_adds_and_removes() {
    let folder = scratch("update");
    let before = files(&[("keep.rs", "k\n"), ("old/gone.rs", "g\n"), ("stale.rs", "s\n")]);
    replace(&folder, &BTreeMap::new(), &before).unwrap();
    assert_eq!(files_below(&folder).unwrap(), before);

    let after = files(&[("keep.rs", "k\n"), ("new/here.rs", "h\n"), ("stale.rs", "t\n")]);
    replace(&folder, &before, &after).unwrap();
    assert_eq!(files_below(&folder).unwrap(), after);
    assert!(!folder.join("old").exists(), "a folder without files is left over");
}

#[test]
fn only_1_asks_for_an_update() {
    assert_eq!(is_update(None), Ok(false));
    assert_eq!(is_update(Some("1")), Ok(true));
    for other in ["", "0", "true", "yes"] {
        let problem = format!("UPDATE_EXPECT is `{other}`; expected 1, or no such variable");
        assert_eq!(is_update(Some(other)), Err(problem));
    }
}

#[test]
fn a_file_that_nothing_reads_fails_its_case() {
    let case = Case::open("types/simple").unwrap();
    assert_eq!(
        case.only_has(&["expected"]),
        Err("types/simple: nothing reads model.json".to_owned())
    );
}

#[test]
fn settings_of_a_case_are_checked() {
    let problem = |name: &str, settings: &str| {
        let folder = scratch(name);
        fs::write(folder.join("model.json"), "{}").expect("a file can be written below target/");
        fs::write(folder.join("case.toml"), settings).expect("a file can be written below target/");
        Case::at(name, &folder).expect_err("the settings are taken")
    };
    assert_eq!(
        problem("key", "operation = [\"Act\"]"),
        "case.toml has the unknown key `operation`; there is docs, model, operations, overlays, protocol, protocol-tests, service, validation"
    );
    assert_eq!(
        problem("type", "operations = \"Act\""),
        "case.toml: expected a list of strings as `operations`"
    );
    assert_eq!(
        problem("choice", "validation = \"loose\""),
        "case.toml: expected one of off, lenient, standard, strict as `validation`, found `loose`"
    );
    let missing = problem("overlay", "overlays = [\"overlay.json\"]");
    assert!(missing.starts_with("cannot read overlay.json: "), "{missing}");
}

fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// An empty folder below `target/`.
fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("surplus").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made below target/");
    folder
}
